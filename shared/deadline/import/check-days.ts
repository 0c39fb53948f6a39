/** What is wrong with the days of a year although each can be read: typed dates, lost swaps, forgotten holidays. */
import { formatDate } from '../../table/readings.ts'
import type { Report } from '../../table/report.ts'
import type { SpecialDay, WorkingCalendar } from '../calendar.ts'
import { dateOf, dayOf, weekdayOf } from '../working-time.ts'
import { calendarSheets, kindWords, weekdayName } from './columns.ts'
import type { PlacedDay } from './read-days.ts'

type Week = WorkingCalendar['week']
const isOff = (kind: SpecialDay['kind'] | undefined) => kind === 'holiday' || kind === 'swappedOff'

export function checkWeek(week: Week, sheet: string, report: Report): void {
  if (Object.values(week).every((sessions) => sessions.length === 0)) report.add({ sheet }, 'NO_WORKING_DAY')
}

export function checkDays(days: readonly PlacedDay[], years: readonly number[], week: Week, report: Report): void {
  const seen = new Map<string, PlacedDay>()
  for (const placed of days) {
    const { date } = placed.day
    const before = seen.get(date)
    if (before !== undefined) placed.add('date', 'DAY_TWICE', { date: formatDate(date), row: before.row })
    else seen.set(date, placed)
    if (!years.includes(Number(date.slice(0, 4))))
      placed.add('date', 'OTHER_YEAR', { date: formatDate(date), year: years.join(', ') })
    checkAgainstWeek(placed, week)
  }
  for (const placed of days) checkPair(placed, seen, years)
  for (const year of years) checkYear(year, days, week, report)
}

function checkAgainstWeek({ day: { date, kind }, add }: PlacedDay, week: Week): void {
  const weekday = weekdayOf(dayOf(date))
  const words = { weekday: weekdayName(weekday), date: formatDate(date) }
  const isWorked = week[weekday].length > 0
  if (kind === 'swappedOn' && isWorked) add('date', 'SWAP_ON_WORKING_DAY', words)
  if (kind === 'swappedOff' && !isWorked) add('date', 'SWAP_OFF_FREE_DAY', words)
  if (kind === 'shortened' && !isWorked) add('date', 'SHORTENED_FREE_DAY', words)
}

/** A pair in another year is in another file. */
function checkPair({ day, pair, add }: PlacedDay, all: ReadonlyMap<string, PlacedDay>, years: readonly number[]): void {
  if (pair === null || !years.includes(Number(pair.slice(0, 4)))) return
  const other = all.get(pair)
  const date = formatDate(pair)
  const wanted = day.kind === 'swappedOn' ? 'swappedOff' : 'swappedOn'
  if (other === undefined) add('pair', 'PAIR_MISSING', { date })
  else if (other.day.kind !== wanted) add('pair', 'PAIR_WRONG_KIND', { date, kind: kindWords[wanted][0] ?? '' })
  else if (other.pair !== null && other.pair !== day.date) add('pair', 'PAIR_NOT_MUTUAL', { date })
}

const fixedHolidays = [
  { day: '01-01', name: 'Tết Dương lịch' },
  { day: '04-30', name: 'Ngày Chiến thắng' },
  { day: '05-01', name: 'Ngày Quốc tế lao động' },
  { day: '09-02', name: 'Quốc khánh' },
]

function checkYear(year: number, days: readonly PlacedDay[], week: Week, report: Report): void {
  const ofYear = days.filter(({ day }) => day.date.startsWith(`${year}-`))
  const where = { sheet: calendarSheets.days[0] }
  if (ofYear.length === 0) return report.add(where, 'YEAR_EMPTY', { year })
  checkSwaps(year, ofYear, report)
  const kinds = new Map(ofYear.map(({ day }) => [day.date, day.kind]))
  for (const { day, name } of fixedHolidays) {
    const date = `${year}-${day}`
    if (!isOff(kinds.get(date))) report.add(where, 'HOLIDAY_NOT_LISTED', { name, date: formatDate(date) })
    else if (week[weekdayOf(dayOf(date))].length === 0 && !isCompensated(date, kinds, week))
      report.add(where, 'HOLIDAY_NOT_COMPENSATED', { date: formatDate(date) })
  }
  if (!hasNewYear(year, kinds)) report.add(where, 'NEW_YEAR_NOT_LISTED')
}

/** BLLĐ 2019 Đ111.3: the next working day is off. */
function isCompensated(date: string, kinds: ReadonlyMap<string, SpecialDay['kind']>, week: Week): boolean {
  for (let day = dayOf(date) + 1; day < dayOf(date) + 8; day += 1)
    if (week[weekdayOf(day)].length > 0) return isOff(kinds.get(dateOf(day)))
  return false
}

/** The lunar new year falls between 21 January and 20 February: five days off in a row somewhere around. */
function hasNewYear(year: number, kinds: ReadonlyMap<string, SpecialDay['kind']>): boolean {
  let inRow = 0
  for (let day = dayOf(`${year}-01-15`); day <= dayOf(`${year}-02-28`) + 1; day += 1) {
    inRow =
      isOff(kinds.get(dateOf(day))) || (inRow > 0 && weekdayOf(day) > 5 && !kinds.has(dateOf(day))) ? inRow + 1 : 0
    if (inRow >= 5) return true
  }
  return false
}

function checkSwaps(year: number, days: readonly PlacedDay[], report: Report): void {
  const within = days.filter(({ pair }) => pair === null || pair.startsWith(`${year}-`))
  const [off, on] = (['swappedOff', 'swappedOn'] as const).map(
    (kind) => within.filter(({ day }) => day.kind === kind).length,
  )
  if (off !== on) report.add({ sheet: calendarSheets.days[0] }, 'SWAPS_UNEVEN', { year, off: off ?? 0, on: on ?? 0 })
}
