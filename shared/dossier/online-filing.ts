/** What citizens do on the national portal, as the fold keeps it. */
import type { Attention, Dossier, FiledPapers } from './dossier.ts'
import { canonicalJson } from './canonical.ts'
import type { DossierEvent, KnownEvent } from './event.ts'

/** Filed on the national portal, and the desk has neither accepted nor refused it. */
export function isUnaccepted({
  online,
  receivedAt,
  status,
}: Pick<Dossier, 'online' | 'receivedAt' | 'status'>): boolean {
  if (online === null || receivedAt !== '') return false
  return status === 'registered' || status === 'awaitingSupplement' || status === 'withdrawalRequested'
}

/** Papers that came through the portal and that no officer has said to have looked at, the earliest first. */
export function papersUnseen({ papersFiled }: Pick<Dossier, 'papersFiled'>): FiledPapers[] {
  return papersFiled.filter(({ seenBy }) => seenBy === null)
}

/** Ids for an event's `papersSeen`: of what the officer has on the screen. */
export function papersSeenNow(dossier: Pick<Dossier, 'papersFiled'>): string[] {
  return papersUnseen(dossier).map(({ eventId }) => eventId)
}

/** An officer's event looks only at what it names: papers that came while a desk was offline must not pass as seen. */
export function markSeen(dossier: Dossier, event: Pick<KnownEvent, 'id'>, eventIds: readonly string[] = []): void {
  const named = new Set(eventIds)
  for (const papers of dossier.papersFiled)
    if (papers.seenBy === null && named.has(papers.eventId)) papers.seenBy = event.id
}

/**
 * Ids of deliveries made again by a gateway that was restored from a backup: the portal's own name of them is the same, and so
 * is everything that was filed. Under one name with another content they are two, and both are shown.
 */
export function repeatedDeliveries(history: readonly DossierEvent[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { id, type, at, payload } of history) {
    if (type !== 'papersFiledOnline' && type !== 'withdrawalRequested') continue
    if (payload['reference'] === undefined) continue
    const content = canonicalJson({ type, at, payload })
    if (seen.has(content)) repeated.add(id)
    seen.add(content)
  }
  return repeated
}

/** What waits neither with its filing nor for the confirmation that a supplement is complete would be overlooked. */
export function flagUnseen(dossier: Dossier): void {
  if (isUnaccepted(dossier) || dossier.status === 'awaitingSupplement') return
  for (const { eventId } of papersUnseen(dossier)) {
    const item: Attention = {
      kind: 'papersNotSeen',
      eventIds: [eventId],
      type: 'papersFiledOnline',
      status: dossier.status,
    }
    dossier.attention.push(item)
  }
}
