/** Electron's composition root: what it decides lies in boot/, what it does to the machine in services/ and shell/. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, type WebContents } from 'electron'
import { bridgeEventNames } from '../shared/bridge/contract.ts'
import { refuse } from '../shared/bridge/envelope.ts'
import { ipcChannels } from '../shared/bridge/preload-api.ts'
import {
  appOrigin,
  appScheme,
  boardEvents,
  isAllowedNavigation,
  isAct,
  isAllowedCamera,
  isAllowedPermission,
  isAllowedRequest,
  isBoardCall,
  isTrustedSender,
  planRecovery,
} from './boot/app-scheme.ts'
import { electronBootPhases, type ElectronBoot, type ElectronParts } from './boot/electron-boot.ts'
import { startFailure, tellLauncher, type ChannelProcess } from './boot/launcher-channel.ts'
import { createHostLog } from './boot/log.ts'
import { BootError, runPhases } from './boot/plan.ts'
import { getRendererFile, securityHeaders } from './boot/renderer-files.ts'
import { createHost } from './services/host.ts'
import { openLog } from './services/log.ts'
import { createElectronShell, type PrintQueue } from './shell/electron.ts'

const development = !app.isPackaged
const here = import.meta.dirname
const rendererFolder = join(here, '..', 'renderer')
const printQueue: PrintQueue = new Map()
const windows = new Set<number>()
const boards = new Set<number>()
let boardWindow: BrowserWindow | null = null
let deskWindow: BrowserWindow | null = null
/** When the officer last pressed anything. */
let lastActAt = -Infinity

const pagePreferences = {
  preload: join(here, 'preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: development,
}

// Everything up to the end of this module's first run happens before Electron is ready, as schemes and folders must.
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
])
const dataOverride = development ? process.env.MOTCUA_DATA : undefined
// Practice is another program as far as the disk and Chromium are concerned: folder, keys, database and lock are its own.
const isPractice = process.argv.includes('--practice')
const userData = dataOverride ?? join(app.getPath('appData'), 'mot-cua')
app.setPath('userData', isPractice ? `${userData}-practice` : userData)
app.enableSandbox()
Menu.setApplicationMenu(null)

const dataFolder = join(app.getPath('userData'), 'desk')
const { log: lines, close: closeLog } = openLog(dataFolder, Date.now)
const log = createHostLog(lines)

const parts: ElectronParts = {
  claimInstance: () => app.requestSingleInstanceLock(),
  whenReady: () => app.whenReady(),
  hardenPages() {
    const pages = session.defaultSession
    pages.protocol.handle(appScheme, serve)
    pages.setPermissionRequestHandler((_contents, permission, callback, details) =>
      callback(
        isAllowedPermission(permission, details.requestingUrl) ||
          isAllowedCamera({
            permission,
            requestingUrl: details.requestingUrl,
            mediaTypes: ('mediaTypes' in details ? details.mediaTypes : undefined) ?? [],
            sinceActMs: performance.now() - lastActAt,
          }),
      ),
    )
    pages.setPermissionCheckHandler(
      (_contents, permission, requestingUrl, { mediaType = '' }) =>
        isAllowedPermission(permission, requestingUrl) ||
        isAllowedCamera({
          permission,
          requestingUrl,
          mediaTypes: [mediaType],
          sinceActMs: performance.now() - lastActAt,
        }),
    )
    pages.setDevicePermissionHandler(() => false)
    pages.webRequest.onBeforeRequest((details, callback) =>
      callback({ cancel: !isAllowedRequest(details.url, development) }),
    )
    pages.setSpellCheckerEnabled(false)
  },
  createShell: () =>
    createElectronShell(join(app.getPath('userData'), 'protector.key'), printQueue, { openBoard, openPractice }),
  answerCalls(dispatch) {
    ipcMain.handle(ipcChannels.call, (event, method: unknown, params: unknown) =>
      isTrustedSender(event.senderFrame, event.sender.id, windows) ||
      (isBoardCall(method) && isTrustedSender(event.senderFrame, event.sender.id, boards))
        ? dispatch(method, params)
        : refuse('FOREIGN_SENDER', 'This sender may not call the host.'),
    )
    return () => ipcMain.removeHandler(ipcChannels.call)
  },
  forwardEvents(host) {
    const stops = bridgeEventNames.map((name) =>
      host.on(name, (payload) => {
        deskWindow?.webContents.send(ipcChannels.event, name, payload)
        if (boardEvents.includes(name)) boardWindow?.webContents.send(ipcChannels.event, name, payload)
      }),
    )
    return () => {
      for (const stop of stops) stop()
    }
  },
  openWindow,
}

app.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', (event) => {
    if (!isAllowedNavigation(event.url)) event.preventDefault()
  })
  contents.on('input-event', (_event, { type }) => {
    if (isAct(type)) lastActAt = performance.now()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
})
app.on('second-instance', () => {
  if (deskWindow === null) return
  if (deskWindow.isMinimized()) deskWindow.restore()
  deskWindow.focus()
})
app.on('child-process-gone', (_event, details) =>
  log.error('process.gone', { type: details.type, reason: details.reason }),
)
app.on('window-all-closed', () => app.quit())

let leaving = false
let stopHost: () => Promise<void> = async () => undefined
app.on('will-quit', (event) => {
  if (leaving) return
  event.preventDefault()
  leaving = true
  void leave()
})
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())

const channel = process as ChannelProcess
const boot: ElectronBoot = {
  parts,
  createHost,
  log,
  practice: isPractice ? { sampleFolder: sampleFolder() } : null,
  dataFolder,
  development,
  versions: { app: app.getVersion(), chromium: Number.parseInt(process.versions.chrome ?? '', 10) || null },
  launcher: development && process.send !== undefined ? channel : null,
  stop: async () => app.quit(),
}
void start()

async function start(): Promise<void> {
  try {
    stopHost = await runPhases(electronBootPhases, boot)
  } catch (error) {
    await fail(error)
  }
}

async function leave(): Promise<void> {
  await stopHost().catch((error: unknown) => log.error('host.stopFailed', {}, error))
  closeLog()
  app.exit(0)
}

async function fail(error: unknown): Promise<void> {
  const cause = error instanceof BootError ? error.cause : error
  const failure = startFailure(cause)
  if (failure.code !== 'ALREADY_OPEN') {
    log.error('host.startFailed', { phase: error instanceof BootError ? error.phase : '' }, cause)
    await app.whenReady()
    dialog.showErrorBox('Một Cửa', failure.message)
  }
  if (boot.launcher !== null) await tellLauncher(channel, failure)
  closeLog()
  app.exit(1)
}

async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const printing = printQueue.get(pathname)
  if (printing !== undefined)
    // No content policy here: it would keep the PDF viewer from its own plugin.
    return new Response(new Uint8Array(printing), { headers: { 'content-type': 'application/pdf' } })
  const file = request.method === 'GET' ? await getRendererFile(rendererFolder, pathname) : null
  if (file === null) return new Response(null, { status: 404, headers: { ...securityHeaders } })
  return new Response(file.body, { headers: { ...file.headers } })
}

async function openWindow(): Promise<void> {
  const window = new BrowserWindow({
    show: false,
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    title: 'Một Cửa',
    autoHideMenuBar: true,
    webPreferences: pagePreferences,
  })
  deskWindow = window
  const { id } = window.webContents
  windows.add(id)
  window.on('closed', () => {
    windows.delete(id)
    deskWindow = null
    // Without its desk the board would stand still for ever.
    boardWindow?.destroy()
  })
  window.once('ready-to-show', () => window.show())
  watchCrashes(window, window.webContents)
  await window.loadURL(`${appOrigin}/`)
}

function sampleFolder(): string {
  return app.isPackaged ? join(process.resourcesPath, 'practice') : join(here, '..', '..', 'gateway', 'sample')
}

function openPractice(): void {
  const own = app.isPackaged ? [] : [app.getAppPath()]
  spawn(process.execPath, [...own, '--practice'], { detached: true, stdio: 'ignore' }).unref()
}

/** On the second monitor, over all of it; where there is one screen, a window to be moved by hand. */
async function openBoard(): Promise<void> {
  if (boardWindow !== null) return boardWindow.focus()
  const own = deskWindow === null ? null : screen.getDisplayMatching(deskWindow.getBounds())
  const other = screen.getAllDisplays().find(({ id }) => id !== own?.id)
  const place = other === undefined ? { width: 1280, height: 720 } : { ...other.bounds, fullscreen: true }
  const window = new BrowserWindow({
    ...place,
    title: 'Gọi số',
    autoHideMenuBar: true,
    webPreferences: pagePreferences,
  })
  boardWindow = window
  const { id } = window.webContents
  boards.add(id)
  window.on('closed', () => {
    boards.delete(id)
    boardWindow = null
  })
  await window.loadURL(`${appOrigin}/board`)
}

/** The journal holds whatever was reported saved: a crashed page costs its officer a reload, and is told as one. */
function watchCrashes(window: BrowserWindow, contents: WebContents): void {
  const crashes: number[] = []
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    log.error('page.gone', { reason: details.reason })
    crashes.push(Date.now())
    if (planRecovery(crashes, Date.now()) === 'reload') return void window.loadURL(`${appOrigin}/?notice=pageGone`)
    const choice = dialog.showMessageBoxSync(window, {
      type: 'error',
      message: 'Cửa sổ Một Cửa bị lỗi nhiều lần liên tiếp.',
      detail: 'Những gì đã báo "Đã lưu" vẫn còn nguyên. Hãy thử mở lại; nếu vẫn lỗi, báo bộ phận CNTT.',
      buttons: ['Mở lại', 'Thoát'],
    })
    if (choice === 0) void window.loadURL(`${appOrigin}/?notice=pageGone`)
    else app.quit()
  })
}
