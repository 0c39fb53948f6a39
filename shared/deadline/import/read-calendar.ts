/** A year's working calendar from the sheets of a spreadsheet, put in the place of that year in the calendar in force. */
import { canonicalJson } from '../../dossier/canonical.ts'
import { foldWords } from '../../table/cell.ts'
import type { Sheet } from '../../table/cell.ts'
import { hasErrors, Report, sortProblems } from '../../table/report.ts'
import type { TableProblem } from '../../table/report.ts'
import { workingCalendarSchema } from '../calendar.ts'
import type { WorkingCalendar } from '../calendar.ts'
import { checkDays, checkWeek } from './check-days.ts'
import { calendarSheets } from './columns.ts'
import type { CalendarSheet } from './columns.ts'
import { readCalendarInfo } from './read-info.ts'
import type { CalendarInfo } from './read-info.ts'
import { readDays, readWeek } from './read-days.ts'

export interface CalendarContext {
  /** In force: other years, and hours, stay as there. */
  current: WorkingCalendar | null
  /** Said beside the file. */
  said: Partial<CalendarInfo>
  knownVersions: readonly string[]
}
export interface CalendarReading {
  /** All years. null: there is an error. */
  calendar: WorkingCalendar | null
  problems: TableProblem[]
}

export function readCalendar(sheets: readonly Sheet[], context: CalendarContext): CalendarReading {
  const report = new Report()
  const chosen = chooseSheets(sheets, report)
  const days = chosen.days === undefined ? [] : readDays(chosen.days, report)
  const info = readCalendarInfo(chosen.info ?? null, withYears(context.said, days), report)
  const week = (chosen.week === undefined ? null : readWeek(chosen.week, report)) ?? context.current?.week ?? null
  if (week === null) report.add({ sheet: '' }, 'WEEK_UNKNOWN')
  else checkWeek(week, chosen.week?.name ?? '', report)
  if (info !== null && week !== null) checkDays(days, info.years, week, report)
  if (info === null || week === null) return { calendar: null, problems: sortProblems(report.problems) }
  const file = { ...info, week, specialDays: days.map(({ day }) => day) }
  return settleCalendar(mergeYears(context.current, file), context, report)
}

/** A CSV says its year only by its days. */
function withYears(said: Partial<CalendarInfo>, days: readonly { day: { date: string } }[]): Partial<CalendarInfo> {
  const years = [...new Set(days.map(({ day }) => Number(day.date.slice(0, 4))))].sort()
  return years.length === 1 && said.years === undefined ? { ...said, years } : said
}

/** The file's years instead of those in force; all others stay, and the hours are the file's. */
export function mergeYears(current: WorkingCalendar | null, file: WorkingCalendar): WorkingCalendar {
  const isReplaced = (date: string) => file.years.includes(Number(date.slice(0, 4)))
  const kept = (current?.specialDays ?? []).filter(({ date }) => !isReplaced(date))
  const otherYears = (current?.years ?? []).filter((year) => !file.years.includes(year))
  const isWhole = current === null || otherYears.length === 0
  return {
    version: file.version,
    timeZone: file.timeZone,
    years: [...otherYears, ...file.years].sort((a, b) => a - b),
    week: file.week,
    specialDays: [...kept, ...file.specialDays].sort((a, b) => (a.date < b.date ? -1 : 1)),
    source: isWhole ? file.source : joinSources(current.source, file),
    verified: file.verified && (isWhole || current.verified),
  }
}

/** `…; 2028: Thông báo 12`: what a year was published by; imported again, said once. */
function joinSources(before: string, { years, source }: WorkingCalendar): string {
  const label = `${years.join(', ')}: `
  const others = before.split('; ').filter((part) => part !== '' && !part.startsWith(label))
  return [...others, `${label}${source.replaceAll('; ', ', ')}`].join('; ')
}

export function settleCalendar(
  calendar: WorkingCalendar,
  { current, knownVersions }: CalendarContext,
  report: Report,
): CalendarReading {
  const same = current !== null && canonicalJson(calendar) === canonicalJson(current)
  if (knownVersions.includes(calendar.version) && !same)
    report.add({ sheet: calendarSheets.info[0] }, 'VERSION_EXISTS', { version: calendar.version })
  const checked = workingCalendarSchema.safeParse(calendar)
  if (!checked.success && !hasErrors(report.problems))
    report.add({ sheet: '' }, 'BAD_VALUE', { reason: checked.error.issues[0]?.path.join('.') ?? '' })
  const problems = sortProblems(report.problems)
  return { calendar: hasErrors(problems) ? null : (checked.data ?? null), problems }
}

type Chosen = Partial<Record<CalendarSheet, Sheet>>

function chooseSheets(sheets: readonly Sheet[], report: Report): Chosen {
  const [only] = sheets
  if (sheets.length === 1 && only !== undefined) return { days: only }
  const chosen: Chosen = {}
  const roles = Object.keys(calendarSheets) as CalendarSheet[]
  for (const sheet of sheets) {
    const words = foldWords(sheet.name)
    const role = roles.find((role) => calendarSheets[role].some((name) => foldWords(name) === words))
    if (role === undefined) report.add({ sheet: sheet.name }, 'UNKNOWN_SHEET')
    else if (chosen[role] === undefined) chosen[role] = sheet
    else report.add({ sheet: sheet.name }, 'SHEET_TWICE', { sheet: chosen[role].name })
  }
  if (chosen.days === undefined) report.add({ sheet: '' }, 'NO_SHEET', { sheet: calendarSheets.days[0] })
  return chosen
}
