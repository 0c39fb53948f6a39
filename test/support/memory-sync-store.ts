/**
 * A desk's storage in memory with the same promises as RxDB's: for simulations and for tests of the sync engine. What is
 * written survives `crashed()`; what was under way does not.
 */
import { applyChange, type Change, type DossierDocument } from '../../renderer/database/document.ts'
import { unsentSince } from '../../renderer/database/dossier-store.ts'
import type {
  Confirmation,
  History,
  Outgoing,
  PullMark,
  Refusal,
  SyncStore,
  UnsentCounts,
} from '../../renderer/sync/sync-store.ts'
import { historyDigest } from '../../shared/wire/digest.ts'

/** What lies on the disk. */
export interface StoredDesk {
  documents: Map<string, DossierDocument>
  pullMark: PullMark | null
  journalMark: number | null
}

export const emptyDesk = (): StoredDesk => ({ documents: new Map(), pullMark: null, journalMark: null })

/** Documents written in one transaction. */
const writeChunk = 100

export class MemorySyncStore implements SyncStore {
  /** Asked before each transaction; a throw is a disk that fails, and the transaction does not happen. */
  beforeWrite: () => void = () => undefined
  readonly stored: StoredDesk
  #dead = false

  constructor(stored: StoredDesk = emptyDesk()) {
    this.stored = stored
  }

  /** The process is gone: whatever it still does reaches the disk no more. */
  crash(): void {
    this.#dead = true
  }

  async change(changes: readonly Change[]): Promise<DossierDocument[]> {
    const written: DossierDocument[] = []
    for (let at = 0; at < changes.length; at += writeChunk) {
      await this.#write(() => {
        const after = new Map<string, DossierDocument>()
        for (const change of changes.slice(at, at + writeChunk)) {
          const before = after.get(change.dossierId) ?? this.stored.documents.get(change.dossierId) ?? null
          if (before === null && (change.events ?? []).length === 0) continue
          after.set(change.dossierId, structuredClone(applyChange(before, change)))
        }
        for (const [id, document] of after) this.stored.documents.set(id, document)
        written.push(...after.values())
      })
    }
    return written
  }

  async getMany(ids: readonly string[]): Promise<Map<string, DossierDocument>> {
    return new Map(ids.flatMap((id) => (this.stored.documents.has(id) ? [[id, this.#mustGet(id)]] : [])))
  }

  async confirm(confirmations: readonly Confirmation[]): Promise<void> {
    await this.change(
      confirmations.map(({ dossierId, eventIds, events }) => ({
        dossierId,
        events,
        confirmed: [...eventIds, ...events.map((event) => event.id)],
      })),
    )
  }

  async refuse(refusals: readonly Refusal[]): Promise<void> {
    await this.change(
      refusals.map(({ dossierId, rejection, at, eventIds }) => ({
        dossierId,
        rejection: { ...rejection, at, eventIds: [...eventIds] },
      })),
    )
  }

  async addPulled(histories: readonly History[]): Promise<void> {
    await this.change(
      histories.map(({ dossierId, events }) => ({ dossierId, events, confirmed: events.map((event) => event.id) })),
    )
  }

  async offerAgain(dossierIds: readonly string[]): Promise<void> {
    await this.change(dossierIds.map((dossierId) => ({ dossierId, offerAgain: true })))
  }

  async listUnsent(limit: number, without: ReadonlySet<string>): Promise<Outgoing[]> {
    return [...this.stored.documents.values()]
      .filter(({ id, debt }) => debt === 'waiting' && !without.has(id))
      .map((document) => ({ document, since: unsentSince(document) ?? '' }))
      .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
      .slice(0, limit)
      .map(({ document: { id, body } }) => {
        const unsent = new Set(body.unsent)
        const events = structuredClone(body.events.filter((event) => unsent.has(event.id)))
        return { dossierId: id, events, digest: historyDigest(body.events.map((event) => event.id)) }
      })
  }

  async readMark(): Promise<PullMark | null> {
    return structuredClone(this.stored.pullMark)
  }

  async writeMark(mark: PullMark): Promise<void> {
    await this.#write(() => {
      this.stored.pullMark = structuredClone(mark)
    })
  }

  readonly journalMark = {
    read: async () => this.stored.journalMark,
    write: (seq: number) =>
      this.#write(() => {
        this.stored.journalMark = seq
      }),
  }

  async listDigests(afterId: string | null, limit: number): Promise<{ dossierId: string; digest: string }[]> {
    return [...this.stored.documents.values()]
      .filter(({ id }) => id > (afterId ?? ''))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id, body }) => ({ dossierId: id, digest: historyDigest(body.events.map((event) => event.id)) }))
  }

  countUnsent(): UnsentCounts {
    const owing = [...this.stored.documents.values()].filter(({ debt }) => debt !== 'none')
    const rejected = owing.filter(({ debt }) => debt === 'rejected').length
    const oldest = owing.map((document) => unsentSince(document) ?? '').sort()[0]
    return { dossiers: owing.length - rejected, rejected, oldestAt: oldest ?? null }
  }

  /** A transaction is not done at once: something else may come between asking and answering. */
  async #write(transaction: () => void): Promise<void> {
    await Promise.resolve()
    if (this.#dead) throw new Error('this process is gone')
    this.beforeWrite()
    transaction()
  }

  #mustGet(id: string): DossierDocument {
    return structuredClone(this.stored.documents.get(id)) as DossierDocument
  }
}
