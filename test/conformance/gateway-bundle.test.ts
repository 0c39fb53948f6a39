import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revokeDesk } from '../../gateway/admin.ts'
import { importBundle } from '../../gateway/bundles/import-bundle.ts'
import { createApiKey, revokeApiKeys } from '../../gateway/http/api-keys.ts'
import { openIdentity } from '../../gateway/store/identity.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { base64urlToBytes } from '../../shared/wire/base64url.ts'
import { openBundle, readBundleHeader } from '../../shared/wire/bundle.ts'
import type { BundleContent } from '../../shared/wire/bundle.ts'
import { sealDeskBundle } from '../support/desk-bundle.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeB, createWorld, makeEvent, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()
const type = 'application/vnd.mot-cua.bundle+json'

describe.each(engines)('bundles on $name', (engine) => {
  let world: World
  let desk: WireDesk
  let gatewayKey: Uint8Array
  let operator: string
  beforeAll(async () => {
    world = await createWorld(engine)
    desk = await world.enrol()
    gatewayKey = base64urlToBytes((await openIdentity(world.gateway.store)).signing.publicText)!
    operator = await createApiKey(world.gateway.store, 'operator', 'van-phong')
  }, 60_000)
  afterAll(() => world.stop())

  const seal = (histories: DossierEvent[][], from = desk, header: object = {}, content?: BundleContent) =>
    sealDeskBundle({ from, gatewayKey, histories, header, ...(content === undefined ? {} : { content }) })
  const send = async (body: string, key = operator, part = 1) => {
    const headers = { 'content-type': type, authorization: `Bearer ${key}` }
    const response = await fetch(`${world.gateway.url}/v1/bundles?part=${part}`, { method: 'POST', headers, body })
    return { status: response.status, text: await response.text(), parts: response.headers.get('answer-parts') }
  }
  const openAnswer = (text: string, reader = desk) => {
    const opened = openBundle(text, { reader: reader.deskId, readerSecret: reader.seed, writerKey: gatewayKey })
    return opened.ok && opened.content.kind === 'answer' ? opened.content : expect.fail(JSON.stringify(opened))
  }
  const eventsOf = async (dossierId: string) => {
    const rows = await world.gateway.store.db
      .selectFrom('event')
      .select(['id', 'body'])
      .where('dossier_id', '=', dossierId)
      .execute()
    return rows.map(({ id }) => id).sort()
  }

  it('are taken like a push, and answered in a file that only the desk reads', async () => {
    const id = newDossierId()
    const number = { code: `TẠM-${desk.deskId}-261124-501`, kind: 'provisional' as const }
    const bad = newDossierId()
    const broken = { ...makeReceipt(desk, bad), signature: 'AAAA' }
    const file = await seal([[makeReceipt(desk, id, number)], [broken]])
    const { status, text } = await send(file)
    expect(status).toBe(200)
    const answer = openAnswer(text)
    expect(answer.answers).toBe(readBundleHeader(file)?.id)
    expect(answer.outcomes).toMatchObject([
      { outcome: 'merged', dossierId: id, events: [{ type: 'numberAssigned' }] },
      { outcome: 'rejected', dossierId: bad, rejection: { code: 'BAD_SIGNATURE' } },
    ])
    const other = await world.enrol()
    expect(openBundle(text, { reader: desk.deskId, readerSecret: other.seed, writerKey: gatewayKey }).ok).toBe(false)
    expect(text).not.toContain('numberAssigned')
  })

  it('change nothing when they come twice, late, or in any order', async () => {
    const id = newDossierId()
    const history = [makeReceipt(desk, id), makeEvent(desk, id, 'forwarded'), makeEvent(desk, id, 'noted')]
    const files = await Promise.all(history.map((event) => seal([[event]])))
    await desk.push([history.slice(0, 2)])
    for (const index of [2, 0, 1, 2, 2, 0]) expect((await send(files[index]!)).status).toBe(200)
    expect(await eventsOf(id)).toEqual(history.map((event) => event.id).sort())
    const again = openAnswer((await send(files[0]!)).text)
    expect(again.outcomes).toMatchObject([{ outcome: 'merged', dossierId: id }])
  })

  it('are answered in parts when the answer is more than a desk can open, each by itself', async () => {
    const id = newDossierId()
    const own = makeReceipt(desk, id)
    const colleague = await world.enrol()
    await colleague.push([[own, ...Array.from({ length: 6 }, () => makeEvent(colleague, id, 'noted'))]])
    const file = await seal([[own]])
    const whole = openAnswer((await send(file)).text)
    const outcome = whole.outcomes[0]
    if (outcome?.outcome !== 'merged') throw new Error('six events are new to the desk')
    const { signing } = await openIdentity(world.gateway.store)
    const context = { store: world.gateway.store, signing, now: Date.now, report: () => undefined, contents: null }
    const partBytes = Math.ceil(JSON.stringify(outcome.events).length / 2.5)
    const parts: BundleContent[] = []
    for (let part = 1; ; part++) {
      const taken = await importBundle(context, Buffer.from(file), { part, partBytes })
      if (!taken.ok) throw new Error(taken.problem)
      expect([taken.parts, taken.answerName]).toEqual([3, `mot-cua-${desk.deskId}-phan-hoi-${part}.motcua`])
      parts.push(openAnswer(taken.answer))
      if (part === taken.parts) break
    }
    const pieces = parts.flatMap((part) => (part.kind === 'answer' ? part.outcomes : []))
    expect(pieces.flatMap((one) => (one.outcome === 'merged' ? one.events : []))).toEqual(outcome.events)
    expect(pieces.map((one) => (one.outcome === 'merged' ? one.eventIds : null))).toEqual([[], [], [own.id]])
    expect(await importBundle(context, Buffer.from(file), { part: 4, partBytes })).toEqual({
      ok: false,
      problem: 'NO_SUCH_PART',
    })
    expect((await send(file)).parts).toBe('1')
    expect(await send(file, operator, 2)).toMatchObject({ status: 422 })
    expect(await send(file, operator, 0)).toMatchObject({ status: 400 })
  })

  it('do not bring back what the desk has sent in another piece of the same history', async () => {
    const id = newDossierId()
    const history = [makeReceipt(desk, id), makeEvent(desk, id, 'noted'), makeEvent(desk, id, 'noted')]
    const file = await seal(history.map((event) => [event]))
    for (let time = 0; time < 2; time++) {
      const { outcomes } = openAnswer((await send(file)).text)
      expect(outcomes.map((one) => one.outcome)).toEqual(['accepted', 'accepted', 'accepted'])
      expect(outcomes.flatMap((one) => (one.outcome === 'rejected' ? [] : one.eventIds))).toEqual(
        history.map((one) => one.id),
      )
    }
  })

  it('may be carried by another desk, and need a key or a session', async () => {
    const carrier = await world.enrol(communeB)
    const id = newDossierId()
    const file = await seal([[makeReceipt(desk, id)]])
    const carried = await carrier.raw('/v1/bundles', file, { headers: { 'content-type': type } })
    expect(carried.status).toBe(200)
    expect(await eventsOf(id)).toHaveLength(1)
    expect((await send(file, 'mck_none')).status).toBe(401)
    expect((await send(file, await createApiKey(world.gateway.store, 'core', 'loi'))).status).toBe(401)
    const old = await createApiKey(world.gateway.store, 'operator', 'cu')
    await revokeApiKeys(world.gateway.store, 'cu')
    expect((await send(file, old)).status).toBe(401)
  })

  it('are refused when foreign, revoked, damaged or not a push', async () => {
    const receipt = () => [[makeReceipt(desk, newDossierId())]]
    const problemOf = async (file: string) => {
      const { status, text } = await send(file)
      expect(status).toBe(422)
      return (JSON.parse(text) as { detail: string }).detail
    }
    const file = await seal(receipt())
    expect(await problemOf(file.replace('"nonce":"', '"nonce":"A'))).toMatch(/BAD_SIGNATURE|DAMAGED/)
    expect(await problemOf('{}')).toBe('NOT_A_BUNDLE')
    expect(await problemOf(await seal(receipt(), desk, { writer: 'nobody' }))).toBe('UNKNOWN_DESK')
    expect(await problemOf(await seal(receipt(), desk, { communeId: communeB }))).toBe('UNKNOWN_DESK')
    expect(await problemOf(await seal(receipt(), desk, { reader: 'desk-9' }))).toBe('WRONG_READER')
    expect(await problemOf(await seal(receipt(), desk, { version: 2 }))).toBe('NEWER_VERSION')
    const answer: BundleContent = { kind: 'answer', epoch: 'x', answers: 'y', outcomes: [] }
    expect(await problemOf(await seal([], desk, { kind: 'answer' }, answer))).toBe('NOT_A_PUSH')
    const lost = await world.enrol()
    const theirs = await seal([[makeReceipt(lost, newDossierId())]], lost)
    await revokeDesk(world.gateway.store, lost.deskId)
    expect(await problemOf(theirs)).toBe('DESK_REVOKED')
  })

  it('of a desk that writes for another commune are refused dossier by dossier', async () => {
    const stranger = await world.enrol(communeB)
    const foreign = makeReceipt(stranger, newDossierId())
    const file = await seal([[foreign]])
    expect(openAnswer((await send(file)).text).outcomes).toMatchObject([{ rejection: { code: 'OUT_OF_SCOPE' } }])
  })

  it('never fail on garbage', async () => {
    const file = await seal([[makeReceipt(desk, newDossierId())]])
    const touched = fc
      .tuple(fc.nat(file.length - 1), fc.string({ maxLength: 3 }))
      .map(([at, text]) => file.slice(0, at) + text + file.slice(at + 1))
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), touched), async (text) => {
        expect((await send(text)).status).toBeLessThan(500)
      }),
      { numRuns: 80 },
    )
  })
})
