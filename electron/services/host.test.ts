import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  bridgeCalls,
  bridgeEventNames,
  bridgeEvents,
  type BridgeMethod,
  type BridgeParams,
} from '../../shared/bridge/contract.ts'
import { notedDrafts, receivedDrafts } from '../../test/support/journal-harness.ts'
import { samplePin, samplePinText } from '../../test/support/sample-references.ts'
import { ScriptedGateway } from '../../test/support/scripted-gateway.ts'
import { createTestShell } from '../../test/support/test-shell.ts'
import { enrolDesk } from './enrol-desk.ts'
import { createHost, type Host, type HostOptions } from './host.ts'

let dataFolder: string
let gateway: ScriptedGateway
let host: Host | null
let told: Array<{ event: string; payload: unknown }>
const shell = createTestShell(new Uint8Array(32).fill(1))
const signIn = { officerId: 'can-bo-1', pin: samplePinText }

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-host-'))
  gateway = await new ScriptedGateway().start()
  host = null
  told = []
})
afterEach(async () => {
  await host?.stop()
  await gateway.stop()
  await rm(dataFolder, { recursive: true, force: true })
})

async function start(options: Partial<HostOptions> = {}): Promise<Host> {
  await host?.stop()
  host = await createHost({
    dataFolder,
    shell,
    development: true,
    version: '0.0.1',
    freeBytes: async () => 1e12,
    ...options,
  })
  for (const event of bridgeEventNames)
    host.on(event, (payload) => told.push({ event, payload: bridgeEvents[event].parse(payload) }))
  return host
}

/** As a transport does: an answer that is not of the contract is an error. */
async function ask<M extends BridgeMethod>(method: M, params: BridgeParams<M>) {
  const answer = await host!.handlers[method](params)
  expect(bridgeCalls[method].result.safeParse(answer).error).toBeUndefined()
  return answer
}

const enrolHere = (code = gateway.enrolCode) => ask('desk.enrol', { gatewayUrl: gateway.url, code, deskName: 'Quầy 1' })

async function startEnrolled(options: Partial<HostOptions> = {}): Promise<Host> {
  await enrolDesk({
    dataFolder,
    shell,
    version: '0.0.1',
    gatewayUrl: gateway.url,
    code: gateway.enrolCode,
    deskName: 'Quầy 1',
    // The first numbers are for the days that follow this clock's, not the real one's.
    ...(options.now === undefined ? {} : { now: options.now }),
  })
  return start(options)
}

const eventsOf = (name: string) => told.filter(({ event }) => event === name).map(({ payload }) => payload)

describe('a second signature at the same desk', () => {
  const answer = {
    dossierId: receivedDrafts(1)[0]!.dossierId,
    type: 'handoverAnswered' as const,
    at: '2026-11-24T09:00:00+07:00',
    payload: { batchId: '00000077-0000-7000-8000-000000000001', answer: 'accepted', by: 'x', way: 'pin', reason: '' },
  }
  const signed = (change: object = {}) =>
    ask('journal.commitAs', { officerId: 'can-bo-2', pin: samplePinText, drafts: [answer], ...change })

  it('is written in the name of whoever proved the PIN, and nobody else is signed in by it', async () => {
    await startEnrolled()
    expect(await signed()).toMatchObject({ kind: 'failed', code: 'NOT_SIGNED_IN' })
    await ask('session.signIn', signIn)
    const result = await signed()
    expect(result.kind === 'committed' ? result.events.map(({ officerId }) => officerId) : result).toEqual(['can-bo-2'])
    const own = await ask('journal.commit', { drafts: notedDrafts(1) })
    expect(own.kind === 'committed' ? own.events[0]?.officerId : own).toBe('can-bo-1')
  })

  it('counts wrong PINs as tries, and signs nothing but answers to handovers', async () => {
    await startEnrolled()
    await ask('session.signIn', signIn)
    expect(await signed({ pin: '0000' })).toMatchObject({ kind: 'wrongPin', attemptsLeft: 4 })
    expect(await signed({ officerId: 'nobody' })).toEqual({ kind: 'unknownOfficer' })
    expect(await signed({ drafts: notedDrafts(1) })).toMatchObject({ kind: 'failed', code: 'INVALID' })
    for (let n = 0; n < 4; n++) await signed({ pin: '0000' })
    expect((await signed()).kind).toBe('locked')
    expect((await ask('journal.status', {})).lastSeq).toBe(0)
  })
})

describe('a machine that is no desk', () => {
  it('answers every call of the contract, and says that it is none', async () => {
    await start()
    expect(await ask('app.info', {})).toMatchObject({
      enrolled: false,
      deskId: '',
      version: '0.0.1',
      hostKind: 'browser',
    })
    expect(await ask('session.officers', {})).toEqual([])
    expect(await ask('session.signIn', signIn)).toEqual({ kind: 'unknownOfficer' })
    expect(await ask('journal.commit', { drafts: notedDrafts(1) })).toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect(await ask('journal.read', { afterSeq: 0, limit: 1 })).toMatchObject({ records: [] })
    expect(await ask('journal.status', {})).toMatchObject({ lastSeq: 0, diskLow: false })
    expect(await ask('province.pull', { checkpoint: null, limit: 1 })).toMatchObject({ code: 'NOT_ENROLLED' })
    expect(await ask('reference.get', { kind: 'catalogue', version: null })).toBeNull()
    expect(await ask('province.link', {})).toEqual({ online: false, cutByHand: false, skewMs: null })
    await ask('province.retryNow', {})
    await ask('numbers.status', {})
  })

  it('becomes one with the right code, in the running host', async () => {
    await start()
    expect(await enrolHere('SAI-MA-RỒI')).toEqual({ kind: 'failed', code: 'WRONG_CODE' })
    expect(await enrolHere()).toEqual({ kind: 'enrolled' })
    expect(await ask('app.info', {})).toMatchObject({
      enrolled: true,
      deskId: 'desk-1',
      deskName: 'Quầy 1',
      communeId: '25459',
      communeName: 'Phường Tân Ninh',
    })
    expect((await ask('session.officers', {})).map(({ id }) => id)).toContain('can-bo-1')
    expect(await ask('session.signIn', signIn)).toMatchObject({ kind: 'signedIn' })
    expect(await enrolHere()).toEqual({ kind: 'failed', code: 'ALREADY_ENROLLED' })
  })

  it('says why it did not become one, and may try again under the same key', async () => {
    await start()
    gateway.script = ({ path }) => (path === '/v1/enrol' ? { kind: 'cutMidBody' } : { kind: 'pass' })
    expect(await enrolHere()).toEqual({ kind: 'failed', code: 'OFFLINE' })
    gateway.script = ({ path }) => (path === '/v1/enrol' ? { kind: 'answer', status: 500 } : { kind: 'pass' })
    expect(await enrolHere()).toEqual({ kind: 'failed', code: 'SERVER' })
    gateway.script = () => ({ kind: 'pass' })
    const body = { deskId: 'bàn số 1/2', communeId: '25459', organisationId: 'x', gatewayPublicKey: 'x' }
    gateway.script = ({ path }) => (path === '/v1/enrol' ? { kind: 'answer', status: 200, body } : { kind: 'pass' })
    expect(await enrolHere()).toEqual({ kind: 'failed', code: 'SERVER' })
    gateway.script = () => ({ kind: 'pass' })
    expect(await enrolHere()).toEqual({ kind: 'enrolled' })
    const keys = gateway.seen
      .filter(({ path }) => path === '/v1/enrol')
      .map(({ body }) => (body as { publicKey: string }).publicKey)
    expect(new Set(keys).size).toBe(1)
  })
})

describe('a desk', () => {
  it('works a whole day without a link, and keeps it over restarts', async () => {
    await startEnrolled()
    await gateway.stop()
    await start()
    expect(await ask('journal.commit', { drafts: notedDrafts(1) })).toMatchObject({ code: 'NOT_SIGNED_IN' })
    await ask('session.signIn', signIn)
    const number = await ask('numbers.take', { date: '2026-11-24' })
    expect(number.code).toMatch(/-261124-/)
    const committed = await ask('journal.commit', { drafts: receivedDrafts(1) })
    expect(committed).toMatchObject({
      kind: 'committed',
      seq: 1,
      events: [{ officerId: 'can-bo-1', deskId: 'desk-1' }],
    })
    expect(await ask('province.push', { dossiers: [] })).toMatchObject({ code: 'OFFLINE' })
    await start()
    await expect(host!.handlers['journal.read']({ afterSeq: 0, limit: 10 })).rejects.toThrow('signing in')
    await ask('session.signIn', signIn)
    const { records } = await ask('journal.read', { afterSeq: 0, limit: 10 })
    expect(committed).toMatchObject({ events: records.map(({ event }) => event) })
    expect((await ask('numbers.take', { date: '2026-11-24' })).code).not.toBe(number.code)
    await gateway.start()
  })

  it('leases numbers, hears of changes, and takes new reference data', async () => {
    await startEnrolled({ now: () => Date.parse('2026-11-24T01:30:00Z') })
    // Enrolling leased for the machine's real day; this host lives on another one.
    const leased = async () => (await ask('numbers.status', {})).leases.map(({ date }) => date)
    await expect.poll(leased).toContain('2026-11-24')
    expect(await ask('numbers.take', { date: '2026-11-24' })).toMatchObject({ kind: 'leased' })
    await expect.poll(() => eventsOf('province.changed').length).toBeGreaterThan(0)
    expect(eventsOf('province.link').at(-1)).toMatchObject({ online: true })
    gateway.references.catalogue = { ...gateway.references.catalogue, version: 'mau-2', numbering: 'provisional' }
    gateway.tell('reference')
    await expect.poll(() => eventsOf('reference.changed')).toContainEqual({ kind: 'catalogue' })
    expect(await ask('reference.get', { kind: 'catalogue', version: null })).toMatchObject({ version: 'mau-2' })
    expect(await ask('reference.get', { kind: 'catalogue', version: 'mau-2026.1' })).toMatchObject({
      version: 'mau-2026.1',
    })
    expect(await ask('reference.get', { kind: 'catalogue', version: 'chưa từng có' })).toBeNull()
    expect((await ask('numbers.take', { date: '2026-11-24' })).kind).toBe('provisional')
    expect(await ask('reference.get', { kind: 'organisations', version: null })).toMatchObject({
      version: 'mau-2026.2',
    })
  })

  it('fetches a version it never had, without putting it in force', async () => {
    await startEnrolled()
    gateway.references.calendar = { ...gateway.references.calendar, version: 'lịch cũ' }
    expect(await ask('reference.get', { kind: 'calendar', version: 'lịch cũ' })).toMatchObject({ version: 'lịch cũ' })
    await gateway.stop()
    expect(await ask('reference.get', { kind: 'calendar', version: 'lịch cũ' })).toMatchObject({ version: 'lịch cũ' })
    await gateway.start()
  })

  it('ends the session of an officer whom the province takes off the list', async () => {
    await startEnrolled()
    await ask('session.signIn', signIn)
    const officers = gateway.references.officers.officers.map((one) => ({
      ...one,
      active: one.id !== 'can-bo-1',
      pin: samplePin('1'),
    }))
    gateway.references.officers = { version: '2', officers }
    await expect.poll(() => gateway.streams.size).toBe(1)
    gateway.tell('reference')
    await expect.poll(() => eventsOf('session.ended')).toEqual([{ reason: 'signedOut' }])
    expect(await ask('journal.commit', { drafts: notedDrafts(1) })).toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('obeys the network switch of the development menu, and only there', async () => {
    await startEnrolled()
    await expect.poll(() => gateway.streams.size).toBe(1)
    await ask('development.setNetwork', { cut: true })
    await expect.poll(() => gateway.streams.size).toBe(0)
    expect(await ask('province.link', {})).toMatchObject({ online: false, cutByHand: true })
    expect(await ask('province.pull', { checkpoint: null, limit: 1 })).toMatchObject({ code: 'OFFLINE' })
    const before = eventsOf('province.changed').length
    await ask('development.setNetwork', { cut: false })
    await expect.poll(() => eventsOf('province.changed').length).toBeGreaterThan(before)
    expect(await ask('province.link', {})).toMatchObject({ online: true, cutByHand: false })
    await start({ development: false })
    await expect(host!.handlers['development.setNetwork']({ cut: true })).rejects.toThrow('development')
  })

  it('stops intake before the disk is full, tells so once, and goes on after', async () => {
    let free: number | null = 1e12
    await startEnrolled({ freeBytes: async () => free })
    await ask('session.signIn', signIn)
    free = 1e6
    for (let n = 0; n < 2; n++)
      expect(await ask('journal.commit', { drafts: notedDrafts(n) })).toMatchObject({ code: 'DISK_FULL' })
    expect(eventsOf('disk.low')).toEqual([{ freeBytes: 1e6, low: true }])
    expect(await ask('journal.status', {})).toMatchObject({ diskLow: true, freeBytes: 1e6 })
    free = null
    expect(await ask('journal.commit', { drafts: notedDrafts(3) })).toMatchObject({ kind: 'committed' })
    free = 1e12
    await ask('journal.status', {})
    expect(await ask('journal.status', {})).toMatchObject({ diskLow: false, freeBytes: 1e12 })
  })

  it('asks for the officer’s word when its clock was set back', async () => {
    let clock = Date.now()
    await startEnrolled({ now: () => clock })
    await ask('session.signIn', signIn)
    await ask('journal.commit', { drafts: notedDrafts(1) })
    clock -= 3_600_000
    const lastKnownInstant = new Date(clock + 3_600_000).toISOString()
    expect(await ask('journal.commit', { drafts: notedDrafts(2) })).toEqual({
      kind: 'failed',
      code: 'CLOCK_BEHIND',
      lastKnownInstant,
    })
    await ask('journal.acceptClock', {})
    expect(await ask('journal.commit', { drafts: notedDrafts(2) })).toMatchObject({ kind: 'committed' })
  })

  it('is one host a folder', async () => {
    await startEnrolled()
    await expect(createHost({ dataFolder, shell, development: false, version: '0' })).rejects.toMatchObject({
      code: 'FOLDER_IN_USE',
    })
  })

  it('does not start, and lets the folder go, with a vault or a desk.json it cannot use', async () => {
    await startEnrolled()
    await host!.stop()
    const options = { dataFolder, development: false, version: '0' }
    await expect(createHost({ ...options, shell: createTestShell() })).rejects.toMatchObject({ code: 'VAULT_FOREIGN' })
    const desk = await readFile(join(dataFolder, 'desk.json'))
    await writeFile(join(dataFolder, 'desk.json'), desk.subarray(0, 20))
    await expect(createHost({ ...options, shell })).rejects.toMatchObject({ code: 'DESK_DAMAGED' })
    await writeFile(join(dataFolder, 'desk.json'), desk)
    await rm(join(dataFolder, 'vault'), { recursive: true })
    await expect(createHost({ ...options, shell })).rejects.toMatchObject({ code: 'VAULT_MISSING', message: /[ạáảà]/ })
    host = null
  })

  it('tells the window when it stops, and logs nothing personal', async () => {
    await startEnrolled()
    await ask('session.signIn', { ...signIn, pin: '9173' })
    await ask('session.signIn', signIn)
    await ask('journal.commit', { drafts: receivedDrafts(1) })
    await host!.stop()
    expect(eventsOf('session.ended')).toEqual([{ reason: 'hostStopped' }])
    const folder = join(dataFolder, 'logs')
    const [file] = await readdir(folder)
    const lines = await readFile(join(folder, file!), 'utf8')
    expect(lines).toContain('can-bo-1')
    for (const secret of ['Nguyễn', '072190001234', samplePinText, '9173', 'Ngân']) expect(lines).not.toContain(secret)
    host = null
  })
})
