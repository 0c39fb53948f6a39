import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transferQrPayload, transferQrProblem } from './viet-qr.ts'

const sample = { bankBin: '970403', account: '0011012345678', amount: null, purpose: '' }

test('the published sample of the NAPAS specification', () => {
  expect(transferQrPayload(sample)).toBe(
    '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F',
  )
})

test('amount and purpose are carried, and the length of every field is true', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.stringMatching(/^[A-Z0-9 ]{1,50}$/), (amount, purpose) => {
      const payload = transferQrPayload({ ...sample, amount, purpose })
      const fields = parse(payload)
      expect(fields.get('01')).toBe('12')
      expect(fields.get('54')).toBe(String(amount))
      expect(parse(fields.get('62') ?? '').get('08')).toBe(purpose)
      expect(fields.get('63')).toMatch(/^[0-9A-F]{4}$/)
    }),
  )
})

test.each([
  [{ bankBin: '97040' }, 'BANK'],
  [{ account: '' }, 'ACCOUNT'],
  [{ account: '12 34' }, 'ACCOUNT'],
  [{ amount: 0 }, 'AMOUNT'],
  [{ amount: 1.5 }, 'AMOUNT'],
  [{ amount: Number.NaN }, 'AMOUNT'],
  [{ purpose: 'Lệ phí' }, 'PURPOSE'],
  [{ purpose: 'A'.repeat(51) }, 'PURPOSE'],
])('%j is refused as %s', (change, problem) => {
  expect(transferQrProblem({ ...sample, ...change })).toBe(problem)
  expect(() => transferQrPayload({ ...sample, ...change })).toThrow(RangeError)
})

function parse(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (let at = 0; at < text.length;) {
    const length = Number(text.slice(at + 2, at + 4))
    fields.set(text.slice(at, at + 2), text.slice(at + 4, at + 4 + length))
    at += 4 + length
  }
  return fields
}
