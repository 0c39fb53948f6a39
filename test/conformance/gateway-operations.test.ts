import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from '../../gateway/command.ts'
import { commands } from '../../gateway/commands.ts'
import { addConnector } from '../../gateway/connectors/admin.ts'
import { startGateway } from '../../gateway/gateway.ts'
import type { Gateway } from '../../gateway/gateway.ts'
import { documentedRoutes } from '../../gateway/http/openapi-routes.ts'
import { findEngines } from '../support/gateway-engines.ts'
import {
  communeA,
  createWorld,
  enrolAt,
  makeEvent,
  makeReceipt,
  newDossierId,
  openLimits,
  readSample,
} from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()

describe.each(engines)('operations on $name', (engine) => {
  let world: World
  let desk: WireDesk
  beforeAll(async () => {
    world = await createWorld(engine)
    desk = await world.enrol()
  }, 60_000)
  afterAll(() => world.stop())
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(world.gateway.url + path, { headers })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  it('documents exactly the routes that there are', async () => {
    const documented = documentedRoutes.map(({ method, path }) => `${method} ${path}`).sort()
    const real = world.gateway.routes
      // Pages for people, no contract for programs.
      .filter(({ url }) => !/^\/admin(\/|$)/.test(url))
      .map(({ method, url }) => `${method.toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !route.startsWith('head ') || documented.includes(route))
      .sort()
    expect(real).toEqual(documented)
    const answer = JSON.parse((await get('/openapi.json')).text) as { openapi: string }
    expect(answer.openapi).toBe('3.1.0')
  })

  describe('metrics', () => {
    it('count what happened, with nobody’s data in the labels', async () => {
      await addConnector(world.gateway.store, 'loi', 'http://127.0.0.1:9/')
      const code = '000.00.01.H53-231124-0001'
      const spoiled = { ...makeReceipt(desk, newDossierId()), signature: 'AAAA' }
      await desk.push([[makeReceipt(desk, newDossierId(), { code })], [spoiled]])
      await get(`/tra-cuu?so=${code}`)
      const { text, headers } = await get('/metrics')
      expect(headers.get('content-type')).toContain('text/plain')
      expect(text).toMatch(/motcua_push_outcomes_total\{outcome="accepted",code=""\} 1/)
      expect(text).toMatch(/motcua_push_outcomes_total\{outcome="rejected",code="BAD_SIGNATURE"\} 1/)
      expect(text).toMatch(/motcua_deliveries\{connector="loi",state="waiting"\} 1/)
      expect(text).toMatch(
        /motcua_http_request_duration_seconds_count\{route="\/v1\/push",method="POST",status="200"\} 1/,
      )
      expect(text).not.toContain('231124')
    })

    it('are for this machine, or for who has the token', async () => {
      expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(401)
      const closed = await createWorld(engine, { metricsToken: 'bi-mat' })
      const ask = async (authorization: string) =>
        (await fetch(`${closed.gateway.url}/metrics`, { headers: { authorization } })).status
      expect([await ask(''), await ask('Bearer bi-maT'), await ask('Bearer bi-mat')]).toEqual([401, 401, 200])
      await closed.stop()
    }, 60_000)
  })

  describe('public page', () => {
    const at = '2026-11-23T08:05:00+07:00'
    it('shows number and progress by any code of the dossier, and nothing else', async () => {
      const id = newDossierId()
      const temporary = `TẠM-${desk.deskId}-261123-042`
      const receipt = makeReceipt(desk, id, { code: temporary, kind: 'provisional' }, at)
      const { outcomes } = await desk.push([[receipt, makeEvent(desk, id, 'forwarded')]])
      const assigned = outcomes[0]?.outcome === 'merged' ? outcomes[0].events[0] : undefined
      const { code } = assigned!.payload as { code: string }
      for (const asked of [code, code.toLowerCase(), temporary, temporary.replace('TẠM', 'TAM'), id]) {
        const { status, text, headers } = await get(`/tra-cuu?so=${encodeURIComponent(asked)}`)
        expect(status).toBe(200)
        expect(text).toContain(code)
        expect(text).toContain('Đang xử lý')
        expect(text).toContain('08 giờ 05, ngày 23/11/2026')
        expect(text).not.toMatch(/Nguyễn|Hoà|072190001234|0912345678|tình trạng hôn nhân|Khu phố/)
        expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      }
    })

    it('finds nothing by parts, patterns and names', async () => {
      for (const asked of ['000.00.01.H53', '%', '_', '*', 'Nguyễn Thị Hoà', '072190001234', newDossierId()]) {
        const { status, text } = await get(`/tra-cuu?so=${encodeURIComponent(asked)}`)
        expect(status).toBe(404)
        expect(text).toContain('Không tìm thấy hồ sơ')
      }
      expect((await get('/tra-cuu')).status).toBe(200)
    })

    it('speaks English to who asks for it, and keeps the code that was asked for', async () => {
      const id = newDossierId()
      const receipt = makeReceipt(desk, id, { code: `TẠM-${desk.deskId}-261123-043`, kind: 'provisional' }, at)
      await desk.push([[receipt, makeEvent(desk, id, 'forwarded')]])
      const { text } = await get(`/tra-cuu?so=${id}&lang=en`)
      for (const words of ['<html lang="en">', 'Being processed', '23/11/2026, 08:05', 'name="lang" value="en"'])
        expect(text).toContain(words)
      expect(text).toContain(`href="?so=${id}&amp;lang=vi"`)
      expect((await get('/tra-cuu?so=x&lang=en')).text).toContain('No dossier has this code.')
      for (const garbage of ['de', 'EN', '"><script>', 'en&lang=en'])
        expect((await get(`/tra-cuu?lang=${garbage}`)).text).toContain('<html lang="vi">')
    })

    it('never fails and never lets markup through', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.string({ unit: 'binary' }), fc.constant('"><script>alert(1)</script>')),
          async (asked) => {
            const { status, text } = await get(`/tra-cuu?${new URLSearchParams({ so: asked })}`)
            expect(status).toBeLessThan(500)
            expect(text).not.toContain('<script')
          },
        ),
        { numRuns: 60 },
      )
    })

    it('is limited per address', async () => {
      const tight = await createWorld(engine, { rateLimits: { ...openLimits, status: 2 } })
      const ask = async () => (await fetch(`${tight.gateway.url}/tra-cuu?so=x`)).status
      expect([await ask(), await ask(), await ask()]).toEqual([404, 404, 429])
      await tight.stop()
    }, 60_000)
  })

  if (!engine.concurrent) return
  describe('several processes on one database', () => {
    let second: Gateway
    beforeAll(async () => {
      second = await startGateway({ store: world.database.options, rateLimits: openLimits })
    })
    afterAll(() => second.stop())

    it('read each other’s tokens and checkpoints, and tell each other’s desks', async () => {
      const elsewhere = desk.at(second.url)
      const colleague = await world.enrol()
      const receipt = makeReceipt(colleague, newDossierId())
      const before = await desk.pull(null, 500)
      const abort = new AbortController()
      const response = await elsewhere.open('/v1/live', { signal: abort.signal })
      let heard = ''
      const listening = (async () => {
        for await (const text of response.body!.pipeThrough(new TextDecoderStream())) heard += text
      })().catch(() => undefined)
      await expect.poll(() => heard).toContain('changed')
      heard = ''
      await colleague.push([[receipt]])
      await expect.poll(() => heard).toContain('event: changed')
      abort.abort()
      await listening
      const after = await elsewhere.pull(before.checkpoint, 500)
      expect(after.dossiers.map(({ dossierId }) => dossierId)).toEqual([receipt.dossierId])
    })

    it('answer the public page from a replica', async () => {
      const { options } = world.database
      if (options.kind !== 'server') expect.fail('a server has replicas')
      const code = '000.00.01.H53-221124-0077'
      await desk.push([[makeReceipt(desk, newDossierId(), { code })]])
      const third = await startGateway({ store: { ...options, replicaUrl: options.url }, rateLimits: openLimits })
      const answer = await fetch(`${third.url}/tra-cuu?so=${code}`)
      expect(await answer.text()).toContain('Được tiếp nhận')
      await third.stop()
    })

    it('take one dossier’s events at the same time and number it once', async () => {
      const others = [desk, await enrolAt(second, communeA), (await world.enrol()).at(second.url)]
      const id = newDossierId()
      const receipt = makeReceipt(desk, id, { code: `TẠM-${desk.deskId}-261124-900`, kind: 'provisional' })
      const notes = others.flatMap((from) => [1, 2, 3].map(() => ({ from, note: makeEvent(from, id, 'noted') })))
      await Promise.all(notes.map(({ from, note }) => from.push([[receipt, note]])))
      const { dossiers } = await desk.pull(null, 500)
      const events = dossiers.find(({ dossierId }) => dossierId === id)!.events
      expect(events.filter(({ type }) => type === 'numberAssigned')).toHaveLength(1)
      expect(events).toHaveLength(notes.length + 2)
    })
  })
})

describe('command line', () => {
  const exec = promisify(execFile)
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-cli-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('runs on a folder, and fails with a word of why', async () => {
    const gateway = (...args: string[]) =>
      exec(process.execPath, ['gateway/main.ts', ...args, '--data', join(folder, 'data')], {
        env: { ...process.env, DATABASE_URL: '', NODE_NO_WARNINGS: '1' },
      })
    expect((await gateway('sample')).stdout).toMatch(/^25459\.mot-cua: ([2-9A-Z]{4}-){2}[2-9A-Z]{4}$/m)
    expect((await gateway('--new-epoch')).stdout).toMatch(/^1-/)
    const refused = gateway('enrol', '25459', 'nowhere')
    await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('no organisation') })
    expect((await gateway('--help')).stdout).toContain('import-bundle <file> <answer file>')
  }, 60_000)

  it('enrols, publishes, keeps connectors and keys, imports bundles', async () => {
    const world = await createWorld(engines[0]!)
    const run = (name: string, ...args: string[]) => commands[name]!.run(world.gateway.store, args)
    expect((await run('enrol', communeA, `${communeA}.mot-cua`))[0]).toMatch(/^([2-9A-Z]{4}-){2}[2-9A-Z]{4}$/)
    expect((await run('add-connector', 'loi', 'https://core.example/hook'))[0]).toMatch(/^whsec_/)
    expect(await run('switch-connector', 'loi', 'off')).toEqual(['off'])
    expect(await run('connectors')).toEqual(['loi\thttps://core.example/hook\toff\t0\t0'])
    expect(await run('dead-letters', 'loi')).toEqual([])
    expect(await run('replay', 'loi', 'all')).toEqual(['0'])
    expect((await run('make-key', 'core', 'loi'))[0]).toMatch(/^mck_/)
    expect(await run('revoke-key', 'loi')).toEqual(['1'])
    const file = join(folder, 'moi.json')
    await writeFile(file, JSON.stringify({ ...readSample('catalogue.json'), version: 'moi' }))
    expect(await run('publish', 'catalogue', file)).toEqual(['đã công bố'])
    await expect(run('publish', 'people', file)).rejects.toBeInstanceOf(UsageError)
    await writeFile(file, JSON.stringify({ version: 'x' }))
    await expect(run('publish', 'catalogue', file)).rejects.toThrow('procedures')
    for (const [name, command] of Object.entries(commands))
      await expect(command.run(world.gateway.store, ['a', 'b', 'c', 'd', 'e']), name).rejects.toBeInstanceOf(UsageError)
    await expect(run('import-bundle', file, join(folder, 'answer'))).rejects.toThrow('NOT_A_BUNDLE')
    await world.stop()
  }, 60_000)
})
