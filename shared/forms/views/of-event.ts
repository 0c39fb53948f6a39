/** Papers that speak of one event of the dossier. */
import { asKnownEvent } from '../../dossier/event.ts'
import type { DossierEvent, EventType, KnownEvent, PayloadOf } from '../../dossier/event.ts'
import { listStanding } from '../../dossier/undone.ts'
import type { PaperSubject } from './sources.ts'

type EventOf<T extends EventType> = Extract<KnownEvent, { type: T }>

/** All of a type whose shape this version knows and that were not taken back, in clock order. */
export function eventsOf<T extends EventType>(events: readonly DossierEvent[], type: T): EventOf<T>[] {
  return listStanding(events)
    .filter((event) => event.type === type)
    .toSorted((a, b) => (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0))
    .flatMap((event) => {
      const known = asKnownEvent(event)
      return known === null ? [] : [known as EventOf<T>]
    })
}

/** The event that is asked for, else the latest of its type; null: there is none. */
export function subjectOf<T extends EventType>(
  events: readonly DossierEvent[],
  type: T,
  eventId: string | null,
  numberOf: (payload: PayloadOf<T>) => string | null = () => null,
): PaperSubject | null {
  const ofType = eventsOf(events, type)
  const index = eventId === null ? ofType.length - 1 : ofType.findIndex((event) => event.id === eventId)
  const event = ofType[index]
  if (event === undefined) return null
  const number = numberOf(event.payload as PayloadOf<T>)
  return { eventId: event.id, at: event.at, officerId: event.officerId, number: number || null, ordinal: index + 1 }
}

export function payloadOf<T extends EventType>(
  events: readonly DossierEvent[],
  type: T,
  subject: PaperSubject,
): PayloadOf<T> | null {
  const event = eventsOf(events, type).find((candidate) => candidate.id === subject.eventId)
  return event === undefined ? null : (event.payload as PayloadOf<T>)
}
