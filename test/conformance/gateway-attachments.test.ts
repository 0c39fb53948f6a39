import fc from 'fast-check'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findEngines } from '../support/gateway-engines.ts'
import { communeB, createWorld, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()
const pdfOf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)])
const idOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
const tus = { 'tus-resumable': '1.0.0' }
const metadataOf = (members: Record<string, string>) =>
  Object.entries(members)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')

describe.each(engines)('attachments on $name', (engine) => {
  let world: World
  let desk: WireDesk
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-attachments-'))
    world = await createWorld(engine, { attachmentsFolder: folder })
    desk = await world.enrol()
  }, 60_000)
  afterAll(async () => {
    await world.stop()
    await rm(folder, { recursive: true })
  })

  const create = (
    size: number,
    members: Partial<Record<'sha256' | 'mediaType' | 'dossierId', string>>,
    from = desk,
  ) => {
    const metadata = { sha256: '0'.repeat(64), mediaType: 'application/pdf', dossierId: newDossierId(), ...members }
    const headers = { ...tus, 'upload-length': String(size), 'upload-metadata': metadataOf(metadata) }
    return from.open('/v1/attachments', { method: 'POST', headers })
  }
  const mustCreate = async (content: Uint8Array, mediaType = 'application/pdf') => {
    const response = await create(content.length, { sha256: idOf(content), mediaType })
    expect(response.status).toBe(201)
    return response.headers.get('location')!
  }
  const patch = (path: string, offset: number, body: Uint8Array, from = desk) =>
    from.open(path, {
      method: 'PATCH',
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(body),
    })
  const head = (id: string, from = desk) => from.open(`/v1/attachments/content/${id}`, { method: 'HEAD' })
  const download = async (id: string, from = desk) => {
    const response = await from.open(`/v1/attachments/content/${id}`, {})
    return { response, content: Buffer.from(await response.arrayBuffer()) }
  }

  it('arrives in pieces, goes on after a break, and is handed out as it was', async () => {
    const content = pdfOf(300_000)
    const path = await mustCreate(content)
    expect((await head(idOf(content))).status).toBe(404)
    expect((await patch(path, 0, content.subarray(0, 100_000))).status).toBe(204)
    const where = await desk.open(path, { method: 'HEAD', headers: tus })
    expect(where.headers.get('upload-offset')).toBe('100000')
    expect((await patch(path, 5, content.subarray(5))).status).toBe(409)
    expect((await patch(path, 100_000, content.subarray(100_000))).status).toBe(204)
    expect((await head(idOf(content))).status).toBe(200)
    const { response, content: back } = await download(idOf(content))
    expect(back.equals(content)).toBe(true)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-length')).toBe(String(content.length))
    expect(await readdir(join(folder, 'uploads'))).toEqual([])
  })

  it('is kept once however often it comes', async () => {
    const content = pdfOf(1000)
    for (let round = 0; round < 2; round += 1)
      expect((await patch(await mustCreate(content), 0, content)).status).toBe(204)
    const rows = await world.gateway.store.db
      .selectFrom('attachment')
      .select('bytes')
      .where('id', '=', idOf(content))
      .execute()
    expect(rows).toEqual([{ bytes: content.length }])
  })

  it('is dropped when it is not what was announced', async () => {
    const content = pdfOf(1000)
    const other = await create(content.length, { sha256: idOf(pdfOf(1000)) })
    expect((await patch(other.headers.get('location')!, 0, content)).status).toBe(460)
    const text = Buffer.from('<script>alert(1)</script>')
    expect((await patch(await mustCreate(text), 0, text)).status).toBe(415)
    expect((await head(idOf(text))).status).toBe(404)
    expect(await readdir(join(folder, 'uploads'))).toEqual([])
  })

  it('is refused from the start when it is too large, of another type, or not described', async () => {
    expect((await create(26 * 1024 * 1024, {})).status).toBe(413)
    for (const members of [{ mediaType: 'text/html' }, { sha256: '../x' }, { dossierId: 'x' }])
      expect((await create(10, members)).status).toBe(400)
    expect((await create(0, {})).status).toBe(400)
    expect((await fetch(`${world.gateway.url}/v1/attachments`, { method: 'POST', headers: tus })).status).toBe(401)
  })

  it('is out of reach of another commune, whole or on its way', async () => {
    const stranger = await world.enrol(communeB)
    const content = pdfOf(5000)
    const path = await mustCreate(content)
    expect((await stranger.open(path, { method: 'HEAD', headers: tus })).status).toBe(404)
    expect((await patch(path, 0, content, stranger)).status).toBe(404)
    expect((await patch(path, 0, content)).status).toBe(204)
    expect((await head(idOf(content), stranger)).status).toBe(404)
    expect((await download(idOf(content), stranger)).response.status).toBe(404)
  })

  it('never fails on garbage', async () => {
    const header = fc.constantFrom(
      'tus-resumable',
      'upload-length',
      'upload-metadata',
      'upload-offset',
      'content-type',
      'upload-defer-length',
      'x-http-method-override',
    )
    const value = fc.oneof(
      fc.stringMatching(/^[ -~]{0,40}$/),
      fc.constantFrom(
        '1.0.0',
        '-1',
        '0',
        '5',
        '1e9',
        'NaN',
        'application/offset+octet-stream',
        'DELETE',
        'sha256 AAAA,,',
      ),
    )
    const path = fc.constantFrom(
      '/v1/attachments',
      '/v1/attachments/',
      '/v1/attachments/x',
      `/v1/attachments/25459-${'0'.repeat(32)}`,
      '/v1/attachments/..%2f..%2fetc',
      '/v1/attachments/content/x',
      `/v1/attachments/content/${'0'.repeat(64)}`,
    )
    const method = fc.constantFrom('POST', 'PATCH', 'HEAD', 'DELETE', 'GET', 'PUT')
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        fc.array(fc.tuple(header, value)),
        fc.uint8Array({ maxLength: 50 }),
        async (...[verb, at, pairs, bytes]) => {
          const body = verb === 'GET' || verb === 'HEAD' ? {} : { body: new Uint8Array(bytes) }
          const headers = Object.fromEntries([...Object.entries(tus), ...pairs]) as Record<string, string>
          const response = await desk.open(at, { method: verb, headers, ...body })
          await response.body?.cancel()
          expect(response.status).toBeLessThan(500)
        },
      ),
      { numRuns: 150 },
    )
    expect((await fetch(`${world.gateway.url}/healthz`)).status).toBe(200)
  })
})
