/**
 * At each start the journal's tail is brought into the database; after a lost IndexedDB the whole journal is. Applying a
 * record twice changes nothing, so the mark may lag behind, but never runs ahead of a durable write.
 */
import type { Bridge } from '../../shared/bridge/contract.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import type { Change } from './document.ts'
import type { DossierStore } from './dossier-store.ts'

export interface JournalMark {
  read(): Promise<number | null>
  write(seq: number): Promise<void>
}

export interface RecoveryOptions {
  bridge: Pick<Bridge, 'call'>
  store: Pick<DossierStore, 'change'>
  mark: JournalMark
  onProgress: (done: number, total: number) => void
}

const pageSize = 1000

/** Answers how many journal records were read. */
export async function recoverFromJournal({ bridge, store, mark, onProgress }: RecoveryOptions): Promise<number> {
  const start = await whereToStart(bridge, mark)
  let afterSeq = start
  let read = 0
  for (;;) {
    const page = await bridge.call('journal.read', { afterSeq, limit: pageSize })
    const last = page.records.at(-1)
    if (last === undefined) return read
    await store.change(toChanges(page.records.map((record) => record.event)))
    await mark.write(last.seq)
    afterSeq = last.seq
    read += page.records.length
    onProgress(last.seq - start, page.lastSeq - start)
    if (!page.more) return read
  }
}

/** A journal that ends before the mark is another one, begun after the first was lost: all of it is new. */
async function whereToStart(bridge: Pick<Bridge, 'call'>, mark: JournalMark): Promise<number> {
  const seq = (await mark.read()) ?? 0
  if (seq === 0) return 0
  const { lastSeq } = await bridge.call('journal.read', { afterSeq: seq, limit: 1 })
  return lastSeq < seq ? 0 : seq
}

/** Nobody knows here what the province has: all count as unsent, and sending one again is harmless. */
function toChanges(events: readonly DossierEvent[]): Change[] {
  const byDossier = Map.groupBy(events, (event) => event.dossierId)
  return [...byDossier].map(([dossierId, group]) => ({ dossierId, events: group, areUnsent: true }))
}
