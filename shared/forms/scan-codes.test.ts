import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleUuid } from '../../test/support/event-builder.ts'
import { mustFormatProvisional, recogniseCode } from '../dossier/numbers.ts'
import { barcodeContent, qrContent, scannableCode } from './scan-codes.ts'

const id = sampleUuid(0, 1)
const leased = { id, number: { code: '000.00.01.H53-261124-0001', kind: 'leased' as const } }
const provisional = { id, number: { code: 'TẠM-quay-1-261124-001', kind: 'provisional' as const } }
const page = 'https://dichvucong.example/tra-cuu?ma={code}'

describe('codes on paper', () => {
  it('a final number stands alone', () => {
    expect(qrContent(leased, null)).toBe('000.00.01.H53-261124-0001')
    expect(qrContent(leased, page)).toBe('https://dichvucong.example/tra-cuu?ma=000.00.01.H53-261124-0001')
  })
  it('a provisional number takes the UUID along, and no letter a scanner cannot type', () => {
    expect(qrContent(provisional, null)).toBe(`TAM-quay-1-261124-001 ${id}`)
    expect(qrContent(provisional, page)).toBe(`https://dichvucong.example/tra-cuu?ma=TAM-quay-1-261124-001#${id}`)
    expect(barcodeContent(provisional.number.code)).toBe('TAM-quay-1-261124-001')
  })
  it('a lookup page without a place for the number is not used', () => {
    expect(qrContent(leased, 'https://dichvucong.example/')).toBe(leased.number.code)
  })
  it('a dossier without a number yet is known by its UUID', () => {
    expect(qrContent({ id, number: { code: '', kind: 'provisional' } }, page)).toBe(id)
    expect(qrContent({ id: '', number: { code: '', kind: 'provisional' } }, null)).toBe('')
  })
  it.each(['', 'x'.repeat(49), 'số\n1', 'mã số', '編號'])('no bars for %j', (code) => {
    expect(barcodeContent(code)).toBe('')
  })
  it('đ and Đ are letters of their own', () => {
    expect(scannableCode('ĐÔNG-đ')).toBe('DONG-d')
  })
  it('what is printed is recognised when scanned, with and without a lookup page', () => {
    const desk = fc.stringMatching(/^[0-9A-Z][0-9A-Z-]{0,10}[0-9A-Z]$/)
    fc.assert(
      fc.property(desk, fc.integer({ min: 1, max: 999_999 }), fc.constantFrom(null, page), (name, n, lookup) => {
        const code = mustFormatProvisional(name, '2026-11-24', n)
        const content = qrContent({ id, number: { code, kind: 'provisional' } }, lookup)
        expect(recogniseCode(content)).toEqual({ kind: 'provisional', code })
        expect(recogniseCode(barcodeContent(code))).toEqual({ kind: 'provisional', code })
        expect(recogniseCode(qrContent(leased, lookup))).toEqual({ kind: 'official', code: leased.number.code })
      }),
    )
  })
})
