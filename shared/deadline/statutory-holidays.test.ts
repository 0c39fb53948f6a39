import { describe, expect, it } from 'vitest'
import sample from '../../gateway/sample/calendar.json' with { type: 'json' }
import { plainCalendar } from '../../test/support/calendars.ts'
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

  // Its table is of another longitude: new moons around midnight fall a day apart.
  it('agree with the lunar calendar of the platform, a day at most apart', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
    const near = (date: string, wanted: string) =>
      [-1, 0, 1].some((shift) => lunar.format(Date.parse(`${date}T00:00:00Z`) + shift * msPerDay) === wanted)
    for (let year = 2027; year <= 2035; year += 1) {
      const days = [...statutoryHolidays(year, week).values()]
      const eve = days.find(({ name }) => name === 'Tết Âm lịch')?.date ?? ''
      const first = new Date(Date.parse(`${eve}T00:00:00Z`) + msPerDay).toISOString().slice(0, 10)
      expect(near(first, '1/1'), first).toBe(true)
      const ancestors = days.find(({ name }) => name === 'Giỗ Tổ Hùng Vương')?.date ?? ''
      expect(near(ancestors, '3/10'), ancestors).toBe(true)
    }
  })
})
