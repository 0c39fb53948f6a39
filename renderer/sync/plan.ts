/** The decisions of sync, as pure functions: clock and randomness are parameters. */
import type { ProvinceFailure } from '../../shared/bridge/province.ts'
import { wireLimits } from '../../shared/wire/messages.ts'
import type { Outgoing } from './sync-store.ts'

/** How much one request may carry. */
export interface BatchSize {
  dossiers: number
  /** Of the events as JSON. */
  bytes: number
}

export const smallestBatch: BatchSize = { dossiers: 1, bytes: 64 * 1024 }
export const firstBatch: BatchSize = { dossiers: 50, bytes: 512 * 1024 }
/** Half of what a request may hold: brackets, ids and digests need room too. */
export const largestBatch: BatchSize = { dossiers: wireLimits.pushDossiers, bytes: wireLimits.bodyBytes / 2 }
export const backoffCapMs = 5 * 60_000
const backoffBaseMs = 1000

export type Ending = 'ok' | ProvinceFailure['code']

/** Failures that a smaller request may avoid; a 5xx too, for something in it may be what the province stumbles over. */
const shrinking: readonly Ending[] = ['TIMEOUT', 'TOO_LARGE', 'REFUSED', 'SERVER']

/** The next request's size, from what the last one `carried` and how it went. */
export function nextBatchSize(last: BatchSize, carried: BatchSize, ending: Ending): BatchSize {
  if (ending === 'ok')
    return {
      dossiers: Math.min(largestBatch.dossiers, last.dossiers * 2),
      bytes: Math.min(largestBatch.bytes, last.bytes * 2),
    }
  if (!shrinking.includes(ending)) return last
  return {
    dossiers: Math.max(smallestBatch.dossiers, Math.floor(Math.min(last.dossiers, carried.dossiers) / 2)),
    bytes: Math.max(smallestBatch.bytes, Math.floor(Math.min(last.bytes, carried.bytes) / 2)),
  }
}

/** Dossiers in the next page of a pull. */
export function nextPageSize(last: number, ending: Ending): number {
  if (ending === 'ok') return Math.min(wireLimits.pullDossiers, last * 2)
  return ending === 'TIMEOUT' || ending === 'TOO_LARGE' ? Math.max(1, Math.floor(last / 2)) : last
}

/**
 * Milliseconds to wait before the next attempt: exponential, capped, with full jitter in its upper half, so that a
 * province's desks do not return together. A `Retry-After` of the province is obeyed, up to the cap.
 *
 * @param failures in a row, at least 1
 * @param random in [0, 1)
 */
export function backoffMs(failures: number, retryAfterMs: number | null, random: number): number {
  const ceiling = Math.min(backoffCapMs, backoffBaseMs * 2 ** Math.min(failures, 20))
  const own = ceiling / 2 + (ceiling / 2) * random
  return Math.min(backoffCapMs, Math.max(own, retryAfterMs ?? 0))
}

export interface PushPlan {
  dossiers: Outgoing[]
  /** Those of which events are left for a later request. */
  partial: ReadonlySet<string>
  carried: BatchSize
}

/** The next request: what waits longest first, long histories in pieces. It always carries at least one event. */
export function planPush(unsent: readonly Outgoing[], size: BatchSize): PushPlan {
  const dossiers: Outgoing[] = []
  const partial = new Set<string>()
  let bytes = 0
  for (const outgoing of unsent.filter(({ events }) => events.length > 0)) {
    if (dossiers.length === size.dossiers) break
    const events: Outgoing['events'] = []
    for (const event of outgoing.events) {
      const weight = bytesOf(event)
      const fits = bytes + weight <= size.bytes || (dossiers.length === 0 && events.length === 0)
      if (!fits || events.length === wireLimits.eventsPerDossier) break
      events.push(event)
      bytes += weight
    }
    if (events.length > 0) dossiers.push({ ...outgoing, events })
    if (events.length < outgoing.events.length) {
      partial.add(outgoing.dossierId)
      break
    }
  }
  return { dossiers, partial, carried: { dossiers: dossiers.length, bytes } }
}

const encoder = new TextEncoder()
const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length

/**
 * After a request failed as a whole: `wait` for the next attempt, `split` it and go on at once, or, when one dossier stood
 * alone in it, put that one `aside` and go on with the others.
 */
export function planAfterFailure(
  code: ProvinceFailure['code'],
  { carried, dossiers }: PushPlan,
): 'wait' | 'split' | 'aside' {
  if (code !== 'TOO_LARGE' && code !== 'REFUSED') return 'wait'
  if (dossiers.length > 1) return 'split'
  if (code === 'REFUSED') return 'aside'
  // What takes not even so little takes nothing: no dossier is to blame.
  if (carried.bytes <= smallestBatch.bytes) return 'wait'
  return dossiers[0]?.events.length === 1 ? 'aside' : 'split'
}
