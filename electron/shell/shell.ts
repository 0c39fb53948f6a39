/**
 * What differs between the two hosts, and nothing else: how secrets are bound to this machine, and how paper and files
 * leave it. Implementations: `electron.ts` (safeStorage, print dialogs) and `browser.ts` (development, tests, machines
 * where Electron cannot be installed). One conformance suite: test/conformance/shell.ts.
 */
import type { BridgeParams, BridgeResult } from '../../shared/bridge/contract.ts'

export interface Shell {
  readonly kind: 'electron' | 'browser'
  /** Binds a secret to this user of this machine. `open(seal(x))` is x; a foreign or damaged blob rejects. */
  readonly protector: {
    seal(secret: Uint8Array): Promise<Uint8Array>
    open(sealed: Uint8Array): Promise<Uint8Array>
  }
  print(job: BridgeParams<'printing.print'>): Promise<BridgeResult<'printing.print'>>
  /** The practice desk, in a process of its own. */
  openPractice(): Promise<BridgeResult<'practice.open'>>
  /** The screen above the counter, in a window of its own. */
  openBoard(): Promise<BridgeResult<'queue.openBoard'>>
  savePdf(job: BridgeParams<'printing.savePdf'>): Promise<BridgeResult<'printing.savePdf'>>
  saveFile(job: BridgeParams<'files.save'>): Promise<BridgeResult<'files.save'>>
}
