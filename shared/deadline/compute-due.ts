/**
 * The due moment of a dossier and every reason for it (DOMAIN: BLDS 2015 Đ147-148, NĐ 61/2018, Luật Hộ tịch 2014 Đ5.3).
 *
 * - Working days: the day of receipt is not counted; due at the end of the last session of the n-th working day after it.
 *   Received outside working hours counts as received on the next working day.
 * - Calendar days: the day of receipt is not counted; a last day off moves to the next working day.
 * - Hours: working hours, from the moment of receipt or the next session; due at the exact minute.
 * - Same day: due at closing; received strictly after the cut-off, at closing of the next working day.
 */
import type { WorkingCalendar } from './calendar.ts'
import type { Due, DueStep, TimeLimit } from './due.ts'
import type { LocalMoment, Day } from './working-time.ts'
import { OutsideCalendar, WorkingTime, clockOf, minuteOf, dateOf, weekdayOf } from './working-time.ts'

export type DueProblemCode =
  /** A day of the count lies in a year so far from the published ones that not even a provisional date may be promised. */
  | 'OUTSIDE_CALENDAR'
  | 'BAD_INSTANT'
  /** Days are whole in law; half a day is stated in hours. */
  | 'LIMIT_NOT_WHOLE'
export type DueResult = { ok: true; due: Due } | { ok: false; code: DueProblemCode }

/** A due moment on its way: where the count ended, and why. */
interface Working {
  day: Day
  minute: number
  steps: DueStep[]
}

/**
 * @param receivedAt the officer's local instant, with offset
 * @param limit null: the law sets none
 */
export function computeDue(receivedAt: string, limit: TimeLimit | null, calendar: WorkingCalendar): DueResult {
  const time = new WorkingTime(calendar)
  const received = time.localMoment(receivedAt)
  if (received === null) return { ok: false, code: 'BAD_INSTANT' }
  if (limit === null) return { ok: true, due: { dueAt: null, limit, calendarVersion: calendar.version, steps: [] } }
  const inDays = limit.unit === 'workingDays' || limit.unit === 'calendarDays'
  if (inDays && !Number.isInteger(limit.value)) return { ok: false, code: 'LIMIT_NOT_WHOLE' }
  try {
    const { day, minute, steps } = work(received, limit, time)
    const dueAt = time.instantOf(day, minute)
    const assumed = time.assumedYears.map((year): DueStep => ({ kind: 'provisionalYear', name: String(year) }))
    return { ok: true, due: { dueAt, limit, calendarVersion: calendar.version, steps: [...assumed, ...steps] } }
  } catch (error) {
    if (error instanceof OutsideCalendar) return { ok: false, code: 'OUTSIDE_CALENDAR' }
    throw error
  }
}

function work(received: LocalMoment, limit: TimeLimit, time: WorkingTime): Working {
  switch (limit.unit) {
    case 'workingDays':
      return inWorkingDays(received, limit.value, time)
    case 'calendarDays':
      return inCalendarDays(received, limit.value, time)
    case 'hours':
      return inHours(received, wholeMinutes(limit.value), time)
    case 'sameDay':
      return onSameDay(received, limit.cutOff, time)
  }
}

/** The working day a receipt counts on: its own while the desk is still open that day, else the next. */
function dayOfReceipt(received: LocalMoment, time: WorkingTime, steps: DueStep[]): Day {
  if (time.isWorking(received.day) && received.minute <= time.endOf(received.day)) return received.day
  const counted = time.workingDayFrom(received.day + 1)
  steps.push({
    kind: 'receivedOutsideHours',
    date: dateOf(received.day),
    time: clockOf(received.minute),
    until: dateOf(counted),
  })
  return counted
}

function inWorkingDays(received: LocalMoment, count: number, time: WorkingTime): Working {
  const steps: DueStep[] = []
  const first = dayOfReceipt(received, time, steps)
  steps.push({ kind: 'firstDayNotCounted', date: dateOf(first) })
  let day = first
  for (let counted = 0; counted < count; counted += 1) day = time.workingDayFrom(day + 1)
  if (count > 0) {
    const from = time.workingDayFrom(first + 1)
    steps.push({ kind: 'countedWorkingDays', count, date: dateOf(from), until: dateOf(day) })
    steps.push(...explainDays(first + 1, day, time))
  }
  return atClosing(day, time, steps)
}

function inCalendarDays(received: LocalMoment, count: number, time: WorkingTime): Working {
  const steps: DueStep[] = [{ kind: 'firstDayNotCounted', date: dateOf(received.day) }]
  const last = received.day + count
  if (count > 0) steps.push({ kind: 'countedCalendarDays', count, date: dateOf(received.day + 1), until: dateOf(last) })
  const day = time.workingDayFrom(last)
  if (day !== last) {
    const name = time.specialOf(last)?.name
    steps.push({
      kind: 'movedToWorkingDay',
      date: dateOf(last),
      until: dateOf(day),
      ...(name === undefined ? {} : { name }),
    })
  }
  return atClosing(day, time, steps)
}

function onSameDay(received: LocalMoment, cutOff: string | null, time: WorkingTime): Working {
  const steps: DueStep[] = []
  let day = dayOfReceipt(received, time, steps)
  if (cutOff !== null && day === received.day && received.minute > minuteOf(cutOff)) {
    day = time.workingDayFrom(day + 1)
    steps.push({ kind: 'afterCutOff', date: dateOf(received.day), time: cutOff, until: dateOf(day) })
    steps.push(...explainDays(received.day + 1, day, time))
  }
  steps.push({ kind: 'sameDay', date: dateOf(day) })
  return atClosing(day, time, steps)
}

/** A limit and the minutes waited, added as hours, are a hair off in binary: 61 minutes must not become 62. */
function wholeMinutes(hours: number): number {
  return Math.ceil(Math.round(hours * 60 * 1e6) / 1e6)
}

function inHours(received: LocalMoment, minutes: number, time: WorkingTime): Working {
  const steps: DueStep[] = []
  const start = firstOpenMoment(received, time)
  if (start.day !== received.day || start.minute !== received.minute)
    steps.push({
      kind: 'receivedOutsideHours',
      date: dateOf(received.day),
      time: clockOf(received.minute),
      until: dateOf(start.day),
    })
  const end = spend(start, minutes, time)
  steps.push({
    kind: 'countedWorkingHours',
    count: minutes / 60,
    date: dateOf(start.day),
    time: clockOf(start.minute),
    until: dateOf(end.day),
  })
  if (end.day > start.day) steps.push(...explainDays(start.day + 1, end.day, time))
  return { ...end, steps }
}

function firstOpenMoment(received: LocalMoment, time: WorkingTime): LocalMoment {
  const open = time.mustGetSessions(received.day).find((session) => received.minute < session.to)
  if (open !== undefined) return { day: received.day, minute: Math.max(received.minute, open.from) }
  const day = time.workingDayFrom(received.day + 1)
  return { day, minute: time.mustGetSessions(day)[0]?.from ?? 0 }
}

function spend(start: LocalMoment, minutes: number, time: WorkingTime): LocalMoment {
  let left = minutes
  for (let day = start.day; ; day = time.workingDayFrom(day + 1))
    for (const session of time.mustGetSessions(day)) {
      const from = day === start.day ? Math.max(session.from, start.minute) : session.from
      if (left <= session.to - from) return { day, minute: from + left }
      left -= Math.max(session.to - from, 0)
    }
}

function atClosing(day: Day, time: WorkingTime, steps: DueStep[]): Working {
  const minute = time.endOf(day)
  const special = time.specialOf(day)
  if (special?.kind === 'shortened')
    steps.push({ kind: 'shortenedDay', date: dateOf(day), time: clockOf(minute), name: special.name })
  return { day, minute, steps }
}

/** Days off and swap days from `from` to `until`, both included. Weekends in one step, holidays by name. */
function explainDays(from: Day, until: Day, time: WorkingTime): DueStep[] {
  const weekends: Day[] = []
  const named: { step: DueStep; last: Day }[] = []
  for (let day = from; day <= until; day += 1) {
    const special = time.specialOf(day)
    const off = !time.isWorking(day)
    if (off && (special === undefined || weekdayOf(day) > 5)) weekends.push(day)
    else if (off) addNamed(named, 'skippedHoliday', day, special?.name ?? '')
    else if (special?.kind === 'swappedOn') addNamed(named, 'workingSwapDay', day, special.name)
  }
  const [first, last] = [weekends[0], weekends.at(-1)]
  const steps = named.map(({ step }) => step)
  if (first === undefined || last === undefined) return steps
  return [{ kind: 'skippedWeekend', date: dateOf(first), until: dateOf(last), count: weekends.length }, ...steps]
}

function addNamed(named: { step: DueStep; last: Day }[], kind: DueStep['kind'], day: Day, name: string): void {
  const open = named.at(-1)
  if (open !== undefined && open.step.kind === kind && open.step.name === name && open.last === day - 1) {
    open.last = day
    open.step.until = dateOf(day)
    open.step.count = (open.step.count ?? 1) + 1
  } else named.push({ step: { kind, date: dateOf(day), until: dateOf(day), count: 1, name }, last: day })
}
