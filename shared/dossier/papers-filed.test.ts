import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads } from '../../test/support/event-builder.ts'
import type { DossierEvent, EventType, PayloadOf } from './event.ts'
import { fold } from './fold.ts'
import { isUnaccepted, papersSeenNow, papersUnseen } from './online-filing.ts'

const step = <T extends EventType>(type: T, n: number, change: Partial<PayloadOf<T>> = {}) =>
  sampleEvent(type, n, { payload: { ...samplePayloads[type](), ...change } as PayloadOf<T> })
const filed = step('registeredOnline', 0)
const asked = step('supplementRequested', 1)
const papers = step('papersFiledOnline', 2)
const seen = { papersSeen: [papers.id] }
const accept = (n: number, change: Partial<PayloadOf<'received'>> = {}) =>
  step('received', n, { channel: 'online', ...change })
const withdrawal = (n: number) => step('withdrawalRequested', n, { reference: 'rut-1' })

describe('papers that a citizen files on the portal', () => {
  it('complete the filing: it waits for the desk again, with what came', () => {
    const dossier = fold([filed, asked, papers])
    expect(dossier).toMatchObject({
      status: 'registered',
      supplements: [{ completedAt: papers.at }],
      papersFiled: [{ eventId: papers.id, at: papers.at, reference: 'bo-sung-1', seenBy: null }],
      attention: [],
    })
    expect(dossier.components.map(({ id }) => id)).toEqual(['to-khai', 'giay-khai-sinh'])
    expect(isUnaccepted(dossier)).toBe(true)
  })

  it('before anything was asked for stand with the filing too', () => {
    expect(fold([filed, papers])).toMatchObject({
      status: 'registered',
      papersFiled: [{ seenBy: null }],
      attention: [],
    })
  })

  it('are settled by the answer that names them: acceptance, refusal, or a second request', () => {
    const accepted = fold([filed, asked, papers, accept(3, seen)])
    expect(accepted).toMatchObject({ status: 'accepted', attention: [] })
    expect(papersUnseen(accepted)).toEqual([])
    // What the receipt lists is what the desk took over, also of what came later.
    expect(accepted.components.map(({ id }) => id)).toEqual(['to-khai'])
    expect(fold([filed, asked, papers, step('refused', 3, seen)])).toMatchObject({
      status: 'notAccepted',
      attention: [],
    })
    expect(fold([filed, asked, papers, step('supplementRequested', 3, seen)])).toMatchObject({
      status: 'awaitingSupplement',
      papersFiled: [{ seenBy: expect.any(String) }],
      supplements: [{}, { completedAt: null }],
      attention: [],
    })
  })

  it('that came while the desk answered without having seen them cannot be overlooked, until a note settles them', () => {
    const late = step('papersFiledOnline', 4)
    for (const answer of [accept(3), step('refused', 3)])
      for (const order of [
        [filed, asked, papers, answer],
        [filed, asked, answer, late],
      ]) {
        const dossier = fold(order)
        const [id = ''] = papersSeenNow(dossier)
        expect(dossier.attention).toMatchObject([{ kind: 'papersNotSeen', eventIds: [id] }])
        expect(fold([...order, step('noted', 9, { settles: [id] })]).attention).toEqual([])
      }
  })

  it('in a dossier that was accepted and waits for papers wait for an officer, who confirms with the hour of filing', () => {
    const waits = [filed, accept(1), step('supplementRequested', 2), step('papersFiledOnline', 3)]
    const id = waits[3]?.id ?? ''
    expect(fold(waits)).toMatchObject({
      status: 'awaitingSupplement',
      supplements: [{ completedAt: null }],
      papersFiled: [{ eventId: id, seenBy: null }],
      attention: [],
    })
    const completedAt = waits[3]?.at ?? ''
    const confirmed = fold([...waits, step('supplemented', 60, { completedAt, papersSeen: [id] })])
    expect(confirmed).toMatchObject({ status: 'processing', supplements: [{ completedAt }], attention: [] })
    expect(papersUnseen(confirmed)).toEqual([])
    // Confirmed for what was brought to the counter, by a desk that had not heard of them.
    expect(fold([...waits, step('supplemented', 60)]).attention).toMatchObject([{ kind: 'papersNotSeen' }])
  })

  it('belong to a dossier of the counter as well', () => {
    const dossier = fold([step('received', 0), step('supplementRequested', 1), papers])
    expect(dossier).toMatchObject({ status: 'awaitingSupplement', papersFiled: [{ seenBy: null }], attention: [] })
    expect(fold([step('received', 0), papers]).attention).toMatchObject([{ kind: 'papersNotSeen' }])
  })

  it('count once, with their money, when a restored gateway took them again; with another content they are two', () => {
    const paid = step('papersFiledOnline', 2, { paidOnline: 5000 })
    const again = { ...step('papersFiledOnline', 7, { paidOnline: 5000 }), at: paid.at }
    expect(fold([filed, paid, again])).toMatchObject({ payments: [{ amount: 5000 }], papersFiled: [{}], eventCount: 3 })
    expect(fold([filed, paid, step('papersFiledOnline', 7, { note: 'khác' })]).papersFiled).toHaveLength(2)
  })
})

describe('a filing that the citizen withdraws', () => {
  it('waits for the answer: agreed it stops, otherwise it waits as before', () => {
    const asks = fold([filed, withdrawal(1)])
    expect(asks).toMatchObject({ status: 'withdrawalRequested', attention: [] })
    expect(isUnaccepted(asks)).toBe(true)
    const stopped = fold([filed, asked, papers, withdrawal(3), step('withdrawalAnswered', 4)])
    expect(stopped).toMatchObject({ status: 'stopped', attention: [] })
    expect(isUnaccepted(stopped)).toBe(false)
    const answered = step('withdrawalAnswered', 4, { agreed: false, reason: 'Đã trả kết quả' })
    expect(fold([filed, withdrawal(3), answered])).toMatchObject({ status: 'registered', attention: [] })
    expect(fold([filed, asked, withdrawal(3), answered])).toMatchObject({ status: 'awaitingSupplement', attention: [] })
    expect(fold([filed, asked, withdrawal(3), { ...papers, ...at(5) }, { ...answered, ...at(6) }])).toMatchObject({
      status: 'registered',
      attention: [],
    })
  })

  it('and that a desk accepts meanwhile is shown with both sides, and the receipt takes nothing from the citizen’s wish', () => {
    expect(fold([filed, withdrawal(1), accept(2)])).toMatchObject({
      status: 'withdrawalRequested',
      attention: [{ kind: 'secondReceipt' }],
    })
    expect(fold([filed, accept(1), withdrawal(2)])).toMatchObject({ status: 'withdrawalRequested', attention: [] })
  })
})

function at(n: number): Pick<DossierEvent, 'at' | 'clock' | 'id'> {
  const { at: moment, clock, id } = sampleEvent('noted', n)
  return { at: moment, clock, id }
}

/** Whatever desks and citizens do, in whatever order it arrives. */
const story = fc
  .array(
    fc.record({
      type: fc.constantFrom<EventType>(
        'papersFiledOnline',
        'supplementRequested',
        'received',
        'refused',
        'supplemented',
        'withdrawalRequested',
        'withdrawalAnswered',
        'noted',
      ),
      names: fc.boolean(),
      agreed: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((steps) => {
    const events: DossierEvent[] = [filed]
    for (const [index, { type, names, agreed }] of steps.entries()) {
      const ids = names ? papersSeenNow(fold(events)) : []
      const named = type === 'noted' ? { settles: ids } : type === 'papersFiledOnline' ? {} : { papersSeen: ids }
      const own = type === 'papersFiledOnline' ? { reference: `bo-sung-${index}` } : {}
      const more = type === 'withdrawalAnswered' ? { agreed } : type === 'received' ? receivedPayload() : {}
      events.push(step(type, index + 1, { ...more, ...named, ...own } as never))
    }
    return events
  })

describe('in any order', () => {
  it('no paper is lost, and none passes as seen that no officer named', () => {
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat()), (events, draws) => {
        const shuffled = events
          .map((event) => ({ event, key: draws.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event)
        const dossier = fold(shuffled)
        expect(dossier).toEqual(fold(events))
        const filings = events.filter(({ type }) => type === 'papersFiledOnline')
        expect(dossier.papersFiled.map(({ eventId }) => eventId)).toEqual(filings.map(({ id }) => id))
        const named = new Set(
          events.flatMap(({ payload }) => [...((payload['papersSeen'] ?? payload['settles'] ?? []) as string[])]),
        )
        const wasWithdrawn = events.some(({ type, payload }) => type === 'withdrawalAnswered' && payload['agreed'])
        for (const { eventId, seenBy } of dossier.papersFiled)
          if (seenBy !== null) expect(named.has(eventId) || wasWithdrawn).toBe(true)
        // Whatever is unseen is where an officer looks: with its filing, with what waits for papers, or in the contradictions.
        for (const { eventId } of papersUnseen(dossier))
          expect(
            isUnaccepted(dossier) ||
              dossier.status === 'awaitingSupplement' ||
              dossier.attention.some(
                ({ eventIds, settledBy }) => eventIds.includes(eventId) && settledBy === undefined,
              ),
          ).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
