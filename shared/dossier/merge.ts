/**
 * Two histories of one dossier become one by set union: nothing is lost and no side wins.
 *
 * Laws, property-tested: commutative, associative, idempotent, total; the result is in clock order.
 */
import { canonicalJson } from './canonical.ts'
import type { DossierEvent } from './event.ts'

export function compareEvents(a: DossierEvent, b: DossierEvent): number {
  if (a.clock !== b.clock) return a.clock < b.clock ? -1 : 1
  if (a.id !== b.id) return a.id < b.id ? -1 : 1
  return 0
}

/**
 * Event ids are unique, so one id with two contents means that somebody tampered or a disk lied. The choice must not
 * depend on the order of arrival; signature checks at the gateway decide which of the two was real.
 */
function pickDeterministically(a: DossierEvent, b: DossierEvent): DossierEvent {
  if (a === b) return a
  return canonicalJson(a) <= canonicalJson(b) ? a : b
}

export function mergeEvents(...histories: readonly (readonly DossierEvent[])[]): DossierEvent[] {
  const byId = new Map<string, DossierEvent>()
  for (const history of histories)
    for (const event of history) {
      const known = byId.get(event.id)
      byId.set(event.id, known === undefined ? event : pickDeterministically(known, event))
    }
  return [...byId.values()].sort(compareEvents)
}

/** Events of `theirs` that `ours` lacks. */
export function missingEvents(ours: readonly DossierEvent[], theirs: readonly DossierEvent[]): DossierEvent[] {
  const known = new Set(ours.map((event) => event.id))
  return theirs.filter((event) => !known.has(event.id))
}
