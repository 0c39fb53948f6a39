import { describe, expect, it } from 'vitest'
import { plainCalendar } from '../../test/support/calendars.ts'
import type { SpecialDay } from './calendar.ts'
import { checkCalendar } from './check-calendar.ts'

const day = (change: Partial<SpecialDay>): SpecialDay => ({ date: '2026-01-01', kind: 'holiday', name: 'x', ...change })
const of = (...days: SpecialDay[]) => checkCalendar(plainCalendar(days))

describe('checkCalendar', () => {
  it('has nothing to say of a good one', () => {
    expect(
      of(
        day({}),
        day({ date: '2026-01-02', kind: 'swappedOff' }),
        day({ date: '2026-01-10', kind: 'swappedOn' }),
        day({ date: '2026-12-24', kind: 'shortened', sessions: [{ from: '07:00', to: '11:00' }] }),
      ),
    ).toEqual([])
  })
  it.each([
    ['TWICE', [day({}), day({})], '2026-01-01'],
    ['OUTSIDE_YEARS', [day({ date: '2050-01-01' })], '2050-01-01'],
    [
      'SWAP_WITHOUT_EFFECT',
      [day({ kind: 'swappedOn' }), day({ date: '2026-01-02', kind: 'swappedOff' })],
      '2026-01-01',
    ],
    ['SWAP_WITHOUT_EFFECT', [day({ date: '2026-01-03', kind: 'swappedOff' })], '2026-01-03'],
    ['SWAPS_UNEVEN', [day({ date: '2026-01-02', kind: 'swappedOff' })], '2026'],
    ['SHORTENED_WITHOUT_HOURS', [day({ kind: 'shortened' })], '2026-01-01'],
    ['BAD_SESSIONS', [day({ kind: 'shortened', sessions: [{ from: '11:00', to: '07:00' }] })], '2026-01-01'],
    [
      'BAD_SESSIONS',
      [
        day({
          kind: 'shortened',
          sessions: [
            { from: '07:00', to: '11:00' },
            { from: '10:00', to: '12:00' },
          ],
        }),
      ],
      '2026-01-01',
    ],
  ] satisfies [string, SpecialDay[], string][])('finds %s', (code, days, where) => {
    expect(of(...days)).toContainEqual({ code, where })
  })
  it('finds a week without work, overlapping hours, and a zone nobody knows', () => {
    const plain = plainCalendar()
    const never = { ...plain, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }
    expect(checkCalendar(never)).toEqual([{ code: 'NO_WORKING_DAY', where: null }])
    const overlapping = [
      { from: '07:00', to: '12:00' },
      { from: '11:00', to: '17:00' },
    ]
    const odd = { ...plain, week: { ...plain.week, 3: overlapping } }
    expect(checkCalendar(odd)).toEqual([{ code: 'BAD_SESSIONS', where: '3' }])
    expect(checkCalendar({ ...plain, timeZone: 'Sao/Hỏa' })).toEqual([{ code: 'UNKNOWN_TIME_ZONE', where: null }])
  })
})
