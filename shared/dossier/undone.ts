/**
 * Which events of a history were taken back. A dossier never loses an event: `undone` names the one that is not to count,
 * and both stay in the history. Pure, total, and a function of the set of events alone.
 *
 * It counts only for what binds nobody, by who did it, at the same desk, within a minute, and with nothing else in between:
 * whoever acted on it meanwhile, at another desk and without a link, had every right to. Then the act stands, and both sides
 * are shown.
 */
import { asKnownEvent, isKnownType } from './event.ts'
import type { DossierEvent, EventType } from './event.ts'
import { mergeEvents } from './merge.ts'

export const undoWithinMs = 60_000

/**
 * What can be done about an event that should not have been: `undo` it; `correct` it, for it went to the citizen or settles
 * money or papers; `answer` it by the event that exists for that; nothing, since it is not an officer's act (`none`).
 */
export const remedies: Record<EventType, 'undo' | 'correct' | 'answer' | 'none'> = {
  /** The receipt promises a day and uses up a number. */
  received: 'correct',
  registeredOnline: 'none',
  papersFiledOnline: 'none',
  numberAssigned: 'none',
  forwarded: 'undo',
  handedBack: 'undo',
  /** Ends the time that is judged, but the citizen was not told yet: that would be an event in between. */
  resultArrived: 'undo',
  /** A letter to the citizen, with a new term. */
  supplementRequested: 'correct',
  /** The new day is told by a receipt that is printed anew: that would be an event in between. */
  supplemented: 'undo',
  financialDutyRaised: 'undo',
  paid: 'correct',
  refunded: 'correct',
  refused: 'correct',
  refusedAtCounter: 'correct',
  withdrawalRequested: 'undo',
  withdrawalAnswered: 'correct',
  stopped: 'correct',
  apologised: 'correct',
  returned: 'correct',
  postReported: 'undo',
  /** Taking it back leaves the desk owing the papers again: to the citizen's side. */
  originalsGivenBack: 'undo',
  corrected: 'undo',
  noted: 'undo',
  /** By `scanRefiled`, at any time. */
  scansAdded: 'answer',
  scanRefiled: 'undo',
  /** By `handoverAnswered`, as long as the other side has not signed. */
  handoverOffered: 'answer',
  /** A signature. */
  handoverAnswered: 'correct',
  printed: 'none',
  undone: 'none',
}

export function canBeUndone(type: string): boolean {
  return isKnownType(type) && remedies[type] === 'undo'
}

/** Who would take back, where and when. */
export type Undoer = Pick<DossierEvent, 'deskId' | 'officerId' | 'at'>

/**
 * Whether `undoer` may take the event back, whatever happened since aside.
 * Written in whole seconds, so both ends of the minute count.
 */
export function isUndoer(event: DossierEvent, undoer: Undoer): boolean {
  const age = Date.parse(undoer.at) - Date.parse(event.at)
  const isInTime = age >= 0 && age <= undoWithinMs
  return isInTime && event.deskId === undoer.deskId && event.officerId === undoer.officerId
}

/** A new official code changes nothing that was done; anything else might rest on it. */
export function standsInTheWay({ type }: DossierEvent): boolean {
  return type !== 'numberAssigned'
}

export interface Undoings {
  /** Events that do not count, each with the event that took it back. */
  undone: ReadonlyMap<string, string>
  /** Events that wanted to take something back and could not, each with what takes part in it. */
  void: ReadonlyMap<string, readonly string[]>
}

const nothing: Undoings = { undone: new Map(), void: new Map() }

export function findUndoings(events: readonly DossierEvent[]): Undoings {
  if (!events.some(({ type }) => type === 'undone')) return nothing
  const history = mergeEvents(events)
  const places = new Map(history.map(({ id }, place) => [id, place]))
  const undone = new Map<string, string>()
  const failed = new Map<string, string[]>()
  for (const [place, event] of history.entries()) {
    const known = asKnownEvent(event)
    // Of two that say the same, the earlier has done it.
    if (known?.type !== 'undone' || undone.has(known.payload.eventId)) continue
    const from = places.get(known.payload.eventId)
    const target = from === undefined || from >= place ? undefined : history[from]
    const between = from === undefined ? [] : history.slice(from + 1, place).filter(standsInTheWay)
    const isSound = target !== undefined && canBeUndone(target.type) && asKnownEvent(target) !== null
    if (isSound && isUndoer(target, event) && between.length === 0) undone.set(target.id, event.id)
    else failed.set(event.id, [...(target === undefined ? [] : [target, ...between]).map(({ id }) => id), event.id])
  }
  return { undone, void: failed }
}

/** Without what was taken back and its taking back, for whoever reads a history and not its sum. */
export function listStanding(events: readonly DossierEvent[]): readonly DossierEvent[] {
  const { undone } = findUndoings(events)
  if (undone.size === 0) return events
  const gone = new Set([...undone.keys(), ...undone.values()])
  return events.filter(({ id }) => !gone.has(id))
}
