import { appendFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachmentLimits } from '../../../shared/wire/attachments.ts'
import { patienceMs, ScannerFolder, stableMs } from './scanner-folder.ts'

const pdf = '%PDF-1.7\n…\n%%EOF\n'
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('IEND')])
const id = 'ab'.repeat(32)
let folder: string
let clock: number
let saved: boolean
let configured: string | null
let scanner: ScannerFolder

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-scanner-'))
  clock = 1000
  saved = true
  configured = folder
  const log = { warn: () => undefined } as unknown as ConstructorParameters<typeof ScannerFolder>[0]['log']
  scanner = new ScannerFolder({
    folder: async () => configured,
    isSaved: async () => saved,
    monotonic: () => clock,
    log,
  })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = (name: string, content: string | Buffer) => writeFile(join(folder, name), content)
async function files() {
  const answer = await scanner.list()
  if (answer.kind !== 'open') throw new Error(answer.kind)
  return answer.files
}
async function states(afterMs = 0) {
  clock += afterMs
  return Object.fromEntries((await files()).map(({ name, state }) => [name, state]))
}

describe('the folder of a scanner', () => {
  it('shows a file once it stayed the same and is whole', async () => {
    await write('quet1.pdf', '%PDF-1.7\n')
    expect(await states()).toEqual({ 'quet1.pdf': 'writing' })
    await appendFile(join(folder, 'quet1.pdf'), 'trang 1')
    expect(await states(stableMs)).toEqual({ 'quet1.pdf': 'writing' })
    // The same for long enough, but its end is missing.
    expect(await states(stableMs)).toEqual({ 'quet1.pdf': 'writing' })
    await appendFile(join(folder, 'quet1.pdf'), '\n%%EOF')
    expect(await states(stableMs)).toEqual({ 'quet1.pdf': 'writing' })
    expect(await states(stableMs)).toEqual({ 'quet1.pdf': 'ready' })
  })

  it('names what can never be a scan, and leaves it there', async () => {
    await write('hop-dong.docx', 'PK…')
    await write('rong.pdf', '')
    await write('dut.pdf', '%PDF-1.7 không có hồi kết')
    await write('to.png', Buffer.concat([png, Buffer.alloc(attachmentLimits.bytes)]))
    await write('ảnh tốt.png', png)
    await states()
    expect(await states(patienceMs)).toEqual({
      'hop-dong.docx': 'wrongType',
      'rong.pdf': 'empty',
      'dut.pdf': 'incomplete',
      'to.png': 'tooLarge',
      'ảnh tốt.png': 'ready',
    })
    expect(await readdir(folder)).toHaveLength(5)
  })

  it('does not show what is no scan of anybody: folders, links, files of passage', async () => {
    await mkdir(join(folder, 'cũ.pdf'))
    await symlink('/etc/passwd', join(folder, 'link.pdf'))
    for (const name of ['.ẩn.pdf', 'x.tmp', '~$a.pdf', 'Thumbs.db', 'desktop.ini']) await write(name, pdf)
    await states()
    expect(await states(patienceMs)).toEqual({})
  })

  it('reads the file that was listed, and no other', async () => {
    await write('a.pdf', pdf)
    const [file] = await files()
    const { name = '', version = '' } = file ?? {}
    expect(await scanner.read({ name, version })).toEqual({ kind: 'found', content: Buffer.from(pdf) })
    expect(await scanner.read({ name: '../../etc/passwd', version })).toEqual({ kind: 'gone' })
    await write('a.pdf', `${pdf}another person’s`)
    expect(await scanner.read({ name, version })).toEqual({ kind: 'changed' })
  })

  it('lets a file go only when its scan is saved, and only as it was listed', async () => {
    await write('a.pdf', pdf)
    const [file] = await files()
    const request = { name: file?.name ?? '', version: file?.version ?? '', savedAs: id }
    saved = false
    expect(await scanner.forget(request)).toEqual({ kind: 'notSaved' })
    saved = true
    expect(await scanner.forget({ ...request, version: 'other' })).toEqual({ kind: 'changed' })
    expect(await readdir(folder)).toEqual(['a.pdf'])
    expect(await scanner.forget(request)).toEqual({ kind: 'removed' })
    expect(await readdir(folder)).toEqual([])
    expect(await scanner.forget(request)).toEqual({ kind: 'removed' })
  })

  it('none, or one that cannot be reached, is said', async () => {
    configured = null
    expect(await scanner.list()).toEqual({ kind: 'off' })
    configured = join(folder, 'rút dây mạng')
    expect(await scanner.list()).toEqual({ kind: 'unreachable' })
  })
})
