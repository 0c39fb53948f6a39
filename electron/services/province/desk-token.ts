/** The desk proves who it is: it signs the gateway's challenge with its own key and gets a token for a while. */
import { challengeResponseSchema, sessionResponseSchema } from '../../../shared/wire/messages.ts'
import type { GatewayHttp, Outcome } from './http.ts'
import type { Link } from './link.ts'

const timeoutMs = 20_000
/** A slower answer says too little about the other clock. */
const slowestMeasure = 10_000

export interface DeskTokenOptions {
  http: GatewayHttp
  link: Link
  deskId: string
  sign: (bytes: Uint8Array) => string
  now: () => number
  /** Milliseconds of a clock that only runs forward. */
  monotonic: () => number
}

export class DeskToken {
  readonly #options: DeskTokenOptions
  #current: { token: string; renewAt: number } | null = null
  #asking: Promise<Outcome<string>> | null = null

  constructor(options: DeskTokenOptions) {
    this.#options = options
  }

  /** Calls that come together ask once. */
  async get(): Promise<Outcome<string>> {
    if (this.#current !== null && this.#options.monotonic() < this.#current.renewAt)
      return { ok: true, value: this.#current.token }
    this.#asking ??= this.#ask().finally(() => (this.#asking = null))
    return this.#asking
  }

  /** The gateway no longer takes this token. */
  forget(token: string): void {
    if (this.#current?.token === token) this.#current = null
  }

  async #ask(): Promise<Outcome<string>> {
    const { http, link, deskId, sign, monotonic } = this.#options
    const { signal } = link
    const before = monotonic()
    const asked = await http.exchange(
      { method: 'GET', path: 'v1/challenge', timeoutMs, signal },
      challengeResponseSchema,
    )
    if (!asked.ok) return asked
    this.#measure(asked.value.serverTime, monotonic() - before)
    const { challenge } = asked.value
    const signature = sign(Buffer.from(`mot-cua session ${challenge}`))
    const body = { deskId, challenge, signature }
    const session = await http.exchange(
      { method: 'POST', path: 'v1/session', body, timeoutMs, signal },
      sessionResponseSchema,
    )
    if (!session.ok) return session
    const lifetime = session.value.expiresInSeconds * 1000
    // Renewed ahead of its end, so that no call meets an expired one on the way.
    const renewAt = monotonic() + lifetime - Math.min(60_000, lifetime / 2)
    this.#current = { token: session.value.token, renewAt }
    return { ok: true, value: session.value.token }
  }

  #measure(serverTime: string, roundTrip: number): void {
    if (roundTrip > slowestMeasure) return
    this.#options.link.setSkew(Date.parse(serverTime) + roundTrip / 2 - this.#options.now())
  }
}
