import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainCalendar } from '../../test/support/calendars.ts'
import { sampleEvent } from '../../test/support/event-builder.ts'
import { honestHistory } from '../../test/support/histories.ts'
import { emptyDossier } from '../dossier/empty-dossier.ts'
import { dossierStatuses } from '../dossier/dossier.ts'
import type { Dossier } from '../dossier/dossier.ts'
import { fold } from '../dossier/fold.ts'
import { isLate766, onTimeRate, scoreOf, shares } from './on-time.ts'
import { dossierAsOf } from './period.ts'
import { checkReport, noCounts, reportII06a } from './report-ii06a.ts'

const calendar = plainCalendar()
const period = { from: '2026-11-01T00:00:00+07:00', until: '2026-12-01T00:00:00+07:00' }
const now = '2026-12-01T00:00:00+07:00'
const on = (day: string, time = '08:00') => `2026-${day}T${time}:00+07:00`

function dossier(change: Partial<Dossier> = {}): Dossier {
  return {
    ...emptyDossier(undefined),
    procedure: { code: '1.004873', version: '1', name: 'x', field: 'Hộ tịch' },
    status: 'processing',
    receivedAt: on('11-10'),
    dueAt: on('11-13', '17:00'),
    judgedDueAt: on('11-13', '17:00'),
    ...change,
  }
}
const round = (requestedAt: string, completedAt: string | null) => ({
  eventId: 'x',
  requestedAt,
  items: [],
  reason: '',
  deadline: null,
  completedAt,
})
const counts = (change: Partial<Dossier>) => reportII06a([dossier(change)], period, calendar).total
const finished = (day: string, time?: string): Partial<Dossier> => ({ status: 'finished', finishedAt: on(day, time) })

describe('reportII06a', () => {
  it.each([
    ['online, early', { channel: 'online', ...finished('11-12') }, { online: 1, solved: 1, early: 1 }],
    ['by post, on the day', { channel: 'byPost', ...finished('11-13') }, { direct: 1, solved: 1, onTime: 1 }],
    ['late', finished('11-13', '17:01'), { direct: 1, solved: 1, late: 1 }],
    [
      'carried over and solved',
      { receivedAt: on('10-30'), ...finished('11-12') },
      { carriedOver: 1, solved: 1, early: 1 },
    ],
    ['carried over still', { receivedAt: on('10-30') }, { carriedOver: 1, running: 1, overdue: 1 }],
    ['running within its limit', { judgedDueAt: on('12-02') }, { direct: 1, running: 1, withinLimit: 1 }],
    [
      'finished after the period',
      { judgedDueAt: on('12-02'), ...finished('12-01') },
      { direct: 1, running: 1, withinLimit: 1 },
    ],
    [
      'waiting for papers, asked for in time',
      { status: 'awaitingSupplement', supplements: [round(on('11-12'), null)] },
      { direct: 1, running: 1, withinLimit: 1 },
    ],
    [
      'waiting for papers, asked for after the date',
      { status: 'awaitingSupplement', supplements: [round(on('11-14'), null)] },
      { direct: 1, running: 1, overdue: 1 },
    ],
    ['without a limit', { judgedDueAt: null }, { direct: 1, running: 1, withinLimit: 1 }],
    ['without a limit, solved', { judgedDueAt: null, ...finished('11-29') }, { direct: 1, solved: 1, onTime: 1 }],
    ['stopped after the date', { status: 'stopped', finishedAt: on('11-20') }, { direct: 1, solved: 1, onTime: 1 }],
    ['refused', { status: 'notAccepted', finishedAt: on('11-10') }, { direct: 1, solved: 1, onTime: 1 }],
  ] satisfies [string, Partial<Dossier>, object][])('%s', (_, change, expected) => {
    expect(counts(change)).toEqual({ ...noCounts(), received: 1, ...expected })
  })

  it.each([
    ['received later', { receivedAt: on('12-01', '00:00') }],
    ['solved before', { receivedAt: on('10-05'), ...finished('10-31') }],
    ['never received', { receivedAt: '' }],
  ] satisfies [string, Partial<Dossier>][])('leaves out what was %s', (_, change) => {
    expect(counts(change)).toEqual(noCounts())
  })

  it('has a line for each field in Vietnamese order, and a total', () => {
    const of = (field: string) => dossier({ procedure: { code: 'x', version: '1', name: 'x', field } })
    const report = reportII06a([of('Đất đai'), of('Hộ tịch'), of('Cư trú'), of('Đất đai')], period, calendar)
    expect(report.rows.map(({ field, received }) => [field, received])).toEqual([
      ['Cư trú', 1],
      ['Đất đai', 2],
      ['Hộ tịch', 1],
    ])
    expect(report.total.received).toBe(4)
  })

  const day = fc.integer({ min: 1, max: 59 }).map((n) => new Date(Date.UTC(2026, 9, 10 + n, 2)).toISOString())
  const anyDossier = fc
    .record({
      status: fc.constantFrom(...dossierStatuses),
      channel: fc.constantFrom('atDesk', 'byPost', 'online'),
      receivedAt: fc.oneof(day, fc.constant('')),
      finishedAt: fc.option(day),
      judgedDueAt: fc.option(day),
      field: fc.constantFrom('Hộ tịch', 'Đất đai', ''),
    })
    .map(({ field, ...change }) => {
      return dossier({ ...change, procedure: { code: 'x', version: '1', name: 'x', field } } as Partial<Dossier>)
    })

  it('always passes the form’s checks, and counts each dossier of the period once', () => {
    fc.assert(
      fc.property(fc.array(anyDossier, { maxLength: 40 }), (dossiers) => {
        const report = reportII06a(dossiers, period, calendar)
        expect(checkReport(report)).toEqual([])
        const belongs = dossiers.filter(({ receivedAt, finishedAt }) => {
          const received = Date.parse(receivedAt)
          const open = finishedAt === null || Date.parse(finishedAt) >= Date.parse(period.from)
          return received < Date.parse(period.until) && (received >= Date.parse(period.from) || open)
        })
        expect(report.total.received).toBe(belongs.length)
        expect(reportII06a(dossiers.toReversed(), period, calendar)).toEqual(report)
      }),
      { numRuns: 300 },
    )
  })
  it('takes any folded history', () => {
    fc.assert(
      fc.property(fc.array(honestHistory, { maxLength: 5 }), (histories) => {
        const report = reportII06a(histories.map(fold), period, calendar)
        expect(checkReport(report)).toEqual([])
      }),
    )
  })
  it('what one period leaves running the next carries over', () => {
    const next = { from: period.until, until: '2027-01-01T00:00:00+07:00' }
    const first = dossier()
    expect(counts({}).running).toBe(1)
    expect(reportII06a([first], next, calendar).total.carriedOver).toBe(1)
  })
})

describe('checkReport', () => {
  const good = reportII06a([dossier(), dossier(finished('11-12'))], period, calendar)
  it.each([
    ['RECEIVED', { received: 1 }],
    ['SOLVED', { early: 1 }],
    ['RUNNING', { overdue: 1 }],
    ['BALANCE', { received: 1, online: 1 }],
  ] as const)('finds %s', (code, more) => {
    const total = { ...good.total }
    for (const [column, extra] of Object.entries(more)) total[column as keyof typeof total] += extra
    expect(checkReport({ ...good, total })).toContainEqual({ code, field: null })
    expect(checkReport({ ...good, total })).toContainEqual({ code: 'TOTAL', field: null })
    expect(checkReport({ rows: [{ field: 'Hộ tịch', ...total }], total })).toContainEqual({ code, field: 'Hộ tịch' })
  })
})

describe('dossierAsOf', () => {
  it('forgets what came later', () => {
    const events = [sampleEvent('received', 0), sampleEvent('forwarded', 10), sampleEvent('resultArrived', 20)]
    expect(dossierAsOf(events, events[2]!.at).status).toBe('processing')
    expect(dossierAsOf(events, '2027-01-01T00:00:00Z').status).toBe('finished')
    expect(dossierAsOf(events, 'khi nào').eventCount).toBe(0)
  })
})

describe('indicator 2.1', () => {
  it.each([
    ['finished in time', finished('11-13', '17:00'), false],
    ['finished late', finished('11-13', '17:01'), true],
    ['running past the date', {}, true],
    ['running within it', { judgedDueAt: on('12-02') }, false],
    ['waiting, asked in time', { status: 'awaitingSupplement', supplements: [round(on('11-12'), null)] }, false],
    ['waiting, asked too late', { status: 'awaitingSupplement', supplements: [round(on('11-14'), null)] }, true],
    [
      'asked twice',
      { ...finished('11-12'), supplements: [round(on('11-10'), on('11-11')), round(on('11-11'), on('11-12'))] },
      true,
    ],
    ['without a limit', { judgedDueAt: null }, false],
  ] satisfies [string, Partial<Dossier>, boolean][])('%s', (_, change, late) => {
    expect(isLate766(dossier(change), now)).toBe(late)
  })

  it('is a rate of what was received', () => {
    const dossiers = [
      dossier(),
      dossier(finished('11-12')),
      dossier(finished('11-13')),
      dossier({ receivedAt: on('10-01') }),
    ]
    expect(onTimeRate(dossiers, period, now)).toEqual({ received: 3, onTime: 2, rate: 2 / 3, score: 13.33 })
    expect(onTimeRate([], period, now)).toEqual({ received: 0, onTime: 0, rate: null, score: null })
  })

  it('scores in proportion below the threshold', () => {
    expect(scoreOf(0.8, 6, 0.8)).toBe(6)
    expect(scoreOf(0.4, 6, 0.8)).toBe(3)
    expect(scoreOf(1, 6, 0.8)).toBe(6)
  })

  it('tells the shares a supervisor asks for', () => {
    const apology = { eventId: 'y', at: on('11-12'), reason: '', agency: '', oldDueAt: null, newDueAt: on('11-20') }
    const post = { delivery: { way: 'byPost', address: null } } as const
    const dossiers = [
      dossier({ channel: 'online' }),
      dossier({ ...post, apologies: [apology] }),
      dossier(finished('11-12')),
      dossier({ channel: 'byPost' }),
    ]
    expect(shares(dossiers, period, now)).toEqual({ online: 1 / 4, byPost: 2 / 4, apologised: 1 / 3 })
    expect(shares([], period, now)).toEqual({ online: null, byPost: null, apologised: null })
  })
})
