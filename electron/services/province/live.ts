/**
 * Listens to the gateway's stream of "something is new". It only wakes: whatever was missed while it was down is fetched
 * by the pull that follows every reconnect.
 */
import { networkInterfaces } from 'node:os'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { errorName, type Log } from '../log.ts'
import type { DeskToken } from './desk-token.ts'
import { failureOfError } from './failure.ts'
import type { Exchange, GatewayHttp } from './http.ts'
import type { Link } from './link.ts'

export interface LiveOptions {
  http: GatewayHttp
  token: DeskToken
  link: Link
  log: Log
  /** Dossiers changed, or may have. */
  onChanged: () => void
  /** Reference data changed, or may have. */
  onReference: () => void
  random?: () => number
  heartbeatTimeout?: number
  firstDelay?: number
}

const longestDelay = 5 * 60_000
/** A stream that lasted this long was a good one: the next attempt comes soon. */
const goodStream = 30_000
const interfacesEvery = 5000

export class Live {
  readonly #options: LiveOptions
  readonly #stopped = new AbortController()
  readonly #watch: NodeJS.Timeout
  #wake: () => void = () => undefined
  #failures = 0
  #lastId: string | null = null
  #interfaces = interfacesNow()
  #loop: Promise<void> = Promise.resolve()

  constructor(options: LiveOptions) {
    this.#options = options
    this.#watch = setInterval(() => this.#watchInterfaces(), interfacesEvery)
    this.#watch.unref()
  }

  start(): void {
    this.#loop = this.#run()
  }

  /** A new attempt at once. */
  retryNow(): void {
    this.#failures = 0
    this.#wake()
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch)
    this.#stopped.abort()
    this.#wake()
    await this.#loop
  }

  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      if (!this.#options.link.state.cutByHand) await this.#listenOnce()
      if (!this.#stopped.signal.aborted) await this.#pause()
    }
  }

  async #listenOnce(): Promise<void> {
    const { log } = this.#options
    const began = performance.now()
    try {
      await this.#listen()
    } catch (error) {
      log.debug({ error: errorName(error) }, 'live stream ended')
    }
    if (performance.now() - began > goodStream) this.#failures = 0
    else this.#failures += 1
  }

  async #listen(): Promise<void> {
    const { http, token, link, heartbeatTimeout = 60_000 } = this.#options
    const held = await token.get()
    if (!held.ok) {
      if (held.code === 'OFFLINE' || held.code === 'TIMEOUT') link.lost(held.detail)
      return
    }
    const silence = new AbortController()
    const timer = setTimeout(() => silence.abort(), heartbeatTimeout)
    const signal = AbortSignal.any([link.signal, this.#stopped.signal, silence.signal])
    try {
      const response = await http.open(this.#request(held.value), signal).catch((error: unknown) => {
        // Only a stream that cannot begin speaks of the link: some proxies end every long answer.
        link.lost(failureOfError(error, silence.signal.aborted).detail)
        throw error
      })
      if (response.status === 401) token.forget(held.value)
      if (!response.ok || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
        await response.body?.cancel()
        return
      }
      this.#connected()
      const decoder = new TextDecoder()
      const parser = createParser({ maxBufferSize: 65_536, onEvent: (message) => this.#received(message) })
      for await (const chunk of response.body ?? []) {
        timer.refresh()
        parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }))
      }
    } finally {
      clearTimeout(timer)
    }
  }

  #request(token: string): Exchange {
    const headers: Record<string, string> = { accept: 'text/event-stream' }
    if (this.#lastId !== null) headers['last-event-id'] = this.#lastId
    return { method: 'GET', path: 'v1/live', token, timeoutMs: 0, headers }
  }

  #connected(): void {
    this.#options.link.reached()
    this.#options.onReference()
    this.#options.onChanged()
  }

  /** An event of a newer gateway wakes too: a pull for nothing is cheap, a missed one is not. */
  #received({ event, id }: EventSourceMessage): void {
    // Sent back as a header, where an odd one would fail every later attempt.
    if (id !== undefined && /^[\x21-\x7e]{1,200}$/.test(id)) this.#lastId = id
    if (event === 'reference') this.#options.onReference()
    else if (event !== 'heartbeat') this.#options.onChanged()
  }

  /** Full jitter: desks that lost one gateway together must not come back together. */
  async #pause(): Promise<void> {
    const { random = Math.random, firstDelay = 1000, link } = this.#options
    const longest = Math.min(longestDelay, firstDelay * 2 ** Math.min(this.#failures, 20))
    const delay = link.state.cutByHand ? longestDelay : Math.ceil(longest / 4 + (random() * longest * 3) / 4)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }

  /** A cable plugged in or a network joined is worth an attempt before the backoff ends. */
  #watchInterfaces(): void {
    const now = interfacesNow()
    if (now !== this.#interfaces && now !== '') this.retryNow()
    this.#interfaces = now
  }
}

function interfacesNow(): string {
  return Object.entries(networkInterfaces())
    .flatMap(([name, addresses]) =>
      (addresses ?? []).filter(({ internal }) => !internal).map(({ address }) => `${name} ${address}`),
    )
    .sort()
    .join(',')
}
