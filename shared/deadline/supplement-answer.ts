/** What asking a dossier for more papers, and the answer, do to its due date; and what the law warns of before asking. */
import type { Dossier } from '../dossier/dossier.ts'
import type { WorkingCalendar } from './calendar.ts'
import type { DueResult } from './compute-due.ts'
import { afterSupplement, supplementRequestDue } from './supplement-due.ts'

export type Supplementable = Pick<Dossier, 'receivedAt' | 'due' | 'supplementPolicy' | 'supplements'>

/**
 * The due date once the papers are complete, by the policy frozen at intake.
 *
 * @param completedAt local instant of the answer
 * @param requestedAt of a request that is not recorded yet; null: the recorded ones
 */
export function dueIfAnswered(
  dossier: Supplementable,
  completedAt: string,
  requestedAt: string | null,
  calendar: WorkingCalendar,
): DueResult {
  const recorded = dossier.supplements.map((round) => ({
    requestedAt: round.requestedAt,
    completedAt: round.completedAt ?? completedAt,
  }))
  const asked = requestedAt === null ? [] : [{ requestedAt, completedAt }]
  return afterSupplement(
    {
      policy: dossier.supplementPolicy,
      receivedAt: dossier.receivedAt,
      limit: dossier.due.limit,
      waits: [...recorded, ...asked],
    },
    calendar,
  )
}

export interface RequestDoubts {
  /** Until when it was to be asked, three working days after receipt; null: still in time. */
  lateSince: string | null
  /** The how-manieth request this would be; from the second on the supervisors count the dossier as late (766/QĐ-TTg 2.1). */
  round: number
}

export function doubtsOfRequest(dossier: Supplementable, now: string, calendar: WorkingCalendar | null): RequestDoubts {
  const round = dossier.supplements.length + 1
  const result = calendar === null ? null : supplementRequestDue(dossier.receivedAt, calendar)
  const until = result?.ok === true ? result.due.dueAt : null
  return { lateSince: until !== null && Date.parse(now) > Date.parse(until) ? until : null, round }
}
