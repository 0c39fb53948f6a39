import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainCalendar } from '../../test/support/calendars.ts'
import { emptyDossier } from '../dossier/empty-dossier.ts'
import type { Dossier } from '../dossier/dossier.ts'
import { apologyDuty, classify, soonHorizon, standingOf, workingDaysBetween } from './standing.ts'

const calendar = plainCalendar()
const at = (text: string) => `${text}:00+07:00`
const unit = { id: 'tu-phap', name: 'Bộ phận Tư pháp – Hộ tịch' }

// Received Tuesday 24/11/2026, due Tuesday 1/12.
function dossier(overrides: Partial<Dossier> = {}): Dossier {
  return {
    ...emptyDossier(undefined),
    status: 'processing',
    receivedAt: at('2026-11-24T08:30'),
    dueAt: at('2026-12-01T17:00'),
    judgedDueAt: at('2026-12-01T17:00'),
    holder: unit,
    ...overrides,
  }
}
const round = (requestedAt: string, completedAt: string | null) => ({
  eventId: 'x',
  requestedAt: at(requestedAt),
  items: [],
  reason: '',
  deadline: null,
  completedAt,
})
const apology = { eventId: 'y', at: at('2026-11-30T16:00'), reason: '', agency: '', oldDueAt: null, newDueAt: '' }

describe('classify', () => {
  it.each([
    ['2026-11-25T08:00', 'withinLimit'],
    ['2026-11-26T08:00', 'soon'],
    ['2026-11-28T08:00', 'soon'],
    ['2026-12-01T00:00', 'dueToday'],
    ['2026-12-01T17:00', 'dueToday'],
    ['2026-12-01T17:01', 'overdue'],
  ])('running, at %s: %s', (now, standing) => {
    expect(classify(dossier(), at(now), calendar)).toBe(standing)
    expect(classify(dossier(), new Date(at(now)).toISOString(), calendar)).toBe(standing)
  })

  it.each([
    ['2026-11-30T17:30', 'early'],
    ['2026-12-01T08:00', 'onTime'],
    ['2026-12-01T17:00', 'onTime'],
    ['2026-12-01T17:01', 'late'],
  ])('finished at %s: %s, whenever it is picked up', (finishedAt, standing) => {
    const finished = dossier({ status: 'returned', finishedAt: at(finishedAt), returnedAt: at('2027-01-05T08:00') })
    expect(classify(finished, at('2027-02-01T08:00'), calendar)).toBe(standing)
  })

  it('judges on the date before an apology, warns on the promised one', () => {
    const moved = dossier({ dueAt: at('2026-12-04T17:00'), apologies: [apology] })
    expect(classify(moved, at('2026-12-02T08:00'), calendar)).toBe('soon')
    expect(classify({ ...moved, finishedAt: at('2026-12-03T08:00') }, at('2026-12-05T08:00'), calendar)).toBe('late')
  })

  it('stands still while papers are awaited, unless they were asked for too late', () => {
    const waiting = dossier({ status: 'awaitingSupplement', supplements: [round('2026-11-26T08:00', null)] })
    expect(classify(waiting, at('2026-12-20T08:00'), calendar)).toBe('waiting')
    const late = { ...waiting, supplements: [round('2026-12-02T08:00', null)] }
    expect(classify(late, at('2026-12-20T08:00'), calendar)).toBe('overdue')
  })

  it('knows dossiers without a limit', () => {
    const free = dossier({ dueAt: null, judgedDueAt: null })
    expect(classify(free, at('2026-12-20T08:00'), calendar)).toBe('noLimit')
    expect(classify({ ...free, finishedAt: at('2026-12-20T08:00') }, at('2026-12-20T08:00'), calendar)).toBe('noLimit')
  })

  it('still warns beyond the published years', () => {
    const old = plainCalendar([], [2020])
    expect(standingOf(at('2026-12-01T17:00'), at('2026-11-30T08:00'), old)).toBe('soon')
    expect(apologyDuty(dossier(), at('2026-11-30T08:00'), old)?.kind).toBe('today')
  })
})

describe('soonHorizon', () => {
  it('is what classify calls soon', () => {
    const start = Date.parse('2026-01-01T00:00:00Z')
    fc.assert(
      fc.property(fc.nat(900_000), fc.nat(15_000), (from, ahead) => {
        const now = new Date(start + from * 60_000).toISOString()
        const dueAt = new Date(start + (from + ahead) * 60_000).toISOString()
        const within = Date.parse(dueAt) <= Date.parse(soonHorizon(now, calendar) ?? '')
        expect(standingOf(dueAt, now, calendar) !== 'withinLimit').toBe(within)
      }),
      { numRuns: 300 },
    )
    expect(soonHorizon('khi nào', calendar)).toBeNull()
  })
})

describe('workingDaysBetween', () => {
  it('counts working days after the first day', () => {
    expect(workingDaysBetween(at('2026-11-24T08:00'), at('2026-12-01T17:00'), calendar)).toBe(5)
    expect(workingDaysBetween(at('2026-12-01T17:00'), at('2026-11-24T08:00'), calendar)).toBe(-5)
    expect(workingDaysBetween(at('2026-11-28T08:00'), at('2026-11-29T08:00'), calendar)).toBe(0)
    expect(workingDaysBetween('?', at('2026-11-29T08:00'), calendar)).toBeNull()
  })
})

describe('apologyDuty', () => {
  it.each([
    ['2026-11-27T16:00', 'coming'],
    ['2026-11-28T16:00', 'coming'],
    ['2026-11-30T06:00', 'today'],
    ['2026-11-30T17:00', 'today'],
    ['2026-11-30T17:01', 'missed'],
    ['2026-12-02T08:00', 'missed'],
  ])('at %s: %s', (now, kind) => {
    expect(apologyDuty(dossier(), at(now), calendar)).toEqual({
      kind,
      by: at('2026-11-30T17:00'),
      dueAt: at('2026-12-01T17:00'),
      owedBy: unit,
    })
  })

  it('falls on the last working day before a due date after a weekend', () => {
    const due = dossier({ dueAt: at('2026-11-30T17:00') })
    expect(apologyDuty(due, at('2026-11-26T08:00'), calendar)).toMatchObject({
      kind: 'coming',
      by: at('2026-11-27T17:00'),
    })
  })

  it('falls on the due moment when the limit is shorter than a day', () => {
    const today = dossier({ dueAt: at('2026-11-24T17:00') })
    expect(apologyDuty(today, at('2026-11-24T09:00'), calendar)).toMatchObject({ kind: 'today', by: today.dueAt })
    expect(apologyDuty(today, at('2026-11-24T17:01'), calendar)).toMatchObject({ kind: 'missed' })
  })

  it('allows one re-appointment', () => {
    const again = dossier({ dueAt: at('2026-12-04T17:00'), apologies: [apology] })
    expect(apologyDuty(again, at('2026-12-02T08:00'), calendar)?.kind).toBe('coming')
    expect(apologyDuty(again, at('2026-12-03T08:00'), calendar)?.kind).toBe('exhausted')
    expect(apologyDuty(again, at('2026-12-07T08:00'), calendar)?.kind).toBe('exhausted')
  })

  it('is nobody’s when there is nothing to be late with', () => {
    const none = [
      dossier({ dueAt: null }),
      dossier({ finishedAt: at('2026-12-05T08:00'), status: 'finished' }),
      dossier({ status: 'awaitingSupplement' }),
      dossier({ status: 'registered' }),
      dossier({ dueAt: 'hỏng' }),
    ]
    for (const free of none) expect(apologyDuty(free, at('2026-12-02T08:00'), calendar)).toBeNull()
    expect(apologyDuty(dossier(), 'hỏng', calendar)).toBeNull()
  })

  it('names the resolving unit, or the desk, when nobody else holds the papers', () => {
    expect(apologyDuty(dossier({ holder: null, resolvingUnit: unit }), at('2026-12-02T08:00'), calendar)?.owedBy).toBe(
      unit,
    )
    expect(apologyDuty(dossier({ holder: null }), at('2026-12-02T08:00'), calendar)?.owedBy).toBeNull()
  })
})
