import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainCalendar } from '../../test/support/calendars.ts'
import { parseTimeEntry, planReappointment } from './reappointment.ts'
import type { ReappointmentQuestion } from './reappointment.ts'

const calendar = { ...plainCalendar(), years: [2026] }
const at = (text: string) => `${text}:00+07:00`
// Promised for Friday 27/11/2026, asked on Thursday.
const base: ReappointmentQuestion = {
  date: '2026-12-02',
  time: null,
  dueAt: at('2026-11-27T17:00'),
  now: at('2026-11-26T09:00'),
}
const plan = (change: Partial<ReappointmentQuestion>) => {
  const planned = planReappointment({ ...base, ...change }, calendar)
  return planned.ok ? planned.newDueAt : planned.code
}

describe('planReappointment', () => {
  it('is for the end of work, or for the hour that is said', () => {
    expect(plan({})).toBe(at('2026-12-02T17:00'))
    expect(plan({ time: '09:30' })).toBe(at('2026-12-02T09:30'))
  })
  it('moves forward only, to a day on which somebody works and whose year is near', () => {
    expect(plan({ date: '2026-11-27' })).toBe('notLater')
    expect(plan({ date: '2026-11-26', dueAt: at('2026-11-25T17:00'), time: '08:00' })).toBe('past')
    expect(plan({ date: '2026-11-28' })).toBe('dayOff')
    expect(plan({ date: '2027-02-08' })).toBe('dayOff')
    expect(plan({ date: '2027-03-02' })).toBe(at('2027-03-02T17:00'))
    expect(plan({ date: '2029-03-02' })).toBe('outsideCalendar')
  })
  it('refuses what is no day and no hour, and never fails', () => {
    expect(plan({ date: '2026-02-31x' })).toBe('date')
    expect(plan({ date: '2026-13-01' })).toBe('date')
    expect(plan({ time: '25:00' })).toBe('time')
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (date, time) => {
        expect(planReappointment({ ...base, date, time }, calendar).ok).toBe(false)
      }),
    )
  })
})

describe('parseTimeEntry', () => {
  it.each([
    ['14:30', '14:30'],
    ['8h', '08:00'],
    ['8h05', '08:05'],
    [' 8 giờ 30 phút ', '08:30'],
    ['16', '16:00'],
    ['24:00', null],
    ['8:75', null],
    ['', null],
    ['chiều', null],
    ['1430', null],
  ])('%s', (typed, time) => {
    expect(parseTimeEntry(typed)).toBe(time)
  })
})
