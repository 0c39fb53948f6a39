import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasWrongCheckDigit, normaliseTrackingNumber } from './tracking-number.ts'

describe('tracking numbers', () => {
  // 47312482 with the check digit 9 is the worked example of the standard.
  it.each(['RR473124829VN', 'rr 473 124 829 vn', 'EA123456785VN', 'EE000000005VN'])('%s is sound', (number) => {
    expect(hasWrongCheckDigit(number)).toBe(false)
  })
  it.each(['RR473124828VN', 'RR437124829VN', 'EA123456789VN'])('%s is doubted', (number) => {
    expect(hasWrongCheckDigit(number)).toBe(true)
  })
  it.each(['', '123', 'VTP-2026/11', 'SPXVN026', '🙂', 'EA12345678VN'])('%j is another carrier’s', (number) => {
    expect(hasWrongCheckDigit(number)).toBe(false)
  })
  it('are stored without the spaces of the label', () => {
    expect(normaliseTrackingNumber(' ea 123 456 785 vn ')).toBe('EA123456785VN')
    expect(normaliseTrackingNumber(' vtp-2026/11 ')).toBe('VTP-2026/11')
  })
  it('whatever is typed: no failure, the same once more, and one digit of eight mistyped is noticed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseTrackingNumber(text)
        expect(normaliseTrackingNumber(once)).toBe(once)
        hasWrongCheckDigit(text)
      }),
    )
    const digit = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(fc.array(digit, { minLength: 8, maxLength: 8 }), fc.nat(7), digit, (serial, place, other) => {
        const sound = [...Array(10).keys()].map((check) => `EA${serial.join('')}${check}VN`)
        expect(sound.filter((number) => !hasWrongCheckDigit(number))).toHaveLength(1)
        fc.pre(serial[place] !== other)
        const right = sound.find((number) => !hasWrongCheckDigit(number)) ?? ''
        const mistyped = `${right.slice(0, 2 + place)}${other}${right.slice(3 + place)}`
        // Two remainders share the check digit 5: the standard itself lets those pass.
        expect(hasWrongCheckDigit(mistyped) || right[10] === '5').toBe(true)
      }),
    )
  })
})
