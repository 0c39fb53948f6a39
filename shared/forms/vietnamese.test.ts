import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  birthText,
  dateInWords,
  money,
  moneyInWords,
  momentInWords,
  outcomeText,
  shortDate,
  shortMoment,
} from './vietnamese.ts'

describe('times', () => {
  it('are written as on official papers', () => {
    expect(momentInWords('2026-11-24T08:05:00+07:00')).toBe('08 giờ 05 phút, ngày 24 tháng 11 năm 2026')
    expect(dateInWords('2026-02-03')).toBe('ngày 03 tháng 02 năm 2026')
    expect(dateInWords('2026-03-13')).toBe('ngày 13 tháng 3 năm 2026')
    expect(shortDate('2026-11-24T23:30:00+07:00')).toBe('24/11/2026')
    expect(shortMoment('2026-11-24T08:30:00+07:00')).toBe('08:30 24/11/2026')
  })
  it('are those of the office, whatever offset they came with', () => {
    expect(momentInWords('2026-11-24T18:30:00Z')).toBe('01 giờ 30 phút, ngày 25 tháng 11 năm 2026')
    expect(shortDate('2026-12-31T20:00:00-05:00')).toBe('01/01/2027')
  })
  it.each([null, '', 'hôm qua', '2026-13-45', '24/11/2026'])('%j is no time: nothing is written', (value) => {
    expect([momentInWords(value), dateInWords(value), shortDate(value), shortMoment(value)]).toEqual(['', '', '', ''])
  })
  it('of birth may be a year alone', () => {
    expect([birthText('1950'), birthText('1990-05-17'), birthText(null)]).toEqual(['1950', '17/05/1990', ''])
  })
})

describe('outcomeText', () => {
  const due = '2026-11-27T17:00:00+07:00'
  it.each([
    ['2026-11-26T23:59:59+07:00', 'Trước hạn'],
    ['2026-11-27T00:00:00+07:00', 'Đúng hạn'],
    ['2026-11-27T17:00:00+07:00', 'Đúng hạn'],
    ['2026-11-27T17:00:01+07:00', 'Quá hạn'],
    ['2026-11-26T17:00:00Z', 'Đúng hạn'],
    ['không rõ', ''],
  ])('%s is %s', (at, expected) => {
    expect(outcomeText(at, due)).toBe(expected)
  })
  it('without a limit says nothing', () => {
    expect(outcomeText(due, null)).toBe('')
  })
})

describe('money', () => {
  it.each([
    [0, '0 đồng', 'Không đồng'],
    [5, '5 đồng', 'Năm đồng'],
    [15, '15 đồng', 'Mười lăm đồng'],
    [21, '21 đồng', 'Hai mươi mốt đồng'],
    [105, '105 đồng', 'Một trăm linh năm đồng'],
    [8_000, '8.000 đồng', 'Tám nghìn đồng'],
    [10_000, '10.000 đồng', 'Mười nghìn đồng'],
    [150_000, '150.000 đồng', 'Một trăm năm mươi nghìn đồng'],
    [1_000_000, '1.000.000 đồng', 'Một triệu đồng'],
    [1_000_005, '1.000.005 đồng', 'Một triệu không trăm linh năm đồng'],
    [1_005_000, '1.005.000 đồng', 'Một triệu không trăm linh năm nghìn đồng'],
    [34_555_321, '34.555.321 đồng', 'Ba mươi bốn triệu năm trăm năm mươi lăm nghìn ba trăm hai mươi mốt đồng'],
    [1_000_000_000, '1.000.000.000 đồng', 'Một tỷ đồng'],
    [2_000_000_000_000, '2.000.000.000.000 đồng', 'Hai nghìn tỷ đồng'],
    [2_003_000_000_000, '2.003.000.000.000 đồng', 'Hai nghìn không trăm linh ba tỷ đồng'],
  ])('%i', (amount, figures, words) => {
    expect(money(amount)).toBe(figures)
    expect(moneyInWords(amount)).toBe(words)
  })
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e15])('%d has no words', (amount) => {
    expect(moneyInWords(amount)).toBe('')
  })
  it('differs in words when it differs', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999_999), fc.nat(999_999_999_999), (a, b) => {
        expect(moneyInWords(a) === moneyInWords(b)).toBe(a === b)
        expect(moneyInWords(a)).not.toMatch(/ {2}|undefined/)
      }),
    )
  })
})
