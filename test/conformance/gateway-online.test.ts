/** What citizens do on the national portal after they filed, and what they are answered: the core system's side of the port. */
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { addConnector } from '../../gateway/connectors/admin.ts'
import { createApiKey } from '../../gateway/http/api-keys.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'
import { onlinePapersSchema, onlineWithdrawalSchema } from '../../shared/wire/connector.ts'
import type { OnlineFiling, OnlinePapers, OnlineWithdrawal } from '../../shared/wire/connector.ts'
import { contentName, CoreSystem } from '../support/core-system.ts'
import { receivedPayload, samplePayloads } from '../support/event-builder.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeA, communeB, createWorld, makeEvent, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { arbitraryOf, garbled } from '../support/schema-arbitrary.ts'
import type { WireDesk } from '../support/wire-client.ts'

const patience = { timeout: 20_000 }
const code = 'H53.1-20261124-0000001'
const pdf = Buffer.from('%PDF-1.4 giấy khai sinh')
const filing: OnlineFiling = {
  ...samplePayloads.registeredOnline(),
  communeId: communeA,
  code,
  filedAt: '2026-11-23T21:15:00+07:00',
}
const papers = (changes: Partial<OnlinePapers> = {}): OnlinePapers => ({
  ...samplePayloads.papersFiledOnline(),
  communeId: communeA,
  code,
  filedAt: '2026-11-24T07:40:00+07:00',
  ...changes,
})
const withdrawal = (changes: Partial<OnlineWithdrawal> = {}): OnlineWithdrawal => ({
  ...samplePayloads.withdrawalRequested(),
  reference: 'rut-1',
  communeId: communeA,
  code,
  filedAt: '2026-11-24T07:50:00+07:00',
  ...changes,
})

describe.each(await findEngines())('online filings on $name', (engine) => {
  let world: World
  let core: CoreSystem
  let desk: WireDesk
  let folder: string
  let key: string
  let dossierId: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-online-'))
    world = await createWorld(engine, { deliveryIdleMs: 50, attachmentsFolder: folder })
    core = await new CoreSystem().start()
    core.secret = await addConnector(world.gateway.store, 'loi', core.url)
    key = await createApiKey(world.gateway.store, 'core', 'loi')
    desk = await world.enrol()
    const taken = await core.file(world.gateway.url, key, filing)
    dossierId = (taken.body as { dossierId: string }).dossierId
  }, 60_000)
  afterEach(async () => {
    await world.stop()
    await core.stop()
    await rm(folder, { recursive: true })
  })

  const file = (body: OnlinePapers) => core.filePapers(world.gateway.url, key, body)
  const pulled = async (): Promise<DossierEvent[]> => {
    const { dossiers } = await desk.pull(null, 500)
    return dossiers.find((one) => one.dossierId === dossierId)?.events ?? []
  }
  const push = async (...events: DossierEvent[]) =>
    expect((await desk.push([events])).outcomes).toMatchObject([{ dossierId }])

  it('papers answer a request: once however often they are sent, signed by the province, after what they answer', async () => {
    // A desk whose clock runs a day ahead: its request would otherwise sort behind the answer.
    const tomorrow = Date.now() + 86_400_000
    await push(...(await pulled()), makeEvent(desk, dossierId, 'supplementRequested', { wallMs: tomorrow }))
    expect(fold(await pulled()).status).toBe('awaitingSupplement')
    const first = await file(papers())
    expect(first).toMatchObject({ status: 200, body: { dossierId } })
    expect(await file(papers())).toEqual(first)
    const events = await pulled()
    expect(fold(events)).toMatchObject({
      status: 'registered',
      papersFiled: [{ at: papers().filedAt, seenBy: null }],
      attention: [],
    })
    // Whatever a desk holds it may offer again: the signature is the province's.
    expect((await desk.push([events])).outcomes).toMatchObject([{ outcome: 'accepted' }])
    await expect.poll(() => core.dossiers.get(dossierId)?.dossier.status, patience).toBe('registered')
  }, 60_000)

  it('papers reach a dossier that was accepted, and one of the counter, by any code it has', async () => {
    const receipt = makeReceipt(desk, dossierId, { code, kind: 'official' })
    await push(...(await pulled()), receipt, makeEvent(desk, dossierId, 'supplementRequested'))
    expect(await file(papers())).toMatchObject({ status: 200 })
    expect(fold(await pulled())).toMatchObject({ status: 'awaitingSupplement', papersFiled: [{ seenBy: null }] })
    const atCounter = newDossierId()
    const given = '000.00.01.H53-261124-0009'
    await desk.push([[makeReceipt(desk, atCounter, { code: given })]])
    expect(await file(papers({ code: given }))).toMatchObject({ status: 200, body: { dossierId: atCounter } })
  }, 60_000)

  it('papers before, between and after the desk’s answers lose nothing', async () => {
    await file(papers({ reference: 'truoc' }))
    const seen = await pulled()
    await push(...seen, makeEvent(desk, dossierId, 'supplementRequested'))
    await file(papers({ reference: 'sau' }))
    // Accepted by a desk that has not heard of the second delivery.
    await push(...seen, makeReceipt(desk, dossierId, { code, kind: 'official' }))
    await file(papers({ reference: 'muon' }))
    const dossier = fold(await pulled())
    expect(dossier.papersFiled.map(({ reference }) => reference)).toEqual(['truoc', 'sau', 'muon'])
    expect(dossier.attention.map(({ kind }) => kind)).toContain('papersNotSeen')
  }, 60_000)

  it('papers come again at a gateway that was restored count once', async () => {
    const { store } = world.gateway
    await file(papers({ paidOnline: 5000 }))
    const before = await pulled()
    for (const table of ['event', 'dossier', 'dossier_code'] as const) await store.db.deleteFrom(table).execute()
    await core.file(world.gateway.url, key, filing)
    await file(papers({ paidOnline: 5000 }))
    await push(...before)
    expect(fold(await pulled())).toMatchObject({ papersFiled: [{}], payments: [{ amount: 5000 }], eventCount: 3 })
  }, 60_000)

  it('a withdrawal waits for the desk’s answer, which goes out', async () => {
    const first = await core.withdraw(world.gateway.url, key, withdrawal())
    expect(first).toMatchObject({ status: 200, body: { dossierId } })
    expect(await core.withdraw(world.gateway.url, key, withdrawal())).toEqual(first)
    const events = await pulled()
    expect(fold(events)).toMatchObject({ status: 'withdrawalRequested', attention: [] })
    await push(...events, makeEvent(desk, dossierId, 'withdrawalAnswered', { wallMs: Date.now() + 60_000 }))
    await expect.poll(() => core.dossiers.get(dossierId)?.dossier, patience).toMatchObject({ nationalStatus: 8 })
  }, 60_000)

  it('tell the citizen’s side every answer of the desk, in its words', async () => {
    const told = () => core.changes.filter((change) => change.dossierId === dossierId)
    const payloads = (type: string) =>
      told().flatMap(({ events }) => events.filter((event) => event.type === type).map(({ payload }) => payload))
    const ask = samplePayloads.supplementRequested()
    const wallMs = Date.now()
    const later = (minutes: number) => ({ wallMs: wallMs + minutes * 60_000 })
    await push(...(await pulled()), makeEvent(desk, dossierId, 'supplementRequested', { payload: ask, ...later(1) }))
    await file(papers())
    const payload = receivedPayload({ number: { code, kind: 'official' }, channel: 'online' })
    await push(makeEvent(desk, dossierId, 'received', { payload, ...later(30) }))
    await push(makeEvent(desk, dossierId, 'resultArrived', later(40)))
    await expect.poll(() => core.dossiers.get(dossierId)?.dossier.nationalStatus, patience).toBe(9)
    expect(payloads('supplementRequested')).toEqual([ask])
    expect(payloads('received')).toMatchObject([{ due: { dueAt: '2026-11-27T17:00:00+07:00' } }])
    expect(payloads('resultArrived')).toMatchObject([samplePayloads.resultArrived()])
    expect(told().at(-1)?.dossier).toMatchObject({ dueAt: '2026-11-27T17:00:00+07:00', status: 'finished' })
    const other = { ...filing, code: 'H53.1-20261124-0000002' }
    const { body } = await core.file(world.gateway.url, key, other)
    const refusal = makeEvent(desk, (body as { dossierId: string }).dossierId, 'refused', later(50))
    await desk.push([[refusal]])
    await expect
      .poll(
        () => core.changes.flatMap(({ events }) => events).find(({ type }) => type === 'refused')?.payload,
        patience,
      )
      .toEqual(samplePayloads.refused())
  }, 60_000)

  describe('files', () => {
    const put = (bytes: Uint8Array, mediaType = 'application/pdf', id?: string) =>
      core.putFile(world.gateway.url, key, { communeId: communeA, mediaType, bytes, ...(id ? { id } : {}) })
    const named = (bytes: Buffer) => ({
      id: contentName(bytes),
      name: 'Giấy khai sinh.pdf',
      mediaType: 'application/pdf' as const,
      bytes: bytes.length,
      componentId: 'giay-khai-sinh',
    })

    it('come before what names them, reach the desks of their commune, and only those', async () => {
      expect(await file(papers({ files: [named(pdf)] }))).toMatchObject({
        status: 409,
        body: { code: 'ONLINE_FILE_MISSING' },
      })
      expect(await put(pdf)).toMatchObject({ status: 204 })
      expect(await put(pdf)).toMatchObject({ status: 204 })
      // Here, but as another kind of file, or of another size: a viewer would be told the wrong thing.
      for (const wrong of [{ mediaType: 'image/png' as const }, { bytes: 5 }])
        expect(await file(papers({ files: [{ ...named(pdf), ...wrong }] }))).toMatchObject({
          status: 409,
          body: { code: 'ONLINE_FILE_MISSING' },
        })
      expect(await file(papers({ files: [named(pdf)] }))).toMatchObject({ status: 200 })
      const path = `/v1/attachments/content/${contentName(pdf)}`
      expect(await (await desk.open(path, {})).text()).toBe(pdf.toString())
      const stranger = await world.enrol(communeB)
      expect((await stranger.open(path, {})).status).toBe(404)
      // What a desk scanned goes the other way.
      expect(await core.getFile(world.gateway.url, key, communeA, contentName(pdf))).toEqual(pdf)
      expect(await core.getFile(world.gateway.url, key, communeB, contentName(pdf))).toBeNull()
      expect(await core.getFile(world.gateway.url, 'mck_wrong', communeA, contentName(pdf))).toBeNull()
      // A content that the disk lost is missing, not a fault to be tried again for ever.
      await rm(join(folder, 'content'), { recursive: true })
      const lost = await fetch(`${world.gateway.url}/v1/online/files/${communeA}/${contentName(pdf)}`, {
        headers: { authorization: `Bearer ${key}` },
      })
      expect([lost.status, await lost.json()]).toMatchObject([404, { code: 'ATTACHMENT_NOT_FOUND' }])
    }, 60_000)

    it('that are not what they say are refused', async () => {
      const refused = async (answer: ReturnType<typeof put>, status: number, problem: string) =>
        expect(await answer).toMatchObject({ status, body: { code: problem } })
      await refused(put(pdf, 'application/pdf', 'ab'.repeat(32)), 422, 'ATTACHMENT_REFUSED')
      await refused(put(Buffer.from('không phải ảnh'), 'image/png'), 422, 'ATTACHMENT_REFUSED')
      await refused(put(Buffer.alloc(0)), 422, 'ATTACHMENT_REFUSED')
      await refused(put(pdf, 'text/html'), 415, 'UNSUPPORTED_MEDIA_TYPE')
      await refused(put(pdf, 'application/pdf', '../../x'), 404, 'NOT_FOUND')
      await refused(put(pdf, 'application/pdf', 'x'), 400, 'BAD_REQUEST')
      const nowhere = core.putFile(world.gateway.url, key, {
        communeId: '99999',
        mediaType: 'application/pdf',
        bytes: pdf,
      })
      await refused(nowhere, 422, 'COMMUNE_UNKNOWN')
    }, 60_000)
  })

  it('refuse what fits nothing: an unknown code, another content, a strange commune or key, the future', async () => {
    const refused = async (body: OnlinePapers, problem: string, as = key) =>
      expect(await core.filePapers(world.gateway.url, as, body)).toMatchObject({ body: { code: problem } })
    await refused(papers({ code: 'H53.1-20261124-0009999' }), 'ONLINE_UNKNOWN')
    await file(papers())
    await refused(papers({ note: 'khác' }), 'ONLINE_CHANGED')
    await refused(papers({ communeId: communeB }), 'ONLINE_UNKNOWN')
    await refused(papers({ communeId: '99999' }), 'COMMUNE_UNKNOWN')
    await refused(papers({ filedAt: '2099-01-01T00:00:00+07:00', reference: 'x' }), 'BAD_REQUEST')
    await refused(papers(), 'UNAUTHENTICATED', 'mck_wrong')
    await refused(papers({ reference: '' }), 'BAD_REQUEST')
    expect(fold(await pulled()).papersFiled).toHaveLength(1)
  }, 60_000)

  it('never fail on garbage, and what was taken of it any desk can offer again', async () => {
    const of = (sample: object, schema: z.ZodType) =>
      garbled(fc.oneof(fc.constant(sample), arbitraryOf(z.toJSONSchema(schema, { io: 'input' }) as object)))
    const bodies = fc.tuple(of(papers(), onlinePapersSchema), of(withdrawal(), onlineWithdrawalSchema))
    await fc.assert(
      fc.asyncProperty(bodies, async ([more, less]) => {
        expect((await file(more as OnlinePapers)).status).toBeLessThan(500)
        const answer = await core.withdraw(world.gateway.url, key, less as OnlineWithdrawal)
        expect(answer.status).toBeLessThan(500)
      }),
      { numRuns: 60 },
    )
    // A core system would send what is answered with 500 again for ever.
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const samples = { online: filing, 'online/papers': papers(), 'online/withdrawals': withdrawal() }
    for (const [path, body] of Object.entries(samples)) {
      const text = JSON.stringify({ ...body, zzz: 'HERE' }).replace('"HERE"', deep)
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
      const answer = await fetch(`${world.gateway.url}/v1/${path}`, { method: 'POST', headers, body: text })
      expect([path, answer.status]).toEqual([path, 400])
    }
    expect((await desk.push([await pulled()])).outcomes).toMatchObject([{ outcome: 'accepted' }])
  }, 60_000)
})
