import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads } from '../../test/support/event-builder.ts'
import { fold } from '../dossier/fold.ts'
import type { DossierEvent } from '../dossier/event.ts'
import type { FeeRule } from '../procedure/catalogue.ts'
import { cashOf } from './cash-lines.ts'
import type { CashLine, DossierCash } from './cash-lines.ts'
import { payWays } from './cash-lines.ts'
import { cashReport } from './cash-report.ts'
import { scopeOf } from './cash-words.ts'
import type { CashFilter, CashSum } from './cash-report.ts'
import { moneyKindOf, moneyKinds } from './money-kind.ts'

const names = { officer: (id: string) => `Cán bộ ${id}`, desk: (id: string) => `Quầy ${id}` }
const everything: CashFilter = { from: '2026-01-01', to: '2026-12-31', officerId: '', deskId: '' }
const cash = (events: DossierEvent[]) => cashOf(fold(events), events, null)
const charge = {
  amount: 50_000,
  timing: 'atIntake' as const,
  exemption: null,
  paidAtIntake: 50_000,
  receiptNumber: 'BL 01',
}
const received = (change: object = {}) =>
  sampleEvent('received', 1, { payload: receivedPayload({ charge: { ...charge, ...change } }) })

describe('money in a dossier', () => {
  it('at intake, paid later, at the return and given back: each with its way, receipt and reason', () => {
    const { lines } = cash([
      received({ method: 'transfer' }),
      sampleEvent('paid', 2, {
        payload: { amount: 30_000, method: 'cash', receiptNumber: 'BL 02', what: 'Lệ phí trước bạ' },
      }),
      sampleEvent('refunded', 3, { payload: { amount: 20_000, reason: 'Thu thừa' } }),
      sampleEvent('returned', 4, { payload: { ...samplePayloads.returned(), collected: 8_000, method: 'cash' } }),
    ])
    expect(
      lines.map(({ when, amount, way, receiptNumber, what, kind }) => [when, amount, way, receiptNumber, what, kind]),
    ).toEqual([
      ['intake', 50_000, 'transfer', 'BL 01', '', 'unclassified'],
      ['paid', 30_000, 'cash', 'BL 02', 'Lệ phí trước bạ', 'stateFee'],
      ['refund', -20_000, 'unstated', null, 'Thu thừa', 'unclassified'],
      ['return', 8_000, 'cash', null, '', 'unclassified'],
    ])
  })

  it('of a desk that does not say how it was paid is not guessed', () => {
    expect(cash([received()]).lines[0]?.way).toBe('unstated')
  })

  it('a second receipt of the same dossier counts once, as in the dossier', () => {
    const second = sampleEvent('received', 5, { deskId: 'desk-2', payload: receivedPayload({ charge }) })
    expect(cash([received(), second]).lines).toHaveLength(1)
  })

  it('who is exempt is counted, whether anything remains to pay or not', () => {
    const all = { amount: 0, paidAtIntake: 0, timing: 'exempt' as const, exemption: 'Người thuộc hộ nghèo' }
    expect(cash([received(all)])).toMatchObject({ lines: [], exempt: { exemption: 'Người thuộc hộ nghèo' } })
    expect(cash([received({ exemption: 'Người khuyết tật' })]).exempt?.exemption).toBe('Người khuyết tật')
    expect(cash([received()]).exempt).toBe(null)
  })
})

describe('phí or lệ phí', () => {
  const rule = (change: Partial<FeeRule>): FeeRule => ({
    amount: 1,
    per: 'dossier',
    timing: 'atIntake',
    channel: null,
    note: '',
    ...change,
  })
  it.each([
    ['Lệ phí hộ tịch', [], 'stateFee'],
    ['LE\u0323\u0302 PHI\u0301 hộ tịch', [], 'stateFee'],
    ['Phí chứng thực', [], 'serviceFee'],
    ['Phí và lệ phí', [], 'unclassified'],
    ['Chi phíx', [], 'unclassified'],
    ['', [rule({ kind: 'serviceFee' }), rule({ kind: 'serviceFee' })], 'serviceFee'],
    ['', [rule({ kind: 'serviceFee' }), rule({ kind: 'stateFee' })], 'unclassified'],
    ['', [rule({ note: 'Lệ phí, mỗi bản' })], 'stateFee'],
    ['Lệ phí trước bạ', [rule({ kind: 'serviceFee' })], 'stateFee'],
    ['', [rule({}), rule({ kind: 'stateFee' })], 'unclassified'],
  ] as const)('"%s"', (what, fees, kind) => {
    expect(moneyKindOf(what, { fees: [...fees] })).toBe(kind)
  })
})

const line: fc.Arbitrary<CashLine> = fc.record({
  dossierId: fc.uuid(),
  eventId: fc.uuid(),
  at: fc
    .date({ min: new Date('2026-03-01T00:00:00Z'), max: new Date('2026-03-09T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  officerId: fc.constantFrom('a', 'b', 'c'),
  deskId: fc.constantFrom('1', '2'),
  code: fc.string(),
  procedureCode: fc.constantFrom('1.004873', '2.000815'),
  procedure: fc.constant('Chứng thực'),
  person: fc.string(),
  amount: fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }).filter((amount) => amount !== 0),
  when: fc.constantFrom('intake', 'paid', 'return', 'refund'),
  way: fc.constantFrom(...payWays),
  kind: fc.constantFrom(...moneyKinds),
  receiptNumber: fc.constant(null),
  what: fc.string(),
})
const dossiers: fc.Arbitrary<DossierCash[]> = fc.array(
  fc.record({ lines: fc.array(line, { maxLength: 6 }), exempt: fc.constant(null) }),
  { maxLength: 20 },
)
const join = (sums: readonly CashSum[]): CashSum =>
  sums.reduce(
    (all, sum) => ({
      taken: all.taken + sum.taken,
      givenBack: all.givenBack + sum.givenBack,
      net: all.net + sum.net,
      count: all.count + sum.count,
    }),
    { taken: 0, givenBack: 0, net: 0, count: 0 },
  )

describe('the cash report', () => {
  it('every way of dividing it adds up to the same total, to the đồng', () => {
    fc.assert(
      fc.property(dossiers, (all) => {
        const report = cashReport(all, everything, names)
        const plain = all.flatMap(({ lines }) => lines).reduce((sum, { amount }) => sum + amount, 0)
        expect(report.total.net).toBe(plain)
        expect(report.total.taken - report.total.givenBack).toBe(report.total.net)
        for (const sums of [
          Object.values(report.byWay),
          Object.values(report.byKind),
          report.byOfficer,
          report.byDesk,
          report.byProcedure,
        ])
          expect(join(sums)).toEqual(report.total)
        expect(Number.isSafeInteger(report.total.net)).toBe(true)
      }),
    )
  })

  it('days add up to the span they make, and no movement is in two of them', () => {
    const days = Array.from({ length: 9 }, (_, n) => `2026-03-0${n + 1}`)
    fc.assert(
      fc.property(dossiers, (all) => {
        const span = cashReport(all, { ...everything, from: '2026-03-01', to: '2026-03-09' }, names)
        const single = days.map((day) => cashReport(all, { ...everything, from: day, to: day }, names))
        expect(join(single.map(({ total }) => total))).toEqual(span.total)
        expect(single.flatMap(({ lines }) => lines)).toEqual(span.lines)
      }),
    )
  })

  it('officers and desks add up to all of them', () => {
    fc.assert(
      fc.property(dossiers, (all) => {
        const total = cashReport(all, everything, names).total
        const of = (change: Partial<CashFilter>) => cashReport(all, { ...everything, ...change }, names).total
        expect(join(['a', 'b', 'c'].map((officerId) => of({ officerId })))).toEqual(total)
        expect(join(['1', '2'].map((deskId) => of({ deskId })))).toEqual(total)
      }),
    )
  })

  it('is the same whatever the order the dossiers come in', () => {
    fc.assert(
      fc.property(dossiers, (all) => {
        const strip = (report: ReturnType<typeof cashReport>) => ({
          ...report,
          lines: report.lines.map(({ eventId }) => eventId),
        })
        expect(strip(cashReport(all.toReversed(), everything, names))).toEqual(
          strip(cashReport(all, everything, names)),
        )
      }),
    )
  })

  it('a day is the office’s day: 17:30 UTC belongs to the next', () => {
    const late = { ...received(), at: '2026-11-24T17:30:00Z' }
    const of = (day: string) => cashReport([cash([late])], { ...everything, from: day, to: day }, names).total.net
    expect([of('2026-11-24'), of('2026-11-25')]).toEqual([0, 50_000])
  })

  it('names whom it is of, also on a day on which they took nothing', () => {
    const filter = { from: '2026-01-01', to: '2026-01-01', officerId: 'a', deskId: '2' }
    expect(scopeOf(cashReport([], filter, names))).toBe('Người thu: Cán bộ a; Quầy: Quầy 2')
    expect(scopeOf(cashReport([cash([received()])], everything, names))).toBe('')
  })

  it('exemptions are counted for officer, desk and procedure', () => {
    const exempt = cash([received({ amount: 0, paidAtIntake: 0, timing: 'exempt', exemption: 'Người có công' })])
    const report = cashReport([exempt, cash([received()])], everything, names)
    expect(report.exempt).toHaveLength(1)
    expect(report.byOfficer).toMatchObject([{ name: 'Cán bộ can-bo-1', net: 50_000, exempt: 1 }])
    expect(report.byProcedure).toMatchObject([{ exempt: 1, count: 1 }])
  })
})
