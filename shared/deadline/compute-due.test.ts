import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendars, plainCalendar, receiptsIn } from '../../test/support/calendars.ts'
import { oracleDue } from '../../test/support/due-oracle.ts'
import type { SpecialDay } from './calendar.ts'
import { computeDue } from './compute-due.ts'
import { dueSchema, isProvisionalDue } from './due.ts'
import type { Due, TimeLimit } from './due.ts'

const workingDays = (value: number): TimeLimit => ({ value, unit: 'workingDays', cutOff: null })
const calendarDays = (value: number): TimeLimit => ({ value, unit: 'calendarDays', cutOff: null })
const hours = (value: number): TimeLimit => ({ value, unit: 'hours', cutOff: null })
const sameDay = (cutOff: string | null): TimeLimit => ({ value: 0, unit: 'sameDay', cutOff })
const year2026: SpecialDay[] = [
  { date: '2026-01-01', kind: 'holiday', name: 'Tết Dương lịch' },
  { date: '2026-01-02', kind: 'swappedOff', name: 'Hoán đổi' },
  { date: '2026-01-10', kind: 'swappedOn', name: 'Làm bù' },
  ...['16', '17', '18', '19', '20'].map((day): SpecialDay => {
    return { date: `2026-02-${day}`, kind: 'holiday', name: 'Tết Bính Ngọ' }
  }),
  { date: '2026-12-24', kind: 'shortened', name: 'Nghỉ sớm', sessions: [{ from: '07:00', to: '11:00' }] },
]
const calendar = plainCalendar(year2026)

function mustDue(receivedAt: string, limit: TimeLimit | null, of = calendar): Due {
  const result = computeDue(receivedAt, limit, of)
  if (!result.ok) throw new Error(result.code)
  return result.due
}
const at = (text: string) => `${text}:00+07:00`

describe('computeDue', () => {
  it.each([
    // 24/11/2026 is a Tuesday.
    ['three working days', '2026-11-24T08:30', workingDays(3), '2026-11-27T17:00'],
    ['over a weekend', '2026-11-26T08:30', workingDays(3), '2026-12-01T17:00'],
    ['before opening', '2026-11-24T06:10', workingDays(1), '2026-11-25T17:00'],
    ['at noon', '2026-11-24T12:00', workingDays(1), '2026-11-25T17:00'],
    ['at closing', '2026-11-24T17:00', workingDays(1), '2026-11-25T17:00'],
    ['after closing', '2026-11-24T17:01', workingDays(1), '2026-11-26T17:00'],
    ['taken in on a Saturday', '2026-11-28T08:30', workingDays(1), '2026-12-01T17:00'],
    ['no days', '2026-11-24T08:30', workingDays(0), '2026-11-24T17:00'],
    ['a holiday and a day given off', '2025-12-31T08:30', workingDays(2), '2026-01-06T17:00'],
    ['a Saturday worked in exchange', '2026-01-08T08:30', workingDays(2), '2026-01-10T17:00'],
    ['taken in on that Saturday', '2026-01-10T16:00', workingDays(1), '2026-01-12T17:00'],
    ['ending on a shortened day', '2026-12-22T08:30', workingDays(2), '2026-12-24T11:00'],
    ['over Tết', '2026-02-13T09:00', workingDays(1), '2026-02-23T17:00'],
    ['calendar days', '2026-11-24T08:30', calendarDays(6), '2026-11-30T17:00'],
    ['calendar days ending on a Sunday', '2026-11-24T08:30', calendarDays(5), '2026-11-30T17:00'],
    ['calendar days ending in Tết', '2026-02-10T08:30', calendarDays(7), '2026-02-23T17:00'],
    ['calendar days from a Saturday', '2026-11-28T08:30', calendarDays(2), '2026-11-30T17:00'],
    ['same day', '2026-11-24T15:00', sameDay('15:00'), '2026-11-24T17:00'],
    ['same day after the cut-off', '2026-11-24T15:01', sameDay('15:00'), '2026-11-25T17:00'],
    ['same day after the cut-off on a Friday', '2026-11-27T16:00', sameDay('15:00'), '2026-11-30T17:00'],
    ['same day without a cut-off', '2026-11-24T16:59', sameDay(null), '2026-11-24T17:00'],
    ['same day, Saturday afternoon', '2026-11-28T16:00', sameDay('15:00'), '2026-11-30T17:00'],
    ['hours within a session', '2026-11-24T08:30', hours(2), '2026-11-24T10:30'],
    ['hours over noon', '2026-11-24T10:30', hours(2), '2026-11-24T14:30'],
    ['hours to the end of a session', '2026-11-24T10:30', hours(1), '2026-11-24T11:30'],
    ['hours into the next day', '2026-11-24T16:00', hours(4), '2026-11-25T10:00'],
    ['hours from an evening', '2026-11-27T19:00', hours(1), '2026-11-30T08:00'],
    ['half an hour', '2026-11-24T08:30', hours(0.5), '2026-11-24T09:00'],
    ['eight hours', '2026-11-24T07:00', hours(8), '2026-11-24T17:00'],
  ])('%s', (_, receivedAt, limit, dueAt) => {
    expect(mustDue(at(receivedAt), limit).dueAt).toBe(at(dueAt))
  })

  it('reads any offset and drops seconds', () => {
    expect(mustDue('2026-11-24T08:00:59Z', sameDay('15:00')).dueAt).toBe(at('2026-11-24T17:00'))
    expect(mustDue('2026-11-23T20:00:00-05:00', workingDays(1)).dueAt).toBe(at('2026-11-25T17:00'))
  })

  it('knows procedures without a limit', () => {
    expect(mustDue(at('2026-11-24T08:30'), null)).toEqual({
      dueAt: null,
      limit: null,
      calendarVersion: calendar.version,
      steps: [],
    })
  })

  it('counts provisionally, and says so, into a year that is not published', () => {
    const short = plainCalendar([], [2026])
    const dueOf = (receivedAt: string, limit: TimeLimit) => {
      const result = computeDue(at(receivedAt), limit, short)
      if (!result.ok) throw new Error(result.code)
      return { at: result.due.dueAt, provisional: isProvisionalDue(result.due) }
    }
    expect(dueOf('2026-12-30T08:30', workingDays(1))).toEqual({ at: at('2026-12-31T17:00'), provisional: false })
    // 1 January is a Friday and off by law.
    expect(dueOf('2026-12-30T08:30', workingDays(2))).toEqual({ at: at('2027-01-04T17:00'), provisional: true })
    expect(dueOf('2026-12-30T08:30', calendarDays(2))).toEqual({ at: at('2027-01-04T17:00'), provisional: true })
    expect(dueOf('2026-12-31T16:00', hours(2))).toEqual({ at: at('2027-01-04T08:00'), provisional: true })
    // Tết of 2027 is 5 to 9 February; Saturday and Sunday are made up for.
    expect(dueOf('2027-02-04T08:30', workingDays(1))).toEqual({ at: at('2027-02-12T17:00'), provisional: true })
    expect(dueOf('2028-01-04T08:30', sameDay(null)).provisional).toBe(true)
    const result = computeDue(at('2026-12-31T08:30'), workingDays(1), short)
    expect(result.ok && result.due.steps[0]).toEqual({ kind: 'provisionalYear', name: '2027' })
    expect(result.ok && dueSchema.safeParse(result.due).success).toBe(true)
  })

  it('never promises earlier than with plain weeks, nor differently where all is published', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 0, max: 60 }), (day, count) => {
        const receivedAt = `${new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)}T08:00:00+07:00`
        const provisional = computeDue(receivedAt, workingDays(count), plainCalendar([], [2026]))
        const plain = computeDue(receivedAt, workingDays(count), plainCalendar([], [2026, 2027]))
        if (!provisional.ok || !plain.ok) throw new Error('both years can be counted')
        expect(Date.parse(provisional.due.dueAt ?? '')).toBeGreaterThanOrEqual(Date.parse(plain.due.dueAt ?? ''))
        if (!isProvisionalDue(provisional.due)) expect(provisional.due).toEqual(plain.due)
      }),
    )
  })

  it('refuses to guess further, before the published years, and where nothing is worked', () => {
    const short = plainCalendar([], [2026])
    for (const receivedAt of ['2029-01-04T08:30', '2025-12-30T08:30'])
      expect(computeDue(at(receivedAt), sameDay(null), short)).toEqual({ ok: false, code: 'OUTSIDE_CALENDAR' })
    const never = { ...short, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }
    expect(computeDue(at('2026-03-04T08:30'), hours(1), never)).toEqual({ ok: false, code: 'OUTSIDE_CALENDAR' })
  })

  it('refuses what is no instant and no whole number of days', () => {
    expect(computeDue(at('2026-11-24T08:30'), workingDays(1.5), calendar)).toEqual({
      ok: false,
      code: 'LIMIT_NOT_WHOLE',
    })
    for (const instant of [
      '',
      '2026-11-24',
      '2026-11-24T08:30:00',
      '2026-13-01T00:00:00Z',
      '2026-02-30T08:00:00Z',
      '2026-11-24T25:00:00Z',
      'hôm nay',
    ])
      expect(computeDue(instant, workingDays(1), calendar)).toEqual({ ok: false, code: 'BAD_INSTANT' })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(computeDue(text, null, calendar).ok).toBe(false)
      }),
    )
  })
})

describe('steps', () => {
  it('tell the whole way to the date', () => {
    expect(mustDue(at('2025-12-31T18:05'), workingDays(6)).steps).toEqual([
      { kind: 'receivedOutsideHours', date: '2025-12-31', time: '18:05', until: '2026-01-05' },
      { kind: 'firstDayNotCounted', date: '2026-01-05' },
      { kind: 'countedWorkingDays', count: 6, date: '2026-01-06', until: '2026-01-12' },
      { kind: 'skippedWeekend', date: '2026-01-11', until: '2026-01-11', count: 1 },
      { kind: 'workingSwapDay', date: '2026-01-10', until: '2026-01-10', count: 1, name: 'Làm bù' },
    ])
    expect(mustDue(at('2026-02-10T08:30'), calendarDays(7)).steps).toEqual([
      { kind: 'firstDayNotCounted', date: '2026-02-10' },
      { kind: 'countedCalendarDays', count: 7, date: '2026-02-11', until: '2026-02-17' },
      { kind: 'movedToWorkingDay', date: '2026-02-17', until: '2026-02-23', name: 'Tết Bính Ngọ' },
    ])
    expect(mustDue(at('2026-12-22T08:30'), workingDays(2)).steps).toContainEqual({
      kind: 'shortenedDay',
      date: '2026-12-24',
      time: '11:00',
      name: 'Nghỉ sớm',
    })
    expect(mustDue(at('2026-11-27T15:30'), sameDay('15:00')).steps).toEqual([
      { kind: 'afterCutOff', date: '2026-11-27', time: '15:00', until: '2026-11-30' },
      { kind: 'skippedWeekend', date: '2026-11-28', until: '2026-11-29', count: 2 },
      { kind: 'sameDay', date: '2026-11-30' },
    ])
    expect(mustDue(at('2026-11-24T16:00'), hours(4)).steps).toEqual([
      { kind: 'countedWorkingHours', count: 4, date: '2026-11-24', time: '16:00', until: '2026-11-25' },
    ])
  })
})

describe('steps at the edges', () => {
  it('count a holiday that falls on a weekend as weekend', () => {
    const feast = plainCalendar([
      { date: '2026-04-26', kind: 'holiday', name: 'Giỗ Tổ' },
      { date: '2026-04-27', kind: 'holiday', name: 'Nghỉ bù' },
    ])
    expect(mustDue(at('2026-04-24T08:30'), workingDays(1), feast).steps.slice(2)).toEqual([
      { kind: 'skippedWeekend', date: '2026-04-25', until: '2026-04-26', count: 2 },
      { kind: 'skippedHoliday', date: '2026-04-27', until: '2026-04-27', count: 1, name: 'Nghỉ bù' },
    ])
  })
  it('start hours that come in at the end of a session with the next one', () => {
    expect(mustDue(at('2026-11-24T11:30'), hours(1)).steps).toEqual([
      { kind: 'receivedOutsideHours', date: '2026-11-24', time: '11:30', until: '2026-11-24' },
      { kind: 'countedWorkingHours', count: 1, date: '2026-11-24', time: '13:30', until: '2026-11-24' },
    ])
  })
})

const limits = fc.oneof(
  fc.integer({ min: 0, max: 45 }).map(workingDays),
  fc.integer({ min: 400, max: 480 }).map(workingDays),
  fc.integer({ min: 0, max: 90 }).map(calendarDays),
  fc.constantFrom('15:00', '11:00', null).map(sameDay),
)
const cases = calendars.chain((of) => fc.tuple(fc.constant(of), receiptsIn(of)))

describe('against the slow oracle, over ten years', () => {
  it('days agree', () => {
    fc.assert(
      fc.property(cases, limits, ([of, receivedAt], limit) => {
        expect(mustDue(receivedAt, limit, of).dueAt).toBe(oracleDue(receivedAt, limit, of))
      }),
      { numRuns: 400 },
    )
  })

  it('hours agree, to the minute', () => {
    const someHours = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(0.5, 1.25, 3.5)).map(hours)
    fc.assert(
      fc.property(cases, someHours, ([of, receivedAt], limit) => {
        expect(mustDue(receivedAt, limit, of).dueAt).toBe(oracleDue(receivedAt, limit, of))
      }),
      { numRuns: 150 },
    )
  })

  it('the steps account for each day between receipt and due date, and fit the schema', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 60 }), ([of, receivedAt], count) => {
        const due = mustDue(receivedAt, workingDays(count), of)
        dueSchema.parse(due)
        const first = due.steps.find((step) => step.kind === 'firstDayNotCounted')?.date ?? ''
        const skipped = due.steps.filter((step) => step.kind === 'skippedWeekend' || step.kind === 'skippedHoliday')
        const days = skipped.reduce((sum, step) => sum + (step.count ?? 0), count)
        const span = (Date.parse(due.dueAt?.slice(0, 10) ?? '') - Date.parse(first)) / 86_400_000
        expect(days).toBe(span)
      }),
      { numRuns: 200 },
    )
  })

  it('a longer limit or a later receipt never ends earlier', () => {
    fc.assert(
      fc.property(
        cases,
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 20_000 }),
        ([of, receivedAt], count, later) => {
          const second = new Date(Date.parse(receivedAt) + later * 60_000).toISOString()
          for (const limit of [workingDays, calendarDays, hours]) {
            const due = Date.parse(mustDue(receivedAt, limit(count), of).dueAt ?? '')
            expect(Date.parse(mustDue(receivedAt, limit(count + 1), of).dueAt ?? '')).toBeGreaterThanOrEqual(due)
            expect(Date.parse(mustDue(second, limit(count), of).dueAt ?? '')).toBeGreaterThanOrEqual(due)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})
