import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { revokeDesk } from '../../gateway/admin.ts'
import { createApiKey } from '../../gateway/http/api-keys.ts'
import type { BundleAnswer } from '../../gateway/http/admin/bundles-page.ts'
import { openIdentity } from '../../gateway/store/identity.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { base64urlToBytes } from '../../shared/wire/base64url.ts'
import { openBundle } from '../../shared/wire/bundle.ts'
import { sealDeskBundle } from '../support/desk-bundle.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { createWorld, makeEvent, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { OperatorBrowser } from '../support/operator-browser.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()
const path = '/admin/bundles'

describe.each(engines)('the page for bundles on $name', (engine) => {
  let world: World
  let desk: WireDesk
  let gatewayKey: Uint8Array
  let key: string
  let browser: OperatorBrowser
  let formToken: string
  const lines: string[] = []
  beforeAll(async () => {
    world = await createWorld(engine, { logLevel: 'info', logTo: (line) => lines.push(line) })
    desk = await world.enrol()
    gatewayKey = base64urlToBytes((await openIdentity(world.gateway.store)).signing.publicText)!
    key = await createApiKey(world.gateway.store, 'operator', 'Nguyễn Văn Vận Hành')
  }, 60_000)
  afterAll(() => world.stop())
  beforeEach(async () => {
    browser = new OperatorBrowser(world.gateway.url)
    await browser.signIn(key)
    formToken = await browser.formToken(path)
  })

  const seal = (histories: DossierEvent[][], from = desk, header: object = {}) =>
    sealDeskBundle({ from, gatewayKey, histories, header })
  const bring = async (file: string | Uint8Array, query = '') => {
    const { status, text } = await browser.upload(path + query, file, { 'x-form-token': formToken })
    const answer = JSON.parse(text) as BundleAnswer
    return { status, ...answer, words: answer.html?.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') }
  }
  const countEvents = async () => (await world.gateway.store.db.selectFrom('event').select('id').execute()).length

  it('takes a bundle, says what became of each dossier by its code, and hands out the answer', async () => {
    const good = makeReceipt(desk, newDossierId(), { code: '000.00.01.H53-261124-0501' })
    const bad = { ...makeReceipt(desk, newDossierId(), { code: '000.00.01.H53-261124-0502' }), signature: 'AAAA' }
    const file = await seal([[good, makeEvent(desk, good.dossierId, 'noted')], [bad]], desk, {
      createdAt: '2026-11-24T03:05:00Z',
    })
    const taken = await bring(file)
    expect(taken.status).toBe(200)
    expect(taken.words).toContain(`Gói của Quầy thử, Xã 25459 (máy ${desk.deskId} ), lập lúc 10:05 ngày 24/11/2026.`)
    expect(taken.words).toContain('Đã nhận 1 hồ sơ. Không nhận 1 hồ sơ')
    expect(taken.words).toMatch(/H53-261124-0502 Không nhận: .+ 000\.00\.01\.H53-261124-0501 Đã nhận 2 sự việc mới/)
    expect(taken.words).not.toContain((good.payload as { submitter: { name: string } }).submitter.name)
    expect(taken.answer).toMatchObject({ name: `mot-cua-${desk.deskId}-phan-hoi.motcua`, parts: 1 })
    const opened = openBundle(taken.answer!.content, {
      reader: desk.deskId,
      readerSecret: desk.seed,
      writerKey: gatewayKey,
    })
    expect(opened).toMatchObject({
      ok: true,
      content: { outcomes: [{ outcome: 'accepted' }, { outcome: 'rejected' }] },
    })
  })

  it('says that nothing is new when a bundle comes twice, or after the link, and answers all the same', async () => {
    const history = [makeReceipt(desk, newDossierId())]
    const file = await seal([history])
    await bring(file)
    const before = await countEvents()
    const again = await bring(file)
    expect(again.words).toContain('Không có gì mới: tỉnh đã có đủ 1 hồ sơ')
    expect(again.answer?.content).toContain('"sealed"')
    const sent = [makeReceipt(desk, newDossierId())]
    await desk.push([sent])
    expect((await bring(await seal([sent]))).words).toContain('Không có gì mới')
    expect(await countEvents()).toBe(before + 1)
  })

  it('words what it cannot take, and takes nothing of it', async () => {
    const receipt = () => [[makeReceipt(desk, newDossierId())]]
    const lost = await world.enrol()
    const theirs = await seal([[makeReceipt(lost, newDossierId())]], lost)
    await revokeDesk(world.gateway.store, lost.deskId)
    const answer = (await bring(await seal(receipt()))).answer!.content
    const before = await countEvents()
    const cases: [string, string][] = [
      ['', 'không phải gói'],
      ['PK\u0003\u0004', 'không phải gói'],
      [(await seal(receipt())).slice(0, -20), 'cắt cụt'],
      [(await seal(receipt())).replace(/("sealed":".{40})./, (_all, head: string) => `${head}-`), 'bị hỏng'],
      [await seal(receipt(), desk, { version: 2 }), 'phiên bản mới hơn'],
      [await seal(receipt(), desk, { reader: 'khac' }), 'không gửi cho cổng'],
      [await seal(receipt(), desk, { writer: 'la' }), 'chưa đăng ký'],
      [theirs, 'thu hồi'],
      [answer, 'tệp phản hồi'],
    ]
    for (const [file, words] of cases) {
      const { status, answer: none, words: said } = await bring(file)
      expect([status, none]).toEqual([422, null])
      expect(said).toContain(words)
    }
    expect((await bring(await seal(receipt()), '?part=2')).words).toContain('không còn phần này')
    expect(await countEvents()).toBe(before + 1)
  })

  it('writes out as text whatever a dossier claims to be', async () => {
    const code = '<img src=x onerror=alert(1)>'
    const { html } = await bring(await seal([[{ ...makeReceipt(desk, newDossierId(), { code }), signature: 'AAAA' }]]))
    expect(html).toContain('&lt;img src=x')
    expect(html).not.toContain('<img')
  })

  it('takes a file from an operator on this page only', async () => {
    const file = await seal([[makeReceipt(desk, newDossierId())]])
    const before = await countEvents()
    const stranger = new OperatorBrowser(world.gateway.url)
    expect((await stranger.upload(path, file, { 'x-form-token': formToken })).status).toBe(401)
    expect((await browser.upload(path, file)).status).toBe(403)
    expect((await browser.upload(path, file, { 'x-form-token': `${formToken}x` })).status).toBe(403)
    const headers = { 'x-form-token': formToken, 'sec-fetch-site': 'same-site' }
    expect((await browser.upload(path, file, headers)).status).toBe(403)
    expect(await countEvents()).toBe(before)
  })

  it('tells the log who imported what by ids, and nothing else', async () => {
    await bring(await seal([[makeReceipt(desk, newDossierId())]]))
    const line = lines.find((one) => one.includes('bundle taken')) ?? ''
    expect(JSON.parse(line)).toMatchObject({ writer: desk.deskId, operator: expect.stringMatching(/^[0-9a-f]{8}$/) })
    expect(lines.join('')).not.toContain('Vận Hành')
    expect(lines.join('')).not.toContain(key)
  })

  it('never fails on garbage', async () => {
    const file = await seal([[makeReceipt(desk, newDossierId())]])
    const touched = fc
      .tuple(fc.nat(file.length - 1), fc.string({ maxLength: 3 }))
      .map(([at, text]) => file.slice(0, at) + text + file.slice(at + 1))
    const bytes = fc.uint8Array({ maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), bytes, touched), async (garbage) => {
        const { status, html } = await bring(garbage)
        expect(status).toBeLessThan(500)
        expect(html).toMatch(/^<p/)
      }),
      { numRuns: 60 },
    )
    const part = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('-1', '1e9', 'NaN', '1.5', ''))
    await fc.assert(
      fc.asyncProperty(part, async (text) => {
        const query = `?part=${encodeURIComponent(text.toWellFormed())}`
        expect((await browser.upload(path + query, '{}', { 'x-form-token': formToken })).status).toBeLessThan(500)
      }),
      { numRuns: 20 },
    )
  })
})
