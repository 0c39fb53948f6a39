import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payloadSchemas } from '../../../../shared/dossier/event.ts'
import { legStanding } from '../../../../shared/dossier/legs.ts'
import { firstDay, lastDay, plainCalendar } from '../../../../test/support/calendars.ts'
import { oracleDue } from '../../../../test/support/due-oracle.ts'
import { samplePayloads } from '../../../../test/support/event-builder.ts'
import { sampleCalendar } from '../../../testing/sample-intake.ts'
import { localInstant } from '../../../ui/time.ts'
import { planLegDue } from './leg-limit.ts'
import type { LegEntry } from './leg-limit.ts'

const at = '2026-11-24T14:00:00+07:00'
const plan = (unit: LegEntry['unit'], typed: string) => planLegDue({ unit, typed }, at, sampleCalendar)
const dueOf = (unit: LegEntry['unit'], typed: string) => {
  const planned = plan(unit, typed)
  return planned.kind === 'due' ? planned.at : planned.kind === 'problem' ? planned.code : null
}

describe('the limit of a unit', () => {
  it.each([
    ['workingDays', '3', '2026-11-27T17:00:00+07:00'],
    ['workingDays', ' 5 ', '2026-12-01T17:00:00+07:00'],
    ['hours', '2', '2026-11-24T16:00:00+07:00'],
    ['hours', '4', '2026-11-25T08:00:00+07:00'],
    ['hours', '0,5', '2026-11-24T14:30:00+07:00'],
    ['date', '25/11/2026', '2026-11-25T17:00:00+07:00'],
    ['date', '24112026', '2026-11-24T17:00:00+07:00'],
    ['date', '23/11/2026', 'past'],
    ['date', '28/11/2026', 'dayOff'],
    ['date', '31/02/2026', 'date'],
    ['date', '05/01/2035', 'outsideCalendar'],
    ['workingDays', '1,5', 'number'],
    ['workingDays', '0', 'number'],
    ['workingDays', '366', 'number'],
    ['hours', 'ba', 'number'],
    ['hours', '-1', 'number'],
    ['workingDays', '', null],
    ['date', '  ', null],
  ] as const)('%s %j: %s', (unit, typed, expected) => {
    expect(dueOf(unit, typed)).toBe(expected)
  })

  it('needs a calendar, but only when there is a limit', () => {
    expect(planLegDue({ unit: 'hours', typed: '4' }, at, null)).toEqual({ kind: 'problem', code: 'noCalendar' })
    expect(planLegDue({ unit: 'hours', typed: '' }, at, null)).toEqual({ kind: 'none' })
  })

  it('counts as the obvious oracle does, for ten years', () => {
    const calendar = plainCalendar([{ date: '2026-09-02', kind: 'holiday', name: 'Lễ' }])
    const instant = fc
      .integer({ min: firstDay / 60_000, max: lastDay / 60_000 - 60 * 24 * 90 })
      .map((minute) => localInstant(new Date(minute * 60_000)))
    const amount = fc.oneof(
      fc.record({ unit: fc.constant('workingDays' as const), value: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ unit: fc.constant('hours' as const), value: fc.integer({ min: 1, max: 60 }).map((n) => n / 2) }),
    )
    fc.assert(
      fc.property(instant, amount, (from, { unit, value }) => {
        const planned = planLegDue({ unit, typed: String(value).replace('.', ',') }, from, calendar)
        expect(planned).toMatchObject({
          kind: 'due',
          at: oracleDue(from, { value, unit, cutOff: null }, calendar),
        })
      }),
      { numRuns: 150 },
    )
  })

  it('whatever is typed: a problem is said, or the event is of the contract', () => {
    const typed = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('3', '0.25', '30/12/2026'))
    fc.assert(
      fc.property(fc.constantFrom('workingDays' as const, 'hours' as const, 'date' as const), typed, (unit, text) => {
        const planned = plan(unit, text)
        if (planned.kind !== 'due') return
        const limit = planned.limit === null ? {} : { limit: planned.limit }
        const payload = { ...samplePayloads.forwarded(), legDueAt: planned.at, ...limit }
        expect(payloadSchemas.forwarded.safeParse(payload).error).toBeUndefined()
        expect(Date.parse(planned.at)).toBeGreaterThan(Date.parse(at))
      }),
      { numRuns: 400 },
    )
  })
})

describe('a leg', () => {
  const legDueAt = '2026-11-24T16:00:00+07:00'
  it.each([
    [null, null, 'noLimit'],
    [legDueAt, null, 'running'],
    ['2026-11-24T13:59:00+07:00', null, 'overdue'],
    [legDueAt, '2026-11-24T16:00:00+07:00', 'inTime'],
    [legDueAt, '2026-11-24T16:00:01+07:00', 'late'],
  ] as const)('due %s, ended %s: %s', (due, endedAt, standing) => {
    expect(legStanding({ legDueAt: due, endedAt }, at)).toBe(standing)
  })
})
