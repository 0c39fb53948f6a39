import { describe, expect, it } from 'vitest'
import type { FeeRule } from '../../../shared/procedure/catalogue.ts'
import { filledForm, mustFindProcedure } from '../../testing/sample-intake.ts'
import { chosenAmount, suggestedAmount, toCharge } from './charge.ts'
import type { ChargeEntry } from './form.ts'

const rule: FeeRule = { amount: 8000, per: 'copy', timing: 'atIntake', channel: null, note: 'Lệ phí trích lục' }
const procedure = { ...mustFindProcedure('1.004873'), fees: [rule] }
const formWith = (change: Partial<ChargeEntry>) => {
  const form = filledForm()
  return { ...form, charge: { ...form.charge, ...change } }
}
const chargeOf = (change: Partial<ChargeEntry>) => toCharge(formWith(change), procedure)

describe('the charge of an intake', () => {
  it('follows the rules, the quantity, and the receipt', () => {
    expect(chargeOf({ copies: '3', receiptNumber: ' BL 0012 ' })).toEqual({
      amount: 24_000,
      timing: 'atIntake',
      exemption: null,
      paidAtIntake: 24_000,
      receiptNumber: 'BL 0012',
      method: 'cash',
    })
  })

  it('not paid yet is not paid', () => {
    expect(chargeOf({ paid: false, receiptNumber: 'BL 1' })).toMatchObject({ paidAtIntake: 0, receiptNumber: null })
    expect(chargeOf({ timing: 'atReturn' })).toMatchObject({ amount: 8000, timing: 'atReturn', paidAtIntake: 0 })
  })

  it('the officer’s own amount stands above the rules', () => {
    expect(chargeOf({ amount: '5.000' })).toMatchObject({ amount: 5000 })
    expect(chosenAmount(formWith({ amount: 'năm nghìn' }), procedure)).toBeNull()
  })

  it('an exemption is recorded with its reason', () => {
    expect(chargeOf({ exemptGroup: 'ho-ngheo' })).toEqual({
      amount: 0,
      timing: 'exempt',
      exemption: 'Người thuộc hộ nghèo',
      paidAtIntake: 0,
      receiptNumber: null,
    })
    expect(chargeOf({ exemptGroup: 'other', exemption: 'Theo Nghị quyết 12' })).toMatchObject({
      timing: 'exempt',
      exemption: 'Theo Nghị quyết 12',
    })
  })

  it('nothing to pay is neither exempt nor owed', () => {
    expect(toCharge(filledForm(), { ...procedure, fees: [] })).toMatchObject({
      amount: 0,
      timing: 'none',
      exemption: null,
    })
  })

  it('a quantity that is no number counts for nothing until it is one', () => {
    expect(suggestedAmount(formWith({ copies: 'hai' }), procedure)).toBe(0)
  })
})
