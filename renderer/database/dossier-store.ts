/**
 * All writes of dossiers, one after the other: a change reads the document, applies itself and writes, and no two changes
 * can overwrite each other. After each durable write the changed documents are published, so that lists in memory follow.
 */
import type { RxCollection, RxDocument } from 'rxdb'
import { Subject, type Observable } from 'rxjs'
import { historyDigest } from '../../shared/wire/digest.ts'
import type { Confirmation, History, Outgoing, PullMark, Refusal, SyncStore, UnsentCounts } from '../sync/sync-store.ts'
import { applyChange, type Change, type DossierDocument } from './document.ts'
import type { Meta } from './meta.ts'

/** Written in one go; more would keep an officer's save waiting behind a page of the first sync. */
const writeChunk = 100

export interface Owing {
  since: string
  unsent: readonly string[]
  rejected: boolean
}

export interface DossierStoreOptions {
  collection: RxCollection<DossierDocument>
  meta: Meta
  /**
   * Writes their search lines. A crash between the two leaves one of them behind, but then the journal's mark or the
   * checkpoint has not moved either, and the change is made again.
   */
  index: (documents: readonly DossierDocument[]) => Promise<void>
}

export class DossierStore implements SyncStore {
  readonly #options: DossierStoreOptions
  readonly #changes = new Subject<readonly DossierDocument[]>()
  readonly #owing = new Map<string, Owing>()
  #tail: Promise<unknown> = Promise.resolve()

  constructor(options: DossierStoreOptions) {
    this.#options = options
  }

  /** Documents as they stand after each durable write. */
  get changes(): Observable<readonly DossierDocument[]> {
    return this.#changes
  }
  get owing(): ReadonlyMap<string, Owing> {
    return this.#owing
  }

  /** Reads what is owed to the province. */
  async load(): Promise<void> {
    const { collection } = this.#options
    const owing = await Promise.all(
      (['waiting', 'rejected'] as const).map((debt) => collection.find({ selector: { debt: { $eq: debt } } }).exec()),
    )
    for (const document of owing.flat()) this.#noteDebt(plain(document))
  }

  async get(id: string): Promise<DossierDocument | null> {
    const found = await this.#options.collection.findOne(id).exec()
    return found === null ? null : plain(found)
  }

  async getMany(ids: readonly string[]): Promise<Map<string, DossierDocument>> {
    const found = await this.#options.collection.findByIds([...ids]).exec()
    return new Map([...found].map(([id, document]) => [id, plain(document)]))
  }

  /** Resolves after the change is durable. */
  async change(changes: readonly Change[]): Promise<DossierDocument[]> {
    const written: DossierDocument[] = []
    for (let at = 0; at < changes.length; at += writeChunk) {
      const chunk = changes.slice(at, at + writeChunk)
      written.push(...(await this.#inTurn(() => this.#write(chunk))))
    }
    return written
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
    const ids = [...this.#owing]
      .filter(([id, owing]) => !owing.rejected && !without.has(id))
      .sort(([, a], [, b]) => (a.since < b.since ? -1 : 1))
      .slice(0, limit)
      .map(([id]) => id)
    const documents = await this.getMany(ids)
    return ids.flatMap((id) => {
      const document = documents.get(id)
      return document === undefined ? [] : [toOutgoing(document)]
    })
  }

  readMark = () => this.#options.meta.read<PullMark>('pullMark')
  writeMark = (mark: PullMark) => this.#options.meta.write('pullMark', mark)

  async listDigests(afterId: string | null, limit: number): Promise<{ dossierId: string; digest: string }[]> {
    const page = await this.#options.collection
      .find({ selector: { id: { $gt: afterId ?? '' } }, sort: [{ id: 'asc' }], limit })
      .exec()
    return page.map((document) => ({
      dossierId: document.id,
      digest: historyDigest(document.body.events.map((event) => event.id)),
    }))
  }

  countUnsent(): UnsentCounts {
    let rejected = 0
    let oldestAt: string | null = null
    for (const owing of this.#owing.values()) {
      if (owing.rejected) rejected += 1
      if (oldestAt === null || owing.since < oldestAt) oldestAt = owing.since
    }
    return { dossiers: this.#owing.size - rejected, rejected, oldestAt }
  }

  /** Waits for the writes that were begun. */
  async settle(): Promise<void> {
    await this.#tail
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(task, task)
    this.#tail = turn.catch(() => undefined)
    return turn
  }

  async #write(changes: readonly Change[]): Promise<DossierDocument[]> {
    const { collection, index } = this.#options
    const existing = await collection.findByIds([...new Set(changes.map((change) => change.dossierId))]).exec()
    const after = new Map<string, DossierDocument>()
    for (const change of changes) {
      const { dossierId } = change
      const stored = existing.get(dossierId)
      const before = after.get(dossierId) ?? (stored === undefined ? null : plain(stored))
      // A confirmation of a dossier that is not here has nothing to say.
      if (before === null && (change.events ?? []).length === 0) continue
      after.set(dossierId, applyChange(before, change))
    }
    const documents = [...after.values()]
    if (documents.length === 0) return []
    await Promise.all([index(documents), this.#store(documents, existing)])
    for (const document of documents) this.#noteDebt(document)
    this.#changes.next(documents)
    return documents
  }

  /** RxDB's bulk calls resolve even when rows fail: any failed row fails the whole, so that no checkpoint moves past it. */
  async #store(
    documents: DossierDocument[],
    existing: ReadonlyMap<string, RxDocument<DossierDocument>>,
  ): Promise<void> {
    const { collection } = this.#options
    const fresh = documents.filter((document) => !existing.has(document.id))
    if (fresh.length > 0) {
      const { error } = await collection.bulkInsert(fresh)
      if (error.length > 0)
        throw new Error(`storing ${error.length} of ${fresh.length} dossiers failed: ${error[0]?.status}`)
    }
    await Promise.all(
      documents.map((document) =>
        existing.get(document.id)?.incrementalModify((stored) => Object.assign(stored, document)),
      ),
    )
  }

  #noteDebt(document: DossierDocument): void {
    if (document.debt === 'none') this.#owing.delete(document.id)
    else
      this.#owing.set(document.id, {
        since: unsentSince(document) ?? '',
        unsent: document.body.unsent,
        rejected: document.debt === 'rejected',
      })
  }
}

/** The wall part of the oldest unsent stamp: an ISO instant. */
export function unsentSince({ body }: DossierDocument): string | null {
  const unsent = new Set(body.unsent)
  const oldest = body.events.find((event) => unsent.has(event.id))
  return oldest?.clock.split('_')[0] ?? null
}

function toOutgoing({ id, body }: DossierDocument): Outgoing {
  const unsent = new Set(body.unsent)
  return {
    dossierId: id,
    events: body.events.filter((event) => unsent.has(event.id)),
    digest: historyDigest(body.events.map((event) => event.id)),
  }
}

function plain(document: RxDocument<DossierDocument>): DossierDocument {
  const { id, board, debt, body } = document.toJSON() as unknown as DossierDocument
  return { id, board, debt, body }
}
