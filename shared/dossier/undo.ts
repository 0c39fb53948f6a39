/** Taking back what was just done, by a further event. What can be taken back and when: `undone.ts`. */
import type { DossierEvent, EventDraft } from './event.ts'
import { asKnownEvent } from './event.ts'
import { canBeUndone, isUndoer, remedies, standsInTheWay } from './undone.ts'
import type { Undoer } from './undone.ts'

/** Whether the last act may be offered to be taken back. */
export function canBeTakenBack(type: string): boolean {
  return canBeUndone(type) || type === 'handoverOffered'
}

/**
 * @param history of the dossier, in clock order
 * @param name of the officer, for what is taken back with a signature
 * @returns null: it is not of a kind that can be taken back, not theirs, too late, or something happened since
 */
export function planUndo(
  history: readonly DossierEvent[],
  eventId: string,
  undoer: Undoer,
  name: string,
): EventDraft | null {
  const place = history.findIndex(({ id }) => id === eventId)
  const event = history[place]
  const known = event === undefined ? null : asKnownEvent(event)
  if (known === null || event === undefined || !isUndoer(event, undoer)) return null
  if (history.slice(place + 1).some(standsInTheWay)) return null
  const { dossierId } = known
  const { at } = undoer
  // The giver of a batch has a way of their own, which desks of every version understand.
  if (known.type === 'handoverOffered') {
    const { batchId } = known.payload
    const payload = { batchId, answer: 'withdrawn', by: name, way: 'pin', reason: '' } as const
    return { dossierId, type: 'handoverAnswered', at, payload }
  }
  if (remedies[known.type] !== 'undo') return null
  return { dossierId, type: 'undone', at, payload: { eventId, what: known.type } }
}
