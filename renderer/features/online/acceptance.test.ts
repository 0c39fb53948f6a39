import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventDraftSchema } from '../../../shared/dossier/event.ts'
import type { PayloadOf } from '../../../shared/dossier/event.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import { sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { mustFindProcedure, sampleCalendar, sampleCatalogue } from '../../testing/sample-intake.ts'
import { planAcceptance, suggestedCharge, toReceipt } from './acceptance.ts'
import type { AcceptanceFacts } from './acceptance.ts'
import { checkAnswer, emptyAnswer, toDeadline, toItems } from './answer.ts'

const at = '2026-11-26T09:00:00+07:00'
function facts(filing: Partial<PayloadOf<'registeredOnline'>> = {}, change: Partial<AcceptanceFacts> = {}) {
  const filed = sampleEvent('registeredOnline', 0, { payload: { ...samplePayloads.registeredOnline(), ...filing } })
  const around = { catalogue: sampleCatalogue, calendar: sampleCalendar, organisations: [], communeId: '25459', at }
  return { filed, ...around, dossier: fold([filed]), ...change }
}
const codeOf = (given: AcceptanceFacts) => {
  const plan = planAcceptance(given)
  return plan.kind === 'ready' ? null : plan.code
}

describe('accepting a filing', () => {
  it('counts the limit from the acceptance, two days after the filing', () => {
    const plan = planAcceptance(facts())
    // Thursday the 26th, three working days: Tuesday the 1st.
    expect(plan).toMatchObject({ kind: 'ready', due: { dueAt: '2026-12-01T17:00:00+07:00' } })
  })

  it('makes a receipt under the national code that the fold accepts, the money counted once', () => {
    const given = facts({ paidOnline: 15_000 })
    const plan = planAcceptance(given)
    if (plan.kind !== 'ready') throw new Error(plan.code)
    const ids = given.dossier.components.map(({ id }) => id)
    const payload = toReceipt(plan, given, { componentIds: ids, amount: 15_000, note: '' })
    expect(
      eventDraftSchema.safeParse({ dossierId: given.dossier.id, type: 'received', at, payload }).error,
    ).toBeUndefined()
    const dossier = fold([given.filed, sampleEvent('received', 1, { payload })])
    expect(dossier).toMatchObject({
      status: 'accepted',
      channel: 'online',
      number: given.dossier.number,
      charge: { amount: 15_000, timing: 'atIntake' },
      payments: [{ amount: 15_000 }],
      attention: [],
    })
    expect(toReceipt(plan, given, { componentIds: [], amount: 20_000, note: '' })).toMatchObject({
      components: [],
      charge: { amount: 20_000, timing: 'atReturn', paidAtIntake: 0 },
    })
  })

  it('takes the version in force when the filed one is not, and the national part of a longer code', () => {
    const { procedure } = samplePayloads.registeredOnline()
    const other = { ...procedure, version: 'cũ', code: `${procedure.code}.000.00.00.H53` }
    expect(planAcceptance(facts({ procedure: other }))).toMatchObject({
      kind: 'ready',
      procedure: { code: procedure.code, version: mustFindProcedure(procedure.code).version },
    })
  })

  it('says why it cannot', () => {
    const { procedure } = samplePayloads.registeredOnline()
    expect(codeOf(facts({}, { catalogue: null }))).toBe('noCatalogue')
    expect(codeOf(facts({}, { calendar: null }))).toBe('noCalendar')
    expect(codeOf(facts({}, { calendar: { ...sampleCalendar, years: [2023] } }))).toBe('outsideCalendar')
    expect(codeOf(facts({ procedure: { ...procedure, code: '9.999999' } }))).toBe('noProcedure')
    const only = { ...mustFindProcedure(procedure.code), channels: ['atDesk' as const] }
    expect(codeOf(facts({}, { catalogue: { ...sampleCatalogue, procedures: [only] } }))).toBe('noProcedure')
  })

  it('suggests the fees, never less than was paid', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sampleCatalogue.procedures), fc.nat(1_000_000), (procedure, paid) => {
        expect(suggestedCharge(procedure, paid)).toBeGreaterThanOrEqual(paid)
      }),
    )
  })
})

describe('an answer', () => {
  const today = '2026-11-24'
  const ask = { ...emptyAnswer(true), items: 'Giấy khai sinh\n\n  Ảnh  4x6 ', reason: 'Còn thiếu' }
  it('asks for each line once', () => {
    expect(toItems(ask)).toEqual(['Giấy khai sinh', 'Ảnh 4x6'])
    expect(checkAnswer(ask, today)).toEqual({ items: null, reason: null, deadline: null })
  })
  it.each([
    ['nothing to complete', { items: ' \n ' }, { items: 'required' }],
    ['a line of 1001 letters', { items: 'Đ'.repeat(1001) }, { items: 'tooLong' }],
    ['101 lines', { items: 'a\n'.repeat(101) }, { items: 'number' }],
    ['no reason', { reason: '' }, { reason: 'required' }],
    ['no date', { deadline: 'mai' }, { deadline: 'date' }],
    ['a day that is over', { deadline: '23/11/2026' }, { deadline: 'past' }],
  ])('%s is said', (_, change, expected) => {
    const found = Object.entries(checkAnswer({ ...ask, ...change }, today))
      .filter(([, problem]) => problem !== null)
      .map(([name, problem]) => [name, typeof problem === 'string' ? problem : problem?.code])
    expect(Object.fromEntries(found)).toEqual(expected)
  })
  it('of garbage: a problem is said, or the event is of the contract', () => {
    const typed = fc.record({
      kind: fc.constantFrom('ask' as const, 'refuse' as const),
      items: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('Giấy khai sinh\r\nẢnh')),
      reason: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('Còn thiếu')),
      deadline: fc.oneof(fc.string(), fc.constantFrom('', '30/11/2026')),
    })
    fc.assert(
      fc.property(typed, (entry) => {
        if (Object.values(checkAnswer(entry, today)).some((problem) => problem !== null)) return
        const payload = { items: toItems(entry), reason: 'x', deadline: toDeadline(entry), formNumber: null }
        if (entry.kind === 'refuse') return
        const draft = { dossierId: facts().dossier.id, type: 'supplementRequested', at, payload }
        expect(eventDraftSchema.safeParse(draft).error).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })
})
