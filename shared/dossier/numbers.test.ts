import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dossierCodeSchema } from './event.ts'
import {
  codeKey,
  isOfficialCode,
  isProvisionalCode,
  mustFormatLeased,
  mustFormatPrefix,
  mustFormatProvisional,
  recogniseCode,
} from './numbers.ts'

const code = '000.00.01.H53-261124-0001'
const id = '01935a7e-0000-7000-8000-000000000001'

describe('recogniseCode', () => {
  it.each([
    [code, code],
    ['000.00.06.H56-231027-0361', '000.00.06.H56-231027-0361'],
    ['G09.20-20260609-0092637', 'G09.20-20260609-0092637'],
    ['H53-261124-0001', 'H53-261124-0001'],
    [' 000.00.01.h53-261124-0001\r\n', code],
    ['000.00.01.H53 - 261124 - 0001', code],
    ['000.00.01.H53–261124–0001', code],
    [`Mã hồ sơ: ${code}.`, code],
    [`https://dichvucong.tayninh.gov.vn/tra-cuu?ma=${code}&x=1`, code],
    [`https://tra-cuu.vn/ho-so/${code}`, code],
    [`https://tra-cuu.vn/?ma=${encodeURIComponent(code)}%20`, code],
  ])('official in %j', (text, expected) => {
    expect(recogniseCode(text)).toEqual({ kind: 'official', code: expected })
  })

  it.each([
    'TẠM-quay-1-261124-001',
    'TẠM-QUAY-1-261124-001'.normalize('NFD'),
    'tam-quay-1-261124-001',
    'T?M-quay-1-261124-001',
    'tm-quay-1-261124-001',
    ' TAM-quay-1 -261124-001 ',
    `https://tra-cuu.vn/ho-so/${encodeURIComponent('TẠM-quay-1-261124-001')}`,
  ])('provisional in %j', (text) => {
    expect(recogniseCode(text)).toEqual({ kind: 'provisional', code: 'TẠM-QUAY-1-261124-001' })
  })

  it('a dossier id', () => {
    for (const text of [id, id.toUpperCase(), `https://tra-cuu.vn/?id=${id}`])
      expect(recogniseCode(text)).toEqual({ kind: 'dossierId', id })
  })

  it.each([
    '',
    '0001',
    '072190001234|290123456|Nguyễn Thị Hoà|17051990|Nữ|Khu phố 3|01022021',
    '000.00.01.H53-2611-0001',
    '000.00.01.H53-261124-01',
    '9000.00.01.H53-261124-0001',
    '000.00.01.H53-261124-00011234',
    'TẠM-261124-001',
    'Nguyễn Thị Hoà',
    '%',
    '%E0%A4%A',
    'x'.repeat(5000),
    `${'0'.repeat(2000)}${code}`,
  ])('nothing in %j', (text) => {
    expect(recogniseCode(text)).toBeNull()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(30), (noise, cut) => {
        recogniseCode(noise)
        recogniseCode(`${code.slice(0, cut)}${noise}${code.slice(cut)}`)
        expect(codeKey(noise)).toMatch(/^[0-9A-Z]*$/)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('codeKey', () => {
  it('is one for every spelling', () => {
    expect(codeKey(code)).toBe('0000001H532611240001')
    const spellings = [' 000.00.01.h53-261124-0001 ', `https://x.vn/?ma=${code}`, '0000001h532611240001']
    expect(spellings.map(codeKey)).toEqual(spellings.map(() => codeKey(code)))
    expect(codeKey('tm-desk1-261124-001')).toBe(codeKey('TẠM-Desk1-261124-001'))
    expect(codeKey('tạm desk1')).toBe('TAMDESK1')
  })
  it('of a part is part of the key', () => {
    fc.assert(
      fc.property(fc.nat(code.length), fc.nat(code.length), (a, b) => {
        expect(codeKey(code)).toContain(codeKey(code.slice(Math.min(a, b), Math.max(a, b))))
      }),
    )
  })
})

const date = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))
const deskId = fc.stringMatching(/^[0-9A-Za-z]([0-9A-Za-z-]{0,20}[0-9A-Za-z])?$/)

describe('formatting', () => {
  it('makes codes as printed', () => {
    expect(mustFormatLeased(mustFormatPrefix('000.00.01.H53', '2026-11-24'), 1)).toBe(code)
    expect(mustFormatLeased('000.00.01.H53-261124-', 12_345)).toBe('000.00.01.H53-261124-12345')
    expect(mustFormatProvisional('quay-1', '2026-11-24', 7)).toBe('TẠM-quay-1-261124-007')
    expect(mustFormatProvisional('quay-1', '2026-11-24', 1000)).toBe('TẠM-quay-1-261124-1000')
  })
  it('makes codes that are recognised, storable, and different for different numbers', () => {
    fc.assert(
      fc.property(deskId, date, fc.integer({ min: 1, max: 999_999 }), (desk, day, sequence) => {
        const made = [
          mustFormatLeased(mustFormatPrefix('000.00.01.H53', day), sequence),
          mustFormatProvisional(desk, day, sequence),
        ]
        expect([isOfficialCode(made[0]!), isProvisionalCode(made[1]!)]).toEqual([true, true])
        for (const one of made) {
          expect(dossierCodeSchema.parse(one)).toBe(one)
          expect(codeKey(recogniseCode(one) === null ? '' : one)).toBe(codeKey(one.toLowerCase()))
        }
        expect(mustFormatProvisional(desk, day, (sequence % 999_999) + 1)).not.toBe(made[1])
      }),
    )
  })
  it('refuses what would make a code that nobody could read back', () => {
    for (const sequence of [0, -1, 1.5, Number.NaN, 10_000_000]) {
      expect(() => mustFormatLeased('000.00.01.H53-261124-', sequence)).toThrow(RangeError)
      expect(() => mustFormatProvisional('a', '2026-11-24', sequence)).toThrow(RangeError)
    }
    for (const desk of ['', '-', 'quầy', 'a b', 'a/b', 'a'.repeat(49)])
      expect(() => mustFormatProvisional(desk, '2026-11-24', 1)).toThrow(RangeError)
    expect(() => mustFormatPrefix('H53x', '2026-11-24')).toThrow(RangeError)
    expect(() => mustFormatPrefix('000.00.01.H53', '24/11/2026')).toThrow(RangeError)
  })
})
