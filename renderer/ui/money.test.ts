import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, moneyEntry, parseMoney } from './money.ts'

describe('money', () => {
  it.each([
    ['', 0],
    ['150000', 150_000],
    ['150.000 đ', 150_000],
    ['1,500', 1500],
  ])('%j is %d', (typed, amount) => {
    expect(parseMoney(typed)).toBe(amount)
  })

  it.each(['-5', '1e6', 'mười', '1234567890123', '١٢', '0x10'])('%j is no amount', (typed) => {
    expect(parseMoney(typed)).toBeNull()
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (amount) => {
        expect(parseMoney(formatMoney(amount))).toBe(amount)
        expect(parseMoney(moneyEntry(amount))).toBe(amount)
      }),
    )
  })
})
