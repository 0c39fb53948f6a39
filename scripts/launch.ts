/**
 * The sample commune on one machine: the gateway and its desks, each a process of its own. Started by `npm start`; ends
 * when the last desk's window is closed, or with Ctrl+C.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { stopChild, type ChildOptions } from './launch/child.ts'
import { planFolders } from './launch/data-folder.ts'
import { openDesk, type RunningDesk } from './launch/desk.ts'
import { startGatewayProcess, type RunningGateway } from './launch/gateway.ts'
import { browserHostCommand } from './launch/host.ts'
import { sampleOfficersNotice } from './launch/sample-officers.ts'

interface Options {
  window: 'electron' | 'chromium' | 'none'
  binary: string | null
  chromium: number | null
  desks: number
  data: string | null
  port: number | null
  practice: boolean
}

const root = fileURLToPath(new URL('../', import.meta.url))
const options = readOptions()
const folders = planFolders(options.data, process.env)
const desks: RunningDesk[] = []
let gateway: RunningGateway | null = null
let stopping: Promise<void> | null = null

process.on('SIGINT', () => void stopAll(0))
process.on('SIGTERM', () => void stopAll(0))

try {
  if (options.practice) desks.push(await startPractice())
  else await startCommune()
  say(options.window === 'none' ? 'Ctrl+C ends it.' : 'Close the window or press Ctrl+C to end.')
  await Promise.all(desks.map((desk) => desk.ended))
  await stopAll(0)
} catch (error) {
  if (stopping === null) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  await stopAll(1)
}

async function startCommune(): Promise<void> {
  const started = await startGatewayProcess({ dataFolder: folders.gateway })
  gateway = started
  say(`Gateway of the sample commune: ${started.url}`)
  void watchGateway(started)
  if (started.fresh) say(sampleOfficersNotice())
  for (let index = 1; index <= options.desks; index++) desks.push(await startDesk(started, index))
}

/** No gateway is started at all: there is nothing that a practice desk could reach. */
function startPractice(): Promise<RunningDesk> {
  const { host: dataFolder, browser: browserFolder } = folders.practice
  say('Practice mode: officers sign in with the PIN 1111; nothing of it is ever sent.')
  const chromium = options.window === 'chromium' ? options.binary : null
  const command = hostCommand(dataFolder, 1)
  return openDesk({ index: 1, dataFolder, browserFolder, chromium, command, gateway: null, say })
}

async function watchGateway(gateway: RunningGateway): Promise<void> {
  await gateway.child.ended
  if (stopping === null) say('The gateway has ended; the desks go on without it.')
}

function startDesk(gateway: RunningGateway, index: number): Promise<RunningDesk> {
  const { host: dataFolder, browser: browserFolder } = folders.desk(index)
  const command = hostCommand(dataFolder, index)
  const chromium = options.window === 'chromium' ? options.binary : null
  return openDesk({ index, dataFolder, browserFolder, chromium, command, gateway, say })
}

function hostCommand(dataFolder: string, index: number): ChildOptions {
  if (options.window === 'electron' && options.binary !== null)
    return {
      command: options.binary,
      args: options.practice ? [root, '--practice'] : [root],
      env: { MOTCUA_DATA: dataFolder },
    }
  return browserHostCommand({
    dataFolder,
    keyFile: options.practice ? `${folders.keyFile}-practice` : folders.keyFile,
    practice: options.practice,
    rendererFolder: `${root}dist/renderer`,
    port: options.port === null ? null : options.port + index - 1,
    chromium: options.chromium,
  })
}

/** Desks first: what they still send on their way out must find the gateway. */
function stopAll(code: number): Promise<void> {
  stopping ??= (async () => {
    await Promise.all(desks.map((desk) => desk.stop().catch(() => undefined)))
    if (gateway !== null) await stopChild(gateway.child)
    process.exit(code)
  })()
  return stopping
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      window: { type: 'string', default: 'none' },
      binary: { type: 'string' },
      chromium: { type: 'string' },
      desks: { type: 'string', default: '1' },
      data: { type: 'string' },
      port: { type: 'string' },
      practice: { type: 'boolean', default: false },
    },
  })
  const { window } = values
  return {
    window: window === 'electron' || window === 'chromium' ? window : 'none',
    binary: values.binary ?? null,
    chromium: values.chromium === undefined ? null : Number(values.chromium),
    desks: Number(values.desks),
    data: values.data ?? null,
    port: values.port === undefined ? null : Number(values.port),
    practice: values.practice,
  }
}
