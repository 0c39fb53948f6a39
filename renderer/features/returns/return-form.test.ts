import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventDraftSchema } from '../../../shared/dossier/event.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { listOriginalsLeft } from '../../../shared/dossier/handing-over.ts'
import { firstEntry, keyOf, recipientOf, toReturned, validateReturn } from './return-form.ts'

const at = '2026-11-27T10:00:00+07:00'
const paper = (id: string, name: string, toGiveBack: boolean) => ({
  id,
  name,
  kind: 'original' as const,
  count: 1,
  toGiveBack,
})
const payload = receivedPayload({
  components: [
    paper('a', 'Tờ khai', false),
    paper('b', 'Giấy chứng nhận kết hôn', true),
    paper('c', 'Sổ hộ khẩu', true),
  ],
  charge: { amount: 30_000, timing: 'atReturn', exemption: null, paidAtIntake: 0, receiptNumber: null },
})
const dossier = fold([sampleEvent('received', 0, { payload }), sampleEvent('resultArrived', 1)])

describe('a return', () => {
  it('begins with the submitter, the money owed, and nothing given back yet', () => {
    expect(firstEntry(dossier)).toMatchObject({
      relation: 'submitter',
      name: 'Nguyễn Thị Hoà',
      collected: '30000',
      givenBack: [],
    })
    expect(listOriginalsLeft(dossier).map(({ id }) => id)).toEqual(['b', 'c'])
  })

  it('does not ask again for originals that went back before', () => {
    const back = fold([sampleEvent('received', 0, { payload }), sampleEvent('originalsGivenBack', 1)])
    expect(listOriginalsLeft(back).map(({ id }) => id)).toEqual(['b'])
  })

  it('names the papers given back and the money taken', () => {
    const draft = toReturned({ ...firstEntry(dossier), givenBack: ['c', 'nothing'] }, dossier, at)
    expect(draft.payload).toMatchObject({ collected: 30_000, papersGivenBack: ['Sổ hộ khẩu'], complete: true })
  })

  it('by somebody authorised needs a name and the paper', () => {
    const entry = { ...firstEntry(dossier), ...recipientOf(dossier, 'authorised') }
    expect(Object.keys(validateReturn(entry, dossier)).sort()).toEqual(['authorisation', 'name'])
  })

  it('closes only with everything that is here ticked, and says what changed hands', () => {
    const results = ['Giấy khai sinh', 'Bản sao'].map((name) => ({ name, number: null, count: 1 }))
    const arrival = sampleEvent('resultArrived', 1, { payload: { ...samplePayloads.resultArrived(), results } })
    const two = fold([sampleEvent('received', 0, { payload }), arrival])
    const whole = toReturned(firstEntry(two), two, at).payload
    expect(whole).toMatchObject({ complete: true, handedOver: [{ index: 0 }, { index: 1 }] })
    const part = { ...firstEntry(two), results: [keyOf({ eventId: arrival.id, index: 1 }), 'nothing'] }
    expect(toReturned(part, two, at).payload).toMatchObject({
      complete: false,
      handedOver: [{ eventId: arrival.id, index: 1 }],
    })
    const awaited = fold([
      sampleEvent('received', 0, { payload }),
      { ...arrival, payload: { ...arrival.payload, moreExpected: true } },
    ])
    expect(toReturned(firstEntry(awaited), awaited, at).payload).toMatchObject({ complete: false })
  })

  it('hands over something', () => {
    const nothing = { ...firstEntry(dossier), results: [] }
    expect(validateReturn(nothing, dossier).results).toEqual({ code: 'nothingChosen' })
    expect(validateReturn({ ...nothing, givenBack: ['b'] }, dossier).results).toBeUndefined()
    const bare = { ...samplePayloads.resultArrived(), results: [] }
    const without = fold([sampleEvent('received', 0, { payload }), sampleEvent('resultArrived', 1, { payload: bare })])
    expect(validateReturn(firstEntry(without), without).results).toBeUndefined()
  })

  it('takes no more than is owed', () => {
    const problems = (collected: string) =>
      validateReturn({ ...firstEntry(dossier), collected }, dossier).collected?.code
    expect(problems('30001')).toBe('tooMuch')
    expect(problems('ba mươi')).toBe('money')
    expect(problems('')).toBeUndefined()
  })

  it('whatever is typed: a problem is said, or the event is of the contract', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ minLength: 190, maxLength: 520 }),
    )
    const or = (...sound: string[]) =>
      fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...sound) }, { weight: 1, arbitrary: garbage })
    const typed = fc.record({
      relation: fc.constantFrom('submitter' as const, 'authorised' as const),
      name: or('Lê Thị Bé', ' Bé '),
      idNumber: or('', '072190001234'),
      authorisation: or('Số 12 ngày 20/11/2026'),
      way: fc.constantFrom('atDesk' as const, 'byPost' as const),
      tracking: or('', 'EA123456789VN'),
      collected: or('', '30.000'),
      note: or('', 'Đã gọi điện\ntrước'),
      results: fc.constantFrom([], firstEntry(dossier).results, ['no such result']),
    })
    let sound = 0
    fc.assert(
      fc.property(typed, (change) => {
        const entry = { ...firstEntry(dossier), ...change }
        if (Object.keys(validateReturn(entry, dossier)).length > 0) return
        sound += 1
        expect(eventDraftSchema.safeParse(toReturned(entry, dossier, at)).error).toBeUndefined()
      }),
      { numRuns: 500 },
    )
    expect(sound).toBeGreaterThan(50)
  })
})
