import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleUuid } from '../../test/support/event-builder.ts'
import { queueTicketContent, readScan } from './read-scan.ts'
import { barcodeContent, qrContent } from './scan-codes.ts'

const id = sampleUuid(0, 1)
const card = '072190001234||Nguyễn Thị Hoà|17051990|Nữ|Khu phố 3, Phường Tân Ninh|01072021'

describe('a scanned text', () => {
  it.each([
    ['a receipt’s QR', 'TAM-quay-1-261124-001 ' + id, 'dossier'],
    ['its bars', '000.00.01.H53-261124-0001', 'dossier'],
    ['a look-up address', 'https://dichvucong.example/tra-cuu?ma=000.00.01.H53-261124-0001', 'dossier'],
    ['with the reader’s own mark', ']C1000.00.01.H53-261124-0001\r\n', 'dossier'],
    ['the dossier’s id', id, 'dossier'],
    ['an ID card', card, 'idCard'],
    ['an ID card with its number spoilt', card.replace('072190001234', 'O7219'), 'idCard'],
    ['an ID number', '072190001234', 'idNumber'],
    ['an old ID number', '290123456', 'idNumber'],
    ['a bundle’s name', 'mot-cua-desk-1-20261124T0304.motcua', 'bundle'],
    ['a bundle’s beginning', '{"header":{"format":"mot-cua-bundle","version":1', 'bundle'],
    ['a queue ticket', queueTicketContent('a-012'), 'ticket'],
  ])('%s', (_, text, kind) => {
    expect(readScan(text).kind).toBe(kind)
  })

  it.each([
    ['https://vneid.gov.vn/abc', 'webAddress'],
    ['00020101021238540010A00000072701', 'payment'],
    ['RR123456785VN', 'post'],
    ['8934563138165', 'digits'],
    ['SN-4711/B', 'code'],
    ['Xin chào', 'text'],
    ['', 'text'],
    ['a|b|c', 'text'],
  ])('%j is strange: %s', (text, shape) => {
    expect(readScan(text)).toEqual({ kind: 'strange', shape, text })
  })

  it('of our own papers is never strange', () => {
    const codes = fc.constantFrom('000.00.01.H53-261124-0001', 'G09.20-20260609-0092637', 'TẠM-q1-261124-001')
    const pages = fc.constantFrom(null, 'https://x.example/?ma={code}', 'https://x.example/#/{code}')
    const marks = fc.constantFrom('', ']Q3', ']C1', '\ufeff')
    fc.assert(
      fc.property(codes, pages, marks, fc.constantFrom('', '\r', '\n', ' '), (code, page, mark, end) => {
        const kind = code.startsWith('T') ? ('provisional' as const) : ('official' as const)
        for (const text of [qrContent({ id, number: { code, kind } }, page), barcodeContent(code)])
          expect(readScan(mark + text + end).kind).toBe('dossier')
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        expect(typeof readScan(text).kind).toBe('string')
      }),
    )
  })
})
