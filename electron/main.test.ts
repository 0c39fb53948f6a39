/** Electron's security checklist, on main.ts as it runs, with a fake of Electron's calls. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ipcChannels } from '../shared/bridge/preload-api.ts'
import type { Shell } from './shell/shell.ts'
import { bootElectronDesk, loadMain, type ElectronDesk } from '../test/support/electron-desk.ts'
import { electronModule, fake, FakeContents, FakeWindow, invokeAs } from '../test/support/fake-electron.ts'

const current = vi.hoisted(() => ({
  electron: {},
  host: null as unknown,
  shell: null as Shell | null,
  practice: null as unknown,
  lines: [] as string[],
}))
current.electron = electronModule
vi.mock('electron', () => current.electron)
vi.mock('./services/host.ts', () => ({
  createHost: async ({ shell, practice }: { shell: Shell; practice: unknown }) => {
    current.practice = practice
    current.shell = shell
    return current.host
  },
}))
vi.mock('./services/log.ts', () => {
  const keep = (facts: object) => void current.lines.push(JSON.stringify(facts))
  return { openLog: () => ({ log: { info: keep, error: keep }, close: () => undefined }) }
})

const handler = (name: string) => fake.sessionHandlers[name] as unknown as (...args: unknown[]) => unknown
const versionFile = () => join(fake.app.getPath('userData'), 'desk', 'version.json')

describe('Electron’s main process', () => {
  let desk: ElectronDesk
  beforeEach(async () => {
    desk = await bootElectronDesk(current)
  })
  afterEach(() => desk.close())

  it('registers its own scheme as standard and secure, and opens the desk there', () => {
    expect(fake.schemes.at(-1)).toMatchObject({ scheme: 'app', privileges: { standard: true, secure: true } })
    expect(JSON.stringify(fake.schemes)).not.toMatch(/bypassCSP|allowServiceWorkers/)
    expect(desk.window.loaded).toEqual(['app://mot-cua/'])
  })

  it('keeps the desk in one fixed folder of the user', () => {
    expect(fake.app.getPath('userData')).toBe(join(fake.app.appData, 'appData', 'mot-cua'))
  })

  it('sandboxes every page and isolates the preload', () => {
    expect(fake.app.calls).toContain('enableSandbox')
    expect(desk.window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      plugins: false,
      devTools: false,
    })
    expect(desk.window.options.webPreferences.preload).toMatch(/preload\.cjs$/)
    expect(fake.menu).toBe(null)
  })

  it('shows the page no more of Electron than call and on', () => {
    expect(Object.keys(fake.exposed)).toEqual(['motCua'])
    expect(Object.keys(fake.exposed.motCua as object).sort()).toEqual(['call', 'on'])
  })

  it('opens the board on the other screen, and lets it ask for nothing but the board', async () => {
    fake.displays = [fake.displays[0]!, { id: 2, bounds: { x: 1366, y: 0, width: 1920, height: 1080 } }]
    await current.shell?.openBoard()
    const board = FakeWindow.all.at(-1)!
    expect(board.loaded).toEqual(['app://mot-cua/board'])
    expect(board.options).toMatchObject({ x: 1366, fullscreen: true, webPreferences: { sandbox: true } })
    const as = (method: string) =>
      invokeAs(board.webContents, board.webContents.mainFrame, ipcChannels.call, method, {})
    expect(await as('queue.board')).toMatchObject({ ok: true })
    for (const method of ['queue.state', 'journal.read', 'session.officers'])
      expect(await as(method)).toMatchObject({ ok: false, code: 'FOREIGN_SENDER' })
    desk.host.emit('queue.changed', {})
    desk.host.emit('province.changed', {})
    expect(board.webContents.sent.map(([, name]) => name)).toEqual(['queue.changed'])
  })

  it('denies permissions, to its own page too', () => {
    const granted: unknown[] = []
    const ask = (permission: string, requestingUrl: string) =>
      handler('permissionRequest')({}, permission, (yes: boolean) => granted.push([permission, yes]), { requestingUrl })
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'fileSystem', 'unknown'])
      ask(permission, 'app://mot-cua/')
    ask('clipboard-sanitized-write', 'https://example.com/')
    expect(granted.every((answer) => (answer as [string, boolean])[1] === false)).toBe(true)
    expect(granted).toHaveLength(7)
    expect(handler('permissionCheck')(null, 'media', 'app://mot-cua', {})).toBe(false)
    expect(handler('permissionCheck')(null, 'clipboard-sanitized-write', 'app://mot-cua', {})).toBe(true)
    expect(handler('device')({})).toBe(false)
  })

  it('lets its own page see through the camera right after the officer pressed something, and never hear', () => {
    const ask = (mediaTypes: string[], requestingUrl = 'app://mot-cua/') => {
      let answer: boolean | null = null
      const details = { requestingUrl, mediaTypes }
      handler('permissionRequest')({}, 'media', (yes: boolean) => (answer = yes), details)
      return answer
    }
    desk.window.webContents.emit('input-event', {}, { type: 'mouseMove' })
    expect(ask(['video'])).toBe(false)
    desk.window.webContents.emit('input-event', {}, { type: 'mouseDown' })
    expect(ask(['video'])).toBe(true)
    expect(ask(['video', 'audio'])).toBe(false)
    expect(ask(['video'], 'https://example.com/')).toBe(false)
  })

  it('lets no page load anything but itself', () => {
    const isCancelled = (url: string) => {
      let cancelled: unknown = null
      handler('request')({ url }, (answer: { cancel: boolean }) => {
        cancelled = answer.cancel
      })
      return cancelled
    }
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'ws://x/',
      'app://other/',
      'devtools://x',
    ])
      expect([url, isCancelled(url)]).toEqual([url, true])
    for (const url of ['app://mot-cua/', 'app://mot-cua/assets/a.js', 'blob:app://mot-cua/1', 'data:image/png;base64,'])
      expect([url, isCancelled(url)]).toEqual([url, false])
  })

  it('blocks navigation, redirects, webviews and new windows, in every page that is ever made', () => {
    const contents = new FakeContents()
    fake.app.emit('web-contents-created', {}, contents)
    const isPrevented = (event: string, url: string) => {
      const preventDefault = vi.fn<() => void>()
      contents.emit(event, { url, preventDefault })
      return preventDefault.mock.calls.length > 0
    }
    for (const url of [
      'https://example.com/',
      'file:///x',
      'javascript:alert(1)',
      'app://mot-cua.evil/',
      'app://a@mot-cua/',
    ])
      expect([url, isPrevented('will-navigate', url)]).toEqual([url, true])
    expect(isPrevented('will-navigate', 'app://mot-cua/')).toBe(false)
    expect(isPrevented('will-redirect', 'app://mot-cua/')).toBe(true)
    expect(isPrevented('will-attach-webview', '')).toBe(true)
    expect(contents.windowOpenHandler?.({ url: 'app://mot-cua/' })).toEqual({ action: 'deny' })
  })

  it('serves the renderer with the content policy, and nothing outside its folder', async () => {
    const get = (path: string) => fake.protocolHandlers.get('app')?.(new Request(`app://mot-cua${path}`))
    for (const path of ['/assets/none.js', '/..%2fpackage.json', '/%2e%2e/main.js', '/.env', '/main.ts']) {
      const response = await get(path)
      expect([path, response?.status]).toEqual([path, 404])
      expect(response?.headers.get('content-security-policy')).toContain("default-src 'self'")
    }
  })

  it('comes to the front when it is started a second time', () => {
    desk.window.minimized = true
    fake.app.emit('second-instance', {}, [], '')
    expect(desk.window.minimized).toBe(false)
    expect(desk.window.focused).toBe(1)
  })

  it('reloads a crashed page with a notice, and asks when it keeps crashing', () => {
    const crash = (reason: string) => desk.window.webContents.emit('render-process-gone', {}, { reason })
    crash('clean-exit')
    expect(desk.window.loaded).toHaveLength(1)
    crash('crashed')
    crash('oom')
    expect(desk.window.loaded.slice(1)).toEqual(['app://mot-cua/?notice=pageGone', 'app://mot-cua/?notice=pageGone'])
    const asked = vi.spyOn(electronModule.dialog, 'showMessageBoxSync').mockReturnValueOnce(0)
    crash('crashed')
    expect(asked).toHaveBeenCalledTimes(1)
    expect(desk.window.loaded).toHaveLength(4)
    expect(current.lines.join()).toContain('page.gone')
  })

  it('stops the services before it exits', async () => {
    await desk.close()
    expect(desk.host.stopped).toBe(true)
    expect(desk.host.listeners).toBe(0)
    expect(fake.ipcHandlers.size).toBe(0)
    expect(fake.app.exitCode).toBe(0)
  })

  it('notes the version that wrote the data', async () => {
    expect(JSON.parse(await readFile(versionFile(), 'utf8'))).toEqual({ app: '0.1.0', chromium: null })
  })
})

describe('Electron’s main process in practice', () => {
  it('has folder, database and keys of its own, and tells the host so', async () => {
    process.argv.push('--practice')
    Object.assign(process, { resourcesPath: '/resources' })
    try {
      const desk = await bootElectronDesk(current)
      expect(fake.app.getPath('userData')).toBe(join(fake.app.appData, 'appData', 'mot-cua-practice'))
      expect(current.practice).toEqual({ sampleFolder: join('/resources', 'practice') })
      await desk.close()
    } finally {
      process.argv.pop()
    }
  })
})

describe('Electron’s main process refuses to start', () => {
  afterEach(() => {
    fake.app.hasLock = true
  })
  const exitCode = () =>
    vi.waitFor(() => {
      if (fake.app.exitCode === null) throw new Error('It still runs.')
      return fake.app.exitCode
    })

  it('beside a desk that is open already, without a word', async () => {
    fake.app.hasLock = false
    const host = await loadMain(current)
    expect(await exitCode()).toBe(1)
    expect(fake.errors).toEqual([])
    expect(FakeWindow.all).toEqual([])
    expect(host.calls).toEqual([])
  })

  it('on data of a newer version, and leaves them alone', async () => {
    await mkdir(join(versionFile(), '..'), { recursive: true })
    const newer = JSON.stringify({ app: '9.0.0', chromium: null })
    await writeFile(versionFile(), newer)
    await loadMain(current)
    expect(await exitCode()).toBe(1)
    expect(fake.errors.join()).toContain('9.0.0')
    expect(FakeWindow.all).toEqual([])
    expect(await readFile(versionFile(), 'utf8')).toBe(newer)
  })
})
