/**
 * What the sync engine needs of a desk's storage. Two implementations: RxDB (renderer/database) and memory (simulations);
 * one suite for both: test/conformance/sync-store.ts.
 *
 * Guarantees every implementation gives:
 * - An event once stored is never dropped or changed; adding is set union.
 * - An event stays unsent until `confirm` or a pulled page names its id.
 * - A method's promise resolves after its writes are durable, and rejects when any of them failed.
 */
import type { DossierEvent } from '../../shared/dossier/event.ts'
import type { Rejection } from '../../shared/wire/messages.ts'

export interface Outgoing {
  dossierId: string
  /** Events the province has not confirmed, in clock order. */
  events: DossierEvent[]
  /** `historyDigest` of all the desk has of the dossier: an equal one spares the province an answer. */
  digest: string
}

export interface History {
  dossierId: string
  events: readonly DossierEvent[]
}

export interface Confirmation {
  dossierId: string
  /** Ids the province now has. */
  eventIds: readonly string[]
  /** Events the province had and the desk lacked. */
  events: readonly DossierEvent[]
}

export interface Refusal {
  dossierId: string
  rejection: Rejection
  /** The ids that were offered: anything added since then is not part of the refusal. */
  eventIds: readonly string[]
  at: string
}

/** Where the desk stands in the province's stream. */
export interface PullMark {
  epoch: string
  /** null: everything is to be pulled again. */
  checkpoint: string | null
  /** The province's proof of the last push that it answered; with it a restored province notices what it lost. */
  seen?: string | null
}

export interface UnsentCounts {
  dossiers: number
  rejected: number
  /** ISO instant of the oldest waiting event; null: nothing waits. */
  oldestAt: string | null
}

export interface SyncStore {
  /** Dossiers with unsent events, longest waiting first; rejected ones only after something was added to them. */
  listUnsent(limit: number, without: ReadonlySet<string>): Promise<Outgoing[]>
  confirm(confirmations: readonly Confirmation[]): Promise<void>
  refuse(refusals: readonly Refusal[]): Promise<void>
  /** Adds what the province sent. An event that comes from there is confirmed by that. */
  addPulled(histories: readonly History[]): Promise<void>
  /** null: nothing was ever pulled. */
  readMark(): Promise<PullMark | null>
  writeMark(mark: PullMark): Promise<void>
  /** Every dossier's id with the digest of its event ids, in pages; for comparing after the province lost its memory. */
  listDigests(afterId: string | null, limit: number): Promise<{ dossierId: string; digest: string }[]>
  /** Makes every event of these dossiers unsent. */
  offerAgain(dossierIds: readonly string[]): Promise<void>
  countUnsent(): UnsentCounts
}
