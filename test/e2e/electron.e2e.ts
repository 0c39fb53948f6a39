/** The desk on real Electron, where its binary can be had. Elsewhere main.ts runs on a fake (electron/main.test.ts). */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, expect, test, type ElectronApplication } from '@playwright/test'
import { ensureBuilt } from '../../scripts/setup/build.mjs'
import { getElectron } from '../../scripts/setup/electron-binary.mjs'
import type { PreloadApi } from '../../shared/bridge/preload-api.ts'
import { sandboxFlags } from '../../scripts/launch/chromium-window.ts'
import { openDisplay } from './support/display.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const binary = getElectron() as string | null

test.describe('real Electron', () => {
  test.skip(binary === null, 'Electron’s binary is not here (its download is not reachable on this network).')
  let app: ElectronApplication
  let folder: string
  let closeDisplay: () => void

  test.beforeAll(async () => {
    await ensureBuilt('electron')
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-electron-e2e-'))
    const { display, close } = await openDisplay()
    closeDisplay = close
    app = await _electron.launch({
      executablePath: binary ?? '',
      args: [...sandboxFlags, root],
      env: { ...(process.env as Record<string, string>), DISPLAY: display, MOTCUA_DATA: folder },
    })
  })
  test.afterAll(async () => {
    await app?.close()
    closeDisplay?.()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  })

  test('opens the desk under its own origin, with the bridge and nothing of Node', async () => {
    const page = await app.firstWindow()
    await expect(page).toHaveTitle('Một Cửa')
    expect(page.url()).toMatch(/^app:\/\/mot-cua\//)
    const seen = await page.evaluate(async () => {
      const { motCua } = globalThis as unknown as { motCua: PreloadApi }
      const names = ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in globalThis)
      return { names, info: await motCua.call('app.info', {}), other: await motCua.call('shell.run', {}) }
    })
    expect(seen.names).toEqual([])
    expect(seen.info).toMatchObject({ ok: true, value: { hostKind: 'electron' } })
    expect(seen.other).toMatchObject({ ok: false, code: 'UNKNOWN_CALL' })
  })

  test('keeps its page: no other address, no other window, no request to elsewhere', async () => {
    const page = await app.firstWindow()
    const opened = await page.evaluate(() => window.open('https://example.com/') !== null)
    expect(opened).toBe(false)
    await page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    expect(page.url()).toMatch(/^app:\/\/mot-cua\//)
    const reached = await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => true,
        () => false,
      ),
    )
    expect(reached).toBe(false)
    expect(app.windows()).toHaveLength(1)
  })

  test('binds secrets to this user, through the system’s key store or a key file', async () => {
    const available = await app.evaluate(({ safeStorage }) => safeStorage.isEncryptionAvailable())
    expect(typeof available).toBe('boolean')
    const stored = await (
      await app.firstWindow()
    ).evaluate(async () => {
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('probe')
        opening.addEventListener('success', () => resolve())
        opening.addEventListener('error', () => reject(opening.error))
      })
      return isSecureContext
    })
    expect(stored).toBe(true)
  })
})
