import { generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ScriptedGateway } from '../../../test/support/scripted-gateway.ts'
import { silentLog } from '../log.ts'
import { DeskToken } from './desk-token.ts'
import { createDispatcher, GatewayHttp } from './http.ts'
import { Link } from './link.ts'
import { Live } from './live.ts'

const keys = generateKeyPairSync('ed25519')
let gateway: ScriptedGateway
let http: GatewayHttp
let link: Link
let live: Live
const told = { changed: 0, reference: 0 }

function listen(options: { firstDelay?: number; heartbeatTimeout?: number } = {}): void {
  http = new GatewayHttp(gateway.url, createDispatcher(gateway.url, null), Date.now)
  link = new Link()
  const token = new DeskToken({
    http,
    link,
    deskId: 'desk-1',
    sign: (bytes) => sign(null, bytes, keys.privateKey).toString('base64url'),
    now: Date.now,
    monotonic: () => performance.now(),
  })
  live = new Live({
    http,
    token,
    link,
    log: silentLog,
    onChanged: () => void told.changed++,
    onReference: () => void told.reference++,
    firstDelay: 10,
    ...options,
  })
  live.start()
}

beforeEach(async () => {
  told.changed = 0
  told.reference = 0
  gateway = await new ScriptedGateway().start()
  gateway.desks.set('desk-1', keys.publicKey.export({ format: 'jwk' }).x ?? '')
})
afterEach(async () => {
  await live.stop()
  await http.close()
  await gateway.stop()
})

describe('live stream', () => {
  it('tells at once on connecting, then each time the gateway does', async () => {
    listen()
    await expect.poll(() => told).toEqual({ changed: 1, reference: 1 })
    expect(link.state.online).toBe(true)
    gateway.tell('changed')
    await expect.poll(() => told.changed).toBe(2)
    gateway.tell('reference')
    await expect.poll(() => told.reference).toBe(2)
    gateway.tell('heartbeat')
    gateway.tell('something-newer')
    await expect.poll(() => told.changed).toBe(3)
  })

  it('comes back after a drop, and tells that something may have been missed', async () => {
    listen()
    for (let round = 1; round <= 3; round++) {
      await expect.poll(() => told.changed).toBe(round)
      gateway.dropStreams()
    }
    await expect.poll(() => told.changed).toBe(4)
  })

  it('does not trust a stream that fell silent', async () => {
    listen({ heartbeatTimeout: 50 })
    await expect.poll(() => told.changed).toBeGreaterThanOrEqual(3)
  })

  it('survives a gateway that answers nonsense, refuses, or is not there', async () => {
    let attempts = 0
    gateway.script = ({ path }) => {
      if (path !== '/v1/live') return { kind: 'pass' }
      attempts += 1
      if (attempts === 1) return { kind: 'answer', status: 200, raw: '<html>' }
      if (attempts === 2) return { kind: 'answer', status: 503 }
      if (attempts === 3) return { kind: 'cut' }
      if (attempts === 4) return { kind: 'answer', status: 401 }
      if (attempts === 5) {
        const headers = { 'content-type': 'text/event-stream' }
        return { kind: 'answer', status: 200, headers, raw: Buffer.alloc(200_000, 'x') }
      }
      return { kind: 'pass' }
    }
    listen()
    await expect.poll(() => gateway.streams.size, { timeout: 10_000 }).toBe(1)
    expect(link.state.online).toBe(true)
  })

  it('waits long after many failures, but not when asked to retry', async () => {
    const { url } = gateway
    const port = Number(new URL(url).port)
    await gateway.stop()
    listen({ firstDelay: 20_000 })
    await expect.poll(() => link.state.online).toBe(false)
    await gateway.start(port)
    live.retryNow()
    await expect
      .poll(
        () => {
          live.retryNow()
          return told.changed
        },
        { timeout: 5000 },
      )
      .toBe(1)
  })

  it('drops at once when the network is cut by hand, stays away, and returns', async () => {
    listen()
    await expect.poll(() => gateway.streams.size).toBe(1)
    link.setCut(true)
    await expect.poll(() => gateway.streams.size).toBe(0)
    live.retryNow()
    const asked = gateway.seen.length
    await new Promise((resolve) => void setTimeout(resolve, 100))
    expect(gateway.seen.length).toBe(asked)
    link.setCut(false)
    live.retryNow()
    await expect.poll(() => told.changed).toBe(2)
  })
})
