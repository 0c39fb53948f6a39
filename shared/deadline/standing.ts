/**
 * How a dossier stands against its due moment. Judged on the end of processing, never on the pick-up (766/QĐ-TTg 2.1), and on
 * the date before any apology; what is due next is told from the date the citizen was promised last.
 */
import type { Dossier, DossierStatus } from '../dossier/dossier.ts'
import type { Unit } from '../dossier/event.ts'
import type { WorkingCalendar } from './calendar.ts'
import { lenientTime } from './working-time.ts'
import type { WorkingTime } from './working-time.ts'

export type Standing =
  | 'noLimit'
  /** Finished on a day before the due day. */
  | 'early'
  /** Finished at the latest at the due moment. */
  | 'onTime'
  | 'late'
  /** Running, more than three working days left. */
  | 'withinLimit'
  /** Due within the next three working days. */
  | 'soon'
  | 'dueToday'
  /** Running past the promised moment. */
  | 'overdue'
  /** Waiting for the citizen's papers, asked for in time: the clock stands. */
  | 'waiting'

export type Judged = Pick<Dossier, 'status' | 'dueAt' | 'judgedDueAt' | 'finishedAt' | 'supplements'>
export const soonWorkingDays = 3

/** @param now ISO instant */
export function classify(dossier: Judged, now: string, calendar: WorkingCalendar): Standing {
  if (dossier.finishedAt !== null) return judgeFinished(dossier.finishedAt, dossier.judgedDueAt, calendar)
  if (dossier.dueAt === null) return 'noLimit'
  if (dossier.status === 'awaitingSupplement') {
    const request = dossier.supplements.findLast((round) => round.completedAt === null)
    const stoodAt = request?.requestedAt ?? now
    return Date.parse(stoodAt) > Date.parse(dossier.dueAt) ? 'overdue' : 'waiting'
  }
  return standingOf(dossier.dueAt, now, calendar)
}

/** Of a finished dossier. */
export function judgeFinished(
  finishedAt: string,
  judgedDueAt: string | null,
  calendar: WorkingCalendar,
): 'noLimit' | 'early' | 'onTime' | 'late' {
  if (judgedDueAt === null) return 'noLimit'
  if (Date.parse(finishedAt) > Date.parse(judgedDueAt)) return 'late'
  const time = lenientTime(calendar)
  const finished = time.localMoment(finishedAt)
  const due = time.localMoment(judgedDueAt)
  return finished !== null && due !== null && finished.day < due.day ? 'early' : 'onTime'
}

/** Of a running clock. Beyond the published years plain weeks are assumed: this warns, it promises nothing. */
export function standingOf(
  dueAt: string,
  now: string,
  calendar: WorkingCalendar,
): 'overdue' | 'dueToday' | 'soon' | 'withinLimit' {
  const time = lenientTime(calendar)
  if (Date.parse(now) > Date.parse(dueAt)) return 'overdue'
  const today = time.localMoment(now)
  const due = time.localMoment(dueAt)
  if (today === null || due === null) return 'withinLimit'
  if (today.day === due.day) return 'dueToday'
  return due.day <= horizonDay(today.day, soonWorkingDays, time) ? 'soon' : 'withinLimit'
}

function horizonDay(today: number, workingDays: number, time: WorkingTime): number {
  let day = today
  for (let counted = 0; counted < workingDays; counted += 1) day = time.workingDayFrom(day + 1)
  return day
}

/** The end of the `workingDays`-th working day after `now`'s: what is due up to then is `soon`. For a query over many. */
export function soonHorizon(now: string, calendar: WorkingCalendar, workingDays = soonWorkingDays): string | null {
  const time = lenientTime(calendar)
  const today = time.localMoment(now)
  return today === null ? null : time.instantOf(horizonDay(today.day, workingDays, time), 23 * 60 + 59)
}

/**
 * Working days after the day of `from` up to the day of `to`, negative when `to` lies before; null for what is no instant.
 * Beyond the published years plain weeks are assumed.
 */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number | null {
  const time = lenientTime(calendar)
  const [start, end] = [time.localMoment(from), time.localMoment(to)]
  if (start === null || end === null) return null
  let count = 0
  for (let day = Math.min(start.day, end.day) + 1; day <= Math.max(start.day, end.day); day += 1)
    if (time.isWorking(day)) count += 1
  return start.day <= end.day ? count : -count
}

const runningStatuses: readonly DossierStatus[] = ['accepted', 'processing', 'awaitingPayment', 'withdrawalRequested']

export interface ApologyDuty {
  /**
   * `coming`: not before the day of `by`. `today`: to be written today unless the result comes. `missed`: that moment has
   * passed. `exhausted`: the one re-appointment is used up and its date is near or past; an apology may not move it again.
   */
  kind: 'coming' | 'today' | 'missed' | 'exhausted'
  /** Closing of the last working day before the due day: one day before, at the latest (NĐ 61/2018 Đ19.9). */
  by: string
  dueAt: string
  /** Who has the papers; null: the desk itself. */
  owedBy: Unit | null
}

export type Apologetic = Pick<
  Dossier,
  'status' | 'dueAt' | 'finishedAt' | 'receivedAt' | 'apologies' | 'holder' | 'resolvingUnit'
>

/** The apology a running dossier owes if its result does not come in time; null: none (finished, waiting, no limit). */
export function apologyDuty(dossier: Apologetic, now: string, calendar: WorkingCalendar): ApologyDuty | null {
  if (dossier.dueAt === null || dossier.finishedAt !== null || !runningStatuses.includes(dossier.status)) return null
  const by = apologyDeadline(dossier, calendar)
  const time = lenientTime(calendar)
  const [last, today] = [by === null ? null : time.localMoment(by), time.localMoment(now)]
  if (by === null || last === null || today === null) return null
  const owedBy = dossier.holder ?? dossier.resolvingUnit
  const kind = today.day < last.day ? 'coming' : Date.parse(now) <= Date.parse(by) ? 'today' : 'missed'
  const spent = dossier.apologies.length > 0 && kind !== 'coming'
  return { kind: spent ? 'exhausted' : kind, by, dueAt: dossier.dueAt, owedBy }
}

/** Until when an apology has to be written; null: there is no due date. Does not depend on the present moment. */
export function apologyDeadline(
  { dueAt, receivedAt }: Pick<Dossier, 'dueAt' | 'receivedAt'>,
  calendar: WorkingCalendar,
): string | null {
  const time = lenientTime(calendar)
  const due = dueAt === null ? null : time.localMoment(dueAt)
  if (due === null) return null
  const lastDay = time.workingDayBefore(due.day)
  const closing = time.instantOf(lastDay, time.endOf(lastDay))
  // A limit shorter than a day leaves no day before: the duty falls on the due moment itself.
  return Date.parse(closing) < Date.parse(receivedAt) ? dueAt : closing
}
