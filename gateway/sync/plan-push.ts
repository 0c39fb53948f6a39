/**
 * What a push does to each dossier, as data: no database, no clock. One bad dossier is left out and disturbs no other.
 */
import type { Dossier } from '../../shared/dossier/dossier.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'
import { historyDigest } from '../../shared/wire/digest.ts'
import type { Rejection } from '../../shared/wire/messages.ts'
import type { CheckedEvent } from './check-event.ts'
import { reject } from './rejections.ts'

export const mostDossierBytes = 8 * 1024 * 1024

export interface Candidate {
  dossierId: string
  events: CheckedEvent[]
  /** Of all events the sender has of this dossier; null: it did not say. */
  digest: string | null
}

/** What the database holds, read under the commune's lock. */
export interface Known {
  /** Events of the dossiers concerned, and any other event under an incoming id. */
  events: { dossierId: string; id: string; body: string }[]
  /** Who holds each code that the incoming events may name. */
  codeHolders: ReadonlyMap<string, string>
}

export interface Take {
  kind: 'take'
  dossierId: string
  sentIds: string[]
  fresh: CheckedEvent[]
  history: CheckedEvent[]
  dossier: Dossier
  newCodes: string[]
  /** Its number is another dossier's: it needs one of its own. */
  needsNumber: boolean
  /** Events the sender may lack. */
  missing: DossierEvent[]
}
export type Plan = Take | { kind: 'reject'; dossierId: string; rejection: Rejection }

/** @param canNumber whether this dossier can be given another number, should its own be another's */
export function planPush(
  candidates: readonly Candidate[],
  known: Known,
  canNumber: (dossier: Dossier) => boolean,
): Plan[] {
  const stored = new Map(known.events.map((row) => [row.id, row]))
  const histories = Map.groupBy(known.events, (row) => row.dossierId)
  const holders = new Map(known.codeHolders)
  return candidates.map((candidate) => {
    const history = (histories.get(candidate.dossierId) ?? []).map(({ body }) => readStored(body))
    const plan = planOne(candidate, history, { stored, holders, canNumber })
    if (plan.kind === 'take') {
      // Later dossiers of the same push meet these as if they were stored already.
      for (const { event, body } of plan.fresh) stored.set(event.id, { dossierId: plan.dossierId, id: event.id, body })
      for (const code of plan.newCodes) holders.set(code, plan.dossierId)
    }
    return plan
  })
}

interface Around {
  stored: ReadonlyMap<string, { body: string }>
  holders: ReadonlyMap<string, string>
  canNumber: (dossier: Dossier) => boolean
}

function planOne(
  { dossierId, events, digest }: Candidate,
  history: readonly CheckedEvent[],
  { stored, holders, canNumber }: Around,
): Plan {
  const refuse = (...args: Parameters<typeof reject>): Plan => ({
    kind: 'reject',
    dossierId,
    rejection: reject(...args),
  })
  const fresh = new Map<string, CheckedEvent>()
  for (const checked of events) {
    const { id } = checked.event
    const before = stored.get(id) ?? fresh.get(id)
    if (before !== undefined && before.body !== checked.body) return refuse('EVENT_CHANGED', { eventId: id })
    if (before === undefined) fresh.set(id, checked)
  }
  const union = [...history, ...fresh.values()]
  if (sizeOf(union) > mostDossierBytes) return refuse('INVALID_EVENT', { path: 'events' })
  const dossier = fold(union.map(({ event }) => event))
  const taken = dossier.number.code
  const needsNumber = (holders.get(taken) ?? dossierId) !== dossierId
  if (needsNumber && !canNumber(dossier))
    return refuse('NUMBER_TAKEN', { eventId: eventNaming(union, taken), otherDossierId: holders.get(taken) ?? null })
  return {
    kind: 'take',
    dossierId,
    sentIds: [...new Set(events.map(({ event }) => event.id))],
    fresh: [...fresh.values()],
    history: union,
    dossier,
    newCodes: codesToClaim(dossier, union).filter((code) => !holders.has(code)),
    needsNumber,
    missing: missingAtSender(union, events, digest),
  }
}

/** Codes that this dossier gave up stay searchable in it, but belong to the other. */
function codesToClaim(dossier: Dossier, history: readonly CheckedEvent[]): string[] {
  const givenUp = new Set(history.map(({ event }) => (event.type === 'numberAssigned' ? event.payload.instead : null)))
  return dossier.codes.filter((code) => !givenUp.has(code))
}

function missingAtSender(union: readonly CheckedEvent[], sent: readonly CheckedEvent[], digest: string | null) {
  if (digest !== null && digest === historyDigest(union.map(({ event }) => event.id))) return []
  const ids = new Set(sent.map(({ event }) => event.id))
  return union.map(({ event }) => event).filter((event) => !ids.has(event.id))
}

/** Codes that the fold of these events can add to a dossier. */
export function codesNamed(events: readonly DossierEvent[]): string[] {
  return events.flatMap((event) => {
    const { number, code } = event.payload as { number?: { code?: unknown } | null; code?: unknown }
    return [number?.code, code].filter((value) => typeof value === 'string')
  })
}

export function readStored(body: string): CheckedEvent {
  return { event: JSON.parse(body) as DossierEvent, body }
}

export function sizeOf(events: readonly CheckedEvent[]): number {
  return events.reduce((sum, { body }) => sum + body.length, 0)
}

function eventNaming(history: readonly CheckedEvent[], code: string): string | null {
  return history.find(({ event }) => codesNamed([event]).includes(code))?.event.id ?? null
}
