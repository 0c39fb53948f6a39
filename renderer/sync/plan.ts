/** The decisions of sync, as pure functions: clock and randomness are parameters. */
import type { ProvinceFailure } from '../../shared/bridge/province.ts'
import { wireLimits } from '../../shared/wire/messages.ts'
import type { Outgoing } from './sync-store.ts'

export const smallestBatch = 1
export const firstBatch = 50
export const backoffCapMs = 5 * 60_000
const backoffBaseMs = 1000

/** Dossiers in the next request, from the last one and how it went. */
export function nextBatchSize(last: number, outcome: 'ok' | ProvinceFailure['code'], limit: number): number {
  if (outcome === 'ok') return Math.min(limit, last * 2)
  if (outcome === 'TIMEOUT' || outcome === 'TOO_LARGE') return Math.max(smallestBatch, Math.floor(last / 2))
  return last
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

/** The unsent events as requests: long histories are cut, so that a single dossier always fits. */
export function planPush(
  unsent: readonly Outgoing[],
  eventsPerDossier: number = wireLimits.eventsPerDossier,
): Outgoing[] {
  return unsent
    .filter(({ events }) => events.length > 0)
    .map((outgoing) => ({ ...outgoing, events: outgoing.events.slice(0, eventsPerDossier) }))
}
