/**
 * The days off that the law names by themselves (BLLĐ 2019 Đ112), for a year whose calendar is not published yet. The yearly
 * notice decides which days around Tết and Quốc khánh are off, and every swap: what is counted with these is provisional.
 */
import type { SpecialDay, WorkingCalendar } from './calendar.ts'

const fixed = [
  { from: '01-01', days: 1, name: 'Tết Dương lịch' },
  { from: '04-30', days: 1, name: 'Ngày Chiến thắng' },
  { from: '05-01', days: 1, name: 'Ngày Quốc tế lao động' },
  // And one day beside it, the one before in most years.
  { from: '09-01', days: 2, name: 'Quốc khánh' },
]

/** The first of the lunar year and the tenth of its third month, by Vietnam's time. */
const lunar: Record<number, { newYear: string; ancestors: string }> = {
  2027: { newYear: '02-06', ancestors: '04-16' },
  2028: { newYear: '01-26', ancestors: '04-04' },
  2029: { newYear: '02-13', ancestors: '04-23' },
  2030: { newYear: '02-02', ancestors: '04-12' },
  2031: { newYear: '01-23', ancestors: '04-01' },
  2032: { newYear: '02-11', ancestors: '04-19' },
  2033: { newYear: '01-31', ancestors: '04-09' },
  2034: { newYear: '02-19', ancestors: '04-28' },
  2035: { newYear: '02-08', ancestors: '04-17' },
}

const msPerDay = 86_400_000
const plus = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * msPerDay).toISOString().slice(0, 10)
const weekday = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7

/** By date. A day off on a weekly day off is made up for by the next working day (Đ111.3). */
export function statutoryHolidays(year: number, week: WorkingCalendar['week']): Map<string, SpecialDay> {
  const known = lunar[year]
  const spans = [
    ...fixed.map(({ from, days, name }) => ({ first: `${year}-${from}`, days, name })),
    ...(known === undefined
      ? []
      : [
          // Five days, from the eve on.
          { first: plus(`${year}-${known.newYear}`, -1), days: 5, name: 'Tết Âm lịch' },
          { first: `${year}-${known.ancestors}`, days: 1, name: 'Giỗ Tổ Hùng Vương' },
        ]),
  ]
  const found = new Map<string, SpecialDay>()
  const put = (date: string, name: string) => found.set(date, { date, kind: 'holiday', name })
  const each = spans.flatMap(({ first, days, name }) =>
    Array.from({ length: days }, (_, index) => ({ date: plus(first, index), next: plus(first, days), name })),
  )
  for (const { date, name } of each) put(date, name)
  for (const { date, next, name } of each) {
    if (week[weekday(date)].length > 0) continue
    const instead = Array.from({ length: 20 }, (_, index) => plus(next, index)).find(
      (day) => !found.has(day) && week[weekday(day)].length > 0,
    )
    if (instead !== undefined) put(instead, `nghỉ bù ${name}`)
  }
  return found
}
