import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import { anyHistory, deepFreeze, honestHistory } from '../../test/support/histories.ts'
import { unsettled } from './attention.ts'
import { dossierStatuses } from './dossier.ts'
import type { DossierEvent, EventType, PayloadOf } from './event.ts'
import { fold } from './fold.ts'
import { mergeEvents } from './merge.ts'
import { personSchema } from './person.ts'

/** One event after another, each a minute later. */
function history(...steps: (EventType | [EventType, Record<string, unknown>])[]): DossierEvent[] {
  return steps.map((step, n) => {
    const [type, change] = typeof step === 'string' ? [step, {}] : step
    return sampleEvent(type, n, { payload: { ...samplePayloads[type](), ...change } as PayloadOf<EventType> })
  })
}
const statusOf = (...steps: Parameters<typeof history>) => fold(history(...steps)).status
const kindsOf = (events: DossierEvent[]) => fold(events).attention.map(({ kind }) => kind)

describe('fold, on whatever comes', () => {
  it('is total: a dossier that screens can show, each event in one step', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const dossier = fold(events)
        const merged = mergeEvents(events)
        expect(dossier.steps.map((step) => step.eventId)).toEqual(merged.map((event) => event.id))
        expect(dossier.eventCount).toBe(merged.length)
        expect(dossierStatuses).toContain(dossier.status)
        for (const person of [dossier.submitter, dossier.owner])
          expect(dossier.receivedAt === '' || person === null || personSchema.safeParse(person).success).toBe(true)
        const ids = new Set(merged.map((event) => event.id))
        for (const { eventIds } of dossier.attention) expect(eventIds.every((id) => ids.has(id))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
  it('does not depend on order or repetition', () => {
    const shuffles = anyHistory.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events)),
    )
    fc.assert(
      fc.property(shuffles, ([events, shuffled, again]) => {
        expect(fold([...shuffled, ...again])).toEqual(fold(events))
        expect(fold(mergeEvents(events))).toEqual(fold(events))
      }),
      { numRuns: 300 },
    )
  })
  it('changes no event and shares nothing that a later fold would change', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const first = fold(deepFreeze(events))
        expect(fold(events)).toEqual(first)
      }),
      { numRuns: 300 },
    )
  })
  it('of a part of the events is total too', () => {
    fc.assert(
      fc.property(
        honestHistory.chain((events) => fc.subarray(events)),
        (part) => {
          expect(fold(part).eventCount).toBe(part.length)
        },
      ),
    )
  })
  it('loses no code and no money', () => {
    fc.assert(
      fc.property(honestHistory, (events) => {
        const dossier = fold(events)
        const unknown = dossier.attention.flatMap(({ kind, eventIds }) => (kind === 'fromNewerVersion' ? eventIds : []))
        const known = events.filter((event) => !unknown.includes(event.id))
        const codes = known.flatMap(({ type, payload }) =>
          type === 'received' || type === 'refusedAtCounter'
            ? [(payload as PayloadOf<'received'>).number.code]
            : type === 'numberAssigned' || type === 'registeredOnline'
              ? [payload.code]
              : [],
        )
        expect(new Set(dossier.codes)).toEqual(new Set(codes))
        const sum = (type: string, member: string) =>
          known
            .filter((event) => event.type === type)
            .reduce((total, { payload }) => total + Number(payload[member]), 0)
        const paid = dossier.payments.reduce((total, { amount, kind }) => total + (kind === 'intake' ? 0 : amount), 0)
        expect(paid).toBe(sum('paid', 'amount') + sum('refunded', 'amount') + sum('returned', 'collected'))
      }),
    )
  })
  it('is empty of nothing', () => {
    expect(fold([])).toMatchObject({ id: '', status: 'registered', eventCount: 0, attention: [], steps: [] })
  })
})

describe('what was turned away at the counter', () => {
  it('is a case of its own, ended at once, that was never received', () => {
    const dossier = fold(history('refusedAtCounter'))
    expect(dossier).toMatchObject({ receivedAt: '', dueAt: null, outcome: 'refused', attention: [] })
    expect(dossier.finishedAt).toBe(dossier.turnedAwayAt)
    expect(dossier.number.code).not.toBe('')
    expect(dossier.submitter.name).toBe('Nguyễn Thị Hoà')
  })
  it('takes nothing from a dossier that was received, and both are shown', () => {
    const dossier = fold(history('received', 'refusedAtCounter'))
    expect(dossier).toMatchObject({ status: 'accepted', turnedAwayAt: null, finishedAt: null })
    expect(dossier.attention).toMatchObject([{ kind: 'eventOutOfOrder', type: 'refusedAtCounter' }])
    expect(fold(history('refusedAtCounter', 'received')).attention).toMatchObject([{ kind: 'secondReceipt' }])
  })
})

describe('the ten national states', () => {
  it.each([
    ['accepted', ['received']],
    ['processing', ['received', 'forwarded']],
    ['finished', ['received', 'forwarded', 'resultArrived']],
    ['finished', ['received', 'resultArrived']],
    ['returned', ['received', 'resultArrived', 'returned']],
    ['finished', ['received', 'resultArrived', ['returned', { complete: false }]]],
    ['returned', ['received', 'resultArrived', ['returned', { complete: false }], 'returned']],
    ['notAccepted', ['received', 'refused']],
    ['notAccepted', ['refusedAtCounter', 'printed', 'noted']],
    ['awaitingSupplement', ['received', 'forwarded', 'supplementRequested']],
    ['processing', ['received', 'forwarded', 'supplementRequested', 'supplemented']],
    ['awaitingPayment', ['received', 'forwarded', 'financialDutyRaised']],
    ['awaitingPayment', ['received', 'forwarded', 'financialDutyRaised', ['paid', { amount: 1 }]]],
    ['processing', ['received', 'forwarded', 'financialDutyRaised', 'paid']],
    ['awaitingPayment', ['received', 'forwarded', 'financialDutyRaised', 'financialDutyRaised', 'paid']],
    ['awaitingPayment', ['received', 'forwarded', 'financialDutyRaised', 'forwarded']],
    ['awaitingPayment', ['received', 'forwarded', 'financialDutyRaised', 'supplementRequested', 'supplemented']],
    ['processing', ['received', 'forwarded', ['financialDutyRaised', { amount: 0 }]]],
    ['withdrawalRequested', ['received', 'forwarded', 'withdrawalRequested']],
    ['stopped', ['received', 'forwarded', 'withdrawalRequested', 'withdrawalAnswered']],
    ['processing', ['received', 'forwarded', 'withdrawalRequested', ['withdrawalAnswered', { agreed: false }]]],
    [
      'awaitingSupplement',
      ['received', 'supplementRequested', 'withdrawalRequested', ['withdrawalAnswered', { agreed: false }]],
    ],
    ['stopped', ['received', 'supplementRequested', 'stopped']],
    ['processing', ['received', 'forwarded', 'handedBack']],
    [
      'accepted',
      ['received', 'noted', 'scansAdded', 'printed', 'corrected', 'originalsGivenBack', 'paid', 'apologised'],
    ],
  ] satisfies [string, Parameters<typeof history>][])('%s', (status, steps) => {
    const dossier = fold(history(...steps))
    expect(dossier.status).toBe(status)
    expect(dossier.attention).toEqual([])
  })

  it.each([
    ['a return before the result', ['received', 'forwarded', 'returned'], 'processing', 'eventOutOfOrder'],
    ['a second return', ['received', 'resultArrived', 'returned', 'returned'], 'returned', 'secondReturn'],
    ['a return after a stop', ['received', 'stopped', 'returned'], 'stopped', 'eventOutOfOrder'],
    ['a second receipt', ['received', 'received'], 'accepted', 'secondReceipt'],
    [
      'a result during a withdrawal',
      ['received', 'withdrawalRequested', 'resultArrived'],
      'withdrawalRequested',
      'eventOutOfOrder',
    ],
    ['a stop after the result', ['received', 'resultArrived', 'stopped'], 'finished', 'eventOutOfOrder'],
    ['a refusal under way', ['received', 'forwarded', 'refused'], 'processing', 'eventOutOfOrder'],
    ['papers nobody asked for', ['received', 'supplemented'], 'accepted', 'eventOutOfOrder'],
    ['a second apology', ['received', 'apologised', 'apologised'], 'accepted', 'secondReappointment'],
  ] satisfies [string, Parameters<typeof history>, string, string][])(
    '%s is kept and shown',
    (_, steps, status, kind) => {
      const events = history(...steps)
      const dossier = fold(events)
      expect(dossier.status).toBe(status)
      expect(dossier.attention.map((attention) => attention.kind)).toEqual([kind])
      expect(dossier.attention[0]?.eventIds).toContain(events.at(-1)!.id)
      expect(dossier.attention[0]?.eventIds).toHaveLength(2)
    },
  )
})

describe('contradictions', () => {
  it('name the event that led to the present state, also when the state came back', () => {
    const events = history('received', 'forwarded', 'supplementRequested', 'supplemented', 'refused')
    expect(fold(events).attention).toEqual([
      { kind: 'eventOutOfOrder', eventIds: [events[3]!.id, events[4]!.id], type: 'refused', status: 'processing' },
    ])
  })
  it('leave the leg under way alone', () => {
    const events = history('received', 'forwarded', 'withdrawalRequested', 'forwarded', [
      'withdrawalAnswered',
      { agreed: false },
    ])
    const { legs, holder } = fold(events)
    expect(legs.map((leg) => leg.endedAt)).toEqual([null, events[3]!.at])
    expect(holder).toEqual(samplePayloads.forwarded().to)
    expect(
      fold([...events, ...history('noted', 'noted', 'noted', 'noted', 'noted', 'resultArrived').slice(5)]).legs[0]!
        .endedAt,
    ).not.toBeNull()
  })
  it('of two desks that both asked for papers end with one answer', () => {
    const dossier = fold(history('received', 'supplementRequested', 'supplementRequested', 'supplemented'))
    expect(dossier.status).toBe('processing')
    expect(dossier.supplements.map((round) => round.completedAt)).not.toContain(null)
    expect(dossier.attention).toHaveLength(1)
  })
  it('of a request after the end wait for nothing', () => {
    const dossier = fold(history('received', 'resultArrived', 'supplementRequested'))
    expect(dossier.supplements.map((round) => round.completedAt)).not.toContain(null)
  })
  it('without a receipt are shown, and heal when it arrives', () => {
    const events = history('received', 'forwarded', 'resultArrived')
    expect(kindsOf(events.slice(1))).toContain('withoutReceipt')
    expect(kindsOf(events)).toEqual([])
  })
  it('keep what is newer than this version', () => {
    const newer = { ...sampleEvent('noted', 3), type: 'sealedByStars' }
    const dossier = fold([...history('received'), newer])
    expect(dossier.attention).toMatchObject([{ kind: 'fromNewerVersion', eventIds: [newer.id], type: 'sealedByStars' }])
    expect(dossier.status).toBe('accepted')
  })
})

describe('dates', () => {
  const supplemented = {
    ...samplePayloads.supplemented(),
    due: { ...receivedPayload().due, dueAt: '2026-12-10T17:00:00+07:00' },
  }
  it('a supplement moves promise and judgement, an apology the promise only', () => {
    const moved = fold(history('received', 'supplementRequested', ['supplemented', supplemented], 'apologised'))
    expect(moved.originalDueAt).toBe(receivedPayload().due.dueAt)
    expect(moved.judgedDueAt).toBe('2026-12-10T17:00:00+07:00')
    expect(moved.dueAt).toBe(samplePayloads.apologised().newDueAt)
    expect(moved.apologies).toMatchObject([{ oldDueAt: '2026-12-10T17:00:00+07:00' }])
  })
  it('processing ends with the result, not with the pick-up', () => {
    const events = history('received', 'forwarded', 'resultArrived', 'noted', 'returned')
    expect(fold(events)).toMatchObject({
      finishedAt: events[2]!.at,
      returnedAt: events[4]!.at,
      outcome: 'granted',
      holder: null,
    })
  })
  it('the last instant is the latest told, whatever its offset', () => {
    const early = { ...sampleEvent('noted', 5), at: '2026-11-24T23:00:00+07:00' }
    const late = { ...sampleEvent('noted', 6), at: '2026-11-24T17:00:00Z' }
    expect(fold([...history('received'), early, late]).lastEventAt).toBe(late.at)
  })
})

describe('numbers', () => {
  const provisional = { number: { code: 'TẠM-desk-1-261124-001', kind: 'provisional' } }
  it('an official code replaces a provisional one, and both stay', () => {
    const dossier = fold(history(['received', provisional], 'numberAssigned'))
    expect(dossier.number).toEqual({ code: samplePayloads.numberAssigned().code, kind: 'official' })
    expect(dossier.codes).toEqual([provisional.number.code, samplePayloads.numberAssigned().code])
    expect(dossier.attention).toEqual([])
  })
  it('a final code stands against a later other one, which is shown', () => {
    const events = history('received', 'numberAssigned')
    expect(fold(events).number).toEqual(receivedPayload().number)
    expect(kindsOf(events)).toEqual(['eventOutOfOrder'])
    expect(fold(events).codes).toHaveLength(2)
    expect(kindsOf(history(['received', provisional], 'numberAssigned', 'numberAssigned'))).toEqual([])
  })
  it('a code that another dossier has is replaced, stays searchable, and asks for a new receipt on paper', () => {
    const given = receivedPayload().number.code
    const replaced: [EventType, Record<string, unknown>] = [
      'numberAssigned',
      { code: '000.00.01.H53-261124-7001', instead: given },
    ]
    const print = (form: string): [EventType, Record<string, unknown>] => [
      'printed',
      { ...samplePayloads.printed(), form },
    ]
    const events = history('received', print('receipt'), replaced, print('control-slip'))
    expect(fold(events)).toMatchObject({
      number: { code: '000.00.01.H53-261124-7001', kind: 'official' },
      codes: [given, '000.00.01.H53-261124-7001'],
      attention: [{ kind: 'numberReplaced', eventIds: [events[2]!.id] }],
    })
    expect(kindsOf(history('received', replaced, print('receipt')))).toEqual([])
    // Of a number that this dossier does not bear (any more), nothing is replaced.
    const stale = fold(
      history('received', ['numberAssigned', { code: '000.00.01.H53-261124-7001', instead: 'H53-261124-0009' }]),
    )
    expect(stale.number.code).toBe(given)
  })
  it('the code may arrive before the receipt', () => {
    const events = history('numberAssigned', ['received', provisional])
    expect(fold(events).number.kind).toBe('official')
  })
})

describe('a contradiction', () => {
  const twice = history('received', 'resultArrived', 'returned', 'returned')
  const sides = fold(twice).attention.flatMap(({ eventIds }) => eventIds)
  const settling = (settles: string[]) => sampleEvent('noted', 9, { payload: { text: 'Hai quầy cùng trả', settles } })

  it('stands open until a note names all its sides, and then stays with that note', () => {
    expect(unsettled(fold(twice))).toHaveLength(1)
    for (const part of [[], sides.slice(0, 1), [sampleUuid(8, 8)]])
      expect(unsettled(fold([...twice, settling(part)]))).toHaveLength(1)
    const note = settling([...sides, sampleUuid(8, 8)])
    const settled = fold([...twice, note])
    expect(unsettled(settled)).toEqual([])
    expect(settled.attention).toMatchObject([{ kind: 'secondReturn', eventIds: sides, settledBy: note.id }])
  })

  it('that nobody had seen yet stands open', () => {
    const third = sampleEvent('returned', 8)
    expect(unsettled(fold([...twice, third, settling(sides)]))).toMatchObject([{ kind: 'secondReturn' }])
  })
})

describe('corrections', () => {
  const rename = (from: string, to: string): [EventType, Record<string, unknown>] => [
    'corrected',
    { field: 'submitter.name', from, to, reason: 'Sai' },
  ]
  const name = receivedPayload().submitter.name
  it('change the field and stay on record', () => {
    const dossier = fold(history('received', rename(name, 'Nguyễn Thị Hòa')))
    expect(dossier.submitter.name).toBe('Nguyễn Thị Hòa')
    expect(dossier.corrections).toMatchObject([{ field: 'submitter.name', from: name, to: 'Nguyễn Thị Hòa' }])
  })
  it('of two desks at once: the later stands, both are named', () => {
    const events = history('received', rename(name, 'Một'), rename(name, 'Hai'))
    const dossier = fold(events)
    expect(dossier.submitter.name).toBe('Hai')
    expect(dossier.attention).toMatchObject([
      { kind: 'correctionOfOtherValue', eventIds: [events[1]!.id, events[2]!.id] },
    ])
  })
  it('make the owner that was forgotten, by name first', () => {
    const owner = (field: string, to: string | null): [EventType, Record<string, unknown>] => [
      'corrected',
      { field, from: null, to, reason: 'Bỏ sót' },
    ]
    const made = fold(history('received', owner('owner.name', 'Trần Văn Bé'), owner('owner.idNumber', '072090000001')))
    expect(made.owner).toMatchObject({ name: 'Trần Văn Bé', idNumber: '072090000001' })
    expect(made.attention).toEqual([])
    const lost = fold(history('received', owner('owner.phone', '0912345678')))
    expect(lost.owner).toBeNull()
    expect(lost.attention).toMatchObject([{ kind: 'correctionOfOtherValue' }])
  })
  it('with a value the field cannot hold change nothing', () => {
    const events = history('received', ['corrected', { field: 'submitter.name', from: name, to: null, reason: 'Sai' }])
    expect(fold(events).submitter.name).toBe(name)
    expect(kindsOf(events)).toEqual(['fromNewerVersion'])
    for (const [field, to] of [
      ['sets', 0],
      ['sets', 'hai'],
      ['submitter.sex', 'x'],
      ['submitter.birth', '1/1/1990'],
      ['note', null],
    ])
      expect(kindsOf(history('received', ['corrected', { field, from: null, to, reason: 'Sai' }]))).toEqual([
        'fromNewerVersion',
      ])
  })
  it('written before the receipt by an early clock still hold after it', () => {
    expect(fold(history(rename(name, 'Sớm'), 'received')).submitter.name).toBe('Sớm')
  })
})

describe('papers given back', () => {
  it('are gathered from every event that gives some', () => {
    const papers = fold(
      history('received', 'originalsGivenBack', 'resultArrived', ['returned', { papersGivenBack: ['Sổ đỏ'] }]),
    )
    expect(papers.givenBack.map(({ papers: list }) => list)).toEqual([['Sổ hộ khẩu'], ['Sổ đỏ']])
    expect(statusOf('received', 'originalsGivenBack')).toBe('accepted')
  })
})
