/**
 * A stand-in for the few Electron calls that main.ts, preload.ts and shell/electron.ts make, for tests that mock the module
 * `electron` with it. Those files are checked by the compiler against Electron's own types; here is only behaviour.
 */
import { EventEmitter } from 'node:events'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Handler = (...args: never[]) => unknown

export interface WindowOptions {
  show?: boolean
  webPreferences: Record<string, unknown>
}

export class FakeContents extends EventEmitter {
  static next = 1
  readonly id = FakeContents.next++
  readonly sent: unknown[][] = []
  /** What Electron hands over for the page's top frame. */
  mainFrame: { url: string; parent: unknown } = { url: 'about:blank', parent: null }
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null
  printOutcome: [boolean, string] = [true, '']
  printedBody: Uint8Array | null = null
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler
  }
  send(channel: string, ...args: unknown[]): void {
    this.sent.push([channel, ...structuredClone(args)])
    fake.ipcRenderer.emit(channel, {}, ...structuredClone(args))
  }
  print(_options: unknown, callback: (success: boolean, reason: string) => void): void {
    callback(...fake.printOutcome)
  }
}

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = []
  readonly webContents = new FakeContents()
  readonly loaded: string[] = []
  readonly options: WindowOptions
  destroyed = false
  shown = false
  focused = 0
  minimized = false
  constructor(options: WindowOptions) {
    super()
    this.options = options
    FakeWindow.all.push(this)
    fake.app.emit('web-contents-created', {}, this.webContents)
  }
  static getFocusedWindow(): FakeWindow | null {
    return null
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    this.webContents.mainFrame = { url, parent: null }
    const response = await fake.protocolHandlers.get('app')?.(new Request(url))
    if (response !== undefined) this.webContents.printedBody = new Uint8Array(await response.arrayBuffer())
    this.emit('ready-to-show')
  }
  show(): void {
    this.shown = true
  }
  focus(): void {
    this.focused++
  }
  isMinimized(): boolean {
    return this.minimized
  }
  restore(): void {
    this.minimized = false
  }
  getBounds() {
    return { x: 0, y: 0, width: 1366, height: 768 }
  }
  destroy(): void {
    this.destroyed = true
  }
}

class FakeApp extends EventEmitter {
  isPackaged = true
  readonly appData = mkdtempSync(join(tmpdir(), 'mot-cua-electron-'))
  readonly paths = new Map<string, string>()
  readonly calls: string[] = []
  hasLock = true
  exitCode: number | null = null
  getPath(name: string): string {
    return this.paths.get(name) ?? join(this.appData, name)
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path)
  }
  getVersion(): string {
    return '0.1.0'
  }
  enableSandbox(): void {
    this.calls.push('enableSandbox')
  }
  requestSingleInstanceLock(): boolean {
    this.calls.push('requestSingleInstanceLock')
    return this.hasLock
  }
  async whenReady(): Promise<void> {
    this.calls.push('whenReady')
  }
  quit(): void {
    this.emit('will-quit', { preventDefault: () => undefined })
  }
  exit(code: number): void {
    this.exitCode = code
  }
}

function createSafeStorage() {
  const keys: Record<string, Buffer> = { mine: randomBytes(32), other: randomBytes(32) }
  return {
    user: 'mine',
    available: true,
    backend: 'gnome_libsecret',
    isEncryptionAvailable(): boolean {
      return this.available
    },
    getSelectedStorageBackend(): string {
      return this.backend
    },
    encryptString(text: string): Buffer {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keys[this.user] ?? '', nonce)
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    decryptString(sealed: Buffer): string {
      const decipher = createDecipheriv('aes-256-gcm', keys[this.user] ?? '', sealed.subarray(0, 12), {
        authTagLength: 16,
      })
      decipher.setAuthTag(sealed.subarray(-16))
      return decipher.update(sealed.subarray(12, -16)).toString() + decipher.final('utf8')
    },
  }
}

function createFake() {
  const ipcHandlers = new Map<string, Handler>()
  const protocolHandlers = new Map<string, (request: Request) => Promise<Response>>()
  const sessionHandlers: Record<string, Handler> = {}
  const exposed: Record<string, unknown> = {}
  const note = (name: string) => (handler: Handler) => {
    sessionHandlers[name] = handler
  }
  const app = new FakeApp()
  return {
    app,
    ipcHandlers,
    protocolHandlers,
    sessionHandlers,
    exposed,
    schemes: [] as unknown[],
    displays: [{ id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }],
    errors: [] as string[],
    printOutcome: [true, ''] as [boolean, string],
    saveChoice: { canceled: true, filePath: '' },
    messageBoxChoice: 0,
    menu: undefined as unknown,
    safeStorage: createSafeStorage(),
    ipcRenderer: new EventEmitter(),
    session: {
      setPermissionRequestHandler: note('permissionRequest'),
      setPermissionCheckHandler: note('permissionCheck'),
      setDevicePermissionHandler: note('device'),
      setSpellCheckerEnabled: (enabled: boolean) => void app.calls.push(`spellcheck ${enabled}`),
      webRequest: { onBeforeRequest: note('request') },
      protocol: {
        handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
          void protocolHandlers.set(scheme, handler),
      },
    },
  }
}

export const fake = createFake()

/** Calls main as the preload of `contents` would; Electron hands main the frame itself. */
export async function invokeAs(contents: FakeContents, frame: unknown, channel: string, ...args: unknown[]) {
  const handler = fake.ipcHandlers.get(channel) as ((event: object, ...args: unknown[]) => unknown) | undefined
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
  return structuredClone(await handler({ sender: contents, senderFrame: frame }, ...structuredClone(args)))
}

/** The module `electron`, as `vi.mock` wants it. */
export const electronModule = {
  app: fake.app,
  BrowserWindow: FakeWindow,
  safeStorage: fake.safeStorage,
  session: { defaultSession: fake.session },
  Menu: {
    setApplicationMenu(menu: unknown) {
      fake.menu = menu
    },
  },
  protocol: {
    registerSchemesAsPrivileged(schemes: unknown[]) {
      fake.schemes.push(...schemes)
    },
  },
  dialog: {
    showSaveDialog: async () => fake.saveChoice,
    showErrorBox: (_title: string, message: string) => void fake.errors.push(message),
    showMessageBoxSync: () => fake.messageBoxChoice,
  },
  screen: {
    getDisplayMatching: () => fake.displays[0],
    getAllDisplays: () => fake.displays,
  },
  ipcMain: {
    handle: (channel: string, handler: Handler) => void fake.ipcHandlers.set(channel, handler),
    removeHandler: (channel: string) => void fake.ipcHandlers.delete(channel),
  },
  ipcRenderer: Object.assign(fake.ipcRenderer, {
    invoke(channel: string, ...args: unknown[]) {
      const contents = FakeWindow.all.at(-1)?.webContents
      if (contents === undefined) throw new Error('There is no window.')
      return invokeAs(contents, contents.mainFrame, channel, ...args)
    },
  }),
  contextBridge: {
    exposeInMainWorld(name: string, api: unknown) {
      fake.exposed[name] = api
    },
  },
}
