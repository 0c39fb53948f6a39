/**
 * One document a dossier: its events, what it still owes the province, and the fields that lists read, in one write; each
 * RxDB collection is an IndexedDB database of its own, so nothing spread over two could be atomic.
 *
 * Every change is a pure function from document to document, so that a repeated or concurrent change can be applied again.
 */
import { unsettled } from '../../shared/dossier/attention.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'
import { openHandover } from '../../shared/dossier/handover.ts'
import { mergeEvents } from '../../shared/dossier/merge.ts'
import { isUnaccepted, papersUnseen } from '../../shared/dossier/online-filing.ts'
import type { Rejection } from '../../shared/wire/messages.ts'
import type { DossierRow, PickUp, RowDuties } from './desk-database.ts'

/** What a list shows of a dossier, without its way to the province. */
export type StoredRow = Omit<DossierRow, 'syncState'> & {
  codes: string[]
  /** Of parcels, in and out. Absent in rows written before they were kept. */
  trackingNumbers?: string[]
  /** null: the submitter is the owner, or none is known. Absent in rows written before it was kept. */
  ownerIdNumber?: string | null
}

export interface DossierBody {
  events: DossierEvent[]
  unsent: string[]
  rejection: (Rejection & { at: string; eventIds: string[] }) | null
  row: StoredRow
}

/** `online`: filed on the portal, waits for the desk's answer; `work`: the law's clock runs; `return`: finished, waits for the citizen; `done`. */
export type Board = 'online' | 'work' | 'return' | 'done'
/** `none`: the province has it all; `waiting`: to be sent; `rejected`: refused and unchanged since. */
export type Debt = 'none' | 'waiting' | 'rejected'

export interface DossierDocument {
  id: string
  board: Board
  debt: Debt
  /** Sealed on the disk. */
  body: DossierBody
}

export interface Change {
  dossierId: string
  events?: readonly DossierEvent[]
  /** The events are new here: the province does not have them. */
  areUnsent?: boolean
  confirmed?: readonly string[]
  rejection?: DossierBody['rejection']
  /** Forget a refusal: what is unsent is offered once more. */
  sendAgain?: boolean
  /** Offer every event again. */
  offerAgain?: boolean
}

export function applyChange(before: DossierDocument | null, change: Change): DossierDocument {
  const known = new Set(before?.body.events.map((event) => event.id))
  const added = (change.events ?? []).filter((event) => !known.has(event.id))
  // A known id with other content is not merged: what an officer was told is saved never changes.
  const events = mergeEvents(before?.body.events ?? [], added)
  const confirmed = new Set(change.confirmed)
  const unsent = change.offerAgain
    ? events.map((event) => event.id)
    : [...(before?.body.unsent ?? []), ...(change.areUnsent ? added.map((event) => event.id) : [])].filter(
        (id) => !confirmed.has(id),
      )
  return toDocument(change.dossierId, events, unsent, rejectionAfter(before, change, unsent))
}

/** Two states of one document are merged, never chosen between: the collection's conflict handler. */
export function mergeDocuments(a: DossierDocument, b: DossierDocument): DossierDocument {
  const events = mergeEvents(a.body.events, b.body.events)
  // An event is sent only when neither side still owes it: a repeat is harmless, an omission is a loss.
  const unsent = [...new Set([...a.body.unsent, ...b.body.unsent])].sort()
  return toDocument(a.id, events, unsent, a.body.rejection ?? b.body.rejection)
}

function toDocument(
  id: string,
  events: DossierEvent[],
  unsent: string[],
  rejection: DossierBody['rejection'],
): DossierDocument {
  const dossier = fold(events)
  return {
    id,
    board: boardOf(dossier),
    debt: unsent.length === 0 ? 'none' : rejection === null ? 'waiting' : 'rejected',
    body: { events, unsent, rejection, row: rowOf(id, dossier) },
  }
}

/** A refusal stands until something is added to the dossier, or until the province has it after all. */
function rejectionAfter(
  before: DossierDocument | null,
  change: Change,
  unsent: readonly string[],
): DossierBody['rejection'] {
  if (unsent.length === 0 || change.offerAgain || change.sendAgain) return null
  if (change.rejection !== undefined) {
    const refused = new Set(change.rejection?.eventIds)
    return unsent.every((id) => refused.has(id)) ? change.rejection : null
  }
  const standing = before?.body.rejection ?? null
  if (standing === null) return null
  return unsent.every((id) => standing.eventIds.includes(id)) ? standing : null
}

function boardOf(dossier: Dossier): Board {
  if (isUnaccepted(dossier)) return 'online'
  if (dossier.receivedAt === '') return 'done'
  if (dossier.status === 'finished') return 'return'
  return dossier.status === 'returned' || dossier.status === 'stopped' || dossier.status === 'notAccepted'
    ? 'done'
    : 'work'
}

function rowOf(id: string, dossier: Dossier): StoredRow {
  return {
    id,
    number: dossier.number.code,
    codes: dossier.codes,
    trackingNumbers: trackingNumbersOf(dossier),
    provisional: dossier.number.kind === 'provisional',
    procedureCode: dossier.procedure.code,
    procedureName: dossier.procedure.name,
    submitterName: dossier.submitter.name,
    ownerName: dossier.owner?.name ?? null,
    idNumber: dossier.submitter.idNumber,
    ownerIdNumber: dossier.owner?.idNumber ?? null,
    phone: dossier.submitter.phone,
    status: dossier.status,
    receivedAt: dossier.receivedAt,
    dueAt: dossier.dueAt,
    finishedAt: dossier.finishedAt,
    returnedAt: dossier.returnedAt,
    holderName: dossier.holder?.name ?? null,
    keeperId: dossier.keeper?.id ?? dossier.receivedBy.officerId,
    handover: rowHandover(dossier),
    needsAttention: unsettled(dossier).length > 0,
    filedAt: dossier.online?.at ?? null,
    papersFiledAt: papersFiledAt(dossier),
    duties: dutiesOf(dossier),
    isUnprinted: isUnprinted(dossier),
    pickUp: dossier.status === 'finished' ? pickUpOf(dossier) : null,
  }
}

/** When the citizen filed the last papers that wait with their filing, or for the confirmation that they complete it. */
function papersFiledAt(dossier: Dossier): string | null {
  if (!isUnaccepted(dossier) && dossier.status !== 'awaitingSupplement') return null
  return papersUnseen(dossier).at(-1)?.at ?? null
}

/** Nobody holds its receipt on paper yet. */
function isUnprinted({ receivedAt, prints }: Dossier): boolean {
  return receivedAt !== '' && !prints.some(({ form }) => form === 'receipt')
}

function trackingNumbersOf({ inbound, returns }: Dossier): string[] {
  const numbers = [inbound?.trackingNumber ?? null, ...returns.map(({ trackingNumber }) => trackingNumber)]
  return numbers.filter((number) => number !== null)
}

function pickUpOf({ judgedDueAt, delivery, reminders }: Dossier): PickUp {
  return {
    judgedDueAt,
    way: delivery.way,
    reminders: reminders.length,
    remindedAt: reminders.at(-1)?.at ?? null,
    reached: reminders.some(({ reached }) => reached),
  }
}

function dutiesOf({ holder, resolvingUnit, apologies, supplements, status }: Dossier): RowDuties {
  const apology = apologies.at(-1) ?? null
  const asked =
    status === 'awaitingSupplement' ? supplements.findLast(({ completedAt }) => completedAt === null) : undefined
  return {
    unitName: (holder ?? resolvingUnit)?.name ?? null,
    apology: apology === null ? null : { at: apology.at, oldDueAt: apology.oldDueAt },
    supplement: asked === undefined ? null : { requestedAt: asked.requestedAt, deadline: asked.deadline },
  }
}

function rowHandover(dossier: Dossier): StoredRow['handover'] {
  const open = openHandover(dossier)
  if (open === null) return null
  const { batchId, at, from, to, reason, note, size } = open
  return { batchId, at, from, to, reason, note, size }
}
