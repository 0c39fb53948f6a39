/** The loopback server against everyone who is not the desk's own window. Its good manners: test/conformance. */
import { connect } from 'node:net'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRecordingHost, createRecordingLog, type RecordingHost } from '../../test/support/recording-host.ts'
import { createDispatch } from '../boot/dispatch.ts'
import { messagePackType, mustUnpackBody, packBody } from './message-pack.ts'
import { startBrowserServer, type BrowserServer } from './server.ts'
import { openSessions } from './sessions.ts'

let folder: string
let host: RecordingHost
let log: ReturnType<typeof createRecordingLog>
let server: BrowserServer
let cookie: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-server-'))
  await mkdir(join(folder, 'renderer'))
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html>desk')
  host = createRecordingHost()
  log = createRecordingLog()
  server = await start()
  cookie = await openDesk(server)
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

async function start(port = 0, openedFromBeside = false): Promise<BrowserServer> {
  const sessions = await openSessions(join(folder, 'sessions.json'))
  const dispatch = createDispatch({ handlers: host.handlers, log })
  const rendererFolder = join(folder, 'renderer')
  return startBrowserServer({ port, rendererFolder, dispatch, host, sessions, log, openedFromBeside })
}

async function openDesk({ mintAddress }: BrowserServer): Promise<string> {
  const response = await request(mintAddress())
  return String(response.headers['set-cookie']).split(';')[0] ?? ''
}

const get = async (path: string, headers: Record<string, string> = {}) =>
  (await request(`${server.origin}${path}`, { headers: { cookie, ...headers } })).statusCode

async function call(method: string, body: Uint8Array, headers: Record<string, string> = {}) {
  const response = await request(`${server.origin}/bridge/${method}`, {
    method: 'POST',
    headers: { cookie, origin: server.origin, 'content-type': messagePackType, ...headers },
    body: Buffer.from(body),
  })
  return { status: response.statusCode, answer: mustUnpackBody(new Uint8Array(await response.body.arrayBuffer())) }
}

describe('one-time address', () => {
  it('trades its token for a cookie that no script and no other site sees, once', async () => {
    const address = server.mintAddress()
    const first = await request(address)
    expect(first.statusCode).toBe(303)
    expect(first.headers.location).toBe('/')
    expect(first.headers['set-cookie']).toMatch(/^motcua_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect((await request(address)).statusCode).toBe(401)
  })

  it('opens nothing with a wrong, missing or doubled token, nor from another site', async () => {
    for (const query of ['', '?token=', '?token=x', `?token=${'A'.repeat(43)}`, '?token=%00', '?tok=1'])
      expect(await get(`/open${query}`, { cookie: '' })).toBe(401)
    const address = server.mintAddress()
    expect((await request(address, { headers: { 'sec-fetch-site': 'cross-site' } })).statusCode).toBe(403)
    expect((await request(address, { headers: { host: 'localhost' } })).statusCode).toBe(403)
    expect((await request(address)).statusCode).toBe(303)
  })
})

describe('a practice desk', () => {
  const window = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

  it('is opened from the real desk’s page by a window alone; a real desk is not', async () => {
    expect((await request(server.mintAddress(), { headers: window })).statusCode).toBe(403)
    await server.close()
    server = await start(0, true)
    for (const odd of [
      { 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-mode': 'cors' },
      { 'sec-fetch-site': 'cross-site' },
    ])
      expect((await request(server.mintAddress(), { headers: { ...window, ...odd } })).statusCode).toBe(403)
    const opened = await request(server.mintAddress(), { headers: window })
    expect(opened.statusCode).toBe(303)
    cookie = String(opened.headers['set-cookie']).split(';')[0] ?? ''
    expect(await get('/', window)).toBe(200)
    expect((await call('app.info', packBody({}), window)).status).toBe(403)
  })
})

describe('session', () => {
  it('is needed for everything, and survives a reload and a restart of the host', async () => {
    for (const path of ['/', '/events', '/assets/a.js']) expect(await get(path, { cookie: '' })).toBe(401)
    expect(await get('/')).toBe(200)
    expect(await get('/')).toBe(200)
    const { port } = server
    await server.close()
    server = await start(port)
    expect(await get('/')).toBe(200)
  })

  it('is kept as a hash only', async () => {
    const kept = await readFile(join(folder, 'sessions.json'), 'utf8')
    expect(kept).not.toContain(cookie.split('=')[1])
  })

  it('is not guessed', async () => {
    const name = cookie.split('=')[0]
    for (const value of ['', 'x', 'A'.repeat(43), 'undefined', 'null', '"', '%00'])
      expect(await get('/', { cookie: `${name}=${value}` })).toBe(401)
    expect(await get('/', { cookie: `other=1; ${cookie}; last=2` })).toBe(200)
  })
})

describe('place of a request', () => {
  it('must be this host under its own name: no rebinding of names', async () => {
    const { port } = server
    for (const name of [
      `localhost:${port}`,
      'example.com',
      `example.com:${port}`,
      `127.0.0.1:${port + 1}`,
      '127.0.0.1',
    ])
      expect([name, await get('/', { host: name })]).toEqual([name, 403])
  })

  it('must be the desk’s own page', async () => {
    for (const origin of [
      'https://example.com',
      'null',
      `http://localhost:${server.port}`,
      `https://127.0.0.1:${server.port}`,
    ]) {
      expect(await get('/', { origin })).toBe(403)
      expect(await call('app.info', packBody({}), { origin })).toMatchObject({
        status: 403,
        answer: { ok: false, code: 'FOREIGN_SENDER' },
      })
    }
    for (const site of ['cross-site', 'same-site'])
      expect((await call('app.info', packBody({}), { 'sec-fetch-site': site })).status).toBe(403)
    expect(host.calls).toEqual([])
  })

  it('must be said where something is called', async () => {
    const headers = { cookie, 'content-type': messagePackType }
    const response = await request(`${server.origin}/bridge/app.info`, { method: 'POST', headers, body: packBody({}) })
    expect(response.statusCode).toBe(403)
    expect(host.calls).toEqual([])
  })
})

describe('bodies', () => {
  it('of anything at all are answered, and never with a failure of the host', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (body) => {
        const { status } = await call('journal.commit', body)
        expect(status).toBe(400)
      }),
      { numRuns: 150 },
    )
    expect(host.calls).toEqual([])
  })

  it('that promise more than they hold reserve nothing', async () => {
    const promises = [
      [0xdd, 0xff, 0xff, 0xff, 0xff],
      [0xdf, 0xff, 0xff, 0xff, 0xff],
      [0xdb, 0xff, 0xff, 0xff, 0xff],
      [0xc6, 0xff, 0xff, 0xff, 0xff],
      Array.from({ length: 40 }, () => [0xdc, 0xff, 0xff]).flat(),
    ]
    for (const body of promises) expect((await call('app.info', Uint8Array.from(body))).status).toBe(400)
  })

  it('must be MessagePack by name, so that no form can send them', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json', ''])
      expect((await call('app.info', packBody({}), { 'content-type': type })).status).toBe(400)
  })

  it('may not be longer than their call allows, whether they say so or not', async () => {
    const long = packBody({ officerId: 'x'.repeat(100_000), pin: '1' })
    expect(await call('session.signIn', long)).toMatchObject({ status: 413, answer: { code: 'TOO_LARGE' } })
    async function* drip() {
      for (let index = 0; index < 50; index++) yield Buffer.alloc(10_000)
    }
    const headers = { cookie, origin: server.origin, 'content-type': messagePackType }
    const dripping = request(`${server.origin}/bridge/session.signIn`, {
      method: 'POST',
      headers,
      body: Readable.from(drip()),
    })
    const outcome = await dripping.then(({ statusCode }) => statusCode).catch(() => 'cut')
    expect([413, 'cut']).toContain(outcome)
    expect(await get('/')).toBe(200)
    expect(host.calls).toEqual([])
  })

  it('that break off harm nothing', async () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(
      `POST /bridge/app.info HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\norigin: ${server.origin}\r\n` +
        `cookie: ${cookie}\r\ncontent-type: ${messagePackType}\r\ncontent-length: 100\r\n\r\nabc`,
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    expect(await get('/')).toBe(200)
    expect(log.lines.join()).not.toContain('browser.failed')
  })
})

describe('other requests', () => {
  it('are refused by method and by path', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      const response = await request(`${server.origin}/`, { method, headers: { cookie, origin: server.origin } })
      expect([method, response.statusCode]).toEqual([method, 405])
    }
    for (const path of ['/../sessions.json', '/none.js', '/.env', '//example.com/x.js'])
      expect(await get(path)).toBe(404)
  })

  it('never show a token or a cookie in the log', () => {
    expect(log.lines.join()).not.toMatch(/[\w-]{43}/)
  })

  it('that are no HTTP are hung up on', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.resume()
    socket.write('\x00\x01garbage\r\n\r\n')
    await closed
    expect(await get('/')).toBe(200)
  })
})

describe('stopping', () => {
  it('ends open event streams and lets go of the host', async () => {
    const stream = await request(`${server.origin}/events`, { headers: { cookie } })
    const ended = stream.body.dump()
    expect(host.listeners).toBeGreaterThan(0)
    await server.close()
    await ended
    expect(host.listeners).toBe(0)
    server = await start()
  })

  it('rejects a port that is taken', async () => {
    await expect(start(server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
