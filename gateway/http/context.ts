/** What every route needs; made once per process. */
import type { Uploads } from '../attachments/uploads.ts'
import type { Identity } from '../store/identity.ts'
import type { Store } from '../store/store.ts'
import type { LiveStreams } from './live-streams.ts'
import type { Metrics } from './metrics.ts'
import type { Tokens } from './tokens.ts'

export interface GatewayContext {
  store: Store
  identity: Identity
  tokens: Tokens
  live: LiveStreams
  /** null: no folder was given for scans. */
  uploads: Uploads | null
  limits: RateLimits
  metrics: Metrics
  /** null: metrics are for this machine only. */
  metricsToken: string | null
  /** Milliseconds since the epoch. */
  now: () => number
}

/** Requests a minute. */
export interface RateLimits {
  /** Of one desk with a session. */
  desk: number
  /** Of one address without a session. */
  address: number
  /** Attempts to enrol, or to sign in as an operator, from one address: a code must not be found by trying. */
  enrol: number
  /** Questions to the public page from one address. */
  status: number
  /** Bundles, which are large: a few at a time are enough for a stick, and too few to fill the memory. */
  bundles: number
}
export const defaultRateLimits: RateLimits = { desk: 1200, address: 300, enrol: 20, status: 30, bundles: 60 }
