import { createParser } from 'eventsource-parser'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEnrolmentCode, publish, revokeDesk } from '../../gateway/admin.ts'
import { startGateway } from '../../gateway/gateway.ts'
import { openIdentity } from '../../gateway/store/identity.ts'
import { takePush } from '../../gateway/sync/push.ts'
import { mustLockCommune } from '../../gateway/sync/commune-lock.ts'
import { officerListSchema, organisationTreeSchema } from '../../shared/reference/organisation.ts'
import { problemSchema } from '../../shared/wire/messages.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeA, communeB, createWorld, makeReceipt, newDossierId, readSample } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { WireDesk, WireError } from '../support/wire-client.ts'

const engines = await findEngines()
const place = { communeId: communeA, organisationId: `${communeA}.mot-cua` }

/** Reads a live stream into a list of event names. */
function openLive(desk: WireDesk, headers: Record<string, string> = {}) {
  const names: string[] = []
  const ids: string[] = []
  const abort = new AbortController()
  const ended = (async () => {
    const response = await desk.open('/v1/live', { headers, signal: abort.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const parser = createParser({
      onEvent: ({ event, id }) => {
        names.push(event ?? '')
        if (id !== undefined) ids.push(id)
      },
    })
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) parser.feed(text)
  })().catch(() => undefined)
  return { names, ids, ended, close: () => abort.abort() }
}

describe.each(engines)('http on $name', (engine) => {
  let world: World
  let desk: WireDesk
  beforeAll(async () => {
    world = await createWorld(engine, { heartbeatMs: 50 })
    desk = await world.enrol()
  }, 60_000)
  afterAll(() => world.stop())
  const url = () => world.gateway.url
  const enrolCode = () => createEnrolmentCode(world.gateway.store, place)
  const enrolBody = (code: string, publicKey: string) =>
    fetch(`${url()}/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, deskName: 'Quầy', publicKey }),
    })
  const key = (seed: number) => Buffer.alloc(32, seed).toString('base64url')

  describe('enrolment', () => {
    it('takes a code once; the same machine may ask again, another may not', async () => {
      const code = await enrolCode()
      const first = await (await enrolBody(code, key(1))).json()
      expect(first).toMatchObject({ communeId: communeA, organisationId: place.organisationId })
      expect(await (await enrolBody(code.toLowerCase().replaceAll('-', ' '), key(1))).json()).toEqual(first)
      const other = await enrolBody(code, key(2))
      expect(other.status).toBe(403)
      expect(problemSchema.parse(await other.json()).code).toBe('ENROLMENT_CODE_INVALID')
    })

    it('refuses a code that is unknown or past its time, and a key that is none', async () => {
      const late = await createEnrolmentCode(world.gateway.store, { ...place, validDays: -1 })
      for (const [code, publicKey] of [
        ['ABCD-EFGH-JKLM', key(3)],
        [late, key(3)],
        [await enrolCode(), 'x'.repeat(41)],
        [await enrolCode(), '!'.repeat(43)],
      ] as const)
        expect((await enrolBody(code, publicKey)).status).toBe(403)
    })

    it('gives one desk although the code comes twice at once', async () => {
      const code = await enrolCode()
      const answers = await Promise.all([enrolBody(code, key(4)), enrolBody(code, key(5))])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
    })
  })

  describe('session', () => {
    it('wants a token for everything of desks', async () => {
      for (const path of ['/v1/pull', '/v1/reference', '/v1/live', '/v1/reference/catalogue']) {
        const answer = await fetch(url() + path)
        expect(answer.status).toBe(401)
        expect(answer.headers.get('content-type')).toContain('application/problem+json')
        expect(problemSchema.parse(await answer.json()).code).toBe('UNAUTHENTICATED')
      }
    })

    it('refuses a wrong signature, a foreign challenge and an unknown desk alike', async () => {
      const { challenge } = (await (await fetch(`${url()}/v1/challenge`)).json()) as { challenge: string }
      const attempts = [
        { deskId: desk.deskId, challenge, signature: 'AAAA' },
        { deskId: desk.deskId, challenge: 'made-up', signature: desk.signText('mot-cua session made-up') },
        { deskId: 'nobody', challenge, signature: desk.signText(`mot-cua session ${challenge}`) },
      ]
      for (const body of attempts) {
        const answer = await desk.raw('/v1/session', body)
        expect(answer).toMatchObject({ status: 401, body: { code: 'UNKNOWN_DESK' } })
      }
    })

    it('ends at once for a desk that is revoked, while what it signed stays', async () => {
      const lost = await world.enrol()
      const receipt = makeReceipt(lost, newDossierId())
      expect(await revokeDesk(world.gateway.store, lost.deskId)).toBe(true)
      await expect(lost.pull(null, 1)).rejects.toMatchObject({ status: 403 })
      await expect(lost.signIn()).rejects.toBeInstanceOf(WireError)
      expect((await desk.push([[receipt]])).outcomes).toMatchObject([{ outcome: 'accepted' }])
    })

    it('ends when its time is over', async () => {
      let now = Date.now()
      const { gateway, stop } = await createWorld(engine, { now: () => now })
      const code = await createEnrolmentCode(gateway.store, place)
      const short = await WireDesk.enrol(gateway.url, code, 'Quầy')
      await short.signIn()
      await short.pull(null, 1)
      now += 16 * 60_000
      await expect(short.pull(null, 1)).rejects.toMatchObject({ status: 401 })
      await short.signIn()
      await short.pull(null, 1)
      await stop()
    }, 60_000)
  })

  describe('limits', () => {
    it('answers 413 to a body too large, also when it is large only once unpacked', async () => {
      const large = await desk.raw('/v1/push', 'x'.repeat(9 * 1024 * 1024))
      expect(large).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } })
      const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 32))
      const unpacked = await desk.raw('/v1/push', new Uint8Array(bomb), { headers: { 'content-encoding': 'gzip' } })
      expect(unpacked).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } })
    })

    it('answers 4xx to what is not gzip, not JSON, or of another kind', async () => {
      const gzip = { headers: { 'content-encoding': 'gzip' } }
      expect((await desk.raw('/v1/push', 'not gzip', gzip)).status).toBe(400)
      expect((await desk.raw('/v1/push', 'x', { headers: { 'content-encoding': 'magic' } })).status).toBe(415)
      expect((await desk.raw('/v1/push', '{')).body).toMatchObject({ code: 'BAD_REQUEST' })
      const xml = await desk.raw('/v1/push', '<a/>', { headers: { 'content-type': 'text/xml' } })
      expect(xml).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } })
    })

    it('answers 429 with a time to wait, to one desk and not to its neighbour', async () => {
      const tight = await createWorld(engine, { rateLimits: { desk: 3, address: 100, enrol: 100 } })
      const [first, second] = [await tight.enrol(), await tight.enrol()]
      for (let round = 0; round < 3; round += 1) await first.pull(null, 1)
      const answer = await first.raw('/v1/pull')
      expect(answer).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      await second.pull(null, 1)
      await tight.stop()
    }, 60_000)

    it('compresses what is worth it', async () => {
      const response = await desk.open('/v1/reference/catalogue', { headers: { 'accept-encoding': 'gzip' } })
      expect(response.headers.get('content-encoding')).toBe('gzip')
      expect(await response.json()).toMatchObject({ kind: 'catalogue' })
    })

    it('outlives bytes that are no HTTP', async () => {
      const socket = connect(world.gateway.port, '127.0.0.1')
      const answer = await new Promise<string>((resolve) => {
        socket.on('data', (data) => resolve(data.toString()))
        socket.write('\u0000\u0001 nonsense\r\n\r\n')
      })
      expect(answer).toMatch(/^HTTP\/1\.1 400/)
      expect((await fetch(`${url()}/healthz`)).status).toBe(200)
    })
  })

  describe('reference data', () => {
    it('comes by version; a published version is never replaced', async () => {
      const { body: index } = await desk.raw('/v1/reference')
      expect(index).toMatchObject({ versions: { catalogue: expect.any(String), officers: 'thu-1' } })
      const catalogue = readSample('catalogue.json')
      const old = catalogue.version
      await expect(publish(world.gateway.store, 'catalogue', { ...catalogue, procedures: [] })).rejects.toThrow(
        /already/,
      )
      await publish(world.gateway.store, 'catalogue', { ...catalogue, version: 'moi-hon', procedures: [] })
      expect((await desk.raw('/v1/reference/catalogue')).body).toMatchObject({ version: 'moi-hon' })
      const before = await desk.raw(`/v1/reference/catalogue?version=${encodeURIComponent(old)}`)
      expect(before.body).toMatchObject({ version: old, body: catalogue })
      for (const path of ['catalogue?version=none', 'people', 'catalogue?version=%00', 'officers?version=a&version=b'])
        expect((await desk.raw(`/v1/reference/${path}`)).status).toBeGreaterThanOrEqual(400)
    })

    it('shows a commune its own officers and its own branch of the tree', async () => {
      const stranger = await world.enrol(communeB)
      const officers = officerListSchema.parse((await stranger.reference('officers')).body)
      expect(officers.officers.map(({ organisationId }) => organisationId)).toEqual([`${communeB}.mot-cua`])
      const tree = organisationTreeSchema.parse((await stranger.reference('organisations')).body)
      expect(new Set(tree.organisations.map(({ communeId }) => communeId))).toEqual(new Set([null, communeB]))
    })
  })

  describe('lease', () => {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

    it('refuses a date far away, and says when a day has no numbers left', async () => {
      for (const date of [day(-3), day(40)])
        expect(await desk.raw('/v1/lease', { date, count: 1 })).toMatchObject({ body: { code: 'LEASE_DATE_REFUSED' } })
      let left = 0
      for (let round = 0; round < 25; round += 1) {
        const { status, body } = await desk.raw('/v1/lease', { date: day(5), count: 500 })
        if (status === 409) {
          expect(body).toMatchObject({ code: 'NUMBERS_EXHAUSTED' })
          break
        }
        left += 500
      }
      expect(left).toBe(9500)
    })
  })

  describe('live stream', () => {
    it('tells of changes of its own commune, and of reference data', async () => {
      const stranger = await world.enrol(communeB)
      const colleague = await world.enrol()
      const live = openLive(desk)
      const elsewhere = openLive(stranger)
      // Each stream begins with where its commune stands.
      await expect.poll(() => elsewhere.names.includes('changed') && live.names.includes('changed')).toBe(true)
      const before = elsewhere.names.filter((name) => name === 'changed').length
      live.names.length = 0
      await colleague.push([[makeReceipt(colleague, newDossierId())]])
      await expect.poll(() => live.names).toContain('changed')
      await publish(world.gateway.store, 'catalogue', { ...readSample('catalogue.json'), version: `v-${engine.name}` })
      await expect.poll(() => elsewhere.names).toContain('reference')
      expect(elsewhere.names.filter((name) => name === 'changed')).toHaveLength(before)
      live.close()
      elsewhere.close()
    })

    it('does not tell a desk of its own push, but its colleagues, and of what it brought on a stick', async () => {
      const colleague = await world.enrol()
      const [own, theirs] = [openLive(desk), openLive(colleague)]
      await expect.poll(() => own.ids.length === 1 && theirs.ids.length === 1).toBe(true)
      await desk.push([[makeReceipt(desk, newDossierId())]])
      await expect.poll(() => theirs.ids.length).toBe(2)
      // Notices come in order: what comes first on the desk's own stream is what its colleague did afterwards.
      await colleague.push([[makeReceipt(colleague, newDossierId())]])
      await expect.poll(() => own.ids.length).toBe(2)
      expect(own.ids[1]).toBe(String(Number(theirs.ids[1]) + 1))
      const carried = makeReceipt(desk, newDossierId())
      const { signing } = await openIdentity(world.gateway.store)
      const context = { store: world.gateway.store, signing, now: Date.now, report: () => undefined }
      await takePush(context, communeA, [{ dossierId: carried.dossierId, events: [carried] }])
      await expect.poll(() => own.ids.length).toBe(3)
      own.close()
      theirs.close()
    })

    it('tells at once what was missed since the last event, and nothing when nothing was', async () => {
      const first = openLive(desk)
      await expect.poll(() => first.ids.length).toBe(1)
      const last = first.ids[0]!
      first.close()
      const same = openLive(desk, { 'last-event-id': last })
      await expect.poll(() => same.names.includes('heartbeat')).toBe(true)
      expect(same.names).not.toContain('changed')
      same.close()
      await desk.push([[makeReceipt(desk, newDossierId())]])
      const later = openLive(desk, { 'last-event-id': last })
      await expect.poll(() => later.names).toContain('changed')
      later.close()
    })
  })

  it('answers what was begun before it stops', async () => {
    const ending = await createWorld(engine)
    const sender = await ending.enrol()
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    const lock = ending.gateway.store.inCommune(communeA, 'write', async (tx) => {
      await mustLockCommune(tx, communeA)
      await released
    })
    // The answer to the sign-in may have arrived before the gateway knows that it has.
    await expect.poll(() => ending.gateway.inFlight).toBe(0)
    const push = sender.push([[makeReceipt(sender, newDossierId())]])
    await expect.poll(() => ending.gateway.inFlight).toBe(1)
    const stopped = ending.stop()
    release()
    expect((await push).outcomes).toMatchObject([{ outcome: 'accepted' }])
    await Promise.all([lock, stopped])
    await expect(fetch(`${ending.gateway.url}/healthz`)).rejects.toThrow('fetch failed')
  }, 60_000)

  it('says nothing of a person in its log, and stops with streams open', async () => {
    const lines: string[] = []
    const database = await engine.create()
    const gateway = await startGateway({
      store: database.options,
      logLevel: 'debug',
      logTo: (line) => lines.push(line),
    })
    await fetch(`${gateway.url}/v1/pull?checkpoint=Nguyen-Thi-Hoa`)
    await fetch(`${gateway.url}/Nguyen-Thi-Hoa`)
    await fetch(`${gateway.url}/v1/enrol`, {
      method: 'POST',
      body: '{"Nguyen-Thi-Hoa',
      headers: { 'content-type': 'application/json' },
    })
    await gateway.stop()
    await database.drop()
    expect(lines.filter((line) => line.includes('"route"'))).toHaveLength(3)
    expect(lines.join('\n')).not.toContain('Nguyen')
  }, 60_000)
})
