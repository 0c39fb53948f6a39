/**
 * What can be taken back by a further event. Nothing is ever deleted: a dossier's history shows the act and its taking back.
 * Only what binds nobody yet: a note, and a forwarding of which the unit has had no time to act.
 */
import type { DossierEvent, EventDraft } from './event.ts'
import { asKnownEvent } from './event.ts'
import { isAllowed } from './state-machine.ts'
import { fold } from './fold.ts'

export const undoWithinMs = 60_000

export interface UndoWords {
  note: (text: string, at: string) => string
  forwarding: (at: string) => string
}

/** null: it is not of a kind that can be taken back, it is too late, or something happened since. */
export function planUndo(
  history: readonly DossierEvent[],
  eventId: string,
  at: string,
  words: UndoWords,
): EventDraft | null {
  const last = history.at(-1)
  const event = last?.id === eventId ? asKnownEvent(last) : null
  if (event === null) return null
  const age = Date.parse(at) - Date.parse(event.at)
  if (!(age >= 0 && age <= undoWithinMs)) return null
  const { dossierId } = event
  switch (event.type) {
    case 'noted':
      return { dossierId, type: 'noted', at, payload: { text: words.note(event.payload.text, event.at) } }
    case 'forwarded':
      if (!isAllowed(fold(history).status, 'handedBack')) return null
      return {
        dossierId,
        type: 'handedBack',
        at,
        payload: { from: event.payload.to, reason: words.forwarding(event.at) },
      }
    default:
      return null
  }
}

export function canBeUndone(type: string): boolean {
  return type === 'noted' || type === 'forwarded'
}
