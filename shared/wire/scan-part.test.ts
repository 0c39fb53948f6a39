import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleCommuneId, sampleUuid } from '../../test/support/event-builder.ts'
import { openBundle, readBundleHeader } from './bundle.ts'
import { openScans, readScansHeader, sealScans, type CarriedScan } from './scan-part.ts'

const secretOf = (n: number) => new Uint8Array(32).fill(n)
const [desk, gateway, stranger] = [secretOf(1), secretOf(2), secretOf(3)]
const header = {
  format: 'mot-cua-bundle' as const,
  version: 2,
  id: sampleUuid(9, 9),
  kind: 'scans' as const,
  communeId: sampleCommuneId,
  writer: 'desk-1',
  reader: 'gateway',
  createdAt: '2026-11-24T08:00:00+07:00',
  dossiers: 1,
  events: 0,
}
const scan = fc.record({
  sha256: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  mediaType: fc.constantFrom('application/pdf' as const, 'image/jpeg' as const),
  dossierId: fc.constant(sampleUuid(0, 1)),
  content: fc.uint8Array({ minLength: 1, maxLength: 300 }),
})
const seal = (scans: readonly CarriedScan[], overrides: object = {}) =>
  sealScans({
    header: { ...header, ...overrides },
    scans,
    readerKey: ed25519.getPublicKey(gateway),
    sign: (bytes) => ed25519.sign(bytes, desk),
    oneTimeSecret: secretOf(7),
    nonce: new Uint8Array(12).fill(5),
  })
const open = (file: Uint8Array, reader = gateway, writer = desk) =>
  openScans(file, { reader: 'gateway', readerSecret: reader, writerKey: ed25519.getPublicKey(writer) })
const text = 'Giấy khai sinh của Nguyễn Văn A'
const one: CarriedScan = {
  sha256: 'a'.repeat(64),
  mediaType: 'image/png',
  dossierId: sampleUuid(0, 1),
  content: new TextEncoder().encode(text.repeat(3)),
}

describe('a part with scans', () => {
  it('comes out as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(scan, { maxLength: 5 }), async (scans) => {
        const file = await seal(scans)
        expect(open(file)).toEqual({ ok: true, header, scans })
        expect(readScansHeader(file)).toEqual(header)
      }),
      { numRuns: 25 },
    )
  })

  it('shows nothing of its content outside, and is no bundle', async () => {
    const file = Buffer.from(await seal([one]))
    expect(file.includes('Nguyễn')).toBe(false)
    expect(file.includes('aaaa')).toBe(false)
    expect(readBundleHeader(file.toString('utf8'))).toBeNull()
    expect(openBundle(file.toString('utf8'), { reader: 'gateway', readerSecret: gateway, writerKey: desk }).ok).toBe(
      false,
    )
  })

  it('is refused when meant for another, signed by another, sealed to another, or of a newer kind', async () => {
    expect(open(await seal([one], { reader: 'desk-2' }))).toEqual({ ok: false, problem: 'WRONG_READER' })
    expect(open(await seal([one]), gateway, stranger)).toEqual({ ok: false, problem: 'BAD_SIGNATURE' })
    expect(open(await seal([one]), stranger)).toEqual({ ok: false, problem: 'DAMAGED' })
    expect(open(await seal([one], { version: 3 }))).toEqual({ ok: false, problem: 'NEWER_VERSION' })
  })

  it('with any byte changed, added or cut off never opens as something else', async () => {
    const file = await seal([one])
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(2), (at, flip, how) => {
        const other = new Uint8Array(how === 0 ? file.subarray(0, at) : how === 1 ? [...file, flip] : file)
        if (how === 2) other[at]! ^= flip
        const opened = open(other)
        // A flip in base64 that is read as the same byte changes nothing.
        if (opened.ok) expect(opened).toEqual({ ok: true, header, scans: [one] })
        if (how < 2) expect(opened.ok).toBe(false)
      }),
      { numRuns: 300 },
    )
    expect(open(file.subarray(0, -1))).toEqual({ ok: false, problem: 'DAMAGED' })
  })

  it('garbage is a problem, never an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.json().map((json) => Buffer.from(`${json}\n`)),
        ),
        (bytes) => {
          expect(open(new Uint8Array(bytes))).toEqual({ ok: false, problem: 'NOT_A_BUNDLE' })
        },
      ),
    )
  })
})
