import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bridgeCalls, type BridgeMethod, type BridgeParams } from '../../../shared/bridge/contract.ts'
import { receivedDrafts } from '../../../test/support/journal-harness.ts'
import { samplePinText } from '../../../test/support/sample-references.ts'
import { ScriptedGateway } from '../../../test/support/scripted-gateway.ts'
import { selfSigned } from '../../../test/support/self-signed.ts'
import { createTestShell } from '../../../test/support/test-shell.ts'
import { createHost, type Host } from '../host.ts'

const passphrase = 'đò ngang sang Gò Dầu'
const [clerk, leader] = ['can-bo-1', 'lanh-dao-1']
let root: string
let gateway: ScriptedGateway
let hosts: Host[]

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mot-cua-machine-'))
  gateway = await new ScriptedGateway().start()
  hosts = []
})
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.stop()))
  await gateway.stop()
  await rm(root, { recursive: true, force: true })
})

/** A machine: its own data folder, its own key store. */
async function start(name: string, seed = 1): Promise<Host> {
  const host = await createHost({
    dataFolder: join(root, name),
    shell: createTestShell(new Uint8Array(32).fill(seed)),
    development: false,
    version: '1',
    freeBytes: async () => 1e12,
  })
  hosts.push(host)
  return host
}

/** As a transport does: an answer that is not of the contract is an error. */
async function ask<M extends BridgeMethod>(host: Host, method: M, params: BridgeParams<M>) {
  const answer = await host.handlers[method](params)
  expect(bridgeCalls[method].result.safeParse(answer).error).toBeUndefined()
  return answer
}

async function startDesk(officerId = leader, ownCa?: string): Promise<Host> {
  const host = await start('desk')
  const request = { gatewayUrl: gateway.url, code: gateway.enrolCode, deskName: 'Quầy 1' }
  await ask(host, 'desk.enrol', ownCa === undefined ? request : { ...request, ownCa })
  await ask(host, 'session.signIn', { officerId, pin: samplePinText })
  return host
}

describe('settings of this machine', () => {
  it('are nothing before it is a desk, and nobody sets them', async () => {
    const host = await start('new')
    expect(await ask(host, 'machine.settings', {})).toBeNull()
    expect(await ask(host, 'machine.writeRecoveryCopy', { passphrase })).toEqual({
      kind: 'failed',
      code: 'NOT_ALLOWED',
    })
  })

  it('show where things lie', async () => {
    const host = await startDesk()
    expect(await ask(host, 'machine.settings', {})).toEqual({
      gatewayUrl: gateway.url,
      dataFolder: join(root, 'desk'),
      backupFolder: join(root, 'desk', 'backup'),
      backupIsDefault: true,
      ownCa: null,
      recoveryCopyAt: null,
      restartNeeded: false,
      scannerFolder: null,
    })
  })

  it('are not changed by an officer of the counter, nor by nobody', async () => {
    const host = await startDesk(clerk)
    const refused = { kind: 'failed', code: 'NOT_ALLOWED' }
    const tryAll = async () => {
      expect(await ask(host, 'machine.setBackupFolder', { folder: root })).toEqual(refused)
      expect(await ask(host, 'machine.setOwnCa', { pem: null })).toEqual(refused)
      expect(await ask(host, 'machine.writeRecoveryCopy', { passphrase })).toEqual(refused)
    }
    await tryAll()
    await ask(host, 'session.signOut', {})
    await tryAll()
    expect(await ask(host, 'machine.settings', {})).toMatchObject({ restartNeeded: false, recoveryCopyAt: null })
  })
})

describe('the folder of the copy', () => {
  it('holds from the next start on, and can be put back', async () => {
    const host = await startDesk()
    const folder = join(root, 'other-disk')
    await mkdir(folder)
    expect(await ask(host, 'machine.setBackupFolder', { folder })).toEqual({ kind: 'saved' })
    expect(await ask(host, 'machine.settings', {})).toMatchObject({ backupFolder: folder, restartNeeded: true })
    await host.stop()
    const again = await start('desk')
    expect(await ask(again, 'backup.run', {})).toMatchObject({ folder, problem: null })
    expect(await ask(again, 'machine.settings', {})).toMatchObject({ backupIsDefault: false, restartNeeded: false })
    await ask(again, 'session.signIn', { officerId: leader, pin: samplePinText })
    await ask(again, 'machine.setBackupFolder', { folder: null })
    expect(await ask(again, 'machine.settings', {})).toMatchObject({ backupIsDefault: true })
  })

  it('is refused where nothing could be copied to, or where it would die with the data', async () => {
    const host = await startDesk()
    await writeFile(join(root, 'file'), '')
    await mkdir(join(root, 'closed'))
    await chmod(join(root, 'closed'), 0o500)
    const codeOf = async (folder: string) => {
      const answer = await ask(host, 'machine.setBackupFolder', { folder })
      return answer.kind === 'failed' ? answer.code : null
    }
    for (const folder of ['backup', './x', join(root, 'nowhere'), join(root, 'file'), '\u0000'])
      expect(await codeOf(folder)).toBe('NOT_A_FOLDER')
    expect(await codeOf(join(root, 'desk', 'journal'))).toBe('INSIDE_DATA')
    expect(await codeOf(join(root, 'desk'))).toBe('INSIDE_DATA')
    // A superuser may write everywhere.
    if (process.getuid?.() !== 0) expect(await codeOf(join(root, 'closed'))).toBe('NOT_WRITABLE')
  })
})

describe('certificates of the province', () => {
  const { cert } = selfSigned('motcua.tinh.example')

  it('may come with the enrolment, and are kept', async () => {
    const host = await startDesk(leader, cert)
    expect(await ask(host, 'machine.settings', {})).toMatchObject({
      ownCa: [{ subject: 'motcua.tinh.example' }],
      restartNeeded: false,
    })
  })

  it('that are none stop an enrolment before anything is asked or written', async () => {
    const host = await start('desk')
    const request = { gatewayUrl: gateway.url, code: gateway.enrolCode, deskName: 'Quầy 1', ownCa: 'chữ' }
    expect(await ask(host, 'desk.enrol', request)).toEqual({ kind: 'failed', code: 'NOT_A_CERTIFICATE' })
    expect(await ask(host, 'app.info', {})).toMatchObject({ enrolled: false })
  })

  it('are set and taken away by whoever answers for the desk', async () => {
    const host = await startDesk()
    expect(await ask(host, 'machine.setOwnCa', { pem: 'chữ' })).toEqual({ kind: 'failed', code: 'NOT_A_CERTIFICATE' })
    expect(await ask(host, 'machine.settings', {})).toMatchObject({ ownCa: null, restartNeeded: false })
    expect(await ask(host, 'machine.setOwnCa', { pem: cert })).toEqual({ kind: 'saved' })
    expect(await ask(host, 'machine.settings', {})).toMatchObject({ ownCa: [{}], restartNeeded: true })
    await ask(host, 'machine.setOwnCa', { pem: null })
    expect(await ask(host, 'machine.settings', {})).toMatchObject({ ownCa: null, restartNeeded: false })
  })
})

describe('a desk whose machine died', () => {
  async function lostDesk(): Promise<{ folder: string; eventIds: string[] }> {
    const folder = join(root, 'other-disk')
    await mkdir(folder)
    const first = await startDesk()
    await ask(first, 'machine.setBackupFolder', { folder })
    await first.stop()
    const host = await start('desk')
    await ask(host, 'session.signIn', { officerId: leader, pin: samplePinText })
    const saved = await ask(host, 'journal.commit', { drafts: receivedDrafts(3) })
    expect(await ask(host, 'machine.writeRecoveryCopy', { passphrase })).toEqual({ kind: 'saved' })
    expect(await ask(host, 'machine.settings', {})).toMatchObject({ recoveryCopyAt: expect.any(String) })
    await host.stop()
    return { folder, eventIds: saved.kind === 'committed' ? saved.events.map(({ id }) => id) : [] }
  }

  it('comes back on another one, with its id and every event, and goes on in the running host', async () => {
    const { folder, eventIds } = await lostDesk()
    const host = await start('new-machine', 2)
    expect(await ask(host, 'desk.restore', { backupFolder: folder, passphrase })).toMatchObject({ kind: 'restored' })
    expect(await ask(host, 'app.info', {})).toMatchObject({ enrolled: true, deskId: 'desk-1', deskName: 'Quầy 1' })
    await expect.poll(async () => (await ask(host, 'session.officers', {})).length).toBeGreaterThan(0)
    await ask(host, 'session.signIn', { officerId: clerk, pin: samplePinText })
    const { records } = await ask(host, 'journal.read', { afterSeq: 0, limit: 100 })
    expect(records.map(({ event }) => event.id)).toEqual(eventIds)
    expect(await ask(host, 'journal.commit', { drafts: receivedDrafts(1) })).toMatchObject({ kind: 'committed' })
    expect(await ask(host, 'desk.restore', { backupFolder: folder, passphrase })).toEqual({
      kind: 'failed',
      code: 'ALREADY_A_DESK',
    })
  })

  it('lets its officers sign in before there is a link: their list, catalogue and calendar came with the copy', async () => {
    const { folder } = await lostDesk()
    await gateway.stop()
    const host = await start('new-machine', 2)
    expect(await ask(host, 'desk.restore', { backupFolder: folder, passphrase })).toMatchObject({ kind: 'restored' })
    expect((await ask(host, 'session.officers', {})).map(({ id }) => id)).toContain(clerk)
    expect(await ask(host, 'session.signIn', { officerId: clerk, pin: samplePinText })).toMatchObject({
      kind: 'signedIn',
    })
    expect(await ask(host, 'journal.commit', { drafts: receivedDrafts(1) })).toMatchObject({ kind: 'committed' })
  })

  it('stays lost to a wrong passphrase or folder, and can then still be restored', async () => {
    const { folder } = await lostDesk()
    const host = await start('new-machine', 2)
    const codeOf = async (backupFolder: string, words: string) => {
      const answer = await ask(host, 'desk.restore', { backupFolder, passphrase: words })
      return answer.kind === 'failed' ? answer.code : null
    }
    expect(await codeOf(folder, 'đoán đại một câu')).toBe('WRONG_PASSPHRASE')
    expect(await codeOf(join(root, 'nowhere'), passphrase)).toBe('NOT_A_FOLDER')
    expect(await codeOf('relative', passphrase)).toBe('NOT_A_FOLDER')
    await mkdir(join(root, 'empty'))
    expect(await codeOf(join(root, 'empty'), passphrase)).toBe('NO_COPY')
    const copy = join(folder, 'vault', 'recovery.json')
    const whole = await readFile(copy, 'utf8')
    await writeFile(copy, whole.replace('"sealed"', '"Sealed"'))
    expect(await codeOf(folder, passphrase)).toBe('RECOVERY_DAMAGED')
    expect(await ask(host, 'app.info', {})).toMatchObject({ enrolled: false })
    await writeFile(copy, whole)
    expect(await codeOf(folder, passphrase)).toBeNull()
  })

  it('a passphrase that is too short protects nothing', async () => {
    const host = await startDesk()
    for (const words of ['', 'mười một kt', `${' '.repeat(20)}ngắn`])
      expect(await ask(host, 'machine.writeRecoveryCopy', { passphrase: words })).toEqual({
        kind: 'failed',
        code: 'TOO_SHORT',
      })
    expect(await ask(host, 'machine.settings', {})).toMatchObject({ recoveryCopyAt: null })
  })
})
