/** Scans, bundles and the journal's copy through the bridge of a whole host on a real disk. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bridgeCalls, type BridgeMethod, type BridgeParams } from '../../shared/bridge/contract.ts'
import { readBundleHeader } from '../../shared/wire/bundle.ts'
import { notedDrafts } from '../../test/support/journal-harness.ts'
import { samplePinText } from '../../test/support/sample-references.ts'
import { ScriptedGateway } from '../../test/support/scripted-gateway.ts'
import { createTestShell } from '../../test/support/test-shell.ts'
import { enrolDesk } from './enrol-desk.ts'
import { createHost, type Host } from './host.ts'

const shell = createTestShell(new Uint8Array(32).fill(1))
const content = new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3000)]))
const mediaType = 'application/pdf'
let dataFolder: string
let gateway: ScriptedGateway
let host: Host | null

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-carrying-'))
  gateway = await new ScriptedGateway().start()
  host = null
})
afterEach(async () => {
  await host?.stop()
  await gateway.stop()
  await rm(dataFolder, { recursive: true, force: true })
})

async function start(copyDelay?: number): Promise<void> {
  await host?.stop()
  const freeBytes = async () => 1e12
  host = await createHost({
    dataFolder,
    shell,
    development: true,
    version: '0.0.1',
    freeBytes,
    ...(copyDelay === undefined ? {} : { copyDelay }),
  })
}
async function startEnrolled(): Promise<void> {
  const place = { dataFolder, shell, version: '0.0.1' }
  await enrolDesk({ ...place, gatewayUrl: gateway.url, code: gateway.enrolCode, deskName: 'Quầy 1' })
  await start()
}
async function ask<M extends BridgeMethod>(method: M, params: BridgeParams<M>) {
  const answer = await host!.handlers[method](params)
  expect(bridgeCalls[method].result.safeParse(answer).error).toBeUndefined()
  return answer
}
const signIn = () => ask('session.signIn', { officerId: 'can-bo-1', pin: samplePinText })

describe('before enrolment', () => {
  it('every call answers that there is nothing', async () => {
    await start()
    const id = 'a'.repeat(64)
    expect(await ask('attachments.put', { content, mediaType })).toEqual({ kind: 'failed', code: 'NOT_SIGNED_IN' })
    expect(await ask('attachments.send', { dossierId: randomUUID(), ids: [id] })).toEqual({ unknown: [id] })
    expect(await ask('attachments.get', { id })).toEqual({ kind: 'missing' })
    expect(await ask('attachments.thumbnail', { id })).toEqual({ content: null })
    expect(await ask('attachments.status', {})).toEqual([])
    await ask('attachments.putThumbnail', { id, content })
    await ask('attachments.retry', {})
    expect(await ask('bundle.export', { requests: [] })).toEqual({ kind: 'failed', code: 'NOT_ENROLLED' })
    expect(await ask('bundle.import', { file: content })).toEqual({ kind: 'failed', problem: 'NOT_ENROLLED' })
    expect(await ask('backup.status', {})).toBeNull()
    expect(await ask('backup.run', {})).toBeNull()
  })
})

describe('a desk', () => {
  it('keeps scans for signed-in officers, sealed, and sends them', async () => {
    await startEnrolled()
    expect(await ask('attachments.put', { content, mediaType })).toEqual({ kind: 'failed', code: 'NOT_SIGNED_IN' })
    await signIn()
    const kept = await ask('attachments.put', { content, mediaType })
    if (kept.kind === 'failed') throw new Error(kept.code)
    await ask('attachments.send', { dossierId: randomUUID(), ids: [kept.id] })
    await expect.poll(() => gateway.contents.get(kept.id)?.bytes).toEqual(Buffer.from(content))
    await ask('session.signOut', {})
    await expect(host!.handlers['attachments.get']({ id: kept.id })).rejects.toThrow('signing in')
    await expect(host!.handlers['attachments.thumbnail']({ id: kept.id })).rejects.toThrow('signing in')
    const files = await readdir(join(dataFolder, 'attachments'), { recursive: true, withFileTypes: true })
    for (const file of files.filter((one) => one.isFile()))
      expect((await readFile(join(file.parentPath, file.name))).includes('%PDF')).toBe(false)
  })

  it('seals a bundle for the province', async () => {
    await startEnrolled()
    const requests = [{ dossiers: [{ dossierId: randomUUID(), events: [{}] }] }]
    const made = await ask('bundle.export', { requests })
    if (made.kind === 'failed') throw new Error(made.code)
    const header = readBundleHeader(Buffer.from(made.file).toString('utf8'))
    expect(header).toMatchObject({ id: made.id, kind: 'push', writer: 'desk-1', reader: 'gateway', events: 1 })
    expect(await ask('bundle.import', { file: content })).toMatchObject({ kind: 'failed' })
  })

  it('copies what was saved soon after, with the scans that the province lacks; a lost machine is restored with both', async () => {
    await startEnrolled()
    await start(1)
    await ask('session.signIn', { officerId: 'lanh-dao-1', pin: samplePinText })
    const backupFolder = join(dataFolder, 'backup')
    const kept = await ask('attachments.put', { content, mediaType })
    if (kept.kind === 'failed') throw new Error(kept.code)
    await ask('development.setNetwork', { cut: true })
    await ask('attachments.send', { dossierId: randomUUID(), ids: [kept.id] })
    await ask('journal.commit', { drafts: notedDrafts(1) })
    await vi.waitFor(async () => expect(await ask('backup.status', {})).toMatchObject({ problem: null, scans: 1 }))
    expect(await ask('machine.writeRecoveryCopy', { passphrase: 'đò ngang sang Gò Dầu' })).toMatchObject({
      kind: 'saved',
    })
    await host!.stop()
    const elsewhere = await mkdtemp(join(tmpdir(), 'mot-cua-restored-'))
    const restored = await createHost({ dataFolder: elsewhere, shell, development: true, version: '0.0.1' })
    try {
      const request = { backupFolder, passphrase: 'đò ngang sang Gò Dầu' }
      expect(await restored.handlers['desk.restore'](request)).toMatchObject({ kind: 'restored', lines: 1 })
      expect(await restored.handlers['attachments.status']({})).toMatchObject([{ id: kept.id }])
    } finally {
      await restored.stop()
      await rm(elsewhere, { recursive: true, force: true })
    }
  })

  it('says that the copy could not be made where the officers see it', async () => {
    await startEnrolled()
    expect((await ask('journal.status', {})).copyProblem).toBeNull()
    await writeFile(join(dataFolder, 'backup'), 'đây không phải thư mục')
    await ask('backup.run', {})
    expect((await ask('journal.status', {})).copyProblem).toBe('IO')
  })

  it('heals a damaged journal from its copy at the next start but one', async () => {
    await startEnrolled()
    await signIn()
    for (let n = 0; n < 3; n++) await ask('journal.commit', { drafts: notedDrafts(n) })
    const before = await ask('journal.read', { afterSeq: 0, limit: 10 })
    expect(await ask('backup.run', {})).toMatchObject({ problem: null, folder: join(dataFolder, 'backup') })
    await host!.stop()
    const path = join(dataFolder, 'journal', '000000000001.jsonl')
    const damaged = await readFile(path)
    damaged[200]! ^= 1
    await writeFile(path, damaged)
    await start()
    expect((await ask('journal.status', {})).quarantined).toHaveLength(1)
    await start()
    await signIn()
    expect(await ask('journal.read', { afterSeq: 0, limit: 10 })).toEqual(before)
    expect((await ask('journal.status', {})).quarantined).toEqual([])
  })

  it('brings back a journal that was deleted', async () => {
    await startEnrolled()
    await signIn()
    for (let n = 0; n < 3; n++) await ask('journal.commit', { drafts: notedDrafts(n) })
    const before = await ask('journal.read', { afterSeq: 0, limit: 10 })
    await ask('backup.run', {})
    await host!.stop()
    await rm(join(dataFolder, 'journal'), { recursive: true })
    await start()
    await signIn()
    expect(await ask('journal.read', { afterSeq: 0, limit: 10 })).toEqual(before)
  })
})
