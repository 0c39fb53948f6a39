import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feeRuleSchema } from './catalogue.ts'
import type { FeeRule } from './catalogue.ts'
import { amountOf, exemptionGroups, singleQuantities, workOutFees } from './fees.ts'

const rule = (change: Partial<FeeRule>): FeeRule =>
  feeRuleSchema.parse({ amount: 8000, per: 'copy', timing: 'atIntake', channel: null, note: '', ...change })
const certified = rule({
  amount: 2000,
  per: 'page',
  timing: 'atReturn',
  reduced: { from: 3, amount: 1000 },
  maximum: 200_000,
  exemptGroups: [],
})
const of = (change: Partial<typeof singleQuantities>) => ({ ...singleQuantities, ...change })

describe('amountOf', () => {
  it.each([
    ['dossier', rule({ per: 'dossier', amount: 50_000 }), of({ copies: 7 }), 50_000],
    ['copies', rule({}), of({ copies: 3 }), 24_000],
    ['no copies', rule({}), of({ copies: 0 }), 0],
    ['cases', rule({ per: 'case', amount: 10_000 }), of({ cases: 2, copies: 9 }), 20_000],
    ['one page', certified, of({}), 2000],
    ['two pages', certified, of({ pages: 2 }), 4000],
    ['third page at the reduced rate', certified, of({ pages: 3 }), 5000],
    ['pages of several copies', certified, of({ pages: 4, copies: 3 }), 18_000],
    ['at the maximum of a copy', certified, of({ pages: 198 }), 200_000],
    ['beyond it', certified, of({ pages: 500, copies: 2 }), 400_000],
    ['left to the officer', rule({ amount: null }), of({}), null],
    ['half a copy', rule({}), of({ copies: 0.5 }), null],
    ['less than nothing', rule({}), of({ pages: -1 }), null],
    ['no number', rule({}), of({ cases: Number.NaN }), null],
    ['too many', rule({}), of({ copies: 10_001 }), null],
  ])('%s', (_, feeRule, quantities, amount) => {
    expect(amountOf(feeRule, quantities)).toBe(amount)
  })

  it('is what counting page by page gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 20 }), (pages, copies) => {
        let amount = 0
        for (let copy = 0; copy < copies; copy += 1) {
          let one = 0
          for (let page = 1; page <= pages; page += 1) one += page < 3 ? 2000 : 1000
          amount += one > 200_000 ? 200_000 : one
        }
        expect(amountOf(certified, of({ pages, copies }))).toBe(amount)
      }),
    )
  })
})

describe('workOutFees', () => {
  const fees = [
    rule({ per: 'dossier', amount: 50_000, channel: 'atDesk' }),
    rule({ per: 'dossier', amount: 150_000, channel: 'online' }),
    certified,
    rule({ amount: 5000, timing: 'none' }),
  ]
  it('takes the rules of the channel and sums by when they are due', () => {
    const desk = workOutFees({ fees }, 'atDesk', of({ pages: 3 }), null)
    expect(desk).toMatchObject({ atIntake: 50_000, atReturn: 5000, open: false })
    expect(desk.lines.map(({ index }) => index)).toEqual([0, 2, 3])
    expect(workOutFees({ fees }, 'online', singleQuantities, null).atIntake).toBe(150_000)
    expect(workOutFees({ fees }, 'byPost', singleQuantities, null).atIntake).toBe(0)
  })
  it.each(exemptionGroups.map(({ id }) => id))('lets %s off, but not from certifying', (group) => {
    expect(workOutFees({ fees }, 'atDesk', of({ pages: 3 }), group)).toMatchObject({ atIntake: 0, atReturn: 5000 })
  })
  it('lets nobody off by an unknown group, and a province’s own group only where it is named', () => {
    expect(workOutFees({ fees }, 'atDesk', singleQuantities, 'hang-xom').atIntake).toBe(50_000)
    const own = [rule({ exemptGroups: ['tre-em'] })]
    expect(workOutFees({ fees: own }, 'atDesk', singleQuantities, 'tre-em').atIntake).toBe(0)
    expect(workOutFees({ fees: own }, 'atDesk', singleQuantities, 'ho-ngheo').atIntake).toBe(8000)
  })
  it('says when an amount is the officer’s to state', () => {
    expect(workOutFees({ fees: [rule({ amount: null })] }, 'atDesk', singleQuantities, null)).toMatchObject({
      open: true,
      atIntake: 0,
    })
    expect(workOutFees({ fees: [] }, 'atDesk', singleQuantities, null)).toEqual({
      lines: [],
      atIntake: 0,
      atReturn: 0,
      open: false,
    })
  })
})
