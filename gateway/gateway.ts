/** Starts one process of the gateway: on its own folder (PGlite), in memory (tests), or on a PostgreSQL server. */
import type { AddressInfo } from 'node:net'
import { createApp } from './http/app.ts'
import { defaultRateLimits } from './http/context.ts'
import type { RateLimits } from './http/context.ts'
import { LiveStreams } from './http/live-streams.ts'
import type { LogLevel } from './http/logging.ts'
import { createTokens } from './http/tokens.ts'
import { openIdentity } from './store/identity.ts'
import { openStore } from './store/store.ts'
import type { Store, StoreOptions } from './store/store.ts'

export interface GatewayOptions {
  store: StoreOptions
  /** Default 127.0.0.1. */
  host?: string
  /** Default 0: any free one. */
  port?: number
  logLevel?: LogLevel
  trustProxy?: boolean | string
  rateLimits?: Partial<RateLimits>
  heartbeatMs?: number
  /** Milliseconds since the epoch. */
  now?: () => number
}

export interface Gateway {
  /** `http://127.0.0.1:4080` */
  readonly url: string
  readonly port: number
  /** For administration: `createEnrolmentCode(gateway.store, …)`, `seedSample(gateway.store)`, `publish(…)`. */
  readonly store: Store
  /** Answers what was begun, ends live streams, closes the database. */
  stop(): Promise<void>
}

const heartbeatMs = 20_000

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
  const { host = '127.0.0.1', port = 0, now = Date.now } = options
  const identity = await openIdentity(store)
  const live = new LiveStreams(options.heartbeatMs ?? heartbeatMs)
  const app = await createApp(
    {
      store,
      identity,
      live,
      now,
      tokens: createTokens(identity.tokenSecret, now),
      limits: { ...defaultRateLimits, ...options.rateLimits },
    },
    { logLevel: options.logLevel ?? 'silent', trustProxy: options.trustProxy ?? false },
  )
  const stopListening = await store.listen((notice) => live.tell(notice))
  await app.listen({ host, port })
  const address = app.server.address() as AddressInfo
  let stopping: Promise<void> | null = null
  const stop = async () => {
    await app.close()
    await stopListening()
    await store.close()
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    store,
    stop: () => (stopping ??= stop()),
  }
}
