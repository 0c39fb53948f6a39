/** Generated working calendars of ten years, with holidays, swaps both ways and shortened days. */
import * as fc from 'fast-check'
import type { SpecialDay, WorkingCalendar } from '../../shared/deadline/calendar.ts'

export const fullDay = [
  { from: '07:00', to: '11:30' },
  { from: '13:30', to: '17:00' },
]
export const tenYears = Array.from({ length: 10 }, (_, index) => 2025 + index)
export const firstDay = Date.UTC(2025, 0, 1)
export const lastDay = Date.UTC(2034, 11, 31)
const msPerDay = 86_400_000

export function plainCalendar(specialDays: SpecialDay[] = [], years: number[] = tenYears): WorkingCalendar {
  return {
    version: 'thử-1',
    timeZone: 'Asia/Ho_Chi_Minh',
    years,
    week: { 1: fullDay, 2: fullDay, 3: fullDay, 4: fullDay, 5: fullDay, 6: [], 7: [] },
    specialDays,
    source: 'thử',
    verified: false,
  }
}

const anyDate = fc
  .integer({ min: 0, max: (lastDay - firstDay) / msPerDay })
  .map((day) => new Date(firstDay + day * msPerDay).toISOString().slice(0, 10))
const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay())
const run = (date: string, length: number) =>
  Array.from({ length }, (_, n) => new Date(Date.parse(`${date}T00:00:00Z`) + n * msPerDay).toISOString().slice(0, 10))

const holidays = fc
  .tuple(anyDate, fc.integer({ min: 1, max: 9 }), fc.constantFrom('Tết', 'Lễ'))
  .map(([date, length, name]) => run(date, length).map((day): SpecialDay => ({ date: day, kind: 'holiday', name })))
const swaps = fc.array(anyDate, { minLength: 1, maxLength: 4 }).map((dates) =>
  dates.map((date): SpecialDay => {
    return isWeekend(date)
      ? { date, kind: 'swappedOn', name: 'Làm bù', sessions: fullDay }
      : { date, kind: 'swappedOff', name: 'Hoán đổi' }
  }),
)
const shortened = anyDate.map((date): SpecialDay[] =>
  isWeekend(date) ? [] : [{ date, kind: 'shortened', name: 'Nghỉ sớm', sessions: [{ from: '07:00', to: '11:30' }] }],
)

/** Dense around one place as well as spread over the years: swaps and holidays must meet. */
export const calendars: fc.Arbitrary<WorkingCalendar> = fc
  .tuple(
    fc.array(fc.oneof(holidays, swaps, shortened), { maxLength: 80 }),
    fc.constantFrom<WorkingCalendar['week'][6]>([], [], [{ from: '07:00', to: '11:30' }]),
  )
  .map(([groups, saturday]) => {
    const byDate = new Map(groups.flat().map((day) => [day.date, day]))
    const calendar = plainCalendar([...byDate.values()].filter((day) => day.date <= '2034-12-31'))
    return { ...calendar, week: { ...calendar.week, 6: saturday } }
  })

/** `yyyy-mm-ddThh:mm:ss+07:00` within the first eight years, half of them near a special day. */
export function receiptsIn(calendar: WorkingCalendar): fc.Arbitrary<string> {
  const near = calendar.specialDays.map(({ date }) => (Date.parse(date) - firstDay) / msPerDay)
  const day = fc.oneof(
    fc.integer({ min: 0, max: 2900 }),
    ...(near.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom(...near), fc.integer({ min: -8, max: 1 }))
            .map(([a, b]) => Math.min(Math.max(a + b, 0), 2900)),
        ]),
  )
  const clock = fc.oneof(
    fc.integer({ min: 0, max: 1439 }),
    fc.constantFrom(420, 419, 690, 691, 810, 809, 900, 901, 1020, 1021),
  )
  return fc.tuple(day, clock, fc.integer({ min: 0, max: 59 })).map(([days, minute, second]) => {
    const local = new Date(firstDay + days * msPerDay + minute * 60_000 + second * 1000).toISOString()
    return `${local.slice(0, 19)}+07:00`
  })
}
