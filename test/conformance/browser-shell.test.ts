import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createBrowserShell } from '../../electron/shell/browser.ts'
import { describeShell } from './shell.ts'

const folderOf = () => mkdtemp(join(tmpdir(), 'mot-cua-shell-'))

describeShell('browser host', async () => {
  const folder = await folderOf()
  const mine = () => createBrowserShell(join(folder, 'mine', 'protector.key'))
  return {
    shell: mine(),
    again: mine,
    elsewhere: () => createBrowserShell(join(folder, 'other', 'protector.key')),
    close: () => rm(folder, { recursive: true }),
  }
})

describe('key file of the browser host', () => {
  it('is for its user alone', async () => {
    const file = join(await folderOf(), 'protector.key')
    await createBrowserShell(file).protector.seal(new Uint8Array(1))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readFile(file)).toHaveLength(32)
  })

  it('is one file also when two desks make it at once', async () => {
    const file = join(await folderOf(), 'protector.key')
    const shells = Array.from({ length: 8 }, () => createBrowserShell(file))
    const sealed = await Promise.all(shells.map((shell) => shell.protector.seal(Uint8Array.from([5]))))
    for (const one of sealed) expect(await shells[0]?.protector.open(one)).toEqual(Uint8Array.from([5]))
  })

  it('is never replaced when damaged', async () => {
    const file = join(await folderOf(), 'protector.key')
    await writeFile(file, 'short')
    await expect(createBrowserShell(file).protector.seal(new Uint8Array(1))).rejects.toThrow(/damaged/)
    expect(await readFile(file, 'utf8')).toBe('short')
  })

  it('is tried again after a failure', async () => {
    const file = join(await folderOf(), 'protector.key')
    const shell = createBrowserShell(file)
    await writeFile(file, 'short')
    await expect(shell.protector.seal(new Uint8Array(1))).rejects.toThrow(/damaged/)
    await rm(file)
    await chmod(join(file, '..'), 0o700)
    expect(await shell.protector.open(await shell.protector.seal(Uint8Array.from([1])))).toEqual(Uint8Array.from([1]))
  })
})
