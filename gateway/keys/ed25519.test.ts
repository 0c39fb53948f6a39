import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { createPrivateKey, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isSignedBy, makePrivateKey, mustReadSigningKey, rawPublicText, readPublicKey } from './ed25519.ts'

// RFC 8032, 7.1, test 2.
const rfc = {
  secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  public: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: '72',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
}
const text = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')

describe('Ed25519 over raw keys', () => {
  it('agrees with the RFC', () => {
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(rfc.secret, 'hex')])
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    expect(rawPublicText(key)).toBe(text(rfc.public))
    const message = Buffer.from(rfc.message, 'hex')
    expect(sign(null, message, key).toString('hex')).toBe(rfc.signature)
    expect(isSignedBy(readPublicKey(text(rfc.public))!, message, text(rfc.signature))).toBe(true)
    expect(isSignedBy(readPublicKey(text(rfc.public))!, Buffer.from('73', 'hex'), text(rfc.signature))).toBe(false)
  })

  it('makes keys that read back, with the seed that made them', () => {
    const signing = mustReadSigningKey(makePrivateKey())
    expect(isSignedBy(readPublicKey(signing.publicText)!, Buffer.from('a'), signing.sign(Buffer.from('a')))).toBe(true)
    expect(Buffer.from(ed25519.getPublicKey(signing.seed)).toString('base64url')).toBe(signing.publicText)
  })

  it('never throws on what a stranger sends', () => {
    const key = readPublicKey(text(rfc.public))!
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (odd, message) => {
        expect(isSignedBy(key, message, odd)).toBe(false)
        if (Buffer.from(odd, 'base64url').length !== 32) expect(readPublicKey(odd)).toBeNull()
      }),
    )
    for (const odd of ['', '!', 'A'.repeat(42), 'A'.repeat(45), 'A'.repeat(42) + '='])
      expect(readPublicKey(odd)).toBeNull()
  })
})
