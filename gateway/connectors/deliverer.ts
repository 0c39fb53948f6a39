/** Sends what is owed, one change of a dossier at a time, many dossiers at once. Any number of processes may run one. */
import type { Store } from '../store/store.ts'
import { claimDeliveries, forgetDelivered, settle } from './deliveries.ts'
import type { Claim } from './deliveries.ts'
import { readChange, sendWebhook } from './webhook.ts'

export interface DelivererOptions {
  store: Store
  /** Milliseconds since the epoch. */
  now: () => number
  report: (error: unknown) => void
  /** How long to sleep when nothing is due; a change wakes it earlier. */
  idleMs?: number | undefined
}

const batch = 20
/** Longer than an attempt can last, so that a claim ends only when its process is gone. */
const claimSeconds = 60
const keepDays = 30
const tidyEveryMs = 3_600_000

export class Deliverer {
  readonly #options: DelivererOptions
  readonly #stop = new AbortController()
  #wake: () => void = () => undefined
  #woken = false
  #tidiedAt = 0
  #loop: Promise<void> = Promise.resolve()

  constructor(options: DelivererOptions) {
    this.#options = options
  }

  start(): void {
    this.#loop = this.#run()
  }

  /** Something new is owed. */
  wake(): void {
    this.#woken = true
    this.#wake()
  }

  /** Attempts under way are cut; they are made again after the next start. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.wake()
    await this.#loop
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#woken = false
      const sent = await this.#deliverBatch().catch((error: unknown) => {
        this.#options.report(error)
        return 0
      })
      if (sent === 0) await this.#sleep()
    }
  }

  async #deliverBatch(): Promise<number> {
    const { store } = this.#options
    await this.#tidy()
    const claims = await claimDeliveries(store.db, batch, claimSeconds)
    await Promise.all(claims.map((claim) => this.#deliver(claim).catch(this.#options.report)))
    return claims.length
  }

  async #deliver(claim: Claim): Promise<void> {
    const { store, now } = this.#options
    const change = await readChange(store, claim)
    const settlement =
      change === null
        ? ({ state: 'dead', problem: 'NO_EVENTS' } as const)
        : await sendWebhook(claim, change, now(), this.#stop.signal)
    await settle(store.db, claim, settlement)
  }

  async #tidy(): Promise<void> {
    if (performance.now() - this.#tidiedAt < tidyEveryMs && this.#tidiedAt !== 0) return
    this.#tidiedAt = performance.now()
    await forgetDelivered(this.#options.store.db, keepDays)
  }

  async #sleep(): Promise<void> {
    if (this.#woken || this.#stop.signal.aborted) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.idleMs ?? 2_000)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }
}
