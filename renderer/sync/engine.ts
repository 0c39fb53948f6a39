/**
 * The sync loop: push what is unsent, pull what is new, and do it again when something changes. It never blocks a screen
 * and never throws: a failure is a state, and the next attempt is planned.
 */
import { BehaviorSubject, type Observable } from 'rxjs'
import type { Bridge, LinkState } from '../../shared/bridge/contract.ts'
import type { ProvinceFailure } from '../../shared/bridge/province.ts'
import { Exchange, type InFlight, type Step } from './exchange.ts'
import { backoffMs } from './plan.ts'
import type { SyncStore } from './sync-store.ts'

export interface SyncEngineOptions {
  bridge: Pick<Bridge, 'call' | 'on'>
  store: SyncStore
  now: () => Date
  /** In [0, 1). */
  random: () => number
  /** Runs `task` after `ms`; the answer cancels it. */
  schedule: (task: () => void, ms: number) => () => void
}

export type SyncPhase = 'idle' | 'pushing' | 'pulling' | 'waiting' | 'offline' | 'notEnrolled'
export interface SyncProgress {
  phase: SyncPhase
  progress: { done: number; total: number } | null
  lastSuccessAt: string | null
  nextAttemptAt: string | null
  link: LinkState
}

export class SyncEngine {
  readonly #options: SyncEngineOptions
  readonly #state: BehaviorSubject<SyncProgress>
  readonly #exchange: Exchange
  #unsubscribe: (() => void)[] = []
  #running: Promise<void> | null = null
  #again = false
  #stopped = false
  #failures = 0
  #cancelWait: (() => void) | null = null

  constructor(options: SyncEngineOptions, lastSuccessAt: string | null = null) {
    this.#options = options
    const link = { online: false, cutByHand: false, skewMs: null }
    this.#state = new BehaviorSubject<SyncProgress>({
      phase: 'idle',
      progress: null,
      lastSuccessAt,
      nextAttemptAt: null,
      link,
    })
    this.#exchange = new Exchange({
      ...options,
      isStopped: () => this.#stopped,
      report: (phase, progress) => this.#emit({ phase, progress }),
    })
  }

  get state(): Observable<SyncProgress> {
    return this.#state
  }
  /** A run is under way. */
  get busy(): boolean {
    return this.#running !== null
  }
  get inFlight(): Observable<InFlight> {
    return this.#exchange.inFlight
  }

  async start(): Promise<void> {
    const { bridge } = this.#options
    this.#unsubscribe = [
      bridge.on('province.changed', () => this.wake()),
      bridge.on('province.link', (link) => {
        const returned = link.online && !this.#state.value.link.online
        this.#emit({ link })
        if (!returned) return
        this.#failures = 0
        // A run under way is trying already; woken again after each of its failures it would never pause.
        if (!this.busy) this.wake()
      }),
    ]
    this.#emit({ link: await bridge.call('province.link', {}) })
    this.wake()
  }

  /** Something is new on either side: run now, whatever the backoff said. */
  wake(): void {
    if (this.#stopped) return
    this.#cancelWait?.()
    this.#cancelWait = null
    this.#again = true
    this.#running ??= this.#loop().finally(() => {
      this.#running = null
      if (this.#again && !this.#stopped) this.wake()
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelWait?.()
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    await this.#running
  }

  async #loop(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false
      const step = await this.#runOnce()
      if (this.#stopped) return
      if (!step.ok) return this.#waitAfter(step)
      this.#failures = 0
      this.#emit({
        phase: 'idle',
        progress: null,
        lastSuccessAt: this.#options.now().toISOString(),
        nextAttemptAt: null,
      })
    }
  }

  async #runOnce(): Promise<Step> {
    try {
      const step = await this.#exchange.run()
      if (step.ok && step.again) this.#again = true
      return step
    } catch (error) {
      // The store or the host failed: nothing was confirmed, so the next attempt repeats it.
      return { ok: false, code: 'SERVER', retryAfterMs: null, detail: error instanceof Error ? error.name : 'unknown' }
    }
  }

  #waitAfter(failure: ProvinceFailure): void {
    this.#failures += 1
    const { now, random, schedule } = this.#options
    const ms = backoffMs(this.#failures, failure.retryAfterMs, random())
    const phase = failure.code === 'OFFLINE' ? 'offline' : failure.code === 'NOT_ENROLLED' ? 'notEnrolled' : 'waiting'
    this.#emit({ phase, progress: null, nextAttemptAt: new Date(now().getTime() + ms).toISOString() })
    this.#cancelWait = schedule(() => this.wake(), ms)
  }

  #emit(change: Partial<SyncProgress>): void {
    this.#state.next({ ...this.#state.value, ...change })
  }
}
