/** Rows of days that differ from the week, and the hours of the week. */
import { isBlank } from '../../table/cell.ts'
import type { Sheet } from '../../table/cell.ts'
import { date, oneOf, text } from '../../table/readings.ts'
import type { Report } from '../../table/report.ts'
import { readTable } from '../../table/table.ts'
import type { TableRow } from '../../table/table.ts'
import type { SpecialDay, WorkingCalendar } from '../calendar.ts'
import { dateOf, dayOf } from '../working-time.ts'
import { dayColumns, kindWords, weekColumns, weekdayName, weekdays, weekdayWords } from './columns.ts'
import type { DayColumn, Weekday } from './columns.ts'
import { sessions } from './sessions.ts'

export interface PlacedDay {
  day: SpecialDay
  /** Whom it is exchanged with; null: not said. */
  pair: string | null
  row: number
  add: TableRow<DayColumn>['add']
}

/** Longest of holidays is Tết; more is a mistyped date. */
const longestRange = 31

export function readDays(sheet: Sheet, report: Report): PlacedDay[] {
  const table = readTable(sheet, dayColumns, report)
  return (table?.rows ?? []).flatMap(readRow)
}

function readRow(row: TableRow<DayColumn>): PlacedDay[] {
  const from = row.need('date', date)
  const until = row.read('until', date) ?? from
  const kind = row.need('kind', oneOf(kindWords))
  const name = row.need('name', text(200))
  const hours = row.read('sessions', sessions)
  const pair = row.read('pair', date) ?? null
  if (kind === 'shortened' && isBlank(row.cell('sessions'))) row.add('sessions', 'HOURS_MISSING')
  if (kind === 'shortened' && hours?.length === 0) row.add('sessions', 'BAD_SESSIONS')
  if ((kind === 'holiday' || kind === 'swappedOff') && hours !== undefined && hours.length > 0)
    row.add('sessions', 'HOURS_UNUSED')
  if (pair !== null && (kind === 'holiday' || kind === 'shortened')) row.add('pair', 'PAIR_UNUSED')
  if (from === undefined || until === undefined || kind === undefined || name === undefined) return []
  if (until < from) row.add('until', 'RANGE_BACKWARDS')
  else if (dayOf(until) - dayOf(from) >= longestRange) row.add('until', 'RANGE_TOO_LONG', { limit: longestRange })
  if (row.failed) return []
  const own = kind === 'swappedOn' || kind === 'shortened' ? hours : undefined
  return Array.from({ length: dayOf(until) - dayOf(from) + 1 }, (_, index) => ({
    day: {
      date: dateOf(dayOf(from) + index),
      kind,
      name,
      ...(own === undefined || own.length === 0 ? {} : { sessions: own }),
    },
    pair: kind === 'swappedOn' || kind === 'swappedOff' ? pair : null,
    row: row.number,
    add: row.add.bind(row),
  }))
}

/** null: reported. */
export function readWeek(sheet: Sheet, report: Report): WorkingCalendar['week'] | null {
  const table = readTable(sheet, weekColumns, report)
  if (table === null) return null
  const week = new Map<Weekday, WorkingCalendar['week'][1]>()
  let fine = true
  for (const row of table.rows) {
    const word = row.need('weekday', oneOf(weekdayWords))
    const hours = row.need('sessions', sessions)
    const weekday = word === undefined ? undefined : ((weekdays.indexOf(word) + 1) as Weekday)
    if (weekday !== undefined && week.has(weekday))
      row.add('weekday', 'WEEKDAY_TWICE', { weekday: weekdayName(weekday) })
    if (row.failed || weekday === undefined || hours === undefined) fine = false
    else week.set(weekday, hours)
  }
  const all = [1, 2, 3, 4, 5, 6, 7] as const
  for (const weekday of fine ? all : [])
    if (!week.has(weekday)) {
      report.add({ sheet: sheet.name }, 'WEEK_INCOMPLETE', { weekday: weekdayName(weekday) })
      fine = false
    }
  return fine ? (Object.fromEntries(week) as unknown as WorkingCalendar['week']) : null
}
