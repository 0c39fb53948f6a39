import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleUuid } from '../../test/support/event-builder.ts'
import { emptyQueue, planQueue, queueStateSchema } from './queue.ts'
import type { QueueCommand, QueueState } from './queue.ts'
import { adoptTickets, applyDelta, deltaOf, followState, mergeCounters, planOnce, takeOver } from './room-rules.ts'

const date = '2026-11-24'
const at = (minute: number) =>
  `${date}T${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+07:00`
const issue = { kind: 'issue', letter: 'A', priority: null } as const

const number = fc.constantFrom('A001', 'A002', 'A003', 'B001', '2A001')
const window = fc.integer({ min: 1, max: 3 })
const anyCommand: fc.Arbitrary<QueueCommand> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('issue' as const),
      letter: fc.constantFrom('A', 'B'),
      priority: fc.constant(null),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('callNext' as const), window, letters: fc.constant(null) }) },
  fc.record({ kind: fc.constantFrom('skip' as const, 'finish' as const), number }),
  fc.record({ kind: fc.constant('recall' as const), number, window }),
  fc.record({ kind: fc.constant('link' as const), number, dossierId: fc.constant(sampleUuid(1, 1)) }),
)
const numbersOf = (state: QueueState) => state.tickets.map((ticket) => ticket.number)
const windowsOf = (state: QueueState) =>
  state.tickets.flatMap((ticket) => (ticket.state === 'called' ? [ticket.window] : []))
function expectSound(state: QueueState): void {
  expect(queueStateSchema.safeParse(state).success).toBe(true)
  expect(new Set(numbersOf(state)).size).toBe(state.tickets.length)
  expect(new Set(windowsOf(state)).size).toBe(windowsOf(state).length)
}

function play(commands: readonly QueueCommand[], start: QueueState): QueueState {
  return commands.reduce((state, command, minute) => {
    const plan = planQueue(state, command, at(minute), 'x')
    return plan.kind === 'done' ? plan.state : state
  }, start)
}

describe('a command with an id', () => {
  it('counts once, in whatever order and however often tries arrive', () => {
    const tries = fc.array(fc.tuple(fc.nat(9), anyCommand), { maxLength: 10 }).chain((commands) => {
      const sent = commands.map(([, command], n) => ({ id: sampleUuid(2, n + 1), command, officerId: 'x' }))
      return fc.tuple(fc.constant(sent), fc.array(fc.nat(Math.max(0, sent.length - 1)), { maxLength: 40 }))
    })
    fc.assert(
      fc.property(tries, ([sent, order]) => {
        let state = emptyQueue(date)
        const answered = new Map<string, string | null>()
        order.forEach((n, minute) => {
          const command = sent[n]
          if (command === undefined) return
          const plan = planOnce(state, command, at(minute))
          if (plan.kind === 'refused') return
          const known = answered.get(command.id)
          // The answer to a repeated try speaks of the same ticket, and nothing has moved.
          if (known !== undefined) {
            expect(plan.ticket?.number ?? null).toBe(known)
            expect(plan.state).toBe(state)
          }
          answered.set(command.id, plan.ticket?.number ?? null)
          state = plan.state
          expectSound(state)
        })
        const issued = sent.filter(({ id, command }) => command.kind === 'issue' && answered.has(id))
        expect(state.tickets).toHaveLength(issued.length)
      }),
    )
  })

  it('is refused when the window is not as its officer saw it', () => {
    const state = play([issue, issue, { kind: 'callNext', window: 1, letters: null }], emptyQueue(date))
    const press = (seen: string | null) =>
      planQueue(state, { kind: 'callNext', window: 1, letters: null, seen }, at(9), 'x')
    expect(press(null)).toEqual({ kind: 'refused', code: 'CHANGED' })
    expect(press('A001')).toMatchObject({ kind: 'done', ticket: { number: 'A002' } })
  })

  it('remembers only so many, and never forgets the latest', () => {
    let state = emptyQueue(date)
    for (let n = 1; n <= 150; n++) {
      const plan = planOnce(state, { id: sampleUuid(3, n), command: issue, officerId: 'x' }, at(n))
      if (plan.kind === 'done') state = plan.state
    }
    expect(state.applied).toHaveLength(100)
    expect(planOnce(state, { id: sampleUuid(3, 150), command: issue, officerId: 'x' }, at(151))).toMatchObject({
      ticket: { number: 'A150' },
      state: { revision: state.revision },
    })
  })
})

describe('a copy', () => {
  it('follows by what changed, from any state on, and notices when it follows another one', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), fc.nat(30), (commands, middle) => {
        const before = play(commands.slice(0, middle), emptyQueue(date))
        const after = play(commands.slice(middle), before)
        const wire = JSON.parse(JSON.stringify(deltaOf(before, after))) as ReturnType<typeof deltaOf>
        expect(applyDelta(structuredClone(before), wire)).toEqual(after)
        expect(applyDelta(null, deltaOf(null, after))).toEqual(after)
        if (wire.numbers.length > wire.tickets.length) expect(applyDelta(null, wire)).toBeNull()
      }),
    )
  })

  it('never goes back behind a number that this desk knows of', () => {
    const own = { ...emptyQueue(date), revision: 9, counters: { [date]: { '2A': 7, A: 3 } } }
    const kept = { ...emptyQueue(date), revision: 4, counters: { [date]: { A: 5 } } }
    expect(followState(own, kept)).toMatchObject({ revision: 10, counters: { [date]: { '2A': 7, A: 5 } } })
  })

  it('counters merge like a set: any order, any number of times', () => {
    const counters = fc.dictionary(
      fc.constantFrom('2026-11-23', date),
      fc.dictionary(fc.constantFrom('A', '2A', 'B'), fc.nat(99)),
    )
    fc.assert(
      fc.property(counters, counters, (a, b) => {
        expect(mergeCounters(a, b)).toEqual(mergeCounters(b, a))
        expect(mergeCounters(mergeCounters(a, b), b)).toEqual(mergeCounters(a, b))
      }),
    )
  })
})

describe('two queues that grew apart', () => {
  it('give no number twice, and become one with everybody in it and nobody at a taken window', () => {
    const some = fc.array(anyCommand, { maxLength: 20 })
    fc.assert(
      fc.property(some, some, some, (common, left, right) => {
        const base = play(common, emptyQueue(date))
        const first = play(left, base)
        const second = play(right, takeOver(base, 2))
        const known = new Set(numbersOf(base))
        const fresh = [...numbersOf(first), ...numbersOf(second)].filter((one) => !known.has(one))
        expect(new Set(fresh).size).toBe(fresh.length)
        const one = adoptTickets(second, first)
        expectSound(one)
        expect(new Set(numbersOf(one))).toEqual(new Set([...numbersOf(first), ...numbersOf(second)]))
        // Told a second time, nothing moves.
        expect(adoptTickets(one, first).tickets).toEqual(one.tickets)
        // Whoever was called or done here stays so.
        for (const ticket of second.tickets) if (ticket.state !== 'waiting') expect(one.tickets).toContainEqual(ticket)
      }),
    )
  })

  it('yesterday’s tickets are not taken in, its counters are', () => {
    const theirs = play([issue], emptyQueue(date))
    const today = emptyQueue('2026-11-25')
    expect(adoptTickets(today, theirs)).toMatchObject({ tickets: [], counters: { [date]: { A: 1 } } })
  })
})

describe('taking in what another desk did', () => {
  const three = play([issue, issue, issue], emptyQueue(date))
  const byNumber = (state: QueueState) => Object.fromEntries(state.tickets.map((one) => [one.number, one.state]))

  it('counts as a change, also where nothing moved: the newer copy on the disk is the one that holds it', () => {
    expect(takeOver(three, 2).revision).toBe(three.revision + 1)
    expect(adoptTickets(three, three).revision).toBe(three.revision + 1)
  })

  it('who waits in both keeps the ticket of here, with what is known of it here', () => {
    const linked = play([{ kind: 'link', number: 'A001', dossierId: sampleUuid(1, 7) }], three)
    expect(adoptTickets(linked, three).tickets).toEqual(linked.tickets)
  })

  it('who was served there is served here, and nobody else moves', () => {
    const there = play([{ kind: 'callNext', window: 1, letters: null }], three)
    expect(byNumber(adoptTickets(three, there))).toEqual({ A001: 'called', A002: 'waiting', A003: 'waiting' })
    const one = adoptTickets(three, there)
    expect(one.tickets.slice(1)).toEqual(three.tickets.slice(1))
  })

  it('who was called there to a window that is taken here is done, as of that call', () => {
    const common = play([issue, issue], emptyQueue(date))
    const here = play([{ kind: 'callNext', window: 1, letters: null }], common)
    const there = play(
      [
        { kind: 'callNext', window: 1, letters: null },
        { kind: 'callNext', window: 1, letters: null },
      ],
      common,
    )
    const taken = adoptTickets(here, there)
    expect(byNumber(taken)).toEqual({ A001: 'called', A002: 'finished' })
    expect(taken.tickets[1]).toMatchObject({ window: 1, endedAt: there.tickets[1]?.lastCalledAt })
    const elsewhere = { ...here, tickets: here.tickets.map((one) => ({ ...one, window: one.window && 2 })) }
    expect(byNumber(adoptTickets(elsewhere, there))).toEqual({ A001: 'called', A002: 'called' })
  })

  it('who came in between stands in between, and of two who came at once the one of here is first', () => {
    const put = (state: QueueState, minute: number) => {
      const plan = planQueue(state, issue, at(minute), 'x')
      return plan.kind === 'done' ? plan.state : state
    }
    const here = [1, 5, 9].reduce(put, emptyQueue(date))
    const there = [0, 5, 7, 12].reduce(put, takeOver(emptyQueue(date), 2))
    expect(numbersOf(adoptTickets(here, there))).toEqual(['2A001', 'A001', 'A002', '2A002', '2A003', 'A003', '2A004'])
  })

  it('a counter at its end gives out nothing more, and says so', () => {
    const atEnd = adoptTickets(emptyQueue(date), { date, tickets: [], counters: { [date]: { A: 99_998 } } })
    const last = planQueue(atEnd, issue, at(1), 'x')
    expect(last).toMatchObject({ kind: 'done', ticket: { number: 'A99999' } })
    if (last.kind !== 'done') return
    expectSound(last.state)
    expect(planQueue(last.state, issue, at(2), 'x')).toEqual({ kind: 'refused', code: 'FULL' })
    const beyond = { ...atEnd, counters: { [date]: { A: 100_000 } } }
    expect(queueStateSchema.safeParse(beyond).success).toBe(false)
  })
})
