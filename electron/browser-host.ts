/**
 * The host without Electron: `node electron/browser-host.ts --data FOLDER --renderer FOLDER --key-file FILE`. Run by
 * `npm start` and by tests with a message channel; by hand it prints the address that opens the desk once.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { browserBootPhases, type BrowserBoot, type BrowserHostOptions } from './browser/boot.ts'
import { joinLauncher, startFailure, tellLauncher, type ChannelProcess } from './boot/launcher-channel.ts'
import { createHostLog } from './boot/log.ts'
import { BootError, runPhases } from './boot/plan.ts'
import { createHost } from './services/host.ts'
import { openLog } from './services/log.ts'

const options = await readOptions()
const channel = process as ChannelProcess
const { log: lines, close: closeLog } = openLog(options.dataFolder, Date.now)
const log = createHostLog(lines)
const boot: BrowserBoot = { options, createHost, log }

process.on('uncaughtException', (error) => {
  log.error('host.crashed', {}, error)
  process.exit(70)
})

try {
  const stop = await runPhases(browserBootPhases, boot)
  const leave = once(async () => {
    setTimeout(() => process.exit(1), 8_000).unref()
    await stop().catch((error: unknown) => log.error('host.stopFailed', {}, error))
    closeLog()
    process.exit(0)
  })
  process.on('SIGINT', () => void leave())
  process.on('SIGTERM', () => void leave())
  await announce(leave)
} catch (error) {
  const cause = error instanceof BootError ? error.cause : error
  log.error('host.startFailed', { phase: error instanceof BootError ? error.phase : '' }, cause)
  const failure = startFailure(cause)
  await tellLauncher(channel, failure)
  process.stderr.write(`${failure.message}\n`)
  process.exit(1)
}

async function announce(leave: () => Promise<void>): Promise<void> {
  const { server, host } = boot
  if (server === undefined || host === undefined) return
  if (process.send === undefined) process.stdout.write(`${server.mintAddress()}\n`)
  await joinLauncher(channel, {
    host,
    log,
    origin: server.origin,
    takenPort: boot.takenPort ?? null,
    open: async () => server.mintAddress(),
    stop: leave,
  })
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => (running ??= run())
}

async function readOptions(): Promise<BrowserHostOptions> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      renderer: { type: 'string' },
      'key-file': { type: 'string' },
      port: { type: 'string' },
      chromium: { type: 'string' },
      practice: { type: 'boolean', default: false },
      development: { type: 'boolean', default: false },
      'check-results': { type: 'boolean', default: false },
    },
  })
  if (values.data === undefined || values.renderer === undefined || values['key-file'] === undefined) {
    process.stderr.write('browser-host.ts --data FOLDER --renderer FOLDER --key-file FILE [--port N] [--development]\n')
    process.exit(2)
  }
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return {
    dataFolder: values.data,
    rendererFolder: values.renderer,
    keyFile: values['key-file'],
    port: wholeNumber(values.port),
    chromium: wholeNumber(values.chromium),
    development: values.development,
    checkResults: values['check-results'],
    practice: values.practice ? { sampleFolder: fileURLToPath(new URL('../gateway/sample', import.meta.url)) } : null,
    entry: fileURLToPath(import.meta.url),
    version: manifest.version,
  }
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : null
}
