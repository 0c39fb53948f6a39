/** What of a dossier has gone back to the citizen, and what still waits for them. */
import type { ArrivedResult, Dossier } from './dossier.ts'
import type { KnownEvent, SubmittedComponent } from './event.ts'
import { isAllowed, isWorkedOn } from './state-machine.ts'

/** Results that arrived and were not handed over yet. */
export function listWaiting({ results }: Pick<Dossier, 'results'>): ArrivedResult[] {
  return results.filter(({ returnedBy }) => returnedBy === null)
}

/** Originals that the citizen has not got back yet (NĐ 61/2018 Đ20.2). */
export function listOriginalsLeft({
  components,
  givenBack,
}: Pick<Dossier, 'components' | 'givenBack'>): SubmittedComponent[] {
  const back = new Set(givenBack.flatMap(({ papers }) => papers))
  return components.filter(({ toGiveBack, name }) => toGiveBack && !back.has(name))
}

/** `part`: results are here, others are still awaited; what is handed over now cannot close the dossier. */
export type Returnable = 'all' | 'part' | 'no'

export function returnableOf(dossier: Dossier): Returnable {
  if (isAllowed(dossier.status, 'returned')) return 'all'
  return isWorkedOn(dossier.status) && listWaiting(dossier).length > 0 ? 'part' : 'no'
}

/**
 * Whether a return, its results already marked, was the last one. A desk that does not say what it handed over is believed
 * when it says that this was all. One that does say so is not: two desks that each hand over the other's rest have together
 * handed over everything, and a result that arrived elsewhere meanwhile still waits.
 */
export function closes(dossier: Dossier, { payload }: Extract<KnownEvent, { type: 'returned' }>): boolean {
  if (payload.handedOver === undefined) return payload.complete
  if (dossier.finishedAt === null || listWaiting(dossier).length > 0) return false
  return payload.complete || payload.handedOver.length > 0
}
