/** What a new calendar changes: day by day, and for dossiers that are promised a date already. */
import { formatDate } from '../../table/readings.ts'
import type { SpecialDay, WorkingCalendar } from '../calendar.ts'
import { computeDue } from '../compute-due.ts'
import type { TimeLimit } from '../due.ts'
import { dayOf, lenientTime } from '../working-time.ts'
import type { Language } from '../../text/language.ts'
import { weekdayName } from './columns.ts'
import { calendarWords } from './messages.ts'
import { writeDay } from './write-calendar.ts'
import { writeSessions } from './sessions.ts'

export interface CalendarComparison {
  newYears: number[]
  /** `yyyy-mm-dd` of each day that is worked otherwise, in order; null: a day like any other. */
  days: { date: string; before: string | null; after: string | null }[]
  hours: { weekday: string; before: string; after: string }[]
}

export function compareCalendars(before: WorkingCalendar | null, after: WorkingCalendar): CalendarComparison {
  const [old, now] = [daysOf(before), daysOf(after)]
  const dates = [...new Set([...old.keys(), ...now.keys()])].sort()
  const all = [1, 2, 3, 4, 5, 6, 7] as const
  return {
    newYears: after.years.filter((year) => before?.years.includes(year) !== true),
    days: dates
      .map((date) => ({ date, before: tell(old.get(date)), after: tell(now.get(date)) }))
      .filter((day) => day.before !== day.after),
    hours:
      before === null
        ? []
        : all
            .map((weekday) => ({
              weekday: weekdayName(weekday),
              before: writeSessions(before.week[weekday]),
              after: writeSessions(after.week[weekday]),
            }))
            .filter((hours) => hours.before !== hours.after),
  }
}

function daysOf(calendar: WorkingCalendar | null): Map<string, SpecialDay> {
  return new Map((calendar?.specialDays ?? []).map((day) => [day.date, day]))
}

function tell(day: SpecialDay | undefined): string | null {
  if (day === undefined) return null
  const { kind, name, sessions } = writeDay(day)
  return [kind, name, sessions].filter((part) => part !== '').join(', ')
}

export function changesNoDay({ newYears, days, hours }: CalendarComparison): boolean {
  return newYears.length + days.length + hours.length === 0
}

export function describeCalendars(
  comparison: CalendarComparison,
  after: WorkingCalendar,
  language: Language = 'vi',
): string[] {
  const words = calendarWords[language]
  const { newYears, days, hours } = comparison
  if (changesNoDay(comparison)) return [words.nothing]
  return [
    words.summary(after.version, days.length, newYears),
    ...hours.map((line) => `  ${words.hours} ${line.weekday}: ${line.before} → ${line.after}`),
    ...days.map((day) => `  ${formatDate(day.date)}: ${day.before ?? words.usual} → ${day.after ?? words.usual}`),
  ]
}

export interface Promised {
  receivedAt: string
  /** As promised now. */
  dueAt: string
  limit: TimeLimit | null
}

/**
 * Whether an open dossier would be promised another date. `computed`: what the new calendar says, where the promise was no
 * more than the limit counted from the receipt; null where supplements or apologies moved it and a person has to look.
 */
export function wouldMove(
  { receivedAt, dueAt, limit }: Promised,
  before: WorkingCalendar,
  after: WorkingCalendar,
): { computed: string | null } | null {
  const now = computeDue(receivedAt, limit, after)
  if (now.ok && isSameMoment(now.due.dueAt, dueAt)) return null
  const then = computeDue(receivedAt, limit, before)
  const wasPlain = then.ok && isSameMoment(then.due.dueAt, dueAt)
  if (wasPlain) return { computed: now.ok ? now.due.dueAt : null }
  return isWorkedOtherwise(receivedAt.slice(0, 10), dueAt.slice(0, 10), before, after) ? { computed: null } : null
}

function isSameMoment(a: string | null, b: string): boolean {
  return a !== null && Date.parse(a) === Date.parse(b)
}

const longestWait = 4000

/** Some day from `from` to `until` has other hours. */
export function isWorkedOtherwise(
  from: string,
  until: string,
  before: WorkingCalendar,
  after: WorkingCalendar,
): boolean {
  const [old, now] = [lenientTime(before), lenientTime(after)]
  const last = Math.min(dayOf(until), dayOf(from) + longestWait)
  for (let day = dayOf(from); day <= last; day += 1)
    if (JSON.stringify(old.mustGetSessions(day)) !== JSON.stringify(now.mustGetSessions(day))) return true
  return false
}
