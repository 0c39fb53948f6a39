/**
 * The host without Electron: `node electron/browser-host.ts --data FOLDER --renderer FOLDER --key-file FILE`. Run by
 * `npm start` and by tests with a message channel; by hand it prints the address that opens the desk once.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { browserBootPhases, type BrowserBoot, type BrowserHostOptions } from './browser/boot.ts'
import { toHostSchema, type FromHost, type ToHost } from './browser/messages.ts'
import { createHostLog } from './boot/log.ts'
import { BootError, runPhases } from './boot/plan.ts'
import { createHost } from './services/host.ts'
import { openLog } from './services/log.ts'

const options = await readOptions()
const { log, close: closeLog } = openLog(options.dataFolder, Date.now)
const boot: BrowserBoot = { options, createHost, log: createHostLog(log) }

process.on('uncaughtException', (error) => {
  boot.log.error('host.crashed', {}, error)
  process.exit(70)
})

let stopping = false
try {
  const stop = await runPhases(browserBootPhases, boot)
  const leave = async () => {
    if (stopping) return
    stopping = true
    const late = setTimeout(() => process.exit(1), 8_000)
    late.unref()
    await stop().catch((error: unknown) => boot.log.error('host.stopFailed', {}, error))
    closeLog()
    process.exit(0)
  }
  process.on('SIGINT', () => void leave())
  process.on('SIGTERM', () => void leave())
  process.on('disconnect', () => void leave())
  process.on('message', (message) => {
    const parsed = toHostSchema.safeParse(message)
    if (parsed.success) void obey(parsed.data, leave)
  })
  await announce()
} catch (error) {
  const cause = error instanceof BootError ? error.cause : error
  boot.log.error('host.startFailed', { phase: error instanceof BootError ? error.phase : '' }, cause)
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN'
  await say({ kind: 'failed', code, message: cause instanceof Error ? cause.message : 'Không khởi động được.' })
  process.exit(1)
}

async function announce(): Promise<void> {
  if (boot.server === undefined || boot.host === undefined) return
  const info = await boot.host.handlers['app.info']({})
  const takenPort = boot.takenPort ?? null
  if (process.send === undefined) process.stdout.write(`${boot.server.mintAddress()}\n`)
  else await say({ kind: 'ready', origin: boot.server.origin, enrolled: info.enrolled, takenPort })
}

async function obey(order: ToHost, leave: () => Promise<void>): Promise<void> {
  if (boot.server === undefined || boot.host === undefined) return
  if (order.kind === 'stop') return leave()
  if (order.kind === 'mintAddress') return say({ kind: 'address', address: boot.server.mintAddress() })
  const { gatewayUrl, code, deskName } = order
  const result = await boot.host.handlers['desk.enrol']({ gatewayUrl, code, deskName })
  return say({ kind: 'enrolment', result: result.kind, code: result.kind === 'failed' ? result.code : null })
}

async function say(message: FromHost): Promise<void> {
  if (process.send === undefined) {
    if (message.kind === 'failed') process.stderr.write(`${message.message}\n`)
    return
  }
  await new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()))
}

async function readOptions(): Promise<BrowserHostOptions> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      renderer: { type: 'string' },
      'key-file': { type: 'string' },
      port: { type: 'string' },
      chromium: { type: 'string' },
      development: { type: 'boolean', default: false },
      'check-results': { type: 'boolean', default: false },
    },
  })
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  if (values.data === undefined || values.renderer === undefined || values['key-file'] === undefined) {
    process.stderr.write('browser-host.ts --data FOLDER --renderer FOLDER --key-file FILE [--port N] [--development]\n')
    process.exit(2)
  }
  return {
    dataFolder: values.data,
    rendererFolder: values.renderer,
    keyFile: values['key-file'],
    port: values.port === undefined ? null : Number(values.port),
    chromium: values.chromium === undefined ? null : Number(values.chromium),
    development: values.development,
    checkResults: values['check-results'],
    version: manifest.version,
  }
}
