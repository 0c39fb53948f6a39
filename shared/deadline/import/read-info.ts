/** What a calendar's first sheet says of the whole. */
import type { Cell, Sheet } from '../../table/cell.ts'
import { fillNamedValues, readNamedValues } from '../../table/named-values.ts'
import { bad, good, text, yesNo } from '../../table/readings.ts'
import type { Reading } from '../../table/readings.ts'
import type { Report } from '../../table/report.ts'
import type { WorkingCalendar } from '../calendar.ts'
import { isTimeZone } from '../check-calendar.ts'
import { calendarInfoFields, usualTimeZone } from './columns.ts'

export type CalendarInfo = Pick<WorkingCalendar, 'version' | 'years' | 'source' | 'verified' | 'timeZone'>

/** `2028`, or several: `2027; 2028`. */
function years(cell: Cell): Reading<number[]> {
  const parts = String(cell instanceof Date ? '' : cell)
    .split(/[;,\s]+/)
    .filter((part) => part !== '')
  const found = parts.map((part) => (/^(?:199\d|20\d\d|2100)$/.test(part) ? Number(part) : Number.NaN))
  if (found.length === 0 || found.some(Number.isNaN)) return bad('NOT_A_NUMBER', { from: 1990, to: 2100 })
  return good([...new Set(found)].sort((a, b) => a - b))
}

function timeZone(cell: Cell): Reading<string> {
  const zone = String(cell).trim()
  return isTimeZone(zone) ? good(zone) : bad('UNKNOWN_TIME_ZONE', { zone: zone.slice(0, 80) })
}

/** null: reported. */
export function readCalendarInfo(
  sheet: Sheet | null,
  fallback: Partial<CalendarInfo>,
  report: Report,
): CalendarInfo | null {
  const readers = { version: text(80), years, source: text(500), verified: yesNo, timeZone }
  const said = sheet === null ? {} : readNamedValues<CalendarInfo>(sheet, calendarInfoFields, readers, report)
  const usual = { verified: false, timeZone: usualTimeZone }
  return fillNamedValues<CalendarInfo>(sheet, calendarInfoFields, { ...usual, ...fallback, ...said }, report)
}
