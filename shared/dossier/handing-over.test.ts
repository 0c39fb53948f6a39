import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import { anyHistory } from '../../test/support/histories.ts'
import type { DossierEvent, PayloadOf } from './event.ts'
import { fold } from './fold.ts'
import { listOriginalsLeft, listWaiting, returnableOf } from './handing-over.ts'

const received = sampleEvent('received', 0)
const arrived = (n: number, names: string[], change: Partial<PayloadOf<'resultArrived'>> = {}) => {
  const results = names.map((name) => ({ name, number: null, count: 1 }))
  return sampleEvent('resultArrived', n, { payload: { ...samplePayloads.resultArrived(), results, ...change } })
}
const returned = (n: number, change: Partial<PayloadOf<'returned'>>, deskId = 'desk-1') =>
  sampleEvent('returned', n, { deskId, payload: { ...samplePayloads.returned(), ...change } })
const of = (event: DossierEvent, ...indexes: number[]) => indexes.map((index) => ({ eventId: event.id, index }))
const waitingIn = (events: DossierEvent[]) => listWaiting(fold(events)).map(({ name }) => name)

describe('results handed over one by one', () => {
  const three = arrived(1, ['Giấy khai sinh', 'Thẻ bảo hiểm y tế', 'Thông báo số định danh'])

  it('leave the rest open, and the last one closes', () => {
    const first = returned(2, { complete: false, handedOver: of(three, 0, 2) })
    expect(waitingIn([received, three, first])).toEqual(['Thẻ bảo hiểm y tế'])
    expect(fold([received, three, first])).toMatchObject({ status: 'finished', returnedAt: null, attention: [] })
    const second = returned(3, { complete: true, handedOver: of(three, 1) })
    const dossier = fold([received, three, first, second])
    expect(dossier).toMatchObject({ status: 'returned', returnedAt: second.at, attention: [] })
    expect(dossier.results.map(({ returnedBy }) => returnedBy)).toEqual([first.id, second.id, first.id])
  })

  it('however they are shared out: each goes back once, and only the last part closes', () => {
    const shares = fc.array(fc.nat(3), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(shares, (parts) => {
        const all = arrived(
          1,
          parts.map((_, index) => `Bản ${index}`),
        )
        const used = [...new Set(parts)].sort()
        const events = [received, all]
        for (const [place, part] of used.entries()) {
          const handedOver = parts.flatMap((one, index) => (one === part ? of(all, index) : []))
          const last = place === used.length - 1
          expect(fold(events).status).toBe('finished')
          events.push(returned(2 + place, { complete: last, handedOver }))
        }
        const dossier = fold(events)
        expect(dossier).toMatchObject({ status: 'returned', returnedAt: events.at(-1)?.at, attention: [] })
        expect(dossier.results.map(({ returnedBy }) => returnedBy)).toEqual(
          parts.map((part) => events[2 + used.indexOf(part)]?.id),
        )
      }),
    )
  })

  it('at two desks that did not know of each other close it together', () => {
    const here = returned(2, { complete: false, handedOver: of(three, 0) }, 'desk-1')
    const there = returned(3, { complete: false, handedOver: of(three, 1, 2) }, 'desk-2')
    for (const events of [
      [received, three, here, there],
      [there, here, three, received],
    ])
      expect(fold(events)).toMatchObject({ status: 'returned', returnedAt: there.at, attention: [] })
  })

  it('the same one at two desks stays the first one’s, and both are shown', () => {
    const here = returned(2, { complete: false, handedOver: of(three, 0) }, 'desk-1')
    const there = returned(3, { complete: false, handedOver: of(three, 0, 1) }, 'desk-2')
    const dossier = fold([received, three, here, there])
    expect(dossier.results.map(({ returnedBy }) => returnedBy)).toEqual([here.id, there.id, null])
    expect(dossier).toMatchObject({
      status: 'finished',
      attention: [{ kind: 'resultReturnedTwice', eventIds: [here.id, there.id] }],
    })
  })

  it('a desk that believes it gave everything does not close what arrived elsewhere meanwhile', () => {
    const one = arrived(1, ['Giấy khai sinh'])
    const closing = returned(2, { complete: true, handedOver: [{ eventId: sampleUuid(9, 9), index: 0 }] })
    expect(fold([received, one, closing])).toMatchObject({ status: 'finished', returnedAt: null })
  })

  it('nothing recorded to hand over, and all is said: closed', () => {
    expect(fold([received, arrived(1, []), returned(2, { handedOver: [] })]).status).toBe('returned')
    expect(fold([received, arrived(1, []), returned(2, { handedOver: [], complete: false })]).status).toBe('finished')
  })
})

describe('a result while others are awaited', () => {
  const early = arrived(1, ['Giấy khai sinh'], { moreExpected: true })
  const late = arrived(3, ['Thẻ bảo hiểm y tế'])

  it('does not end the time that is judged, and can be handed over', () => {
    expect(fold([received, early])).toMatchObject({ status: 'processing', finishedAt: null, holder: null })
    expect(returnableOf(fold([received, early]))).toBe('part')
    const part = returned(2, { complete: false, handedOver: of(early, 0) })
    const dossier = fold([received, early, part])
    expect(dossier).toMatchObject({ status: 'processing', returnedAt: null, attention: [] })
    expect(returnableOf(dossier)).toBe('no')
    expect(fold([received, early, part, late])).toMatchObject({ status: 'finished', finishedAt: late.at })
    const rest = returned(4, { complete: true, handedOver: of(late, 0) })
    expect(fold([received, early, part, late, rest])).toMatchObject({ status: 'returned', attention: [] })
  })

  it('cannot be handed over as everything, nor before it is here', () => {
    for (const wrong of [returned(2, { complete: true, handedOver: of(early, 0) }), returned(2, { complete: false })])
      expect(fold([received, early, wrong]).attention).toMatchObject([{ kind: 'eventOutOfOrder' }])
    const ahead = returned(2, { complete: false, handedOver: of(late, 0) })
    expect(fold([received, ahead]).attention).toMatchObject([{ kind: 'eventOutOfOrder' }])
  })
})

describe('returns of desks that did not say what they handed over', () => {
  const one = arrived(1, ['Giấy khai sinh', 'Bản sao'])
  it('in part leave all of it open, and in whole close all of it, as ever', () => {
    expect(waitingIn([received, one, returned(2, { complete: false })])).toEqual(['Giấy khai sinh', 'Bản sao'])
    expect(fold([received, one, returned(2, { complete: false })]).status).toBe('finished')
    expect(waitingIn([received, one, returned(2, {})])).toEqual([])
  })
  it('fold to the same state whatever else happened: closed if and only if one said so while finished', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const old = events.map((event) => ({ ...event, payload: without(event.payload) }))
        const dossier = fold(old)
        const closing = dossier.returns.find(({ complete, eventId }) => {
          const place = dossier.steps.findIndex((step) => step.eventId === eventId)
          return complete && place > 0 && dossier.steps[place - 1]?.status === 'finished'
        })
        expect(dossier.returnedAt).toBe(closing?.at ?? null)
        expect(dossier.attention.filter(({ kind }) => kind === 'resultReturnedTwice')).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

function without(payload: DossierEvent['payload']): DossierEvent['payload'] {
  const { handedOver: _now, moreExpected: _more, ...rest } = payload
  return rest
}

describe('a return by post', () => {
  const one = arrived(1, ['Giấy khai sinh'])
  const sent = returned(2, { way: 'byPost', trackingNumber: 'EA123456785VN', postedOn: '2026-11-24' })
  const report = (n: number, change: Partial<PayloadOf<'postReported'>> = {}) =>
    sampleEvent('postReported', n, {
      payload: { returnEventId: sent.id, outcome: 'cameBack', on: '2026-11-30', note: '', ...change },
    })

  it('that came back is open again, waits for the citizen, and can be returned once more', () => {
    const back = [received, one, sent, report(3)]
    expect(fold(back)).toMatchObject({ status: 'finished', returnedAt: null, attention: [] })
    expect(waitingIn(back)).toEqual(['Giấy khai sinh'])
    expect(fold(back).finishedAt).toBe(one.at)
    const again = returned(4, { handedOver: of(one, 0) })
    expect(fold([...back, again])).toMatchObject({ status: 'returned', returnedAt: again.at, attention: [] })
  })

  it('brings originals back too', () => {
    const papers = returned(2, { way: 'byPost', papersGivenBack: ['Sổ hộ khẩu'] })
    const dossier = fold([received, one, papers, report(3, { returnEventId: papers.id })])
    expect(dossier.givenBack).toEqual([])
  })

  it('that was delivered stays closed; the post does not change its mind unseen', () => {
    const delivered = report(3, { outcome: 'delivered' })
    expect(fold([received, one, sent, delivered])).toMatchObject({
      status: 'returned',
      returns: [{ trackingNumber: 'EA123456785VN', postedOn: '2026-11-24', post: { outcome: 'delivered' } }],
      attention: [],
    })
    expect(fold([received, one, sent, delivered, report(4, { outcome: 'delivered' })]).attention).toEqual([])
    expect(fold([received, one, sent, delivered, report(4)])).toMatchObject({
      status: 'returned',
      attention: [{ kind: 'eventOutOfOrder', eventIds: [delivered.id, report(4).id] }],
    })
  })

  it('is told of parcels only', () => {
    const atDesk = returned(2, {})
    for (const event of [report(3, { returnEventId: atDesk.id }), report(3, { returnEventId: sampleUuid(9, 9) })])
      expect(fold([received, one, atDesk, event])).toMatchObject({
        status: 'returned',
        attention: [{ kind: 'eventOutOfOrder' }],
      })
  })
})

describe('originals', () => {
  const paper = (name: string, toGiveBack: boolean) => ({
    id: name,
    name,
    kind: 'original' as const,
    count: 1,
    toGiveBack,
  })
  const payload = receivedPayload({ components: [paper('Tờ khai', false), paper('Sổ hộ khẩu', true)] })
  const taken = sampleEvent('received', 0, { payload })
  it('are owed until they went back, by whichever event', () => {
    expect(listOriginalsLeft(fold([taken])).map(({ name }) => name)).toEqual(['Sổ hộ khẩu'])
    expect(listOriginalsLeft(fold([taken, sampleEvent('originalsGivenBack', 1)]))).toEqual([])
  })
})
