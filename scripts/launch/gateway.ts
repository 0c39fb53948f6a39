/** Starting the embedded gateway as a process of its own, as a province would run it. */
import { fileURLToPath } from 'node:url'
import { startChild, type Child } from './child.ts'
import { fromGatewaySchema, type FromGateway } from './gateway-messages.ts'

export interface RunningGateway {
  readonly child: Child<FromGateway>
  readonly url: string
  readonly fresh: boolean
  /** A one-time enrolment code for a desk of the sample commune. */
  mintCode(): Promise<string>
  /** For a system of the province that files online dossiers. */
  makeCoreKey(): Promise<string>
  /** Once. @returns the secret that signs what the address is told */
  addConnector(url: string): Promise<string>
}

export interface GatewayCommand {
  dataFolder: string
  port?: number | null
  /** A PostgreSQL server instead of the embedded PGlite. */
  databaseUrl?: string
  output?: 'inherit' | 'keep'
}

const entry = fileURLToPath(new URL('gateway-process.ts', import.meta.url))

export async function startGatewayProcess(command: GatewayCommand): Promise<RunningGateway> {
  const args = ['--disable-warning=ExperimentalWarning', entry, '--data', command.dataFolder]
  if (command.port != null) args.push('--port', String(command.port))
  const env: Record<string, string> = command.databaseUrl === undefined ? {} : { DATABASE_URL: command.databaseUrl }
  const child = startChild<FromGateway>(
    { command: process.execPath, args, env, output: command.output ?? 'inherit' },
    (message) => fromGatewaySchema.safeParse(message).data ?? null,
  )
  const first = await child.expect((message) => message.kind === 'ready' || message.kind === 'failed')
  if (first.kind === 'failed') throw Object.assign(new Error(first.message), { code: first.code })
  return {
    child,
    url: first.url,
    fresh: first.fresh,
    async mintCode() {
      child.send({ kind: 'mintCode' })
      return (await child.expect((message) => message.kind === 'code')).code
    },
    async makeCoreKey() {
      child.send({ kind: 'makeCoreKey' })
      return (await child.expect((message) => message.kind === 'coreKey')).key
    },
    async addConnector(url) {
      child.send({ kind: 'addConnector', url })
      return (await child.expect((message) => message.kind === 'connector')).secret
    },
  }
}
