import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import sample from '../../../gateway/sample/calendar.json' with { type: 'json' }
import { calendars, plainCalendar } from '../../../test/support/calendars.ts'
import type { Cell, Sheet } from '../../table/cell.ts'
import { describeProblem } from '../../table/report.ts'
import type { WorkingCalendar } from '../calendar.ts'
import { workingCalendarSchema } from '../calendar.ts'
import { computeDue } from '../compute-due.ts'
import { compareCalendars, describeCalendars, wouldMove } from './compare.ts'
import { mergeYears, readCalendar } from './read-calendar.ts'
import type { CalendarContext } from './read-calendar.ts'
import { readCalendarJson } from './read-json.ts'
import { sessions, writeSessions } from './sessions.ts'
import { calendarTemplate, writeCalendar, writeDays } from './write-calendar.ts'

const current = workingCalendarSchema.parse(sample)
const nothing: CalendarContext = { current: null, said: {}, knownVersions: [] }
const said = { version: 'thử', source: 'Thông báo 12' }
const headings = ['NGAY', 'Đến ngày', 'Loại', 'Lý do', 'Giờ', 'Hoán đổi với']
/** As law and custom have it; 2028 is a year of three weekends that meet holidays. */
const fine: Cell[][] = [
  ['01/01/2028', '03/01/2028', 'nghỉ lễ', 'Tết Dương lịch'],
  ['25/01/2028', '31/01/2028', 'nghỉ lễ', 'Tết Mậu Thân'],
  ['04/04/2028', null, 'nghỉ lễ', 'Giỗ Tổ Hùng Vương'],
  ['30/04/2028', '02/05/2028', 'nghỉ lễ', 'Ngày Chiến thắng, Quốc tế lao động'],
  ['02/09/2028', '05/09/2028', 'nghỉ lễ', 'Quốc khánh'],
]
const read = (rows: Cell[][], context: Partial<CalendarContext> = {}, extra: Sheet[] = []) =>
  readCalendar([{ name: 'Ngày nghỉ', rows: [headings, ...rows] }, ...extra], { ...nothing, current, said, ...context })
const codes = ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code)

describe('hours of a day', () => {
  it.each<[Cell, string]>([
    ['07:00-11:30; 13:30-17:00', '07:00-11:30; 13:30-17:00'],
    ['7h - 11h30, 13h30 – 17h', '07:00-11:30; 13:30-17:00'],
    ['Sáng: 7 giờ đến 11 giờ 30\nChiều: 13:30-17:00', '07:00-11:30; 13:30-17:00'],
    ['Nghỉ', 'nghỉ'],
    ['11:30-07:00', 'SESSIONS_OVERLAP'],
    ['07:00-12:00; 11:00-17:00', 'SESSIONS_OVERLAP'],
    ['cả ngày', 'BAD_SESSIONS'],
    ['07:00', 'BAD_SESSIONS'],
    ['07:00-25:00', 'BAD_SESSIONS'],
    [7, 'BAD_SESSIONS'],
    [';', 'BAD_SESSIONS'],
  ])('%j', (cell, expected) => {
    const reading = sessions(cell)
    expect(reading.ok ? writeSessions(reading.value) : reading.problem.code).toBe(expected)
  })
})

describe('a year’s calendar', () => {
  it('takes the place of that year; other years, hours and the zone stay', () => {
    const { calendar, problems } = read(fine)
    expect(problems.map(describeProblem)).toEqual([])
    expect(calendar?.years).toEqual([2025, 2026, 2027, 2028])
    expect(calendar?.specialDays.filter(({ date }) => date < '2028')).toEqual(current.specialDays)
    expect(calendar?.specialDays.filter(({ date }) => date >= '2028')).toHaveLength(18)
    expect(calendar).toMatchObject({ week: current.week, timeZone: current.timeZone, version: 'thử', verified: false })
    expect(calendar?.source).toBe(`${current.source}; 2028: Thông báo 12`)
    const again = read(fine, { current: calendar, said: { version: '2', source: 'Thông báo 13' } })
    expect(again.calendar?.source).toBe(`${current.source}; 2028: Thông báo 13`)
  })

  it.each<[string, Cell[]]>([
    ['NOT_A_DATE', ['31/02/2028', null, 'nghỉ lễ', 'x']],
    ['MISSING', [null, null, 'nghỉ lễ', 'x']],
    ['MISSING', ['04/04/2028', null, 'nghỉ lễ', '']],
    ['UNKNOWN_WORD', ['10/05/2028', null, 'đi chơi', 'x']],
    ['RANGE_BACKWARDS', ['10/05/2028', '09/05/2028', 'nghỉ lễ', 'x']],
    ['RANGE_TOO_LONG', ['10/05/2028', '10/08/2028', 'nghỉ lễ', 'x']],
    ['DAY_TWICE', ['04/04/2028', null, 'nghỉ lễ', 'x']],
    ['HOURS_MISSING', ['10/05/2028', null, 'nửa ngày', 'x']],
    ['BAD_SESSIONS', ['10/05/2028', null, 'nửa ngày', 'x', 'nghỉ']],
    ['HOURS_UNUSED', ['10/05/2028', null, 'nghỉ lễ', 'x', '07:00-11:00']],
    ['SWAP_ON_WORKING_DAY', ['10/05/2028', null, 'làm bù', 'x']],
    ['SWAP_OFF_FREE_DAY', ['13/05/2028', null, 'nghỉ hoán đổi', 'x']],
    ['SWAPS_UNEVEN', ['12/05/2028', null, 'nghỉ hoán đổi', 'x']],
    ['PAIR_MISSING', ['12/05/2028', null, 'nghỉ hoán đổi', 'x', null, '20/05/2028']],
    ['PAIR_WRONG_KIND', ['12/05/2028', null, 'nghỉ hoán đổi', 'x', null, '04/04/2028']],
  ])('%s: nothing is imported', (code, row) => {
    const reading = read([...fine, row], { said: { ...said, years: [2028] } })
    expect(codes(reading)).toContain(code)
    expect(reading.calendar).toBeNull()
  })

  it('pairs swaps, also with another year', () => {
    const pair: Cell[][] = [
      ['12/05/2028', null, 'nghỉ hoán đổi', 'x', null, '20/05/2028'],
      ['20/05/2028', null, 'làm bù', 'x', '07:00-11:30', '12/05/2028'],
      ['29/12/2028', null, 'nghỉ hoán đổi', 'x', null, '06/01/2029'],
    ]
    expect(codes(read([...fine, ...pair]))).toEqual([])
    const crossed = [pair[0] ?? [], ['20/05/2028', null, 'làm bù', 'x', null, '13/05/2028']]
    expect(codes(read([...fine, ...crossed]))).toContain('PAIR_NOT_MUTUAL')
  })

  it('warns of forgotten holidays and of a Saturday with hours', () => {
    const half: Cell[] = ['13/05/2028', null, 'giờ riêng', 'Tiếp dân', '07:00-11:30']
    const reading = read([['01/01/2028', null, 'nghỉ lễ', 'Tết Dương lịch'], half])
    expect(codes(reading).sort()).toEqual([
      'HOLIDAY_NOT_COMPENSATED',
      'HOLIDAY_NOT_LISTED',
      'HOLIDAY_NOT_LISTED',
      'HOLIDAY_NOT_LISTED',
      'NEW_YEAR_NOT_LISTED',
      'SHORTENED_FREE_DAY',
    ])
    expect(reading.calendar).not.toBeNull()
  })

  it('needs its year, its source and somebody’s hours', () => {
    const info: Sheet = {
      name: 'Lịch',
      rows: [
        ['Năm', 2029],
        ['Múi giờ', 'Sao/Hỏa'],
        ['Đã kiểm tra', 'có'],
      ],
    }
    expect(codes(read(fine, {}, [info]))).toEqual(
      expect.arrayContaining(['UNKNOWN_TIME_ZONE', 'OTHER_YEAR', 'YEAR_EMPTY']),
    )
    expect(codes(read(fine, { said: {} }))).toEqual(['INFO_MISSING', 'INFO_MISSING'])
    expect(codes(read(fine, { current: null }))).toEqual(['WEEK_UNKNOWN'])
    const week = (...rows: Cell[][]): Sheet => ({ name: 'Giờ làm việc', rows: [['Thứ', 'Giờ làm việc'], ...rows] })
    expect(codes(read(fine, {}, [week(['thứ 2', '7h-11h'], ['Thứ Hai', 'nghỉ'])]))).toContain('WEEKDAY_TWICE')
    expect(codes(read(fine, {}, [week(['thứ 2', '7h-11h'])]))).toEqual(Array<string>(6).fill('WEEK_INCOMPLETE'))
    const off = ['thứ 2', 'thứ 3', 'thứ 4', 'thứ 5', 'thứ 6', 'thứ 7', 'CN'].map((day) => [day, 'nghỉ'])
    expect(codes(read(fine, {}, [week(...off)]))).toContain('NO_WORKING_DAY')
    expect(codes(read(fine, { knownVersions: ['thử'] }))).toEqual(['VERSION_EXISTS'])
  })

  it('is read from JSON with the same checks', () => {
    expect(readCalendarJson(current, nothing).calendar).toEqual(current)
    const [first] = current.specialDays
    const twice = { ...current, specialDays: [...current.specialDays, first] }
    expect(codes(readCalendarJson(twice, nothing))).toContain('DAY_TWICE')
    const broken = { ...current, specialDays: [{ ...first, date: '2026-02-30' }], version: '' }
    expect(readCalendarJson(broken, nothing).problems.map(describeProblem)).toEqual([
      'Lịch: Giá trị không hợp lệ (version).',
      'Ngày nghỉ, dòng 1: Giá trị không hợp lệ (date).',
    ])
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readCalendarJson(value, nothing).calendar).toBeNull()
      }),
    )
  })

  it('the template, its help left aside, is read up to its days', () => {
    expect(codes(readCalendar(calendarTemplate(), nothing))).toEqual(['EMPTY_SHEET', 'YEAR_EMPTY'])
  })

  it('exported, it is imported as the same', () => {
    expect(readCalendar(writeCalendar(current), nothing)).toEqual({ calendar: current, problems: [] })
    const year = 2026
    const days = current.specialDays.filter(({ date }) => date.startsWith(`${year}-`))
    const csv = readCalendar([writeDays({ specialDays: days })], {
      ...nothing,
      current,
      said: { ...current, years: [year] },
    })
    expect(csv.calendar?.specialDays).toEqual(current.specialDays)
    fc.assert(
      fc.property(calendars, (generated) => {
        // Generated swaps do not come in pairs; in the file they would be refused.
        const specialDays = generated.specialDays
          .filter(({ kind }) => kind === 'holiday' || kind === 'shortened')
          .toSorted((a, b) => (a.date < b.date ? -1 : 1))
        const years = [...new Set(specialDays.map(({ date }) => Number(date.slice(0, 4))))]
        fc.pre(years.length > 0)
        const calendar = { ...generated, years, specialDays }
        const { calendar: again, problems } = readCalendar(writeCalendar(calendar), nothing)
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
        expect(again).toEqual(calendar)
      }),
      { numRuns: 30 },
    )
  })

  it('answers any cells', () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.double(),
      fc.date({ noInvalidDate: false }),
      fc.constantFrom<Cell>(null, '01/01/2028', 'làm bù', 'nghỉ lễ', '07:00-11:00', true, '2028'),
    )
    const rows = fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 6 })
    fc.assert(
      fc.property(rows, rows, rows, (info, days, week) => {
        const sheets = [
          { name: 'Lịch', rows: info },
          { name: 'Ngày nghỉ', rows: [headings, ...days] },
          { name: 'Giờ làm việc', rows: [['Thứ', 'Giờ'], ...week] },
        ]
        const { calendar, problems } = readCalendar(sheets, { ...nothing, current, said })
        expect(calendar === null).toBe(problems.some(({ severity }) => severity === 'error'))
      }),
    )
  })
})

describe('the preview', () => {
  const next = (change: Partial<WorkingCalendar>) => mergeYears(current, { ...current, version: '2', ...change })
  const without = next({ specialDays: current.specialDays.filter(({ date }) => date !== '2026-04-30') })

  it('names each day that is worked otherwise', () => {
    expect(compareCalendars(current, current)).toEqual({ newYears: [], days: [], hours: [] })
    expect(describeCalendars(compareCalendars(current, without), without)).toEqual([
      'Phiên bản 2: 1 ngày thay đổi.',
      expect.stringMatching(/^ {2}30\/04\/2026: nghỉ lễ, .* → như thường lệ$/),
    ])
    const saturdays = next({ week: { ...current.week, 6: [{ from: '07:00', to: '11:30' }] } })
    expect(compareCalendars(current, saturdays).hours).toEqual([
      { weekday: 'thứ bảy', before: 'nghỉ', after: '07:00-11:30' },
    ])
  })

  it('tells whose date would move, and whose a person has to look at', () => {
    const limit = { value: 3, unit: 'workingDays', cutOff: null } as const
    const receivedAt = '2026-04-28T08:00:00+07:00'
    const due = computeDue(receivedAt, limit, current)
    const dueAt = due.ok ? (due.due.dueAt ?? '') : ''
    const moved = wouldMove({ receivedAt, dueAt, limit }, current, without)
    expect(moved?.computed).not.toBe(dueAt)
    expect(moved?.computed).toMatch(/^2026-05-04T17:00/)
    expect(wouldMove({ receivedAt, dueAt, limit }, current, current)).toBeNull()
    // Put off by an apology: no count from the receipt gives this date.
    const later = '2026-05-20T17:00:00+07:00'
    expect(wouldMove({ receivedAt, dueAt: later, limit }, current, without)).toEqual({ computed: null })
    const after = '2026-06-01T08:00:00+07:00'
    expect(wouldMove({ receivedAt: after, dueAt: '2026-06-20T17:00:00+07:00', limit }, current, without)).toBeNull()
    // Promised in a year that was not published.
    const short = plainCalendar([], [2025])
    expect(
      wouldMove({ receivedAt: '2025-12-30T08:00:00+07:00', dueAt: '2026-01-02T17:00:00+07:00', limit }, short, current),
    ).not.toBeNull()
  })
})
