/**
 * `fold(events)`: the state a history adds up to. Pure and total: it accepts any set of events of one dossier, in any
 * order, from any version, and never throws. What the state machine does not allow is kept as `attention`.
 */
import type { Dossier } from './dossier.ts'
import { emptyDossier } from './empty-dossier.ts'
import { asKnownEvent } from './event.ts'
import type { DossierEvent, KnownEvent } from './event.ts'
import { listWaiting } from './handing-over.ts'
import { flagUnseen, isUnaccepted, repeatedDeliveries } from './online-filing.ts'
import { mergeEvents } from './merge.ts'
import { awaitsPapers, reduce, unpaidDuty } from './reducers.ts'
import { isEventAllowed, statusAfter } from './state-machine.ts'
import { findUndoings } from './undone.ts'
import type { Undoings } from './undone.ts'

export function fold(events: readonly DossierEvent[]): Dossier {
  const history = mergeEvents(events)
  const dossier = emptyDossier(history[0])
  const seen = { undoings: findUndoings(history), repeated: repeatedDeliveries(history) }
  for (const event of history) apply(dossier, event, seen)
  flagUnseen(dossier)
  if (history.length > 0 && isUnknown(dossier))
    dossier.attention.push({
      kind: 'withoutReceipt',
      eventIds: history.map((event) => event.id),
      type: 'received',
      status: dossier.status,
    })
  return dossier
}

interface Seen {
  undoings: Undoings
  repeated: ReadonlySet<string>
}

function apply(dossier: Dossier, event: DossierEvent, { undoings, repeated }: Seen): void {
  dossier.eventCount += 1
  if (dossier.lastEventAt === '' || Date.parse(event.at) > Date.parse(dossier.lastEventAt))
    dossier.lastEventAt = event.at
  const known = asKnownEvent(event)
  const undoneBy = undoings.undone.get(event.id)
  if (undoneBy !== undefined) {
    dossier.steps.push({ eventId: event.id, type: event.type, status: dossier.status, undoneBy })
    return
  }
  const eventIds = undoings.void.get(event.id)
  if (eventIds !== undefined)
    dossier.attention.push({ kind: 'undoneTooLate', eventIds: [...eventIds], type: event.type, status: dossier.status })
  if (known === null)
    dossier.attention.push({ kind: 'fromNewerVersion', eventIds: [event.id], type: event.type, status: dossier.status })
  else if (!repeated.has(event.id)) applyKnown(dossier, known)
  dossier.steps.push({ eventId: event.id, type: event.type, status: dossier.status })
}

/** Neither its receipt nor its online filing has arrived, nor was it turned away. */
function isUnknown(dossier: Dossier): boolean {
  return dossier.receivedAt === '' && dossier.online === null && dossier.turnedAwayAt === null
}

function applyKnown(dossier: Dossier, event: KnownEvent): void {
  const state = isUnknown(dossier) ? 'none' : dossier.status
  const wasUnaccepted = isUnaccepted(dossier)
  const allowed = isEventAllowed(state, event, {
    resultsWaiting: listWaiting(dossier).length,
    isUnaccepted: wasUnaccepted,
  })
  if (!allowed) flagOutOfOrder(dossier, event)
  reduce(dossier, event, allowed)
  if (allowed)
    dossier.status = statusAfter(state, event, {
      debt: unpaidDuty(dossier),
      awaitsPapers: awaitsPapers(dossier),
      isHandedOver: dossier.returnedAt !== null,
      isUnaccepted: wasUnaccepted,
    })
}

function flagOutOfOrder(dossier: Dossier, event: KnownEvent): void {
  const kind =
    event.type === 'returned' && dossier.returnedAt !== null
      ? 'secondReturn'
      : event.type === 'received'
        ? 'secondReceipt'
        : 'eventOutOfOrder'
  dossier.attention.push({
    kind,
    eventIds: [...opponents(dossier, event), event.id],
    type: event.type,
    status: dossier.status,
  })
}

/** The other side of a contradiction: the earlier event of the same kind, or the one that led to the present state. */
function opponents(dossier: Dossier, event: KnownEvent): string[] {
  const sameKind = dossier.steps.findLast((step) => step.type === event.type && step.undoneBy === undefined)
  const before = dossier.steps.findLastIndex((step) => step.status !== dossier.status)
  const ledHere = dossier.steps[before + 1]
  const isRepeat = event.type === 'returned' || event.type === 'received'
  const opponent = (isRepeat ? sameKind : undefined) ?? ledHere ?? sameKind
  return opponent === undefined ? [] : [opponent.eventId]
}
