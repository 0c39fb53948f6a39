import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AttachmentState } from '../../../shared/bridge/attachments.ts'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { SeededRandom } from '../../../test/support/random.ts'
import { ScriptedGateway, type Scripted, type SeenRequest } from '../../../test/support/scripted-gateway.ts'
import { Background } from '../background.ts'
import { HostEvents } from '../host-events.ts'
import { silentLog } from '../log.ts'
import { DeskToken } from '../province/desk-token.ts'
import { createDispatcher, GatewayHttp } from '../province/http.ts'
import { Link } from '../province/link.ts'
import { Attachments, type AttachmentsOptions } from './attachments.ts'
import { contentId, isOfType } from './content-store.ts'

const keys = generateKeyPairSync('ed25519')
const folder = '/data/attachments'
const dossierId = randomUUID()
let disk: MemoryDisk
let gateway: ScriptedGateway
let link: Link
let stopAll: Array<() => Promise<void>>
let told: AttachmentState[]

beforeEach(async () => {
  disk = new MemoryDisk()
  gateway = await new ScriptedGateway().start()
  gateway.desks.set('desk-1', keys.publicKey.export({ format: 'jwk' }).x ?? '')
  stopAll = []
  told = []
})
afterEach(async () => {
  for (const stop of stopAll) await stop()
  await gateway.stop()
})

/** A new process of the host over the same disk. */
async function open(spare?: AttachmentsOptions['spare']): Promise<Attachments> {
  const http = new GatewayHttp(gateway.url, createDispatcher(gateway.url, null), Date.now)
  link = new Link()
  const events = new HostEvents(silentLog)
  events.on('attachments.changed', (state) => told.push(state))
  const background = new Background(silentLog)
  const signBytes = (bytes: Uint8Array) => sign(null, bytes, keys.privateKey).toString('base64url')
  const monotonic = () => performance.now()
  const token = new DeskToken({ http, link, deskId: 'desk-1', sign: signBytes, now: Date.now, monotonic })
  const shared = { disk, folder, dataKey: new Uint8Array(32), events, background, log: silentLog, now: Date.now }
  const attachments = await Attachments.open({
    ...shared,
    http,
    token,
    link,
    hasRoom: async () => true,
    chunkSize: 1000,
    firstDelay: 5,
    ...(spare === undefined ? {} : { spare }),
  })
  stopAll.push(async () => {
    attachments.stop()
    await http.close()
    await background.stop()
  })
  return attachments
}
async function restart(): Promise<Attachments> {
  await stopAll.pop()?.()
  return open()
}

const pdf = (bytes = 4500) => new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]))

async function keep(attachments: Attachments, content: Uint8Array): Promise<string> {
  const kept = await attachments.put({ content, mediaType: 'application/pdf' })
  if (kept.kind === 'failed') throw new Error(kept.code)
  return kept.id
}
const patches = () => gateway.seen.filter(({ method }) => method === 'PATCH')
const statesOf = (id: string) => [...new Set(told.filter((one) => one.id === id).map(({ state }) => state))]

describe('keeping', () => {
  it('is sealed, once a content, over restarts', async () => {
    const attachments = await open()
    const content = pdf()
    const id = await keep(attachments, content)
    expect(id).toBe(contentId(content))
    const files = disk.paths()
    expect(await keep(attachments, content)).toBe(id)
    expect(disk.paths()).toEqual(files)
    for (const path of files) expect(disk.contentOf(path).includes('%PDF')).toBe(false)
    const again = await restart()
    expect(await again.get(id)).toEqual({ kind: 'found', content: Buffer.from(content), mediaType: 'application/pdf' })
    expect(await again.thumbnail(id)).toBeNull()
    await again.putThumbnail({ id, content: new Uint8Array([1, 2, 3]) })
    expect(await again.thumbnail(id)).toEqual(Buffer.from([1, 2, 3]))
    expect(again.status()).toEqual([])
  })

  it('refuses what is not of its type, and says so when the disk does not take it', async () => {
    const attachments = await open()
    const text = new Uint8Array(Buffer.from('Đơn đề nghị'))
    expect(await attachments.put({ content: text, mediaType: 'application/pdf' })).toMatchObject({
      code: 'NOT_THAT_TYPE',
    })
    disk.failFrom(0, { code: 'ENOSPC' })
    expect(await attachments.put({ content: pdf(), mediaType: 'application/pdf' })).toMatchObject({ code: 'DISK_FULL' })
    disk.heal()
  })

  it('knows the beginnings of each type', () => {
    const png = Buffer.from('89504e470d0a1a0a00', 'hex')
    const webp = Buffer.from('RIFF....WEBPVP8 ')
    expect(isOfType(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg')).toBe(true)
    expect(isOfType(png, 'image/png')).toBe(true)
    expect(isOfType(webp, 'image/webp')).toBe(true)
    for (const type of ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const)
      for (const bytes of [new Uint8Array(), Buffer.from('x')]) expect(isOfType(bytes, type)).toBe(false)
  })

  it('a damaged one is not shown as the scan; the province’s takes its place', async () => {
    const attachments = await open()
    const content = pdf()
    const id = await keep(attachments, content)
    const path = disk.paths().find((one) => one.endsWith(id))!
    const damaged = disk.contentOf(path)
    damaged[50]! ^= 1
    disk.setContent(path, damaged)
    expect(await attachments.get(id)).toEqual({ kind: 'missing' })
    gateway.contents.set(id, { bytes: Buffer.from(content), mediaType: 'application/pdf' })
    expect(await attachments.get(id)).toMatchObject({ kind: 'found' })
    gateway.contents.clear()
    expect(await attachments.get(id)).toMatchObject({ kind: 'found' })
  })
})

describe('sending', () => {
  it('in pieces, once, with progress told, and not before it is asked for', async () => {
    const attachments = await open()
    const content = pdf()
    const id = await keep(attachments, content)
    attachments.wake()
    expect(await attachments.send({ dossierId, ids: [id, id, 'f'.repeat(64)] })).toEqual({ unknown: ['f'.repeat(64)] })
    await expect.poll(() => gateway.contents.get(id)?.bytes).toEqual(Buffer.from(content))
    await expect.poll(() => attachments.status()).toEqual([])
    expect(statesOf(id)).toEqual(['waiting', 'sending', 'atProvince'])
    expect(patches().length).toBe(5)
    const asked = gateway.seen.length
    await attachments.send({ dossierId, ids: [id] })
    await (await restart()).send({ dossierId, ids: [id] })
    expect(gateway.seen.length).toBe(asked)
  })

  it('a scan that the disk refuses to read comes from the second copy, and holds up no other', async () => {
    const [bad, good] = [pdf(), pdf()]
    const ids = [contentId(bad), contentId(good)]
    const attachments = await open(async (id) =>
      id === ids[0] ? { bytes: bad, mediaType: 'application/pdf' as const } : null,
    )
    link.setCut(true)
    for (const content of [bad, good]) await keep(attachments, content)
    expect(await attachments.send({ dossierId, ids })).toEqual({ unknown: [] })
    const read = disk.readFile.bind(disk)
    const path = `${folder}/content/${ids[0]!.slice(0, 2)}/${ids[0]}`
    disk.readFile = (at) => (at === path ? Promise.reject(new Error('EIO')) : read(at))
    expect((await attachments.pick(ids)).scans).toHaveLength(2)
    expect(await attachments.isFiled(ids[0]!)).toBe(false)
    link.setCut(false)
    attachments.wake()
    await vi.waitFor(() => expect(attachments.status()).toEqual([]))
  })

  it('goes on where a cut left it, also after a restart', async () => {
    let attachments = await open()
    const content = pdf(9000)
    const id = await keep(attachments, content)
    let pieces = 0
    gateway.script = ({ method }) => (method === 'PATCH' && ++pieces > 3 ? { kind: 'cut' } : { kind: 'pass' })
    await attachments.send({ dossierId, ids: [id] })
    await expect.poll(() => pieces).toBeGreaterThan(4)
    attachments = await restart()
    expect(attachments.status()).toMatchObject([{ id, state: 'waiting', bytes: content.length }])
    gateway.seen.length = 0
    gateway.script = () => ({ kind: 'pass' })
    attachments.wake()
    await expect.poll(() => gateway.contents.has(id)).toBe(true)
    expect(gateway.contents.get(id)?.bytes).toEqual(Buffer.from(content))
    expect(patches().length).toBe(7)
    expect(gateway.paths()).not.toContain('POST /v1/attachments')
  })

  it('loses nothing to dropped answers, failing gateways, forgotten tokens and lost uploads', async () => {
    const attachments = await open()
    const contents = [pdf(2500), pdf(3500), pdf(100)]
    const trouble: Array<(seen: SeenRequest) => Scripted> = [
      () => ({ kind: 'answer', status: 503 }),
      () => ({ kind: 'cut' }),
      () => ({ kind: 'answer', status: 500, raw: '<html>' }),
      () => {
        gateway.tokens.clear()
        return { kind: 'pass' }
      },
      ({ method }) => (method === 'HEAD' ? { kind: 'answer', status: 404 } : { kind: 'pass' }),
      () => ({ kind: 'answer', status: 429 }),
      () => ({ kind: 'answer', status: 423 }),
    ]
    const random = new SeededRandom(7)
    let troubles = 0
    gateway.script = (seen) => {
      if (!seen.path.startsWith('/v1/attachments') || !random.chance(0.3)) return { kind: 'pass' }
      return trouble[troubles++ % trouble.length]!(seen)
    }
    const ids = []
    for (const content of contents) ids.push(await keep(attachments, content))
    await attachments.send({ dossierId, ids })
    await expect.poll(() => attachments.status().length, { timeout: 20_000 }).toBe(0)
    expect(troubles).toBeGreaterThan(trouble.length)
    for (const [index, id] of ids.entries())
      expect(gateway.contents.get(id)?.bytes).toEqual(Buffer.from(contents[index]!))
  })

  it('sets aside what the province refuses, goes on with the others, and tries again when asked', async () => {
    const attachments = await open()
    const [bad, good] = [await keep(attachments, pdf(10)), await keep(attachments, pdf(20))]
    const refuse = (seen: SeenRequest): Scripted => {
      const metadata = String(seen.headers['upload-metadata'] ?? '')
      const isBad = seen.method === 'POST' && metadata.includes(Buffer.from(bad).toString('base64'))
      return isBad ? { kind: 'answer', status: 415 } : { kind: 'pass' }
    }
    gateway.script = refuse
    await attachments.send({ dossierId, ids: [bad, good] })
    await expect.poll(() => gateway.contents.has(good)).toBe(true)
    await expect.poll(() => attachments.status()).toMatchObject([{ id: bad, state: 'rejected', detail: 'HTTP 415' }])
    const again = await restart()
    again.wake()
    expect(again.status()).toMatchObject([{ state: 'rejected' }])
    gateway.script = () => ({ kind: 'pass' })
    await again.retry()
    await expect.poll(() => gateway.contents.has(bad)).toBe(true)
  })

  it('waits while the network is cut, and starts by itself when it returns', async () => {
    const attachments = await open()
    link.setCut(true)
    const id = await keep(attachments, pdf())
    await attachments.send({ dossierId, ids: [id] })
    expect(await attachments.get('a'.repeat(64))).toEqual({ kind: 'unreachable' })
    expect(gateway.seen).toEqual([])
    link.setCut(false)
    link.reached()
    await expect.poll(() => gateway.contents.has(id)).toBe(true)
  })

  it('begins again when what arrived is not what was sent', async () => {
    const attachments = await open()
    const content = pdf(3000)
    const id = await keep(attachments, content)
    let spoilt = false
    gateway.script = (seen) => {
      if (seen.method !== 'PATCH' || spoilt) return { kind: 'pass' }
      spoilt = true
      return { kind: 'answer', status: 460 }
    }
    await attachments.send({ dossierId, ids: [id] })
    await expect.poll(() => gateway.contents.get(id)?.bytes).toEqual(Buffer.from(content))
    expect(gateway.paths().filter((path) => path === 'POST /v1/attachments').length).toBe(2)
  })
})

describe('a scan that is damaged here before it was sent', () => {
  it('comes from the second copy, is put back, and reaches the province', async () => {
    const content = pdf()
    const spare = async (id: string) =>
      id === contentId(content) ? ({ bytes: content, mediaType: 'application/pdf' } as const) : null
    const attachments = await open(spare)
    link.setCut(true)
    const id = await keep(attachments, content)
    await attachments.send({ dossierId, ids: [id] })
    const path = disk.paths().find((one) => one.includes('/content/'))!
    disk.setContent(path, Buffer.from('rác'))
    expect(await attachments.get(id)).toMatchObject({ kind: 'found' })
    expect(disk.contentOf(path).length).toBeGreaterThan(content.length)
    disk.setContent(path, Buffer.from('rác'))
    link.setCut(false)
    attachments.wake()
    await vi.waitFor(() => expect(attachments.status()).toEqual([]))
    expect(statesOf(id).at(-1)).toBe('atProvince')
  })
})

describe('fetching', () => {
  it('asks the province once, and takes nothing that is not the scan', async () => {
    const attachments = await open()
    const content = pdf()
    const id = contentId(content)
    expect(await attachments.get(id)).toEqual({ kind: 'missing' })
    gateway.contents.set(id, { bytes: Buffer.from('%PDF-1.7 khác'), mediaType: 'application/pdf' })
    expect(await attachments.get(id)).toEqual({ kind: 'unreachable' })
    gateway.contents.set(id, { bytes: Buffer.from(content), mediaType: 'text/html' })
    expect(await attachments.get(id)).toEqual({ kind: 'unreachable' })
    gateway.contents.set(id, { bytes: Buffer.from(content), mediaType: 'application/pdf' })
    expect(await attachments.get(id)).toMatchObject({ kind: 'found', mediaType: 'application/pdf' })
    const asked = gateway.seen.length
    expect(await attachments.get(id)).toMatchObject({ kind: 'found' })
    expect(gateway.seen.length).toBe(asked)
  })
})

describe('by stick', () => {
  it('only what waits is picked, with its content and dossier; what is damaged is named', async () => {
    const attachments = await open()
    link.setCut(true)
    const content = pdf()
    const [id, damaged, unqueued] = [
      await keep(attachments, content),
      await keep(attachments, pdf()),
      await keep(attachments, pdf()),
    ]
    await attachments.send({ dossierId, ids: [id, damaged] })
    const path = `${folder}/content/${damaged.slice(0, 2)}/${damaged}`
    const bytes = disk.contentOf(path)
    bytes[50]! ^= 1
    disk.setContent(path, bytes)
    const picked = await attachments.pick([id, id, damaged, unqueued, 'f'.repeat(64)])
    expect(picked.missing).toEqual([damaged])
    const [scan] = picked.scans
    expect(picked.scans).toHaveLength(1)
    expect(scan).toMatchObject({ sha256: id, dossierId, mediaType: 'application/pdf' })
    expect(Buffer.from(scan!.content).equals(Buffer.from(content))).toBe(true)
  })

  it('what the province has waits no more, over restarts, however often its answer comes; what it refuses says why', async () => {
    let attachments = await open()
    link.setCut(true)
    const [id, refused, waiting] = [
      await keep(attachments, pdf()),
      await keep(attachments, pdf()),
      await keep(attachments, pdf()),
    ]
    await attachments.send({ dossierId, ids: [id, refused, waiting] })
    const answer = { atProvince: [id, id], refused: [{ id: refused, reason: 'CHECKSUM' }] }
    expect(await attachments.confirm(answer)).toEqual({ sent: 1, refused: 1 })
    expect(statesOf(id)).toEqual(['waiting', 'atProvince'])
    expect(await attachments.confirm({ ...answer, refused: [] })).toEqual({ sent: 0, refused: 0 })
    attachments = await restart()
    link.setCut(true)
    const stateOf = (one: string) => attachments.status().find((state) => state.id === one)
    expect(stateOf(id)).toBeUndefined()
    expect(stateOf(refused)).toMatchObject({ state: 'rejected', detail: 'CHECKSUM' })
    expect(stateOf(waiting)).toMatchObject({ state: 'waiting', detail: '' })
    // Of what the province has nothing is queued again.
    await attachments.send({ dossierId, ids: [id] })
    expect(attachments.status()).toHaveLength(2)
    expect(await attachments.isFiled(id)).toBe(true)
  })

  it('an answer that comes while the link sends the same scan takes it off the list for good', async () => {
    const attachments = await open()
    const id = await keep(attachments, pdf(50_000))
    const outcomes = vi.spyOn(silentLog, 'info')
    let confirming: Promise<unknown> | null = null
    gateway.script = ({ method }) => {
      if (confirming !== null) return { kind: 'answer', status: 503 }
      if (method !== 'PATCH') return { kind: 'pass' }
      confirming = attachments.confirm({ atProvince: [id], refused: [] })
      return { kind: 'answer', status: 404 }
    }
    await attachments.send({ dossierId, ids: [id] })
    // The upload has ended, and would note where to begin anew.
    await expect.poll(() => outcomes.mock.calls.some(([, words]) => words === 'scan')).toBe(true)
    await confirming
    outcomes.mockRestore()
    expect((await restart()).status()).toEqual([])
  })
})
