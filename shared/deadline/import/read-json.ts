/** A calendar as JSON, in the shape in which it is published; rows are its days, from 1. */
import { showCell } from '../../table/cell.ts'
import { Report } from '../../table/report.ts'
import { sortProblems } from '../../table/report.ts'
import { workingCalendarSchema } from '../calendar.ts'
import { checkCalendar } from '../check-calendar.ts'
import { checkDays, checkWeek } from './check-days.ts'
import { calendarSheets, dayColumns } from './columns.ts'
import { mergeYears, settleCalendar } from './read-calendar.ts'
import type { CalendarContext, CalendarReading } from './read-calendar.ts'

const [daySheet] = calendarSheets.days
const [infoSheet] = calendarSheets.info

export function readCalendarJson(value: unknown, context: CalendarContext): CalendarReading {
  const report = new Report()
  const fail = () => ({ calendar: null, problems: sortProblems(report.problems) })
  if (typeof value !== 'object' || value === null || !Array.isArray((value as { specialDays?: unknown }).specialDays)) {
    report.add({ sheet: '' }, 'NOT_A_CALENDAR')
    return fail()
  }
  const parsed = workingCalendarSchema.safeParse(value)
  if (!parsed.success) {
    for (const { path } of parsed.error.issues) {
      const isDay = path[0] === 'specialDays' && typeof path[1] === 'number'
      const place = isDay ? { sheet: daySheet, row: Number(path[1]) + 1 } : { sheet: infoSheet }
      report.add(place, 'BAD_VALUE', {
        reason: path
          .slice(isDay ? 2 : 0)
          .map(String)
          .join('.'),
      })
    }
    return fail()
  }
  const file = parsed.data
  const days = file.specialDays.map((day, index) => ({
    day,
    pair: null,
    row: index + 1,
    add: (column: keyof typeof dayColumns | null, code: Parameters<Report['add']>[1], details = {}) =>
      report.add(
        {
          sheet: daySheet,
          row: index + 1,
          header: column === null ? null : dayColumns[column].title,
          value: showCell(day.date),
        },
        code,
        details,
      ),
  }))
  checkWeek(file.week, infoSheet, report)
  checkDays(days, file.years, file.week, report)
  for (const { code, where } of checkCalendar(file)) {
    if (code === 'UNKNOWN_TIME_ZONE') report.add({ sheet: infoSheet }, 'UNKNOWN_TIME_ZONE', { zone: file.timeZone })
    if (code === 'BAD_SESSIONS') report.add({ sheet: daySheet, value: where ?? '' }, 'SESSIONS_OVERLAP')
    if (code === 'SHORTENED_WITHOUT_HOURS') report.add({ sheet: daySheet, value: where ?? '' }, 'HOURS_MISSING')
  }
  return settleCalendar(mergeYears(context.current, file), context, report)
}
