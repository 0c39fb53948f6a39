/** A shell for tests: secrets bound to one random key, paper and files that go nowhere. */
import { randomBytes } from 'node:crypto'
import { seal, unseal } from '../../electron/services/vault/seal.ts'
import type { Shell } from '../../electron/shell/shell.ts'

export function createTestShell(machineKey: Uint8Array = randomBytes(32)): Shell {
  return {
    kind: 'browser',
    protector: {
      seal: async (secret) => seal(machineKey, secret, 'machine'),
      async open(sealed) {
        const secret = unseal(machineKey, sealed, 'machine')
        if (secret === null) throw new Error('Not sealed on this machine.')
        return secret
      },
    },
    print: async () => ({ kind: 'useViewer' }),
    openPractice: async () => ({ kind: 'failed' }),
    openBoard: async () => ({ kind: 'usePage' }),
    savePdf: async () => ({ kind: 'useDownload' }),
    saveFile: async () => ({ kind: 'useDownload' }),
  }
}
