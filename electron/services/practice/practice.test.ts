import * as diagnostics from 'node:diagnostics_channel'
import dns from 'node:dns'
import net from 'node:net'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { practicePin } from '../../../shared/bridge/practice.ts'
import type { BridgeMethod, BridgeParams } from '../../../shared/bridge/contract.ts'
import { notedDrafts, receivedDrafts } from '../../../test/support/journal-harness.ts'
import { createTestShell } from '../../../test/support/test-shell.ts'
import { createHost, type Host } from '../host.ts'

const sampleFolder = fileURLToPath(new URL('../../../gateway/sample', import.meta.url))
let dataFolder: string
let host: Host | null
const shell = createTestShell(new Uint8Array(32).fill(1))

const start = async (practice: { sampleFolder: string } | null = { sampleFolder }) => {
  await host?.stop()
  host = null
  host = await createHost({ dataFolder, shell, development: false, version: '0.0.1', practice })
  return host
}
const ask = <M extends BridgeMethod>(method: M, params: BridgeParams<M>) => host!.handlers[method](params)
const deskFile = async () =>
  JSON.parse(await readFile(join(dataFolder, 'desk.json'), 'utf8')) as Record<string, unknown>

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-practice-'))
  host = null
})
afterEach(async () => {
  await host?.stop()
  vi.restoreAllMocks()
  await rm(dataFolder, { recursive: true, force: true })
})

/** Whatever leaves this process by any library goes through one of these. */
function watchTheWay() {
  const tries: string[] = []
  const onSocket = () => void tries.push('socket')
  const onRequest = () => void tries.push('request')
  diagnostics.subscribe('net.client.socket', onSocket)
  diagnostics.subscribe('undici:request:create', onRequest)
  const connect = vi.spyOn(net.Socket.prototype, 'connect')
  const lookup = vi.spyOn(dns, 'lookup')
  return {
    tries: () => [...tries, ...connect.mock.calls.map(() => 'connect'), ...lookup.mock.calls.map(() => 'lookup')],
    end() {
      diagnostics.unsubscribe('net.client.socket', onSocket)
      diagnostics.unsubscribe('undici:request:create', onRequest)
    },
  }
}

describe('the practice desk', () => {
  it('works like any desk, and says that it is none', async () => {
    await start()
    expect(await ask('app.info', {})).toMatchObject({ enrolled: true, practice: true, deskName: 'Quầy tập huấn' })
    const officers = await ask('session.officers', {})
    expect(officers.length).toBeGreaterThan(2)
    expect(await ask('session.signIn', { officerId: officers[0]!.id, pin: practicePin })).toMatchObject({
      kind: 'signedIn',
    })
    expect(await ask('journal.commit', { drafts: receivedDrafts(1) })).toMatchObject({ kind: 'committed' })
    expect((await ask('numbers.take', { date: '2026-11-24' })).kind).toBe('provisional')
    expect(await ask('reference.get', { kind: 'catalogue', version: null })).not.toBeNull()
  })

  it('has no address of a province anywhere in its configuration', async () => {
    await start()
    expect(await deskFile()).toMatchObject({ practice: true, gatewayUrl: null, gatewayPublicKey: '' })
    expect(JSON.stringify(await deskFile())).not.toMatch(/https?:/)
  })

  it('lets no request leave, whatever is asked of it', async () => {
    const way = watchTheWay()
    try {
      await start()
      const [officer] = await ask('session.officers', {})
      await ask('session.signIn', { officerId: officer!.id, pin: practicePin })
      const committed = await ask('journal.commit', { drafts: receivedDrafts(1) })
      if (committed.kind !== 'committed') throw new Error(committed.code)
      const [event] = committed.events
      const dossierId = event!.dossierId
      const request = { dossiers: [{ dossierId, events: committed.events }] }
      const offline = { ok: false, code: 'OFFLINE' }
      expect(await ask('province.push', request as BridgeParams<'province.push'>)).toMatchObject(offline)
      expect(
        await ask('province.pull', { checkpoint: null, limit: 10 } as BridgeParams<'province.pull'>),
      ).toMatchObject(offline)
      expect(
        await ask('province.reconcile', { dossiers: [] } as unknown as BridgeParams<'province.reconcile'>),
      ).toMatchObject(offline)
      await ask('province.retryNow', {})
      const enrol = { gatewayUrl: 'http://127.0.0.1:9/', code: 'ABCDEF', deskName: 'x' }
      expect(await ask('desk.enrol', enrol)).toEqual({ kind: 'failed', code: 'ALREADY_ENROLLED' })
      const kept = await ask('attachments.put', {
        content: new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]),
        mediaType: 'application/pdf',
      })
      if (kept.kind === 'kept') await ask('attachments.send', { dossierId, ids: [kept.id] })
      await ask('attachments.get', { id: 'ab'.repeat(32) })
      await ask('attachments.retry', {})
      await ask('reference.get', { kind: 'catalogue', version: 'another' })
      await ask('numbers.take', { date: '2026-11-25' })
      await ask('backup.run', {})
      expect(await ask('bundle.export', { requests: [request] } as BridgeParams<'bundle.export'>)).toMatchObject({
        kind: 'failed',
        code: 'NO_PROVINCE_KEY',
      })
      expect(await ask('province.link', {})).toMatchObject({ online: false })
      expect(await ask('room.status', {})).toMatchObject({ available: false, role: 'none' })
      const leader = (await ask('session.officers', {})).find(({ roles }) => roles.includes('leader'))
      await ask('session.signIn', { officerId: leader!.id, pin: practicePin })
      const practice = { kind: 'failed', code: 'PRACTICE' }
      const place = { host: '127.0.0.1', port: 45_679 }
      expect(await ask('room.join', { ...place, code: 'ABCD-EFGH-JKLM' })).toEqual(practice)
      expect(await ask('room.open', { address: place.host, port: place.port })).toEqual(practice)
      await host?.stop()
      expect(way.tries()).toEqual([])
      // The watch itself sees what does leave.
      await fetch('http://127.0.0.1:45679/').catch(() => undefined)
      expect(way.tries()).not.toEqual([])
    } finally {
      way.end()
    }
  })

  it('begins anew with other keys and nothing of before', async () => {
    await start()
    const [officer] = await ask('session.officers', {})
    await ask('session.signIn', { officerId: officer!.id, pin: practicePin })
    await ask('journal.commit', { drafts: notedDrafts(1) })
    const before = await deskFile()
    expect(await ask('practice.reset', {})).toEqual({ kind: 'reset' })
    expect((await deskFile())['deskId']).not.toBe(before['deskId'])
    expect((await ask('journal.status', {})).lastSeq).toBe(0)
    expect(await ask('journal.commit', { drafts: notedDrafts(1) })).toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('is never a real desk, nor the other way round', async () => {
    await start()
    await host?.stop()
    host = null
    await expect(start(null)).rejects.toMatchObject({ code: 'PRACTICE_DESK' })
    await writeFile(
      join(dataFolder, 'desk.json'),
      JSON.stringify({ ...(await deskFile()), gatewayUrl: 'https://tinh.example/' }),
    )
    await expect(start()).rejects.toMatchObject({ code: 'REAL_DESK' })
    await expect(start(null)).rejects.toMatchObject({ code: 'PRACTICE_DESK' })
  })

  it('a real desk has nothing to reset', async () => {
    await start(null)
    expect(await ask('practice.reset', {})).toEqual({ kind: 'refused' })
    expect(await ask('app.info', {})).toMatchObject({ practice: false })
  })
})
