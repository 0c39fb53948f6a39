/** A journal on a disk of the test's own, with a clock that only the test moves. */
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { bytesToSign, eventHash } from '../../shared/dossier/canonical.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { silentLog } from '../../electron/services/log.ts'
import { Journal, type CommitRequest, type JournalOptions } from '../../electron/services/journal/journal.ts'
import { samplePayloads, sampleCommuneId, sampleUuid } from './event-builder.ts'
import { MemoryDisk } from './memory-disk.ts'

export const deskKeys = generateKeyPairSync('ed25519')
export const testDataKey = new Uint8Array(32).fill(7)
export const startOfClock = Date.UTC(2026, 10, 24, 1, 30)

export type Drafts = CommitRequest['drafts']

export function notedDrafts(n: number, count = 1): Drafts {
  return Array.from({ length: count }, (_, index) => ({
    dossierId: sampleUuid(0, n),
    type: 'noted' as const,
    at: '2026-11-24T08:30:00+07:00',
    payload: { text: `Ghi chú ${n}.${index}` },
  }))
}

export function receivedDrafts(n: number): Drafts {
  const payload = samplePayloads.received() as unknown as Record<string, unknown>
  return [{ dossierId: sampleUuid(0, n), type: 'received', at: '2026-11-24T08:30:00+07:00', payload }]
}

export class JournalHarness {
  readonly folder = '/data/journal'
  disk = new MemoryDisk()
  clock = startOfClock
  skewMs = 0
  room = true
  options: Partial<JournalOptions> = {}

  open(): Promise<Journal> {
    return Journal.open({
      folder: this.folder,
      disk: this.disk,
      dataKey: testDataKey,
      desk: {
        deskId: 'desk-1',
        communeId: sampleCommuneId,
        sign: (bytes) => sign(null, bytes, deskKeys.privateKey).toString('base64url'),
      },
      log: silentLog,
      now: () => this.clock,
      skewMs: () => this.skewMs,
      hasRoom: async () => this.room,
      ...this.options,
    })
  }

  segmentPaths(): string[] {
    return this.disk.paths().filter((path) => path.startsWith(`${this.folder}/`) && /\/\d+\.jsonl$/.test(path))
  }
}

export async function commitText(journal: Journal, n: number, count = 1): Promise<DossierEvent[]> {
  const result = await journal.commit({ drafts: notedDrafts(n, count), officerId: 'can-bo-1' })
  if (result.kind === 'failed') throw new Error(result.code)
  return result.events
}

/** Everything, page by page. */
export async function readAll(journal: Journal, limit = 1000): Promise<DossierEvent[]> {
  const events: DossierEvent[] = []
  let afterSeq = 0
  for (;;) {
    const page = await journal.read({ afterSeq, limit })
    events.push(...page.records.map((record) => record.event))
    afterSeq = page.records.at(-1)?.seq ?? afterSeq
    if (!page.more) return events
  }
}

/** Signature and, from the second on, the chain. */
export function findBrokenEvents(events: readonly DossierEvent[], publicKey = deskKeys.publicKey): string[] {
  const broken: string[] = []
  for (const [index, event] of events.entries()) {
    const sound = verify(null, bytesToSign(event), publicKey, Buffer.from(event.signature, 'base64url'))
    const before = events[index - 1]
    const follows = before === undefined || event.previous === eventHash(before)
    const ordered = before === undefined || event.clock > before.clock
    if (!sound || !follows || !ordered) broken.push(event.id)
  }
  return broken
}
