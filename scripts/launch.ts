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
  gateway = await startGatewayProcess({ dataFolder: folders.gateway })
  say(`Gateway of the sample commune: ${gateway.url}`)
  void watchGateway(gateway)
  if (gateway.fresh) say(sampleOfficersNotice())
  for (let index = 1; index <= options.desks; index++) desks.push(await startDesk(gateway, index))
  say(options.window === 'none' ? 'Ctrl+C ends it.' : 'Close the window or press Ctrl+C to end.')
  await Promise.all(desks.map((desk) => desk.ended))
  await stopAll(0)
} catch (error) {
  if (stopping === null) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  await stopAll(1)
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
    return { command: options.binary, args: [root], env: { MOTCUA_DATA: dataFolder } }
  return browserHostCommand({
    dataFolder,
    keyFile: folders.keyFile,
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
  }
}
