/** The scanner's folder through the whole host: set by whoever may, and emptied only of what is sealed and filed. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sampleUuid } from '../../../test/support/event-builder.ts'
import { samplePinText } from '../../../test/support/sample-references.ts'
import { ScriptedGateway } from '../../../test/support/scripted-gateway.ts'
import { createTestShell } from '../../../test/support/test-shell.ts'
import { createHost, type Host } from '../host.ts'

const content = Buffer.from('%PDF-1.7\n…\n%%EOF\n')
let root: string
let gateway: ScriptedGateway
let host: Host

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mot-cua-scanner-'))
  gateway = await new ScriptedGateway().start()
  const shell = createTestShell(new Uint8Array(32).fill(1))
  const freeBytes = async () => 1e12
  host = await createHost({ dataFolder: join(root, 'desk'), shell, development: false, version: '1', freeBytes })
  await host.handlers['desk.enrol']({ gatewayUrl: gateway.url, code: gateway.enrolCode, deskName: 'Quầy 1' })
})
afterEach(async () => {
  await host.stop()
  await gateway.stop()
  await rm(root, { recursive: true, force: true })
})
const signIn = (officerId: string) => host.handlers['session.signIn']({ officerId, pin: samplePinText })
const list = () => host.handlers['scanner.list']({})

it('is emptied of a file only when its scan is sealed and on its way for a saved dossier', async () => {
  const folder = join(root, 'may-quet')
  await mkdir(folder)
  expect(await list()).toEqual({ kind: 'off' })
  await signIn('can-bo-1')
  expect(await host.handlers['machine.setScannerFolder']({ folder })).toEqual({ kind: 'failed', code: 'NOT_ALLOWED' })
  await signIn('lanh-dao-1')
  for (const wrong of ['may-quet', join(root, 'khong-co'), join(root, 'desk', 'journal')])
    expect(await host.handlers['machine.setScannerFolder']({ folder: wrong })).toMatchObject({ kind: 'failed' })
  expect(await host.handlers['machine.setScannerFolder']({ folder })).toEqual({ kind: 'saved' })
  await writeFile(join(folder, 'quet.pdf'), content)
  const answer = await list()
  const { name, version } = (answer.kind === 'open' ? answer.files[0] : undefined) ?? { name: '', version: '' }
  expect(name).toBe('quet.pdf')

  const kept = await host.handlers['attachments.put']({ content, mediaType: 'application/pdf' })
  const savedAs = kept.kind === 'kept' ? kept.id : ''
  // Sealed, but no dossier names it yet.
  expect(await host.handlers['scanner.forget']({ name, version, savedAs })).toEqual({ kind: 'notSaved' })
  expect(await readdir(folder)).toEqual(['quet.pdf'])
  await host.handlers['attachments.send']({ dossierId: sampleUuid(0, 1), ids: [savedAs] })
  expect(await host.handlers['scanner.forget']({ name, version, savedAs })).toEqual({ kind: 'removed' })
  expect(await readdir(folder)).toEqual([])

  await host.handlers['session.signOut']({})
  expect(await list()).toEqual({ kind: 'off' })
  expect(await host.handlers['scanner.read']({ name, version })).toEqual({ kind: 'gone' })
})
