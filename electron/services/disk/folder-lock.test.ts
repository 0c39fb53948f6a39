import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from './folder-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('lets one holder in at a time, under whatever name the folder is called', async () => {
  const lock = await lockFolder(join(folder, 'data'))
  await expect(lockFolder(join(folder, 'data'))).rejects.toMatchObject({ code: 'FOLDER_IN_USE' })
  await symlink(join(folder, 'data'), join(folder, 'same'))
  await expect(lockFolder(join(folder, 'same', '..', 'same'))).rejects.toMatchObject({ code: 'FOLDER_IN_USE' })
  const other = await lockFolder(join(folder, 'other'))
  await lock.release()
  const again = await lockFolder(join(folder, 'data'))
  await again.release()
  await other.release()
})

it('is free again the moment its holder is killed', async () => {
  const holder = fork(new URL('../../../test/support/lock-holder.ts', import.meta.url), [folder])
  await once(holder, 'message')
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'FOLDER_IN_USE' })
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const lock = await lockFolder(folder)
  await lock.release()
})
