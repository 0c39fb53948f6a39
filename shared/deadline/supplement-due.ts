/** How asking for more papers moves a due date: counted anew (NĐ 61/2018 Đ19.4), or shifted by the time waited. */
import type { WorkingCalendar } from './calendar.ts'
import type { DueResult } from './compute-due.ts'
import { computeDue } from './compute-due.ts'
import type { DueStep, TimeLimit } from './due.ts'
import { OutsideCalendar, WorkingTime, dateOf } from './working-time.ts'
import type { LocalMoment } from './working-time.ts'

/** A request and its answer, local instants with offset. */
export interface WaitingTime {
  requestedAt: string
  completedAt: string
}

export interface SupplementQuestion {
  policy: 'RESTART' | 'PAUSE'
  receivedAt: string
  limit: TimeLimit | null
  /** Answered requests only. Two desks may each have asked: overlapping times count once. */
  waits: readonly WaitingTime[]
}

export function afterSupplement(question: SupplementQuestion, calendar: WorkingCalendar): DueResult {
  const { limit, receivedAt, waits } = question
  const last = waits.toSorted((a, b) => Date.parse(a.completedAt) - Date.parse(b.completedAt)).at(-1)
  if (limit === null || last === undefined) return computeDue(receivedAt, limit, calendar)
  // A same-day limit has no days to give back: it starts anew either way.
  if (question.policy === 'RESTART' || limit.unit === 'sameDay') return restart(last.completedAt, limit, calendar)
  return pause(receivedAt, limit, waits, calendar)
}

function restart(completedAt: string, limit: TimeLimit, calendar: WorkingCalendar): DueResult {
  const result = computeDue(completedAt, limit, calendar)
  const completed = new WorkingTime(calendar).localMoment(completedAt)
  if (!result.ok || completed === null) return result
  const step: DueStep = { kind: 'restartedAfterSupplement', date: dateOf(completed.day) }
  return { ok: true, due: { ...result.due, steps: [step, ...result.due.steps] } }
}

function pause(
  receivedAt: string,
  limit: TimeLimit,
  waits: readonly WaitingTime[],
  calendar: WorkingCalendar,
): DueResult {
  const time = new WorkingTime(calendar)
  const spans: Span[] = []
  for (const wait of waits) {
    const from = time.localMoment(wait.requestedAt)
    const to = time.localMoment(wait.completedAt)
    if (from === null || to === null) return { ok: false, code: 'BAD_INSTANT' }
    if (isBefore(from, to)) spans.push({ from, to })
  }
  try {
    const pauses = joinSpans(spans).map((span) => ({ span, count: measure(span, limit.unit, time) }))
    const waited = pauses.reduce((sum, { count }) => sum + count, 0)
    const result = computeDue(receivedAt, { ...limit, value: limit.value + waited }, calendar)
    if (!result.ok) return result
    const steps = pauses
      .filter(({ count }) => count > 0)
      .map(({ span, count }): DueStep => {
        return { kind: 'pausedForSupplement', date: dateOf(span.from.day), until: dateOf(span.to.day), count }
      })
    return { ok: true, due: { ...result.due, limit, steps: [...steps, ...result.due.steps] } }
  } catch (error) {
    if (error instanceof OutsideCalendar) return { ok: false, code: 'OUTSIDE_CALENDAR' }
    throw error
  }
}

interface Span {
  from: LocalMoment
  to: LocalMoment
}

function isBefore(a: LocalMoment, b: LocalMoment): boolean {
  return a.day < b.day || (a.day === b.day && a.minute < b.minute)
}

function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of spans.toSorted((a, b) => (isBefore(a.from, b.from) ? -1 : isBefore(b.from, a.from) ? 1 : 0))) {
    const open = joined.at(-1)
    if (open === undefined || isBefore(open.to, span.from)) joined.push({ ...span })
    else if (isBefore(open.to, span.to)) open.to = span.to
  }
  return joined
}

/** Waiting time in units of the limit; as with any limit, the day of the request is not counted. */
function measure({ from, to }: Span, unit: TimeLimit['unit'], time: WorkingTime): number {
  if (unit === 'calendarDays') return to.day - from.day
  if (unit === 'hours') return workingMinutesBetween(from, to, time) / 60
  let count = 0
  for (let day = from.day + 1; day <= to.day; day += 1) if (time.isWorking(day)) count += 1
  return count
}

function workingMinutesBetween(from: LocalMoment, to: LocalMoment, time: WorkingTime): number {
  let minutes = 0
  for (let day = from.day; day <= to.day; day += 1)
    for (const session of time.mustGetSessions(day)) {
      const start = day === from.day ? Math.max(session.from, from.minute) : session.from
      const end = day === to.day ? Math.min(session.to, to.minute) : session.to
      minutes += Math.max(end - start, 0)
    }
  return minutes
}

/** Until when the resolving unit may ask for more papers: three working days (NĐ 61/2018 Đ17, Đ19). */
export function supplementRequestDue(receivedAt: string, calendar: WorkingCalendar): DueResult {
  return computeDue(receivedAt, { value: 3, unit: 'workingDays', cutOff: null }, calendar)
}
