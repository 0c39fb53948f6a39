/** What every route needs; made once per process. */
import type { Uploads } from '../attachments/uploads.ts'
import type { Identity } from '../store/identity.ts'
import type { Store } from '../store/store.ts'
import type { LiveStreams } from './live-streams.ts'
import type { Tokens } from './tokens.ts'

export interface GatewayContext {
  store: Store
  identity: Identity
  tokens: Tokens
  live: LiveStreams
  /** null: no folder was given for scans. */
  uploads: Uploads | null
  limits: RateLimits
  /** Milliseconds since the epoch. */
  now: () => number
}

/** Requests a minute. */
export interface RateLimits {
  /** Of one desk with a session. */
  desk: number
  /** Of one address without a session. */
  address: number
  /** Attempts to enrol from one address: a code must not be found by trying. */
  enrol: number
}
export const defaultRateLimits: RateLimits = { desk: 1200, address: 300, enrol: 20 }
