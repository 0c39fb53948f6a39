/** What a calendar file can say wrongly although its shape is right. Found before it is published, by day. */
import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from './calendar.ts'
import { dayOf, weekdayOf } from './working-time.ts'

export interface CalendarProblem {
  code:
    | 'UNKNOWN_TIME_ZONE'
    /** No weekday is worked: nothing could ever be due. */
    | 'NO_WORKING_DAY'
    /** A session ends before it begins, or two overlap: hours would be counted twice. */
    | 'BAD_SESSIONS'
    | 'TWICE'
    | 'OUTSIDE_YEARS'
    /** A working day that is worked in any case, a day off that is off in any case: probably the wrong date. */
    | 'SWAP_WITHOUT_EFFECT'
    | 'SHORTENED_WITHOUT_HOURS'
    /** A year in which more days are given off in exchange than worked, or the reverse. */
    | 'SWAPS_UNEVEN'
  /** `yyyy-mm-dd`, a year, a weekday `1`…`7`, or null. */
  where: string | null
}

type Sessions = WorkingCalendar['week'][1]

export function checkCalendar(calendar: WorkingCalendar): CalendarProblem[] {
  const problems: CalendarProblem[] = []
  const add = (code: CalendarProblem['code'], where: string | null) => problems.push({ code, where })
  if (!isTimeZone(calendar.timeZone)) add('UNKNOWN_TIME_ZONE', null)
  const week = Object.entries(calendar.week)
  if (week.every(([, sessions]) => sessions.length === 0)) add('NO_WORKING_DAY', null)
  for (const [weekday, sessions] of week) if (!isOrderly(sessions)) add('BAD_SESSIONS', weekday)
  const seen = new Set<string>()
  for (const day of calendar.specialDays) {
    if (seen.has(day.date)) add('TWICE', day.date)
    seen.add(day.date)
    if (!calendar.years.includes(Number(day.date.slice(0, 4)))) add('OUTSIDE_YEARS', day.date)
    if (!isOrderly(day.sessions ?? [])) add('BAD_SESSIONS', day.date)
    const isUsuallyWorked = calendar.week[weekdayOf(dayOf(day.date))].length > 0
    if (day.kind === 'swappedOn' && isUsuallyWorked) add('SWAP_WITHOUT_EFFECT', day.date)
    if (day.kind === 'swappedOff' && !isUsuallyWorked) add('SWAP_WITHOUT_EFFECT', day.date)
    if (day.kind === 'shortened' && (day.sessions ?? []).length === 0) add('SHORTENED_WITHOUT_HOURS', day.date)
  }
  for (const year of calendar.years) if (swapBalance(calendar, year) !== 0) add('SWAPS_UNEVEN', String(year))
  return problems
}

export function isTimeZone(zone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function isOrderly(sessions: Sessions): boolean {
  return sessions.every(({ from, to }, index) => from < to && (sessions[index - 1]?.to ?? '') <= from)
}

function swapBalance({ specialDays }: WorkingCalendar, year: number): number {
  const ofYear = specialDays.filter((day) => day.date.startsWith(`${year}-`))
  return ofYear.reduce((sum, { kind }) => sum + Number(kind === 'swappedOn') - Number(kind === 'swappedOff'), 0)
}
