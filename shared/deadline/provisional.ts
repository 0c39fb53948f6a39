/** What became of a date that was promised before its year's calendar was published. */
import type { Dossier } from '../dossier/dossier.ts'
import type { WorkingCalendar } from './calendar.ts'
import { computeDue } from './compute-due.ts'
import { isProvisionalDue } from './due.ts'

export type ProvisionalOutcome =
  /** The calendar gives the date that was promised. */
  | { kind: 'confirmed' }
  /** It gives another; what was promised stays until an officer makes a new appointment. */
  | { kind: 'moved'; dueAt: string }

/**
 * null: nothing was provisional, the calendar is not known yet, or a supplement or an apology made the promise: that was a
 * person's own counting.
 */
export function settleProvisional(
  dossier: Pick<Dossier, 'due' | 'dueAt' | 'receivedAt' | 'finishedAt'>,
  calendar: WorkingCalendar,
): ProvisionalOutcome | null {
  const { due, dueAt, receivedAt, finishedAt } = dossier
  const isPlain = due.dueAt === dueAt && due.steps.every(({ kind }) => !ofSupplements.includes(kind))
  if (!isProvisionalDue(due) || !isPlain || finishedAt !== null) return null
  const official = computeDue(receivedAt, due.limit, calendar)
  if (!official.ok || official.due.dueAt === null || isProvisionalDue(official.due)) return null
  if (Date.parse(official.due.dueAt) === Date.parse(dueAt ?? '')) return { kind: 'confirmed' }
  return { kind: 'moved', dueAt: official.due.dueAt }
}

const ofSupplements: readonly string[] = ['pausedForSupplement', 'restartedAfterSupplement']
