import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revokeDesk } from '../../gateway/admin.ts'
import { commands } from '../../gateway/commands.ts'
import type { BundleAnswer } from '../../gateway/http/admin/bundles-page.ts'
import { createApiKey } from '../../gateway/http/api-keys.ts'
import { openIdentity } from '../../gateway/store/identity.ts'
import { base64urlToBytes } from '../../shared/wire/base64url.ts'
import { openBundle } from '../../shared/wire/bundle.ts'
import { findParts, writePartHead } from '../../shared/wire/carried-file.ts'
import { sealScans, type CarriedScan } from '../../shared/wire/scan-part.ts'
import { sealDeskBundle } from '../support/desk-bundle.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeB, createWorld, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { OperatorBrowser } from '../support/operator-browser.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()
const type = 'application/octet-stream'

function scanOf(size = 2000, dossierId = newDossierId()): CarriedScan {
  const content = new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]))
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    mediaType: 'application/pdf',
    dossierId,
    content,
  }
}

describe.each(engines)('scans on a stick on $name', (engine) => {
  let world: World
  let desk: WireDesk
  let gatewayKey: Uint8Array
  let operator: string
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-carried-'))
    world = await createWorld(engine, { attachmentsFolder: folder })
    desk = await world.enrol()
    gatewayKey = base64urlToBytes((await openIdentity(world.gateway.store)).signing.publicText)!
    operator = await createApiKey(world.gateway.store, 'operator', 'van-phong')
  }, 60_000)
  afterAll(async () => {
    await world.stop()
    await rm(folder, { recursive: true })
  })

  const seal = (scans: CarriedScan[], from = desk, header: object = {}) =>
    sealScans({
      header: {
        format: 'mot-cua-bundle',
        version: 2,
        id: randomUUID(),
        kind: 'scans',
        communeId: from.communeId,
        writer: from.deskId,
        reader: 'gateway',
        createdAt: new Date().toISOString(),
        dossiers: 1,
        events: 0,
        ...header,
      },
      scans,
      readerKey: gatewayKey,
      sign: (bytes) => base64urlToBytes(from.signBytes(bytes))!,
      oneTimeSecret: randomBytes(32),
      nonce: randomBytes(12),
    })
  const send = async (body: Uint8Array) => {
    const headers = { 'content-type': type, authorization: `Bearer ${operator}` }
    const response = await fetch(`${world.gateway.url}/v1/bundles`, {
      method: 'POST',
      headers,
      body: Buffer.from(body),
    })
    return { status: response.status, text: await response.text() }
  }
  const openAnswer = (text: string, reader = desk) => {
    const opened = openBundle(text, { reader: reader.deskId, readerSecret: reader.seed, writerKey: gatewayKey })
    return opened.ok && opened.content.kind === 'answer' ? opened.content : expect.fail(JSON.stringify(opened))
  }
  const take = async (body: Uint8Array) => openAnswer((await send(body)).text)
  const problemOf = async (body: Uint8Array) => {
    const { status, text } = await send(body)
    expect(status).toBe(422)
    return (JSON.parse(text) as { detail: string }).detail
  }
  const statusOf = async (id: string, from = desk) =>
    (await from.open(`/v1/attachments/content/${id}`, { method: 'HEAD' })).status
  const contentOf = async (id: string) =>
    new Uint8Array(await (await desk.open(`/v1/attachments/content/${id}`, {})).arrayBuffer())
  const dossiersOf = async (id: string) => {
    const from = world.gateway.store.db.selectFrom('attachment_dossier')
    const rows = await from.select('dossier_id').where('attachment_id', '=', id).execute()
    return rows.map(({ dossier_id: dossierId }) => dossierId)
  }
  /** As the link sends it. */
  const upload = async ({ sha256, mediaType, dossierId, content }: CarriedScan) => {
    const metadata = Object.entries({ sha256, mediaType, dossierId })
      .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
      .join(',')
    const tus = { 'tus-resumable': '1.0.0' }
    const headers = { ...tus, 'upload-length': String(content.length), 'upload-metadata': metadata }
    const path = (await desk.open('/v1/attachments', { method: 'POST', headers })).headers.get('location')!
    const patch = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    expect((await desk.open(path, { method: 'PATCH', headers: patch, body: Buffer.from(content) })).status).toBe(204)
  }

  it('are handed out as they were, before their dossier is there and after, and the answer names them', async () => {
    const receipt = makeReceipt(desk, newDossierId())
    const [before, after] = [scanOf(2000, receipt.dossierId), scanOf(3_000_000, receipt.dossierId)]
    expect((await take(await seal([before]))).scans).toEqual({ atProvince: [before.sha256], refused: [] })
    expect(
      openAnswer(
        (await send(Buffer.from(await sealDeskBundle({ from: desk, gatewayKey, histories: [[receipt]] })))).text,
      ).outcomes,
    ).toMatchObject([{ outcome: 'accepted' }])
    expect((await take(await seal([after]))).scans).toEqual({ atProvince: [after.sha256], refused: [] })
    for (const scan of [before, after]) {
      expect(await contentOf(scan.sha256)).toEqual(scan.content)
      expect(await dossiersOf(scan.sha256)).toEqual([receipt.dossierId])
    }
    expect(await readdir(join(folder, 'carried'))).toEqual([])
  })

  it('come twice, by link and stick in either order, and for a second dossier, without a change', async () => {
    const [first, second] = [scanOf(), scanOf()]
    await upload(first)
    const part = await seal([first, second, { ...first, dossierId: newDossierId() }])
    for (let time = 0; time < 2; time++)
      expect((await take(part)).scans?.atProvince).toEqual([first.sha256, second.sha256, first.sha256])
    await upload(second)
    const rows = world.gateway.store.db.selectFrom('attachment').select('id')
    expect(await rows.where('id', 'in', [first.sha256, second.sha256]).execute()).toHaveLength(2)
    expect(await dossiersOf(first.sha256)).toHaveLength(2)
    expect(await contentOf(second.sha256)).toEqual(second.content)
  })

  it('are written again when the folder lost what the database knows', async () => {
    const scan = scanOf()
    const part = await seal([scan])
    await take(part)
    await rm(join(folder, 'content', desk.communeId, scan.sha256.slice(0, 2), scan.sha256))
    await take(part)
    expect(await contentOf(scan.sha256)).toEqual(scan.content)
  })

  it('that are not what they are called are refused one by one; their neighbours are kept', async () => {
    const [good, alsoGood] = [scanOf(), scanOf()]
    const changed = { ...scanOf(), content: scanOf().content }
    const page = new TextEncoder().encode('<script>')
    const wrong = { ...scanOf(), sha256: createHash('sha256').update(page).digest('hex'), content: page }
    expect((await take(await seal([good, changed, wrong, alsoGood]))).scans).toEqual({
      atProvince: [good.sha256, alsoGood.sha256],
      refused: [
        { id: changed.sha256, reason: 'CHECKSUM' },
        { id: wrong.sha256, reason: 'MEDIA_TYPE' },
      ],
    })
    expect(await statusOf(changed.sha256)).toBe(404)
    expect(await statusOf(wrong.sha256)).toBe(404)
    expect(await statusOf(alsoGood.sha256)).toBe(200)
  })

  it('stay in their commune', async () => {
    const scan = scanOf()
    await take(await seal([scan]))
    expect(await statusOf(scan.sha256, await world.enrol(communeB))).toBe(404)
  })

  it('are refused when foreign, revoked, newer, cut, changed, or several parts at once; nothing is kept', async () => {
    const scan = scanOf()
    const part = await seal([scan])
    const changed = new Uint8Array(part)
    changed[part.length - 50]! ^= 1
    expect(await problemOf(changed)).toBe('BAD_SIGNATURE')
    expect(await problemOf(part.subarray(0, -10))).toBe('DAMAGED')
    expect(await problemOf(await seal([scan], desk, { writer: 'nobody' }))).toBe('UNKNOWN_DESK')
    expect(await problemOf(await seal([scan], desk, { communeId: communeB }))).toBe('UNKNOWN_DESK')
    expect(await problemOf(await seal([scan], desk, { reader: 'desk-9' }))).toBe('WRONG_READER')
    expect(await problemOf(await seal([scan], desk, { version: 3 }))).toBe('NEWER_VERSION')
    const framed = Buffer.concat([Buffer.from(writePartHead({ part: 1, parts: 1, bytes: part.length })), part])
    expect(await problemOf(framed)).toBe('SEVERAL_PARTS')
    const lost = await world.enrol()
    const theirs = await seal([scan], lost)
    const stolen = await seal([scan], lost, { writer: desk.deskId })
    await revokeDesk(world.gateway.store, lost.deskId)
    expect(await problemOf(theirs)).toBe('DESK_REVOKED')
    expect(await problemOf(stolen)).toBe('BAD_SIGNATURE')
    expect(await statusOf(scan.sha256)).toBe(404)
  })

  it('never fail on garbage', async () => {
    const part = await seal([scanOf(300)])
    const touched = fc.tuple(fc.nat(part.length - 1), fc.uint8Array({ maxLength: 3 })).map(([at, bytes]) => {
      return Buffer.concat([part.subarray(0, at), bytes, part.subarray(at + 1)])
    })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), touched), async (bytes) => {
        expect((await send(bytes)).status).toBeLessThan(500)
      }),
      { numRuns: 80 },
    )
  })

  it('are told on the operator’s page by number, refused ones by the code of their dossier', async () => {
    const receipt = makeReceipt(desk, newDossierId(), { code: '000.00.01.H53-261124-0700' })
    await desk.push([[receipt]])
    const browser = new OperatorBrowser(world.gateway.url)
    await browser.signIn(operator)
    const formToken = await browser.formToken('/admin/bundles')
    const bad = { ...scanOf(50, receipt.dossierId), content: scanOf().content }
    const part = await seal([scanOf(), scanOf(), bad])
    const { text } = await browser.upload('/admin/bundles', part, { 'x-form-token': formToken })
    const { html, answer } = JSON.parse(text) as BundleAnswer
    const words = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    expect(words).toContain('Đã nhận 2 bản quét. Không nhận 1 bản quét.')
    expect(words).toContain('Hồ sơ 000.00.01.H53-261124-0700 : nội dung bản quét không khớp')
    expect(answer).toMatchObject({ parts: 1, scans: { taken: 2, refused: 1 } })
  })

  it('come in one file with their dossiers, at the command line, too; what is damaged stops nothing else', async () => {
    const receipt = makeReceipt(desk, newDossierId())
    const [first, last] = [scanOf(2000, receipt.dossierId), scanOf(2000, receipt.dossierId)]
    const damaged = new Uint8Array(await seal([scanOf()]))
    damaged[damaged.length - 1]! ^= 1
    const parts = [
      await seal([first]),
      damaged,
      Buffer.from(await sealDeskBundle({ from: desk, gatewayKey, histories: [[receipt]] })),
      await seal([last]),
    ]
    const frame = (all: readonly Uint8Array[]) =>
      Buffer.concat(
        all.flatMap((one, n) => [
          Buffer.from(writePartHead({ part: n + 1, parts: all.length, bytes: one.length })),
          one,
        ]),
      )
    const [file, answer] = [join(folder, 'goi.motcua'), join(folder, 'phan-hoi.motcua')]
    const run = (attachmentsFolder: string | null = folder) =>
      commands['import-bundle']!.run(world.gateway.store, [file, answer], { flags: {}, ask: null, attachmentsFolder })
    const answers = async () => {
      const text = await readFile(answer, 'latin1')
      const found = await findParts(text.length, async (start, end) => text.slice(start, end))
      if (found.kind === 'single') return [openAnswer(text)]
      return found.parts.map(({ start, bytes }) => openAnswer(text.slice(start, start + bytes)))
    }
    await writeFile(file, frame(parts))
    await expect(run()).rejects.toThrow(/nhận 1, không nhận 0\nbản quét: nhận 2, không nhận 0\nphần 2: .*BAD_SIGNATURE/)
    expect((await answers()).map(({ scans, outcomes }) => [scans?.atProvince, outcomes.length])).toEqual([
      [[first.sha256], 0],
      [undefined, 1],
      [[last.sha256], 0],
    ])
    const whole = frame(parts.filter((part) => part !== damaged))
    await writeFile(file, whole.subarray(0, -1))
    await expect(run()).rejects.toThrow('cắt cụt')
    await writeFile(file, whole)
    expect(await run()).toEqual(['nhận 1, không nhận 0', 'bản quét: nhận 2, không nhận 0'])
    await expect(run(null)).rejects.toThrow('SCANS_NOT_OFFERED')
  })
})
