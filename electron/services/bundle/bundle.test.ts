import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesToBase64url, base64urlToBytes } from '../../../shared/wire/base64url.ts'
import { openBundle, sealBundle, type BundleContent, type BundleHeader } from '../../../shared/wire/bundle.ts'
import { openScans } from '../../../shared/wire/scan-part.ts'
import { sampleEvent, sampleUuid } from '../../../test/support/event-builder.ts'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { createTestShell } from '../../../test/support/test-shell.ts'
import { createVault, type Vault } from '../vault/vault.ts'
import { exportBundle, exportScans, importBundle, type BundleDesk } from './bundle.ts'

const newVault = () => createVault({ disk: new MemoryDisk(), folder: '/v', protector: createTestShell().protector })
const keyOf = (vault: Vault) => base64urlToBytes(vault.publicKey)!
const requests = [
  { dossiers: [{ dossierId: sampleUuid(0, 1), events: [sampleEvent('noted', 1), sampleEvent('noted', 2)] }] },
]
const outcomes = [{ outcome: 'accepted' as const, dossierId: sampleUuid(0, 1), eventIds: ['a'] }]

let vault: Vault
let province: Vault
let desk: BundleDesk
beforeAll(async () => {
  vault = await newVault()
  province = await newVault()
  const place = { deskId: 'desk-1', communeId: '25459', gatewayPublicKey: province.publicKey }
  desk = { desk: place, vault, now: () => Date.UTC(2026, 10, 24, 3, 4) }
})

async function answerOf(options: { header?: Partial<BundleHeader>; content?: BundleContent; writer?: Vault } = {}) {
  const writer = options.writer ?? province
  const header: BundleHeader = {
    format: 'mot-cua-bundle',
    version: 1,
    id: randomUUID(),
    kind: 'answer',
    communeId: '25459',
    writer: 'gateway',
    reader: 'desk-1',
    createdAt: '2026-11-24T03:04:00Z',
    dossiers: 1,
    events: 0,
    ...options.header,
  }
  const content = options.content ?? { kind: 'answer', epoch: 'e1', answers: 'b1', outcomes }
  const sign = (bytes: Uint8Array) => Buffer.from(writer.sign(bytes), 'base64url')
  const sealed = {
    header,
    content,
    readerKey: keyOf(vault),
    sign,
    oneTimeSecret: randomBytes(32),
    nonce: randomBytes(12),
  }
  return new Uint8Array(Buffer.from(await sealBundle(sealed)))
}

describe('exporting', () => {
  it('seals what waits so that the province alone reads it, and knows whose it is', async () => {
    const made = await exportBundle(desk, { requests })
    if (made.kind === 'failed') throw new Error(made.code)
    expect(made.suggestedName).toBe('mot-cua-desk-1-20261124T0304.motcua')
    const text = Buffer.from(made.file).toString('utf8')
    expect(text).not.toContain('Đã gọi điện')
    const opened = openBundle(text, { reader: 'gateway', readerSecret: province.seed, writerKey: keyOf(vault) })
    expect(opened).toMatchObject({
      ok: true,
      content: { kind: 'push', requests },
      header: { id: made.id, dossiers: 1, events: 2 },
    })
    expect(openBundle(text, { reader: 'gateway', readerSecret: vault.seed, writerKey: keyOf(vault) }).ok).toBe(false)
  })

  it('needs the province’s key', async () => {
    for (const gatewayPublicKey of ['', 'rác!', bytesToBase64url(new Uint8Array(32).fill(255))])
      expect(await exportBundle({ ...desk, desk: { ...desk.desk, gatewayPublicKey } }, { requests })).toEqual({
        kind: 'failed',
        code: 'NO_PROVINCE_KEY',
      })
  })
})

describe('exporting scans', () => {
  const content = new Uint8Array(Buffer.from('%PDF-1.7 Giấy khai sinh'))
  const scan = { sha256: 'b'.repeat(64), mediaType: 'application/pdf' as const, dossierId: sampleUuid(0, 1), content }
  const pick = async (ids: readonly string[]) => ({ scans: [scan], missing: ids.slice(1) })

  it('seals those that wait so that the province alone reads them, and counts those that are not to be read', async () => {
    const made = await exportScans({ ...desk, attachments: { pick } }, { ids: [scan.sha256, 'c'.repeat(64)] })
    if (made.kind === 'failed') throw new Error(made.code)
    expect([made.scans, made.missing]).toEqual([1, 1])
    expect(Buffer.from(made.file).includes('khai sinh')).toBe(false)
    const opened = openScans(made.file, { reader: 'gateway', readerSecret: province.seed, writerKey: keyOf(vault) })
    expect(opened).toMatchObject({ ok: true, scans: [scan], header: { kind: 'scans', writer: 'desk-1', dossiers: 1 } })
  })

  it('needs the province’s key, and takes no more at once than fits the memory', async () => {
    const ids = [scan.sha256]
    const keyless = { ...desk, desk: { ...desk.desk, gatewayPublicKey: '' }, attachments: { pick } }
    expect(await exportScans(keyless, { ids })).toEqual({ kind: 'failed', code: 'NO_PROVINCE_KEY' })
    const large = { ...scan, content: new Uint8Array(13 * 1024 * 1024) }
    const attachments = { pick: async () => ({ scans: [large, large], missing: [] }) }
    expect(await exportScans({ ...desk, attachments }, { ids })).toEqual({ kind: 'failed', code: 'TOO_LARGE' })
  })
})

describe('importing', () => {
  it('opens the answer, as often as one likes', async () => {
    const file = await answerOf()
    for (let time = 0; time < 2; time++)
      expect(importBundle(desk, { file })).toEqual({
        kind: 'answer',
        epoch: 'e1',
        answers: 'b1',
        outcomes,
        scans: null,
      })
  })

  it('says which scans the province has', async () => {
    const scans = { atProvince: ['a'.repeat(64)], refused: [{ id: 'b'.repeat(64), reason: 'CHECKSUM' }] }
    const file = await answerOf({ content: { kind: 'answer', epoch: 'e1', answers: 'b1', outcomes: [], scans } })
    expect(importBundle(desk, { file })).toMatchObject({ kind: 'answer', scans })
  })

  it('takes it from nobody else, for nobody else, and nothing that is no answer', async () => {
    const problemOf = (file: Uint8Array) => importBundle(desk, { file })
    expect(problemOf(await answerOf({ writer: await newVault() }))).toEqual({
      kind: 'failed',
      problem: 'BAD_SIGNATURE',
    })
    expect(problemOf(await answerOf({ header: { reader: 'desk-2' } }))).toEqual({
      kind: 'failed',
      problem: 'WRONG_READER',
    })
    const push = { header: { kind: 'push' as const }, content: { kind: 'push' as const, requests } }
    expect(problemOf(await answerOf(push))).toEqual({ kind: 'failed', problem: 'NOT_AN_ANSWER' })
    expect(problemOf(await answerOf({ header: { version: 2 } }))).toEqual({ kind: 'failed', problem: 'NEWER_VERSION' })
  })

  it('is total over whatever lies on the stick', async () => {
    const file = await answerOf()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => importBundle(desk, { file: bytes }).kind === 'failed'),
    )
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = new Uint8Array(file)
        damaged[at]! ^= flip
        const result = importBundle(desk, { file: damaged })
        // A flip that JSON or base64url read as the same changes nothing.
        if (result.kind === 'answer') expect(result.outcomes).toEqual(outcomes)
        else expect(result.problem).not.toBe('NOT_ENROLLED')
      }),
    )
    for (let cut = 0; cut < file.length; cut += 50)
      expect(importBundle(desk, { file: file.subarray(0, cut) }).kind).toBe('failed')
  })
})
