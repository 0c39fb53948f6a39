import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selfSigned } from '../../../test/support/self-signed.ts'
import { readCa } from './own-ca.ts'

const now = Date.UTC(2026, 10, 24)
const { cert, key } = selfSigned('motcua.tinh.example', now)

describe('certificate authorities of a province', () => {
  it('are read with what they are called and until when they are good', () => {
    expect(readCa(cert, now)).toMatchObject({
      ok: true,
      certificates: [{ subject: 'motcua.tinh.example', validTo: expect.stringMatching(/^2026-11-25T/) }],
    })
  })

  it('are kept without what else stood in the file, above all without a key', () => {
    const read = readCa(`Chứng thư của tỉnh\r\n${key}\n${cert}\n${cert}`, now)
    expect(read).toMatchObject({ ok: true, certificates: [{}, {}] })
    expect(read.ok && read.pem).not.toContain('PRIVATE KEY')
  })

  it('that have expired are refused, and so is what is none', () => {
    expect(readCa(cert, now + 3 * 86_400_000)).toEqual({ ok: false, code: 'EXPIRED' })
    const refused = { ok: false, code: 'NOT_A_CERTIFICATE' }
    for (const text of ['', key, cert.slice(0, 200), cert.replace(/[A-Z]{4}/, '!!!!'), '%PDF-1.7'])
      expect(readCa(text, now)).toEqual(refused)
    const wrapped = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`
    fc.assert(fc.property(fc.base64String(), (text) => readCa(wrapped(text), now).ok === false))
    fc.assert(fc.property(fc.string(), (text) => readCa(text, now).ok === false))
  })
})
