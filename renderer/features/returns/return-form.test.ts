import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventDraftSchema } from '../../../shared/dossier/event.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { listOriginalsLeft } from '../../../shared/dossier/handing-over.ts'
import { firstEntry, keyOf, recipientOf, toReturned, validateReturn } from './return-form.ts'

const at = '2026-11-27T10:00:00+07:00'
const today = '2026-11-27'
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
    expect(firstEntry(dossier, today)).toMatchObject({
      relation: 'submitter',
      name: 'Nguyễn Thị Hoà',
      collected: '30.000',
      givenBack: [],
    })
    expect(listOriginalsLeft(dossier).map(({ id }) => id)).toEqual(['b', 'c'])
  })

  it('does not ask again for originals that went back before', () => {
    const back = fold([sampleEvent('received', 0, { payload }), sampleEvent('originalsGivenBack', 1)])
    expect(listOriginalsLeft(back).map(({ id }) => id)).toEqual(['b'])
  })

  it('names the papers given back and the money taken', () => {
    const draft = toReturned({ ...firstEntry(dossier, today), givenBack: ['c', 'nothing'] }, dossier, at)
    expect(draft.payload).toMatchObject({ collected: 30_000, papersGivenBack: ['Sổ hộ khẩu'], complete: true })
  })

  it('by somebody authorised needs a name and the paper', () => {
    const entry = { ...firstEntry(dossier, today), ...recipientOf(dossier, 'authorised') }
    expect(Object.keys(validateReturn(entry, dossier, today)).sort()).toEqual(['authorisation', 'name'])
  })

  it('closes only with everything that is here ticked, and says what changed hands', () => {
    const results = ['Giấy khai sinh', 'Bản sao'].map((name) => ({ name, number: null, count: 1 }))
    const arrival = sampleEvent('resultArrived', 1, { payload: { ...samplePayloads.resultArrived(), results } })
    const two = fold([sampleEvent('received', 0, { payload }), arrival])
    const whole = toReturned(firstEntry(two, today), two, at).payload
    expect(whole).toMatchObject({ complete: true, handedOver: [{ index: 0 }, { index: 1 }] })
    const part = { ...firstEntry(two, today), results: [keyOf({ eventId: arrival.id, index: 1 }), 'nothing'] }
    expect(toReturned(part, two, at).payload).toMatchObject({
      complete: false,
      handedOver: [{ eventId: arrival.id, index: 1 }],
    })
    const awaited = fold([
      sampleEvent('received', 0, { payload }),
      { ...arrival, payload: { ...arrival.payload, moreExpected: true } },
    ])
    expect(toReturned(firstEntry(awaited, today), awaited, at).payload).toMatchObject({ complete: false })
  })

  it('hands over something', () => {
    const nothing = { ...firstEntry(dossier, today), results: [] }
    expect(validateReturn(nothing, dossier, today).results).toEqual({ code: 'nothingChosen' })
    expect(validateReturn({ ...nothing, givenBack: ['b'] }, dossier, today).results).toBeUndefined()
    const bare = { ...samplePayloads.resultArrived(), results: [] }
    const without = fold([sampleEvent('received', 0, { payload }), sampleEvent('resultArrived', 1, { payload: bare })])
    expect(validateReturn(firstEntry(without, today), without, today).results).toBeUndefined()
  })

  it('by post knows the day and the number, tidied; neither when it goes another way', () => {
    const entry = { ...firstEntry(dossier, today), way: 'byPost' as const, tracking: 'ea 123 456 785 vn' }
    expect(toReturned({ ...entry, postedOn: '26/11/2026' }, dossier, at).payload).toMatchObject({
      trackingNumber: 'EA123456785VN',
      postedOn: '2026-11-26',
    })
    const problem = (postedOn: string) => validateReturn({ ...entry, postedOn }, dossier, today).postedOn?.code
    expect(['28/11/2026', '31/02/2026', '', '27/11/2026'].map(problem)).toEqual([
      'dateFuture',
      'date',
      'date',
      undefined,
    ])
    const { payload } = toReturned({ ...entry, way: 'atDesk' }, dossier, at)
    expect(payload).toMatchObject({ trackingNumber: null })
    expect(payload).not.toHaveProperty('postedOn')
  })

  it('takes no more than is owed', () => {
    const problems = (collected: string) =>
      validateReturn({ ...firstEntry(dossier, today), collected }, dossier, today).collected?.code
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
      tracking: or('', 'EA123456785VN', 'ea 123 456 785 vn'),
      postedOn: or('27/11/2026', '26112026', '28/11/2026', ''),
      collected: or('', '30.000'),
      note: or('', 'Đã gọi điện\ntrước'),
      results: fc.constantFrom([], firstEntry(dossier, today).results, ['no such result']),
    })
    let sound = 0
    fc.assert(
      fc.property(typed, (change) => {
        const entry = { ...firstEntry(dossier, today), ...change }
        if (Object.keys(validateReturn(entry, dossier, today)).length > 0) return
        sound += 1
        expect(eventDraftSchema.safeParse(toReturned(entry, dossier, at)).error).toBeUndefined()
      }),
      { numRuns: 500 },
    )
    expect(sound).toBeGreaterThan(50)
  })
})
