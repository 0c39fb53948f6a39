import { generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleEvent, sampleUuid } from '../../../test/support/event-builder.ts'
import { problem, ScriptedGateway, type Scripted } from '../../../test/support/scripted-gateway.ts'
import { ProvinceClient } from './client.ts'
import { DeskToken } from './desk-token.ts'
import { createDispatcher, GatewayHttp } from './http.ts'
import { Link } from './link.ts'

const keys = generateKeyPairSync('ed25519')
const publicKey = keys.publicKey.export({ format: 'jwk' }).x ?? ''
const push = (n = 1) => ({
  dossiers: [{ dossierId: sampleUuid(0, 0), events: Array.from({ length: n }, (_, i) => sampleEvent('noted', i)) }],
})
const pull = { checkpoint: null, limit: 10 }

let gateway: ScriptedGateway
let http: GatewayHttp
let link: Link
let client: ProvinceClient
let monotonic = 0

function connect(url: string) {
  http = new GatewayHttp(url, createDispatcher(url, null), Date.now)
  link = new Link()
  const signBytes = (bytes: Uint8Array) => sign(null, bytes, keys.privateKey).toString('base64url')
  const token = new DeskToken({
    http,
    link,
    deskId: 'desk-1',
    sign: signBytes,
    now: Date.now,
    monotonic: () => monotonic,
  })
  client = new ProvinceClient(http, token, link)
}

beforeEach(async () => {
  monotonic = 0
  gateway = await new ScriptedGateway().start()
  gateway.desks.set('desk-1', publicKey)
  connect(gateway.url)
})
afterEach(async () => {
  await http.close()
  await gateway.stop()
})

function scriptFor(path: string, scripted: Scripted): void {
  gateway.script = (request) => (request.path === path ? scripted : { kind: 'pass' })
}

describe('calls', () => {
  it('prove the desk once, then carry its token', async () => {
    const [a, b] = await Promise.all([client.push(push()), client.pull({ checkpoint: '0&y=', limit: 7 })])
    expect(a).toMatchObject({ ok: true, value: { epoch: 'e1', outcomes: [{ outcome: 'accepted' }] } })
    expect(b).toMatchObject({ ok: true, value: { epoch: 'e1' } })
    expect(gateway.paths().filter((path) => path.includes('session'))).toHaveLength(1)
    const pulled = gateway.seen.find(({ path }) => path === '/v1/pull')
    expect(pulled?.query.get('checkpoint')).toBe('0&y=')
    expect(pulled?.query.get('limit')).toBe('7')
    expect(link.state.online).toBe(true)
  })

  it('compress what is worth it', async () => {
    await client.push(push(1))
    await client.push(push(50))
    const encodings = gateway.seen
      .filter(({ path }) => path === '/v1/push')
      .map(({ headers }) => headers['content-encoding'])
    expect(encodings).toEqual([undefined, 'gzip'])
    expect(gateway.seen.at(-1)?.body).toEqual(JSON.parse(JSON.stringify(push(50))))
  })

  it('renew the token ahead of its end, and when the gateway forgot it', async () => {
    await client.pull(pull)
    monotonic += 3_550_000
    await client.pull(pull)
    expect(gateway.tokens.size).toBe(2)
    gateway.tokens.clear()
    expect(await client.pull(pull)).toMatchObject({ ok: true })
    expect(gateway.tokens.size).toBe(1)
  })

  it('measure the province’s clock', async () => {
    gateway.skewMs = 3_600_000
    await client.pull(pull)
    expect(Math.abs((link.state.skewMs ?? 0) - 3_600_000)).toBeLessThan(5000)
  })

  it('work below a path of the gateway’s host', async () => {
    await http.close()
    connect(`${gateway.url}/mot-cua`)
    expect(await client.pull(pull)).toMatchObject({ ok: false, code: 'REFUSED' })
    expect(gateway.seen.at(-1)?.path).toBe('/mot-cua/v1/challenge')
  })
})

describe('failures', () => {
  it.each<[string, Scripted, string]>([
    ['too large', { kind: 'answer', status: 413 }, 'TOO_LARGE'],
    ['rate limited', { kind: 'answer', status: 429, headers: { 'retry-after': '3' } }, 'RATE_LIMITED'],
    ['broken', { kind: 'answer', status: 500, raw: '<html>oops' }, 'SERVER'],
    ['a redirect of a captive portal', { kind: 'answer', status: 302, headers: { location: '/dang-nhap' } }, 'SERVER'],
    ['a page in place of an answer', { kind: 'answer', status: 200, raw: '<html>Xin chào' }, 'SERVER'],
    ['an answer of another shape', { kind: 'answer', status: 200, body: { epoch: 'e1', dossiers: [{}] } }, 'SERVER'],
    ['no body', { kind: 'answer', status: 204, raw: '' }, 'SERVER'],
    [
      'bytes that are not gzip',
      { kind: 'answer', status: 200, raw: 'x', headers: { 'content-encoding': 'gzip' } },
      'SERVER',
    ],
    ['refused', { kind: 'answer', status: 409, body: problem(409, 'STALE') }, 'REFUSED'],
    ['cut', { kind: 'cut' }, 'OFFLINE'],
    ['cut in the middle of the answer', { kind: 'cutMidBody' }, 'OFFLINE'],
    ['not enrolled', { kind: 'answer', status: 403 }, 'NOT_ENROLLED'],
  ])('%s', async (_, scripted, code) => {
    scriptFor('/v1/pull', scripted)
    expect(await client.pull(pull)).toMatchObject({ ok: false, code })
    scriptFor('/v1/session', scripted)
    gateway.tokens.clear()
    expect(await client.push(push())).toMatchObject({ ok: false })
    gateway.script = () => ({ kind: 'pass' })
    expect(await client.pull(pull)).toMatchObject({ ok: true })
  })

  it('a desk that was withdrawn is told once, without a loop of attempts', async () => {
    gateway.desks.clear()
    expect(await client.pull(pull)).toMatchObject({ code: 'NOT_ENROLLED' })
    expect(gateway.seen.length).toBeLessThanOrEqual(4)
    expect(link.state.online).toBe(true)
  })

  it('an answer about something else is not taken', async () => {
    scriptFor('/v1/lease', {
      kind: 'answer',
      status: 200,
      body: { date: '2026-11-25', prefix: 'H53-261125-', first: 1, last: 5 },
    })
    expect(await client.lease({ date: '2026-11-24', count: 5 })).toMatchObject({ code: 'SERVER' })
    scriptFor('/v1/lease', {
      kind: 'answer',
      status: 200,
      body: { date: '2026-11-24', prefix: 'H53-261124-', first: 5, last: 1 },
    })
    expect(await client.lease({ date: '2026-11-24', count: 5 })).toMatchObject({ code: 'SERVER' })
  })

  it('nobody there', async () => {
    await client.pull(pull)
    await gateway.stop()
    expect(await client.pull(pull)).toMatchObject({ code: 'OFFLINE' })
    expect(link.state.online).toBe(false)
    await gateway.start()
  })
})

describe('the network switch', () => {
  it('ends calls under way at once, refuses new ones, and lets go when thrown back', async () => {
    await client.pull(pull)
    scriptFor('/v1/pull', { kind: 'stall' })
    const under = client.pull(pull)
    await expect.poll(() => gateway.seen.filter(({ path }) => path === '/v1/pull').length).toBe(2)
    link.setCut(true)
    expect(await under).toMatchObject({ ok: false, code: 'OFFLINE' })
    const asked = gateway.seen.length
    expect(await client.push(push())).toMatchObject({ ok: false, code: 'OFFLINE' })
    expect(gateway.seen.length).toBe(asked)
    expect(link.state).toMatchObject({ online: false, cutByHand: true })
    gateway.script = () => ({ kind: 'pass' })
    link.setCut(false)
    expect(await client.pull(pull)).toMatchObject({ ok: true })
    expect(link.state).toMatchObject({ online: true, cutByHand: false })
  })
})
