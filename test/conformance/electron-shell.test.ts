import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createElectronShell, type PrintQueue } from '../../electron/shell/electron.ts'
import { electronModule, fake, FakeWindow } from '../support/fake-electron.ts'
import { describeShell } from './shell.ts'

vi.mock('electron', async () => (await import('../support/fake-electron.ts')).electronModule)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-electron-shell-'))
  Object.assign(fake.safeStorage, { available: true, backend: 'gnome_libsecret' })
  fake.saveChoice = { canceled: true, filePath: '' }
  fake.printOutcome = [true, '']
})
afterEach(() => rm(folder, { recursive: true }))

const shellOf = (name: string, queue: PrintQueue = new Map()) =>
  createElectronShell(join(folder, name), queue, { openBoard: async () => undefined, openPractice: () => undefined })

for (const [what, backend] of [
  ['with a key store', 'gnome_libsecret'],
  ['without a key store', 'basic_text'],
] as const) {
  describeShell(`Electron ${what}`, async () => {
    fake.safeStorage.backend = backend
    return {
      shell: shellOf('mine'),
      again: () => shellOf('mine'),
      elsewhere: () => {
        const other = shellOf('other')
        // The system's key store is the user's: another user has another key there.
        const seal = async (secret: Uint8Array) => {
          fake.safeStorage.user = 'other'
          return other.protector.seal(secret).finally(() => (fake.safeStorage.user = 'mine'))
        }
        return { ...other, protector: { ...other.protector, seal } }
      },
      close: async () => undefined,
    }
  })
}

describe('Electron’s shell', () => {
  const pdf = Buffer.from('%PDF-1.7 giấy tiếp nhận')

  it('still opens with the key store what a key file sealed before there was one, and says so when it cannot', async () => {
    fake.safeStorage.backend = 'basic_text'
    const sealed = await shellOf('mine').protector.seal(Uint8Array.from([4]))
    fake.safeStorage.backend = 'gnome_libsecret'
    expect(await shellOf('mine').protector.open(sealed)).toEqual(Uint8Array.from([4]))
    const bound = await shellOf('mine').protector.seal(Uint8Array.from([5]))
    vi.spyOn(fake.safeStorage, 'decryptString').mockImplementationOnce(() => {
      throw new Error('locked')
    })
    await expect(shellOf('mine').protector.open(bound)).rejects.toThrow('locked')
  })

  it('prints from memory through a hidden window without the bridge, and leaves nothing behind', async () => {
    const queue: PrintQueue = new Map()
    let during: Uint8Array | undefined
    fake.protocolHandlers.set('app', async (request) => {
      during = queue.get(new URL(request.url).pathname)
      return new Response('')
    })
    expect(await shellOf('mine', queue).print({ pdf, title: 'Giấy tiếp nhận' })).toEqual({ kind: 'printed' })
    const window = FakeWindow.all.at(-1)
    expect(during).toEqual(pdf)
    expect(queue.size).toBe(0)
    expect(window?.destroyed).toBe(true)
    expect(window?.options.show).toBe(false)
    expect(window?.options.webPreferences).toMatchObject({ sandbox: true, nodeIntegration: false, plugins: true })
    expect(window?.options.webPreferences).not.toHaveProperty('preload')
  })

  it('tells a cancelled print from a refused one, and cleans up after both', async () => {
    const queue: PrintQueue = new Map()
    fake.printOutcome = [false, 'Print job canceled']
    expect(await shellOf('mine', queue).print({ pdf, title: '' })).toEqual({ kind: 'cancelled' })
    fake.printOutcome = [false, 'Invalid printer settings']
    await expect(shellOf('mine', queue).print({ pdf, title: '' })).rejects.toThrow(/printer/)
    expect(queue.size).toBe(0)
    expect(FakeWindow.all.at(-1)?.destroyed).toBe(true)
  })

  it('saves where the officer says, and nowhere when the officer cancels', async () => {
    expect(await shellOf('mine').savePdf({ pdf, suggestedName: 'a.pdf' })).toEqual({ kind: 'cancelled' })
    const path = join(folder, 'giấy.pdf')
    fake.saveChoice = { canceled: false, filePath: path }
    expect(await shellOf('mine').savePdf({ pdf, suggestedName: 'a.pdf' })).toEqual({ kind: 'saved', path })
    expect(await readFile(path)).toEqual(pdf)
  })

  it('saves a table the same way, offering files of its kind', async () => {
    const content = Buffer.from('PK\u0003\u0004 sổ')
    const asked = vi.spyOn(electronModule.dialog, 'showSaveDialog')
    const job = { content, type: 'xlsx' as const, suggestedName: 'so.xlsx' }
    expect(await shellOf('mine').saveFile(job)).toEqual({ kind: 'cancelled' })
    const path = join(folder, 'sổ.xlsx')
    fake.saveChoice = { canceled: false, filePath: path }
    expect(await shellOf('mine').saveFile(job)).toEqual({ kind: 'saved', path })
    expect(await readFile(path)).toEqual(content)
    expect(asked).toHaveBeenLastCalledWith(
      expect.objectContaining({ filters: [{ name: 'Excel', extensions: ['xlsx'] }] }),
    )
  })

  it('suggests a name, never a path of the page’s choosing', async () => {
    const asked = vi.spyOn(electronModule.dialog, 'showSaveDialog')
    await shellOf('mine').savePdf({ pdf, suggestedName: '../../.bashrc' })
    expect(asked).toHaveBeenCalledWith(
      expect.objectContaining({ defaultPath: join(fake.app.getPath('documents'), '.bashrc') }),
    )
  })
})
