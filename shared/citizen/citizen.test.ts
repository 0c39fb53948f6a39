import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEmail } from './email.ts'
import { maskIdNumber, maskPhone } from './masking.ts'
import { checkPersonalId, normaliseIdNumber, readPersonalId } from './personal-id.ts'
import { formatPhone, phoneKey, readPhone } from './phone.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 60 })
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

describe('checkPersonalId', () => {
  const number = '072190001234'
  it('is content with what agrees', () => {
    expect(readPersonalId(number)).toEqual({ province: '072', sex: 'female', birthYear: 1990 })
    expect(checkPersonalId(number, { birth: '1990-05-17', sex: 'female' })).toEqual([])
    expect(checkPersonalId('072 190-001.234', { birth: '1990', sex: null })).toEqual([])
    expect(checkPersonalId('072312000001', { birth: '2012-01-01', sex: 'female' })).toEqual([])
    expect(checkPersonalId('101090000001', { birth: null, sex: null })).toEqual([])
  })
  it.each([
    [
      'birth year',
      number,
      { birth: '1991-05-17', sex: null },
      [{ code: 'BIRTH_YEAR_DIFFERS', inNumber: 1990, stated: 1991 }],
    ],
    [
      'sex',
      number,
      { birth: null, sex: 'male' as const },
      [{ code: 'SEX_DIFFERS', inNumber: 'female', stated: 'male' }],
    ],
    ['province', '003190001234', { birth: null, sex: null }, [{ code: 'UNKNOWN_PROVINCE', province: '003' }]],
    ['old number', '290123456', { birth: '1990', sex: 'male' as const }, [{ code: 'OLD_NUMBER' }]],
    ['shape', '07219000123', { birth: null, sex: null }, [{ code: 'WRONG_SHAPE', length: 11 }]],
    ['letters', '07219000123A', { birth: null, sex: null }, [{ code: 'WRONG_SHAPE', length: 12 }]],
    ['nothing', ' ', { birth: null, sex: null }, [{ code: 'WRONG_SHAPE', length: 0 }]],
    ['century', '072490001234', { birth: null, sex: null }, [{ code: 'FUTURE_CENTURY', inNumber: 2190 }]],
  ])('warns of %s', (_, id, stated, warnings) => {
    expect(checkPersonalId(id, stated)).toEqual(warnings)
  })
  it('agrees with every number made from the birth it states', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2099 }), fc.boolean(), digits(6), (year, female, tail) => {
        const mark = (year >= 2000 ? 2 : 0) + (female ? 1 : 0)
        const id = `080${mark}${String(year).slice(2)}${tail}`
        expect(checkPersonalId(id, { birth: String(year), sex: female ? 'female' : 'male' })).toEqual([])
        expect(checkPersonalId(id, { birth: String(year + 1), sex: female ? 'male' : 'female' })).toHaveLength(2)
      }),
    )
  })
  it('survives garbage', () => {
    fc.assert(
      fc.property(anyText, anyText, (id, birth) => {
        expect(Array.isArray(checkPersonalId(id, { birth, sex: 'male' }))).toBe(true)
        expect(normaliseIdNumber(normaliseIdNumber(id))).toBe(normaliseIdNumber(id))
      }),
      // Three letters as one, which capitals take apart.
      { examples: [['\u1fd2', '']] },
    )
  })
})

describe('readPhone', () => {
  it.each([
    ['0912345678', '+84912345678', 'mobile'],
    ['+84 912.345.678', '+84912345678', 'mobile'],
    ['+84 (0) 912 345 678', '+84912345678', 'mobile'],
    ['84912345678', '+84912345678', 'mobile'],
    ['0084912345678', '+84912345678', 'mobile'],
    ['0276 3822 222', '+842763822222', 'landline'],
    ['(0272) 3-822-222', '+842723822222', 'landline'],
    ['024 3825 1234', '+842438251234', 'landline'],
    ['+855 12 345 678', '+85512345678', 'foreign'],
    ['０９１２３４５６７８', '+84912345678', 'mobile'],
  ])('%s', (typed, e164, kind) => {
    expect(readPhone(typed)).toEqual({ ok: true, e164, kind })
    expect(phoneKey(typed)).toBe(e164)
  })
  it.each([
    ['', 'EMPTY', null],
    [' - ', 'EMPTY', null],
    ['091234567', 'WRONG_SHAPE', null],
    ['09123456789', 'WRONG_SHAPE', null],
    ['0112345678', 'WRONG_SHAPE', null],
    ['không có', 'WRONG_SHAPE', null],
    ['+84', 'WRONG_SHAPE', null],
    ['01681234567', 'OLD_MOBILE', '0381234567'],
  ])('refuses %s', (typed, code, suggestion) => {
    expect(readPhone(typed)).toEqual({ ok: false, code, suggestion })
  })
  it('reads its own answers and its own format again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          digits(9).map((rest) => `0${rest}`),
          digits(10).map((rest) => `0${rest}`),
        ),
        (typed) => {
          const reading = readPhone(typed)
          const e164 = reading.ok ? reading.e164 : phoneKey(typed)
          expect(phoneKey(e164)).toBe(reading.ok ? e164 : phoneKey(e164))
          expect(phoneKey(formatPhone(typed))).toBe(phoneKey(typed))
        },
      ),
      { numRuns: 500 },
    )
  })
  it('formats for reading', () => {
    expect(formatPhone('+84912345678')).toBe('0912 345 678')
    expect(formatPhone('02763822222')).toBe('0276 3822 222')
    expect(formatPhone('máy bàn nhà bên')).toBe('máy bàn nhà bên')
  })
})

describe('masking', () => {
  it.each([
    ['072190001234', '072*****1234'],
    ['290123456', '*****3456'],
    ['C1234567', '****4567'],
    ['12345', '***45'],
    ['1234', '****'],
    ['', ''],
  ])('of %s', (number, masked) => {
    expect(maskIdNumber(number)).toBe(masked)
  })
  it('of a phone', () => {
    expect(maskPhone('0912345678')).toBe('091****678')
    expect(maskPhone('115')).toBe('***')
  })
  it('never shows more than seven characters, and keeps the length', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{0,40}$/), (number) => {
        for (const masked of [maskIdNumber(number), maskPhone(number)]) {
          expect(masked).toHaveLength(number.length)
          expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(7)
        }
      }),
    )
  })
})

describe('readEmail', () => {
  it.each([
    [' Hoa.Nguyen@Example.VN ', 'Hoa.Nguyen@example.vn'],
    ['a+b@mail.tayninh.gov.vn', 'a+b@mail.tayninh.gov.vn'],
  ])('%s', (typed, email) => {
    expect(readEmail(typed)).toEqual({ ok: true, email })
  })
  it.each([
    'a',
    '@',
    'a@',
    '@b.vn',
    'a@b',
    'a b@c.vn',
    'a@b..vn',
    'a@-b.vn',
    'a@b.vn\n c@d.vn',
    'đào@b.vn',
    'a@b@c.vn',
  ])('refuses %s', (typed) => {
    expect(readEmail(typed)).toEqual({ ok: false, code: 'WRONG_SHAPE' })
  })
  it('refuses what is empty or over-long, and survives garbage', () => {
    expect(readEmail('  ')).toEqual({ ok: false, code: 'EMPTY' })
    expect(readEmail(`${'a'.repeat(120)}@b.vn`)).toEqual({ ok: false, code: 'TOO_LONG' })
    fc.assert(
      fc.property(fc.oneof(anyText, fc.emailAddress()), (typed) => {
        expect(typeof readEmail(typed).ok).toBe('boolean')
      }),
    )
  })
})
