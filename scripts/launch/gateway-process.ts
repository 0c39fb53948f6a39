/** The embedded gateway of the sample commune as a process of its own: `gateway-process.ts --data FOLDER [--port N]`. */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listenOnDeskPort } from '../../electron/browser/desk-port.ts'
import { createEnrolmentCode } from '../../gateway/admin.ts'
import { addConnector } from '../../gateway/connectors/admin.ts'
import { createApiKey } from '../../gateway/http/api-keys.ts'
import { startGateway, type Gateway } from '../../gateway/gateway.ts'
import { seedSample, type SampleDesk } from '../../gateway/sample.ts'
import { toGatewaySchema, type FromGateway } from './gateway-messages.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string' } } })
const data = values.data ?? ''

try {
  const databaseFolder = join(data, 'database')
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const fresh = databaseUrl === '' && !existsSync(databaseFolder)
  await mkdir(data, { recursive: true, mode: 0o700 })
  const gateway = await start(
    databaseUrl === '' ? { kind: 'folder', folder: databaseFolder } : { kind: 'server', url: databaseUrl },
  )
  const places = await seedSample(gateway.store)
  const leave = () => void gateway.stop().then(() => process.exit(0))
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  process.on('disconnect', leave)
  process.on('message', (message) => void obey(gateway, places, message, leave))
  say({ kind: 'ready', url: gateway.url, fresh })
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
  say({ kind: 'failed', code, message: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
  process.disconnect?.()
}

/** Desks remember their province's address: a gateway that came up on another port would never be found by them. */
async function start(store: Parameters<typeof startGateway>[0]['store']): Promise<Gateway> {
  const { listening, insteadOf } = await listenOnDeskPort({
    file: join(data, 'port.json'),
    wanted: values.port === undefined ? null : Number(values.port),
    listen: (port) => startGateway({ store, port }),
  })
  if (insteadOf === null) return listening
  await listening.stop()
  throw new Error(
    `Port ${insteadOf} of the sample gateway is taken. Is another "npm start" running on the same folder?`,
  )
}

async function obey(gateway: Gateway, places: SampleDesk[], message: unknown, leave: () => void): Promise<void> {
  const order = toGatewaySchema.safeParse(message).data
  if (order === undefined) return
  if (order.kind === 'stop') return leave()
  if (order.kind === 'makeCoreKey')
    return say({ kind: 'coreKey', key: await createApiKey(gateway.store, 'core', 'lõi') })
  if (order.kind === 'addConnector')
    return say({ kind: 'connector', secret: await addConnector(gateway.store, 'loi', order.url) })
  const place = places[0]
  if (place !== undefined) say({ kind: 'code', code: await createEnrolmentCode(gateway.store, place) })
}

function say(message: FromGateway): void {
  if (process.send !== undefined) process.send(message)
  else process.stdout.write(`${JSON.stringify(message)}\n`)
}
