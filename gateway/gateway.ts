/** Starts one process of the gateway: on its own folder (PGlite), in memory (tests), or on a PostgreSQL server. */
import type { AddressInfo } from 'node:net'
import { createUploads } from './attachments/uploads.ts'
import { Deliverer } from './connectors/deliverer.ts'
import { createApp } from './http/app.ts'
import { defaultRateLimits } from './http/context.ts'
import type { GatewayContext, RateLimits } from './http/context.ts'
import { LiveStreams } from './http/live-streams.ts'
import { countInFlight } from './http/in-flight.ts'
import { createLogger } from './http/logging.ts'
import type { LogLevel } from './http/logging.ts'
import { createMetrics } from './http/metrics.ts'
import { createTokens } from './http/tokens.ts'
import { announceDue } from './store/announce-due.ts'
import { openIdentity } from './store/identity.ts'
import { openStore } from './store/store.ts'
import type { Store, StoreOptions } from './store/store.ts'

export interface GatewayOptions {
  store: StoreOptions
  /** Where scans lie, shared by all processes of this gateway; default beside an embedded database, else none are taken. */
  attachmentsFolder?: string
  /** Default 127.0.0.1. */
  host?: string
  /** Default 0: any free one. */
  port?: number
  logLevel?: LogLevel
  /** Where lines go; default standard output. */
  logTo?: (line: string) => void
  /** Who reads /metrics from another machine has to know it. */
  metricsToken?: string
  trustProxy?: boolean | string
  rateLimits?: Partial<RateLimits>
  heartbeatMs?: number
  /** How often to look for owed deliveries that no notice told of. */
  deliveryIdleMs?: number
  /** How often to look for reference data whose day has come. */
  dueEveryMs?: number
  /** Milliseconds since the epoch. */
  now?: () => number
}

export interface Gateway {
  /** `http://127.0.0.1:4080` */
  readonly url: string
  readonly port: number
  /** For administration: `createEnrolmentCode(gateway.store, …)`, `seedSample(gateway.store)`, `publish(…)`. */
  readonly store: Store
  /** Method and pattern of each route. */
  readonly routes: readonly { method: string; url: string }[]
  /** Requests that have arrived and are not answered yet; open streams are none. */
  readonly inFlight: number
  /** Answers what was begun, ends live streams, closes the database. */
  stop(): Promise<void>
}

const heartbeatMs = 20_000
const tidyEveryMs = 3_600_000
const dueEveryMs = 30_000
/** A request that takes longer is cut; its sender sends again. */
const graceMs = 10_000

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const store = await openStore(options.store)
  try {
    return await serve(store, options)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function serve(store: Store, options: GatewayOptions): Promise<Gateway> {
  const { host = '127.0.0.1', port = 0 } = options
  const context = await createContext(store, options)
  const app = await createApp(context, {
    logger: createLogger(options.logLevel ?? 'silent', options.logTo),
    trustProxy: options.trustProxy ?? false,
  })
  const inFlight = countInFlight(app)
  const stopBackground = await startBackground(context, options, (err) =>
    app.log.error({ err }, 'background work failed'),
  )
  await app.listen({ host, port })
  const address = app.server.address() as AddressInfo
  let stopping: Promise<void> | null = null
  const stop = async () => {
    const closing = app.close()
    await inFlight.drained(graceMs)
    // Connections that were opened ahead and never used count as busy to Node, and would be waited for.
    app.server.closeAllConnections()
    await closing
    await stopBackground()
    await store.close()
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    store,
    routes: app.knownRoutes,
    get inFlight() {
      return inFlight.count
    },
    stop: () => (stopping ??= stop()),
  }
}

/** null: scans are not taken. */
export function chooseAttachmentsFolder(store: StoreOptions, given: string | undefined): string | null {
  return given ?? (store.kind === 'folder' ? `${store.folder}-attachments` : null)
}

async function createContext(store: Store, options: GatewayOptions): Promise<GatewayContext> {
  const { now = Date.now } = options
  const identity = await openIdentity(store)
  const live = new LiveStreams(options.heartbeatMs ?? heartbeatMs)
  const folder = chooseAttachmentsFolder(options.store, options.attachmentsFolder)
  return {
    store,
    identity,
    live,
    metrics: createMetrics(store, live),
    metricsToken: options.metricsToken ?? null,
    uploads: folder === null ? null : createUploads(store, folder),
    now,
    tokens: createTokens(identity.tokenSecret, now),
    limits: { ...defaultRateLimits, ...options.rateLimits },
  }
}

/** Deliveries, notices of other processes, tidying. @returns what ends them */
async function startBackground(
  { store, live, uploads, now }: GatewayContext,
  options: GatewayOptions,
  report: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const deliverer = new Deliverer({ store, now, report, idleMs: options.deliveryIdleMs })
  const stopListening = await store.listen((notice) => {
    live.tell(notice)
    if (notice.kind !== 'reference') deliverer.wake()
  })
  deliverer.start()
  const announcing = await announceDue(store, (notice) => live.tell(notice), options.dueEveryMs ?? dueEveryMs, report)
  const tidying = setInterval(() => uploads?.cleanUp().catch(report), tidyEveryMs).unref()
  return async () => {
    clearInterval(tidying)
    await announcing.stop()
    await deliverer.stop()
    await stopListening()
  }
}
