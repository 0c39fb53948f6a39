/** Two real hosts on loopback: who may do what over the bridge, and that the settings outlive a restart. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  bridgeCalls,
  type BridgeMethod,
  type BridgeParams,
  type BridgeResult,
} from '../../../shared/bridge/contract.ts'
import { sampleReferences, samplePinText } from '../../../test/support/sample-references.ts'
import { ScriptedGateway } from '../../../test/support/scripted-gateway.ts'
import { createTestShell } from '../../../test/support/test-shell.ts'
import { enrolDesk } from '../enrol-desk.ts'
import { createHost, type Host } from '../host.ts'

let root: string
let gateway: ScriptedGateway
let port: number
const hosts = new Map<string, Host>()
const shell = createTestShell(new Uint8Array(32).fill(1))

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mot-cua-room-'))
  gateway = await new ScriptedGateway().start()
  port = await freePort()
})
afterEach(async () => {
  await Promise.all([...hosts.values()].map((host) => host.stop()))
  hosts.clear()
  await gateway.stop()
  await rm(root, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function enrolled(name: string): Promise<void> {
  gateway.deskId = name
  const dataFolder = join(root, name)
  const place = { dataFolder, shell, version: '0.0.1', gatewayUrl: gateway.url }
  await enrolDesk({ ...place, code: gateway.enrolCode, deskName: `Quầy ${name}` })
}

async function start(name: string, practice: { sampleFolder: string } | null = null): Promise<void> {
  await hosts.get(name)?.stop()
  const options = { dataFolder: join(root, name), shell, development: false, version: '0.0.1', practice }
  hosts.set(name, await createHost({ ...options, freeBytes: async () => 1e12 }))
}

/** As a transport does: an answer that is not of the contract is an error. */
async function ask<M extends BridgeMethod>(name: string, method: M, params: BridgeParams<M>): Promise<BridgeResult<M>> {
  const answer = await hosts.get(name)!.handlers[method](params)
  expect(bridgeCalls[method].result.safeParse(answer).error).toBeUndefined()
  return answer
}

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 })
const signIn = (name: string, officerId: string) => ask(name, 'session.signIn', { officerId, pin: samplePinText })
const linkOf = async (name: string) => (await ask(name, 'room.status', {})).link
const connected = (name: string) => until(async () => expect(await linkOf(name)).toEqual({ kind: 'connected' }))
const issue = { command: { kind: 'issue', letter: 'A', priority: null } } as const
const someone = () => sampleReferences().officers.officers
const withRole = (role: 'it' | 'leader' | 'intake') =>
  someone().find(({ roles, active }) => active && roles.includes(role))?.id ?? ''

async function openRoom(): Promise<void> {
  for (const name of ['ban-1', 'ban-2']) {
    await enrolled(name)
    await start(name)
    await signIn(name, withRole('leader'))
  }
  expect(await ask('ban-1', 'room.open', { address: '127.0.0.1', port })).toEqual({ kind: 'saved' })
  expect(await ask('ban-1', 'room.makeCode', {})).toEqual({ kind: 'saved' })
  const code = (await ask('ban-1', 'room.status', {})).code?.code ?? ''
  expect(await ask('ban-2', 'room.join', { host: '127.0.0.1', port, code })).toEqual({ kind: 'saved' })
  await connected('ban-2')
}

describe('a room of two hosts', () => {
  it('one queue: a number given out at one desk is called at the other, and both boards show it', async () => {
    await openRoom()
    expect(await ask('ban-2', 'queue.act', issue)).toMatchObject({ kind: 'done', ticket: { number: 'A001' } })
    const call = { command: { kind: 'callNext', window: 1, letters: null, seen: null } } as const
    expect(await ask('ban-1', 'queue.act', call)).toMatchObject({ kind: 'done', ticket: { number: 'A001' } })
    await until(async () =>
      expect(await ask('ban-2', 'queue.board', {})).toMatchObject({ isCurrent: true, calls: [{ number: 'A001' }] }),
    )
    expect((await ask('ban-1', 'room.status', {})).desks).toMatchObject([
      { deskName: 'Quầy ban-1', isSelf: true },
      { deskName: 'Quầy ban-2', isConnected: true },
    ])
  })

  it('outlives restarts; a dead keeper is replaced and comes back as one who follows', async () => {
    await openRoom()
    await ask('ban-1', 'queue.act', issue)
    await until(async () => expect((await ask('ban-2', 'queue.state', {}))?.tickets).toHaveLength(1))
    await hosts.get('ban-1')!.stop()
    await until(async () => expect((await linkOf('ban-2')).kind).toBe('searching'))
    expect(await ask('ban-2', 'queue.act', issue)).toEqual({ kind: 'refused', code: 'NO_KEEPER' })
    expect(await ask('ban-2', 'queue.board', {})).toMatchObject({ isCurrent: false })
    expect(await ask('ban-2', 'room.takeOver', { address: '127.0.0.1' })).toEqual({ kind: 'saved' })
    expect(await ask('ban-2', 'queue.act', issue)).toMatchObject({ ticket: { number: '2A001' } })
    await start('ban-2')
    await until(async () => expect(await linkOf('ban-2')).toEqual({ kind: 'open' }))
    await start('ban-1')
    await connected('ban-1')
    await signIn('ban-1', withRole('leader'))
    expect((await ask('ban-1', 'queue.state', {}))?.tickets.map(({ number }) => number)).toEqual(['A001', '2A001'])
  })

  it('officers of the counter call and take over, and change nothing else; nobody signed in does nothing', async () => {
    await openRoom()
    for (const name of ['ban-1', 'ban-2']) await signIn(name, withRole('intake'))
    const refused = { kind: 'failed', code: 'NOT_ALLOWED' }
    expect(await ask('ban-1', 'room.makeCode', {})).toEqual(refused)
    expect(await ask('ban-1', 'room.close', {})).toEqual(refused)
    expect(await ask('ban-1', 'room.removeDesk', { deskId: 'ban-2' })).toEqual(refused)
    expect(await ask('ban-2', 'room.leave', {})).toEqual(refused)
    expect(await ask('ban-2', 'room.setKeeperHost', { host: '127.0.0.9' })).toEqual(refused)
    expect(await ask('ban-2', 'room.open', { address: '127.0.0.2', port })).toEqual(refused)
    expect((await ask('ban-1', 'room.status', {})).code).toBeNull()
    await ask('ban-2', 'session.signOut', {})
    expect(await ask('ban-2', 'room.takeOver', { address: '127.0.0.2' })).toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect(await ask('ban-2', 'queue.act', issue)).toMatchObject({ code: 'NOT_SIGNED_IN' })
    await signIn('ban-2', withRole('intake'))
    expect(await ask('ban-2', 'room.takeOver', { address: '127.0.0.2' })).toEqual({ kind: 'saved' })
    await connected('ban-1')
  })

  it('nothing listens until somebody opens it, nor after it was closed', async () => {
    await openRoom()
    await ask('ban-1', 'room.close', {})
    await until(async () => expect(await linkOf('ban-2')).toEqual({ kind: 'alone' }))
    const server = createServer()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
    expect(await ask('ban-1', 'room.open', { address: '127.0.0.1', port })).toEqual({
      kind: 'failed',
      code: 'PORT_IN_USE',
    })
    await new Promise((resolve) => server.close(resolve))
  })
})
