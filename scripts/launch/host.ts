/** Starting a desk's host and talking to it; the same for `npm start` and for the end-to-end tests. */
import { fileURLToPath } from 'node:url'
import { fromHostSchema, type FromHost, type ToHost } from '../../electron/boot/launcher-messages.ts'
import { startChild, type Child, type ChildOptions } from './child.ts'

type Said<K extends FromHost['kind']> = FromHost & { kind: K }

export class HostFailed extends Error {
  readonly code: string
  constructor(failure: Said<'failed'>) {
    super(failure.message)
    this.code = failure.code
  }
}

export interface RunningHost {
  readonly child: Child<FromHost>
  readonly ready: Said<'ready'>
  enrol(gatewayUrl: string, code: string, deskName: string): Promise<void>
  /** Electron shows its window (null); the browser host answers with an address that opens the desk once. */
  open(): Promise<string | null>
}

export interface BrowserHostCommand {
  dataFolder: string
  rendererFolder: string
  keyFile: string
  port?: number | null
  chromium?: number | null
  checkResults?: boolean
  practice?: boolean
}

const root = fileURLToPath(new URL('../../', import.meta.url))

export function browserHostCommand(command: BrowserHostCommand): ChildOptions {
  const args = [`${root}electron/browser-host.ts`, '--development', '--data', command.dataFolder]
  args.push('--renderer', command.rendererFolder, '--key-file', command.keyFile)
  if (command.port != null) args.push('--port', String(command.port))
  if (command.chromium != null) args.push('--chromium', String(command.chromium))
  if (command.practice === true) args.push('--practice')
  if (command.checkResults === true) args.push('--check-results')
  return { command: process.execPath, args: ['--disable-warning=ExperimentalWarning', ...args] }
}

/** Rejects with HostFailed when the host says why it cannot start. */
export async function startHost(options: ChildOptions): Promise<RunningHost> {
  const child = startChild<FromHost>(options, (message) => fromHostSchema.safeParse(message).data ?? null)
  const first = await child.expect((message) => message.kind === 'ready' || message.kind === 'failed')
  if (first.kind === 'failed') throw new HostFailed(first)
  const tell = (order: ToHost) => child.send(order)
  return {
    child,
    ready: first,
    async enrol(gatewayUrl, code, deskName) {
      tell({ kind: 'enrol', gatewayUrl, code, deskName })
      const answer = await child.expect((message) => message.kind === 'enrolment')
      if (answer.result === 'failed') throw new Error(`The desk could not be enrolled: ${answer.code}.`)
    },
    async open() {
      tell({ kind: 'open' })
      return (await child.expect((message) => message.kind === 'opened')).address
    },
  }
}
