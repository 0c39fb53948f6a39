import { describe, expect, it } from 'vitest'
import sample from '../../gateway/sample/calendar.json' with { type: 'json' }
import { plainCalendar } from '../../test/support/calendars.ts'
import { lunarMonthStart } from '../../test/support/lunar-calendar.ts'
import { workingCalendarSchema } from './calendar.ts'
import { statutoryHolidays } from './statutory-holidays.ts'

const { week } = plainCalendar()
const msPerDay = 86_400_000

describe('days off that the law names by itself', () => {
  it('are all off in the published calendar of 2027, too', () => {
    const published = workingCalendarSchema.parse(sample).specialDays.filter(({ kind }) => kind === 'holiday')
    const off = new Set(published.map(({ date }) => date))
    const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
    const certain = [...statutoryHolidays(2027, week).values()].filter(({ name }) => !name.includes('Quốc khánh'))
    expect(certain.filter(({ date }) => !off.has(date) && !isWeekend(date))).toEqual([])
  })

  it('are made up for when they meet a weekend', () => {
    // 1 January 2028 is a Saturday, 30 April 2028 a Sunday and 1 May a Monday.
    const days = statutoryHolidays(2028, week)
    expect(days.get('2028-01-03')?.name).toBe('nghỉ bù Tết Dương lịch')
    expect(days.get('2028-05-02')?.name).toBe('nghỉ bù Ngày Chiến thắng')
    expect(days.get('2028-01-26')?.name).toBe('Tết Âm lịch')
    expect(days.get('2028-04-04')?.name).toBe('Giỗ Tổ Hùng Vương')
  })

  it('have no lunar days beyond the known years', () => {
    expect([...statutoryHolidays(2050, week).values()].filter(({ name }) => name.includes('Âm lịch'))).toEqual([])
  })

  it('are those of the moon and the sun as seen from Vietnam', () => {
    // As they were, to show that the reckoning is right: Tết and Giỗ Tổ of years that are over.
    const known = { 2020: '02-04', 2021: '21-04', 2022: '10-04', 2023: '29-04', 2024: '18-04', 2025: '07-04' }
    const ancestorsOf = (year: number) =>
      new Date(Date.parse(lunarMonthStart(year, 3)) + 9 * msPerDay).toISOString().slice(0, 10)
    for (const [year, day] of Object.entries(known))
      expect(ancestorsOf(Number(year))).toBe(`${year}-${day.split('-').toReversed().join('-')}`)
    expect([2023, 2024, 2025, 2026].map((year) => lunarMonthStart(year, 1))).toEqual([
      '2023-01-22',
      '2024-02-10',
      '2025-01-29',
      '2026-02-17',
    ])
    for (let year = 2027; year <= 2035; year += 1) {
      const days = [...statutoryHolidays(year, week).values()]
      const newYear = days.filter(({ name }) => name === 'Tết Âm lịch').map(({ date }) => date)
      expect(newYear).toContain(lunarMonthStart(year, 1))
      expect(newYear[0]).toBe(new Date(Date.parse(lunarMonthStart(year, 1)) - msPerDay).toISOString().slice(0, 10))
      expect(days.find(({ name }) => name === 'Giỗ Tổ Hùng Vương')?.date).toBe(ancestorsOf(year))
    }
  })
})
