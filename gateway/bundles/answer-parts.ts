/** An answer in files that a desk can read: what the desk has already is left out, and what remains is cut to size. */
import type { PushOutcome, PushRequest } from '../../shared/wire/messages.ts'

type Merged = Extract<PushOutcome, { outcome: 'merged' }>

/**
 * A long history travels in pieces, and each piece's outcome brings whatever else the province has of the dossier: most of it
 * lay in the bundle's other pieces, or stands in an outcome before.
 */
export function leaveOutKnown(outcomes: readonly PushOutcome[], requests: readonly PushRequest[]): PushOutcome[] {
  const known = new Map<string, Set<string>>()
  const knownOf = (dossierId: string) => {
    const ids = known.get(dossierId) ?? new Set<string>()
    known.set(dossierId, ids)
    return ids
  }
  const refused = new Set(outcomes.flatMap((one) => (one.outcome === 'rejected' ? [one.dossierId] : [])))
  for (const { dossierId, events } of requests.flatMap(({ dossiers }) => dossiers))
    // A refused piece may hold an event that the province has with another content: then it must be told.
    if (!refused.has(dossierId)) for (const event of events) knownOf(dossierId).add(idOf(event))
  return outcomes.map((outcome) => {
    if (outcome.outcome !== 'merged') return outcome
    const ids = knownOf(outcome.dossierId)
    const events = outcome.events.filter(({ id }) => !ids.has(id))
    for (const { id } of events) ids.add(id)
    const { dossierId, eventIds } = outcome
    return events.length === 0 ? { outcome: 'accepted', dossierId, eventIds } : { ...outcome, events }
  })
}

function idOf(event: unknown): string {
  return String((Object(event) as { id?: unknown }).id)
}

/** At least one part. Each is at most `limit` bytes as JSON, as long as no single event is larger. */
export function splitAnswer(outcomes: readonly PushOutcome[], limit: number): PushOutcome[][] {
  const parts: PushOutcome[][] = [[]]
  let room = limit
  for (const outcome of outcomes.flatMap((one) => cut(one, limit))) {
    const bytes = bytesOf(outcome)
    if (bytes > room && parts.at(-1)?.length !== 0) {
      parts.push([])
      room = limit
    }
    parts.at(-1)?.push(outcome)
    room -= bytes
  }
  return parts
}

/** The last piece alone says that the dossier was taken: until then the desk goes on offering it. */
function cut(outcome: PushOutcome, limit: number): PushOutcome[] {
  if (outcome.outcome !== 'merged' || bytesOf(outcome) <= limit) return [outcome]
  const ids = bytesOf({ ...outcome, events: [] })
  const pieces: Merged[] = []
  let room = 0
  for (const event of outcome.events) {
    const bytes = bytesOf(event)
    const last = pieces.at(-1)
    if (last === undefined || bytes > room) {
      pieces.push({ ...outcome, eventIds: [], events: [event] })
      room = limit - ids - bytes
    } else {
      last.events.push(event)
      room -= bytes
    }
  }
  const last = pieces.pop()
  return last === undefined ? [outcome] : [...pieces, { ...last, eventIds: outcome.eventIds }]
}

/** With the comma that follows. */
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) + 1
