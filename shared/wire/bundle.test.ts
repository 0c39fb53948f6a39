import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleCommuneId, sampleEvent, sampleUuid } from '../../test/support/event-builder.ts'
import { base64urlToBytes, bytesToBase64url } from './base64url.ts'
import { openBundle, readBundleHeader, sealBundle } from './bundle.ts'
import type { BundleContent, BundleHeader } from './bundle.ts'

const secretOf = (n: number) => new Uint8Array(32).fill(n)
const desk = secretOf(1)
const gateway = secretOf(2)
const stranger = secretOf(3)
const event = sampleEvent('received', 1)
const content: BundleContent = {
  kind: 'push',
  requests: [{ dossiers: [{ dossierId: event.dossierId, events: [event] }] }],
}
const header: BundleHeader = {
  format: 'mot-cua-bundle',
  version: 1,
  id: sampleUuid(9, 9),
  kind: 'push',
  communeId: sampleCommuneId,
  writer: 'desk-1',
  reader: 'gateway',
  createdAt: '2026-11-24T08:00:00+07:00',
  dossiers: 1,
  events: 1,
}
const seal = (overrides: Partial<BundleHeader> = {}) =>
  sealBundle({
    header: { ...header, ...overrides },
    content,
    readerKey: ed25519.getPublicKey(gateway),
    sign: (bytes) => ed25519.sign(bytes, desk),
    oneTimeSecret: new Uint8Array(32).fill(7),
    nonce: new Uint8Array(12).fill(5),
  })
const open = (text: string, reader = gateway, writer = desk) =>
  openBundle(text, { reader: 'gateway', readerSecret: reader, writerKey: ed25519.getPublicKey(writer) })

describe('a bundle', () => {
  test('comes out as it went in, and shows nothing of its content outside', async () => {
    const text = await seal()
    expect(open(text)).toEqual({ ok: true, header, content })
    expect(text).not.toContain('Nguyễn')
    expect(readBundleHeader(text)).toEqual(header)
  })

  test('is refused when meant for another, signed by another, or sealed to another', async () => {
    expect(open(await seal({ reader: 'desk-2' }))).toEqual({ ok: false, problem: 'WRONG_READER' })
    expect(open(await seal(), gateway, stranger)).toEqual({ ok: false, problem: 'BAD_SIGNATURE' })
    expect(open(await seal(), stranger)).toEqual({ ok: false, problem: 'DAMAGED' })
    expect(open(await seal({ version: 2 }))).toEqual({ ok: false, problem: 'NEWER_VERSION' })
  })

  test('with any one character changed never opens as something else', async () => {
    const text = await seal()
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'z', '0', '"', '}'), (at, letter) => {
        const opened = open(text.slice(0, at) + letter + text.slice(at + 1))
        if (opened.ok) expect(opened).toEqual({ ok: true, header, content })
      }),
    )
  })

  test('garbage is a problem, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(open(text)).toEqual({ ok: false, problem: 'NOT_A_BUNDLE' })
      }),
    )
  })
})

test('base64url round-trips and refuses what it is not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(bytesToBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(base64urlToBytes(bytesToBase64url(bytes))).toEqual(bytes)
    }),
  )
  expect(base64urlToBytes('a')).toBeNull()
  expect(base64urlToBytes('ab=c')).toBeNull()
})
