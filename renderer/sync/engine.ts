/**
 * The sync loop: push what is unsent, pull what is new, and do it again when something changes. It never blocks a screen
 * and never throws: a failure is a state, and the next attempt is planned.
 *
 * The checkpoint moves only after the page it stands for is durable. Delivery is at least once; every message may repeat.
 */
import { BehaviorSubject, type Observable } from 'rxjs'
import type { Bridge, LinkState } from '../../shared/bridge/contract.ts'
import type { ProvinceFailure } from '../../shared/bridge/province.ts'
import { wireLimits, type PushOutcome } from '../../shared/wire/messages.ts'
import { backoffMs, firstBatch, nextBatchSize, planPush } from './plan.ts'
import type { Confirmation, Outgoing, Refusal, SyncStore } from './sync-store.ts'

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

type Step = { ok: true } | ProvinceFailure
const reconcilePage = 2000

export class SyncEngine {
  readonly #options: SyncEngineOptions
  readonly #state: BehaviorSubject<SyncProgress>
  /** Event ids on their way, by dossier; lost with the process, which only means that they are sent again. */
  readonly #inFlight = new Map<string, ReadonlySet<string>>()
  readonly #inFlightChanges = new BehaviorSubject<ReadonlyMap<string, ReadonlySet<string>>>(this.#inFlight)
  #unsubscribe: (() => void)[] = []
  #running: Promise<void> | null = null
  #again = false
  #stopped = false
  #failures = 0
  #cancelWait: (() => void) | null = null
  #batch = firstBatch
  #page: number = wireLimits.pullDossiers

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
  }

  get state(): Observable<SyncProgress> {
    return this.#state
  }
  get inFlight(): Observable<ReadonlyMap<string, ReadonlySet<string>>> {
    return this.#inFlightChanges
  }

  async start(): Promise<void> {
    const { bridge } = this.#options
    this.#unsubscribe = [
      bridge.on('province.changed', () => this.wake()),
      bridge.on('province.link', (link) => {
        const returned = link.online && !this.#state.value.link.online
        this.#emit({ link })
        if (returned) this.wake()
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
      // A desk without a checkpoint pulls first: what comes from the province need not be offered to it again.
      const fresh = (await this.#options.store.readMark()) === null
      const steps = fresh ? [this.#pull, this.#push, this.#pull] : [this.#push, this.#pull]
      for (const step of steps) {
        const result = await step.call(this)
        if (!result.ok) return result
      }
      return { ok: true }
    } catch (error) {
      // The store or the host failed: nothing was confirmed, so the next attempt repeats it.
      return { ok: false, code: 'SERVER', retryAfterMs: null, detail: error instanceof Error ? error.name : 'unknown' }
    }
  }

  async #push(): Promise<Step> {
    const done = new Set<string>()
    let total = this.#options.store.countUnsent().dossiers
    while (!this.#stopped) {
      const batch = planPush(await this.#options.store.listUnsent(this.#batch, done))
      if (batch.length === 0) return { ok: true }
      total = Math.max(total, done.size + batch.length)
      this.#emit({ phase: 'pushing', progress: { done: done.size, total } })
      const step = await this.#pushBatch(batch)
      if (!step.ok && this.#splits(step, batch)) continue
      if (!step.ok && step.code !== 'REFUSED') return step
      if (!step.ok) await this.#refuseLocally(step, batch)
      // A long history goes in pieces: it stays on the list until its last piece is confirmed.
      for (const { dossierId, events } of batch) if (events.length < wireLimits.eventsPerDossier) done.add(dossierId)
    }
    return { ok: true }
  }

  async #pushBatch(batch: readonly Outgoing[]): Promise<Step> {
    for (const { dossierId, events } of batch) this.#inFlight.set(dossierId, new Set(events.map((event) => event.id)))
    this.#inFlightChanges.next(this.#inFlight)
    try {
      const answer = await this.#options.bridge.call('province.push', { dossiers: [...batch] })
      this.#batch = nextBatchSize(this.#batch, answer.ok ? 'ok' : answer.code, wireLimits.pushDossiers)
      if (!answer.ok) return answer
      await this.#applyOutcomes(answer.value.outcomes, batch)
      return this.#meetEpoch(answer.value.epoch)
    } finally {
      for (const { dossierId } of batch) this.#inFlight.delete(dossierId)
      this.#inFlightChanges.next(this.#inFlight)
    }
  }

  /** A request refused as a whole is halved until the dossier that it is about stands alone: it delays no other. */
  #splits(failure: ProvinceFailure, batch: readonly Outgoing[]): boolean {
    if (batch.length === 1 || (failure.code !== 'TOO_LARGE' && failure.code !== 'REFUSED')) return false
    this.#batch = Math.max(1, Math.floor(batch.length / 2))
    return true
  }

  async #refuseLocally(failure: ProvinceFailure, batch: readonly Outgoing[]): Promise<void> {
    const at = this.#options.now().toISOString()
    const rejection = {
      code: 'INTERNAL' as const,
      message: failure.detail,
      eventId: null,
      path: null,
      otherDossierId: null,
    }
    await this.#options.store.refuse(
      batch.map(({ dossierId, events }) => ({ dossierId, rejection, eventIds: events.map((event) => event.id), at })),
    )
  }

  async #applyOutcomes(outcomes: readonly PushOutcome[], batch: readonly Outgoing[]): Promise<void> {
    const offered = new Map(batch.map(({ dossierId, events }) => [dossierId, events.map((event) => event.id)]))
    const confirmations: Confirmation[] = []
    const refusals: Refusal[] = []
    for (const outcome of outcomes) {
      const eventIds = offered.get(outcome.dossierId)
      if (eventIds === undefined) continue
      const { dossierId } = outcome
      if (outcome.outcome === 'rejected')
        refusals.push({ dossierId, rejection: outcome.rejection, eventIds, at: this.#options.now().toISOString() })
      else
        confirmations.push({
          dossierId,
          eventIds: outcome.eventIds,
          events: outcome.outcome === 'merged' ? outcome.events : [],
        })
    }
    if (confirmations.length > 0) await this.#options.store.confirm(confirmations)
    if (refusals.length > 0) await this.#options.store.refuse(refusals)
  }

  async #pull(): Promise<Step> {
    const { bridge, store } = this.#options
    let done = 0
    while (!this.#stopped) {
      const mark = await store.readMark()
      const answer = await bridge.call('province.pull', { checkpoint: mark?.checkpoint ?? null, limit: this.#page })
      this.#page = nextBatchSize(this.#page, answer.ok ? 'ok' : answer.code, wireLimits.pullDossiers)
      if (!answer.ok && answer.code === 'TOO_LARGE' && this.#page > 1) continue
      if (!answer.ok) return answer
      const page = answer.value
      if (mark !== null && mark.epoch !== page.epoch) return this.#meetEpoch(page.epoch)
      await store.addPulled(page.dossiers)
      await store.writeMark({ epoch: page.epoch, checkpoint: page.checkpoint })
      done += page.dossiers.length
      if (done > 0) this.#emit({ phase: 'pulling', progress: { done, total: done + page.remaining } })
      if (!page.more) return { ok: true }
    }
    return { ok: true }
  }

  /** The province was restored from a backup: offer again what it lacks, and pull from the start. */
  async #meetEpoch(epoch: string): Promise<Step> {
    const { bridge, store } = this.#options
    const mark = await store.readMark()
    if (mark === null || mark.epoch === epoch) return { ok: true }
    let afterId: string | null = null
    for (;;) {
      const page: { dossierId: string; digest: string }[] = await store.listDigests(afterId, reconcilePage)
      if (page.length === 0) break
      const answer = await bridge.call('province.reconcile', { dossiers: page })
      if (!answer.ok) return answer
      if (answer.value.epoch !== epoch) return { ok: false, code: 'SERVER', retryAfterMs: null, detail: 'epoch moved' }
      await store.offerAgain(answer.value.different)
      afterId = page.at(-1)?.dossierId ?? null
    }
    await store.writeMark(null)
    this.#again = true
    return { ok: true }
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
