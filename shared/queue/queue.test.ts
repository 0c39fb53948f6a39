import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleUuid } from '../../test/support/event-builder.ts'
import { boardOf } from './board.ts'
import { figuresOf, percentile } from './figures.ts'
import { atWindow, emptyQueue, planQueue, queueAfterLoss, queueStateSchema } from './queue.ts'
import type { QueueCommand, QueueState } from './queue.ts'

const at = (minute: number, date = '2026-11-24') =>
  `${date}T${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+07:00`

function run(commands: readonly (QueueCommand & { minute?: number })[], start = emptyQueue('2026-11-24')): QueueState {
  return commands.reduce((state, { minute = 0, ...command }) => {
    const plan = planQueue(state, command as QueueCommand, at(minute), 'can-bo-1')
    return plan.kind === 'done' ? plan.state : state
  }, start)
}
const issue = (letter = 'A', priority: 'elderly' | null = null) => ({ kind: 'issue', letter, priority }) as const
const next = (window = 1, letters: string[] | null = null) => ({ kind: 'callNext', window, letters }) as const

describe('the queue', () => {
  it('calls those with priority first, each group as it came', () => {
    const state = run([
      issue(),
      issue('B'),
      issue('A', 'elderly'),
      issue('B', 'elderly'),
      next(1),
      next(2),
      next(3),
      next(4),
    ])
    expect([1, 2, 3, 4].map((window) => atWindow(state, window)?.number)).toEqual(['A002', 'B002', 'A001', 'B001'])
  })
  it('calls for a window only the services it serves', () => {
    const state = run([issue('A'), issue('B'), next(1, ['B'])])
    expect(atWindow(state, 1)?.number).toBe('B001')
    expect(planQueue(state, next(2, ['C']), at(1), 'x')).toEqual({ kind: 'refused', code: 'NOBODY_WAITS' })
  })
  it('one who did not come may be called again, not while another stands at the window', () => {
    const state = run([issue(), issue(), next(), { kind: 'skip', number: 'A001' }, next()])
    const recall = { kind: 'recall', number: 'A001', window: 1 } as const
    expect(planQueue(state, recall, at(1), 'x')).toEqual({ kind: 'refused', code: 'NOT_NOW' })
    const later = run([{ kind: 'finish', number: 'A002' }, recall], state)
    expect(atWindow(later, 1)).toMatchObject({ number: 'A001', calls: 2, firstCalledAt: at(0) })
  })
  it('a call with nobody waiting leaves the one at the window where they are', () => {
    const state = run([issue(), next()])
    expect(planQueue(state, next(), at(1), 'x')).toEqual({ kind: 'refused', code: 'NOBODY_WAITS' })
    expect(atWindow(state, 1)?.number).toBe('A001')
  })
  it('a new day begins with 001 and nobody; the old day goes on where it was, should the clock be set back', () => {
    const first = run([issue(), issue()])
    const plan = planQueue(first, issue(), at(0, '2026-11-25'), 'x')
    expect(plan.kind === 'done' && plan.ticket?.number).toBe('A001')
    const back = planQueue(plan.kind === 'done' ? plan.state : first, issue(), at(9), 'x')
    expect(back.kind === 'done' && back.ticket?.number).toBe('A003')
  })
  it('after a loss numbers go on above those of a usual day', () => {
    const plan = planQueue(queueAfterLoss(at(60)), issue(), at(60), 'x')
    expect(plan.kind === 'done' && plan.ticket?.number).toBe('A541')
  })

  const anyCommand: fc.Arbitrary<QueueCommand> = fc.oneof(
    fc.record({
      kind: fc.constant('issue' as const),
      letter: fc.constantFrom('A', 'B', 'Z'),
      priority: fc.constantFrom(null, 'elderly' as const),
    }),
    fc.record({
      kind: fc.constant('callNext' as const),
      window: fc.integer({ min: 1, max: 3 }),
      letters: fc.constantFrom<string[] | null>(null, ['A'], []),
    }),
    fc.record({
      kind: fc.constantFrom('skip' as const, 'finish' as const),
      number: fc.constantFrom('A001', 'A002', 'B001', 'A999', ''),
    }),
    fc.record({
      kind: fc.constant('recall' as const),
      number: fc.constantFrom('A001', 'A002', 'B001'),
      window: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({
      kind: fc.constant('link' as const),
      number: fc.constantFrom('A001', 'B001'),
      dossierId: fc.constantFrom(sampleUuid(1, 1), sampleUuid(1, 2)),
    }),
  )
  it('gives no number twice and serves one at a window, through restarts, midnights and clocks set back', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-11-25']
    const step = fc.tuple(anyCommand, fc.constantFrom(...days, '2026-11-24', '2026-11-24'), fc.boolean())
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state = emptyQueue('2026-11-24')
        const given: string[] = []
        steps.forEach(([command, date, restarted], minute) => {
          const plan = planQueue(state, command, at(minute, date), 'can-bo-1')
          if (plan.kind === 'refused') return
          expect(plan.state.revision).toBeGreaterThan(state.revision)
          if (command.kind === 'issue') given.push(`${date} ${plan.ticket?.number}`)
          state = restarted ? queueStateSchema.parse(JSON.parse(JSON.stringify(plan.state))) : plan.state
          const called = state.tickets.filter((ticket) => ticket.state === 'called').map(({ window }) => window)
          expect(new Set(called).size).toBe(called.length)
        })
        expect(new Set(given).size).toBe(given.length)
      }),
    )
  })
})

describe('the board', () => {
  it('shows the latest call first and nobody who did not come; yesterday is not shown', () => {
    const state = run([
      issue(),
      issue(),
      next(1),
      { ...next(2), minute: 1 },
      { kind: 'skip', number: 'A001', minute: 2 },
    ])
    expect(boardOf(state, '2026-11-24').calls.map(({ number, window }) => [number, window])).toEqual([['A002', 2]])
    expect(boardOf(state, '2026-11-25').calls).toEqual([])
  })
  it('tells nothing but numbers, windows and services', () => {
    const state = run([issue(), next(), { kind: 'link', number: 'A001', dossierId: sampleUuid(1, 1) }])
    const text = JSON.stringify(boardOf(state, '2026-11-24'))
    for (const secret of [sampleUuid(1, 1), 'can-bo-1']) expect(text).not.toContain(secret)
  })
})

describe('the figures', () => {
  it('of a small day, worked out by hand', () => {
    const state = run([
      { ...issue('A'), minute: 0 },
      { ...issue('A'), minute: 0 },
      { ...issue('B'), minute: 61 },
      { ...next(1), minute: 10 },
      { ...next(1), minute: 30 },
    ])
    const figures = figuresOf(state, Date.parse(at(71)))
    expect(figures).toMatchObject({ waiting: 1, issued: 3, called: 2, averageMs: 20 * 60_000, p90Ms: 30 * 60_000 })
    expect(figures.longestMs).toBe(10 * 60_000)
    expect(figures.byOfficer).toEqual([{ officerId: 'can-bo-1', served: 1, averageServiceMs: 20 * 60_000 }])
    expect(figures.byHour).toEqual([
      { hour: 8, issued: 2, averageMs: 20 * 60_000 },
      { hour: 9, issued: 1, averageMs: null },
    ])
  })
  it('p90 is a value that nine in ten do not exceed', () => {
    expect(percentile([], 0.9)).toBeNull()
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (values) => {
        const p90 = percentile(values, 0.9) ?? -1
        const below = values.filter((value) => value <= p90).length
        expect(values).toContain(p90)
        expect(below / values.length).toBeGreaterThanOrEqual(0.9)
        expect(values.filter((value) => value < p90).length / values.length).toBeLessThan(0.9)
      }),
    )
  })
})
