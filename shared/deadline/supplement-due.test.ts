import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendars, plainCalendar, receiptsIn } from '../../test/support/calendars.ts'
import { hoursOf, nextDate, oracleDue } from '../../test/support/due-oracle.ts'
import type { WorkingCalendar } from './calendar.ts'
import { computeDue } from './compute-due.ts'
import type { Due, TimeLimit } from './due.ts'
import { afterSupplement, supplementRequestDue } from './supplement-due.ts'
import type { SupplementQuestion, WaitingTime } from './supplement-due.ts'

const calendar = plainCalendar()
const at = (text: string) => `${text}:00+07:00`
const workingDays = (value: number): TimeLimit => ({ value, unit: 'workingDays', cutOff: null })
const wait = (requestedAt: string, completedAt: string) => ({
  requestedAt: at(requestedAt),
  completedAt: at(completedAt),
})

function mustDue(question: SupplementQuestion, of = calendar): Due {
  const result = afterSupplement(question, of)
  if (!result.ok) throw new Error(result.code)
  return result.due
}

// 24/11/2026 is a Tuesday.
const base: SupplementQuestion = {
  policy: 'PAUSE',
  receivedAt: at('2026-11-24T08:30'),
  limit: workingDays(5),
  waits: [wait('2026-11-25T09:00', '2026-11-30T10:00')],
}

describe('afterSupplement', () => {
  it('counts anew from the completion', () => {
    const due = mustDue({ ...base, policy: 'RESTART' })
    expect(due.dueAt).toBe(at('2026-12-07T17:00'))
    expect(due.steps.slice(0, 2)).toEqual([
      { kind: 'restartedAfterSupplement', date: '2026-11-30' },
      { kind: 'firstDayNotCounted', date: '2026-11-30' },
    ])
  })

  it('counts anew from the last completion, in whatever order they are told', () => {
    const waits = [wait('2026-12-01T09:00', '2026-12-03T10:00'), ...base.waits]
    expect(mustDue({ ...base, policy: 'RESTART', waits }).dueAt).toBe(at('2026-12-10T17:00'))
  })

  it('shifts by the working days waited', () => {
    const due = mustDue(base)
    expect(due.dueAt).toBe(at('2026-12-04T17:00'))
    expect(due.limit).toEqual(workingDays(5))
    expect(due.steps.slice(0, 2)).toEqual([
      { kind: 'pausedForSupplement', date: '2026-11-25', until: '2026-11-30', count: 3 },
      { kind: 'firstDayNotCounted', date: '2026-11-24' },
    ])
  })

  it.each([
    ['calendar days', { value: 7, unit: 'calendarDays', cutOff: null }, '2026-12-07T17:00'],
    ['hours', { value: 8, unit: 'hours', cutOff: null }, '2026-11-30T09:30'],
    ['same day, anew even when pausing', { value: 0, unit: 'sameDay', cutOff: '15:00' }, '2026-11-30T17:00'],
  ] satisfies [string, TimeLimit, string][])('in %s', (_, limit, dueAt) => {
    expect(mustDue({ ...base, limit }).dueAt).toBe(at(dueAt))
  })

  it('counts overlapping waits once and pays no heed to backward ones', () => {
    const waits = [
      ...base.waits,
      wait('2026-11-26T09:00', '2026-11-27T09:00'),
      wait('2026-11-27T09:00', '2026-12-01T09:00'),
      wait('2026-12-03T09:00', '2026-12-02T09:00'),
    ]
    expect(mustDue({ ...base, waits }).steps.filter((step) => step.kind === 'pausedForSupplement')).toEqual([
      { kind: 'pausedForSupplement', date: '2026-11-25', until: '2026-12-01', count: 4 },
    ])
  })

  it('takes no day away for an answer dated before its request', () => {
    const limit: TimeLimit = { value: 7, unit: 'calendarDays', cutOff: null }
    const waits = [wait('2026-12-03T09:00', '2026-12-01T09:00')]
    expect(mustDue({ ...base, limit, waits }).dueAt).toBe(at('2026-12-01T17:00'))
  })

  it('changes nothing without a wait, and has no date without a limit', () => {
    for (const policy of ['PAUSE', 'RESTART'] as const) {
      const plain = computeDue(base.receivedAt, base.limit, calendar)
      expect(afterSupplement({ ...base, policy, waits: [] }, calendar)).toEqual(plain)
      expect(mustDue({ ...base, policy, limit: null }).dueAt).toBeNull()
    }
  })

  it('answers garbage with a code', () => {
    for (const policy of ['PAUSE', 'RESTART'] as const) {
      const waits = [{ requestedAt: 'hôm qua', completedAt: 'hôm nay' }]
      expect(afterSupplement({ ...base, policy, waits }, calendar)).toEqual({ ok: false, code: 'BAD_INSTANT' })
      const far = [wait('2037-12-28T09:00', '2037-12-31T09:00')]
      expect(afterSupplement({ ...base, policy, waits: far, receivedAt: at('2037-12-27T08:00') }, calendar)).toEqual({
        ok: false,
        code: 'OUTSIDE_CALENDAR',
      })
    }
  })

  it('gives three working days for the request', () => {
    expect(supplementRequestDue(at('2026-11-26T08:30'), calendar)).toMatchObject({
      ok: true,
      due: { dueAt: at('2026-12-01T17:00') },
    })
  })
})

describe('against the slow oracle', () => {
  const cases = calendars.chain((of) => fc.tuple(fc.constant(of), receiptsIn(of)))
  const gap = fc.integer({ min: 0, max: 30_000 })
  const later = (instant: string, minutes: number) =>
    `${new Date(Date.parse(instant) + (minutes + 420) * 60_000).toISOString().slice(0, 19)}+07:00`

  function workedDaysBetween(from: string, to: string, of: WorkingCalendar): number {
    let count = 0
    for (let date = from.slice(0, 10); date < to.slice(0, 10);) {
      date = nextDate(date)
      if (hoursOf(date, of).length > 0) count += 1
    }
    return count
  }

  it('a pause lengthens the limit by the days waited; a restart begins with the completion', () => {
    fc.assert(
      fc.property(cases, gap, gap, fc.integer({ min: 0, max: 30 }), ([of, receivedAt], before, waited, days) => {
        const requestedAt = later(receivedAt, before)
        const completedAt = later(requestedAt, waited)
        const question = { receivedAt, limit: workingDays(days), waits: [{ requestedAt, completedAt }] }
        const paused = workingDays(days + workedDaysBetween(requestedAt, completedAt, of))
        expect(mustDue({ ...question, policy: 'PAUSE' }, of).dueAt).toBe(oracleDue(receivedAt, paused, of))
        const restarted = oracleDue(completedAt, workingDays(days), of)
        expect(mustDue({ ...question, policy: 'RESTART' }, of).dueAt).toBe(restarted)
      }),
      { numRuns: 200 },
    )
  })

  const units = fc.constantFrom<TimeLimit['unit']>('workingDays', 'calendarDays', 'hours', 'sameDay')
  /** Several requests, one after another, at once, or answered before they were made. */
  const rounds = fc.array(fc.tuple(gap, fc.integer({ min: -3000, max: 20_000 })), { minLength: 1, maxLength: 4 })

  /** Days that begin while papers are awaited, walked one by one. */
  function waitedDays(waits: readonly WaitingTime[], counts: (date: string) => boolean): number {
    const days = new Set<string>()
    for (const { requestedAt, completedAt } of waits)
      for (let date = requestedAt.slice(0, 10); date < completedAt.slice(0, 10);) {
        date = nextDate(date)
        if (counts(date)) days.add(date)
      }
    return days.size
  }

  /** Minutes of work that pass while papers are awaited, walked one by one. */
  function waitedMinutes(waits: readonly WaitingTime[], of: WorkingCalendar): number {
    const minutes = new Set<string>()
    for (const { requestedAt, completedAt } of waits)
      for (let date = requestedAt.slice(0, 10); date <= completedAt.slice(0, 10); date = nextDate(date))
        for (const { from, to } of hoursOf(date, of))
          for (let clock = from; clock < to; clock = nextMinute(clock)) {
            const moment = `${date}T${clock}`
            if (requestedAt.slice(0, 16) <= moment && moment < completedAt.slice(0, 16)) minutes.add(moment)
          }
    return minutes.size
  }

  function nextMinute(clock: string): string {
    const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + 1
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  }

  it('any number of waits, in any unit and order: what was waited is given back once, and a restart begins with the last', () => {
    fc.assert(
      fc.property(cases, rounds, units, fc.integer({ min: 0, max: 20 }), ([of, receivedAt], spans, unit, value) => {
        const waits = spans.map(([before, waited]) => {
          const requestedAt = later(receivedAt, before)
          return { requestedAt, completedAt: later(requestedAt, waited) }
        })
        const limit: TimeLimit = {
          value: unit === 'sameDay' ? 0 : value,
          unit,
          cutOff: unit === 'sameDay' ? '15:00' : null,
        }
        const last =
          waits
            .map(({ completedAt }) => completedAt)
            .toSorted()
            .at(-1) ?? ''
        const restarted = oracleDue(last, limit, of)
        expect(mustDue({ policy: 'RESTART', receivedAt, limit, waits }, of).dueAt).toBe(restarted)
        const real = waits.filter(({ requestedAt, completedAt }) => requestedAt < completedAt)
        const extra =
          unit === 'hours'
            ? waitedMinutes(real, of) / 60
            : waitedDays(real, (date) => unit === 'calendarDays' || hoursOf(date, of).length > 0)
        const paused = unit === 'sameDay' ? restarted : oracleDue(receivedAt, { ...limit, value: value + extra }, of)
        expect(mustDue({ policy: 'PAUSE', receivedAt, limit, waits }, of).dueAt).toBe(paused)
      }),
      { numRuns: 200 },
    )
  })
})
