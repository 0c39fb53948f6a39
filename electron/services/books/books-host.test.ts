/** Closed books behind the bridge of a real host: who may, what lasts, and what another machine gets back. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { bridgeCalls, type BridgeMethod, type BridgeParams } from '../../../shared/bridge/contract.ts'
import { sampleUuid } from '../../../test/support/event-builder.ts'
import { samplePinText } from '../../../test/support/sample-references.ts'
import { ScriptedGateway } from '../../../test/support/scripted-gateway.ts'
import { createTestShell } from '../../../test/support/test-shell.ts'
import { createHost, type Host } from '../host.ts'

const passphrase = 'đò ngang sang Gò Dầu'
const [clerk, leader] = ['can-bo-1', 'lanh-dao-1']
let root: string
let gateway: ScriptedGateway
let hosts: Host[]

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mot-cua-books-'))
  gateway = await new ScriptedGateway().start()
  hosts = []
})
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.stop()))
  await gateway.stop()
  await rm(root, { recursive: true, force: true })
})

async function start(name: string, seed = 1): Promise<Host> {
  const shell = createTestShell(new Uint8Array(32).fill(seed))
  const dataFolder = join(root, name)
  const host = await createHost({ dataFolder, shell, development: false, version: '1', freeBytes: async () => 1e12 })
  hosts.push(host)
  return host
}
async function ask<M extends BridgeMethod>(host: Host, method: M, params: BridgeParams<M>) {
  const answer = await host.handlers[method](params)
  expect(bridgeCalls[method].result.safeParse(answer).error).toBeUndefined()
  return answer
}
const signIn = (host: Host, officerId: string) => ask(host, 'session.signIn', { officerId, pin: samplePinText })
async function startDesk(): Promise<Host> {
  const host = await start('desk')
  await ask(host, 'desk.enrol', { gatewayUrl: gateway.url, code: gateway.enrolCode, deskName: 'Quầy 1' })
  return host
}
const year = 2025
const closing = {
  year,
  revision: 0,
  whole: true,
  volumeSize: 500,
  lines: [{ dossierId: sampleUuid(1, 1), code: 'H53-1', receivedAt: '2025-03-01T08:00:00+07:00' }],
  despite: [],
}
const told = (host: Host) => {
  const years: number[] = []
  host.on('books.changed', (payload) => years.push(payload.year))
  return years
}

it('only a leader closes and opens; whoever is signed in reads; nobody else does', async () => {
  const host = await startDesk()
  const years = told(host)
  const refused = (code: string) => ({ kind: 'refused', code })
  expect(await ask(host, 'books.read', { year })).toEqual({ kind: 'notSignedIn' })
  expect(await ask(host, 'books.close', closing)).toEqual(refused('NOT_SIGNED_IN'))
  await signIn(host, clerk)
  expect(await ask(host, 'books.close', closing)).toEqual(refused('NOT_ALLOWED'))
  expect(await ask(host, 'books.reopen', { year, revision: 0, reason: 'Sót' })).toEqual(refused('NOT_ALLOWED'))
  expect(await ask(host, 'books.read', { year })).toMatchObject({ kind: 'book', book: { closings: [] } })
  await signIn(host, leader)
  expect(await ask(host, 'books.close', closing)).toMatchObject({ kind: 'done', book: { revision: 1 } })
  const reopened = await ask(host, 'books.reopen', { year, revision: 1, reason: 'Sót hồ sơ' })
  expect(reopened).toMatchObject({ book: { closings: [{ count: 1, lines: [], reopened: { officerId: leader } }] } })
  expect(years).toEqual([year, year])
})

it('lasts over a restart, and comes back on another machine with the backup', async () => {
  const host = await startDesk()
  await signIn(host, leader)
  await ask(host, 'books.close', closing)
  await ask(host, 'machine.writeRecoveryCopy', { passphrase })
  await host.stop()
  const again = await start('desk')
  await signIn(again, clerk)
  const book = { revision: 1, closings: [{ first: 1, count: 1, deskName: 'Quầy 1', officerId: leader }] }
  expect(await ask(again, 'books.read', { year })).toMatchObject({ kind: 'book', book })
  await again.stop()
  const other = await start('other', 2)
  const backupFolder = join(root, 'desk', 'backup')
  expect(await ask(other, 'desk.restore', { backupFolder, passphrase })).toMatchObject({ kind: 'restored' })
  await vi.waitFor(async () => expect(await signIn(other, clerk)).toMatchObject({ kind: 'signedIn' }))
  expect(await ask(other, 'books.read', { year })).toMatchObject({ kind: 'book', book })
})
