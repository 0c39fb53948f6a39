/**
 * One conversation with the province: push what it lacks, pull what the desk lacks, and what to do when it was restored.
 *
 * The checkpoint moves only after the page it stands for is durable. Delivery is at least once; every message may repeat.
 */
import { BehaviorSubject } from 'rxjs'
import { BridgeError, type Bridge, type BridgeParams, type BridgeResult } from '../../shared/bridge/contract.ts'
import type { ProvinceFailure } from '../../shared/bridge/province.ts'
import { wireLimits, type PushResponse } from '../../shared/wire/messages.ts'
import { readOutcomes, refusalOfRequest } from './outcomes.ts'
import { firstBatch, nextBatchSize, nextPageSize, planAfterFailure, planPush, type PushPlan } from './plan.ts'
import type { Outgoing, SyncStore } from './sync-store.ts'

export interface ExchangeOptions {
  bridge: Pick<Bridge, 'call'>
  store: SyncStore
  now: () => Date
  isStopped: () => boolean
  report: (phase: 'pushing' | 'pulling', progress: { done: number; total: number }) => void
}

/** `again`: what was found out makes another run necessary. */
export type Step = { ok: true; again?: boolean } | ProvinceFailure
/** Event ids on their way, by dossier; lost with the process, which only means that they are sent again. */
export type InFlight = ReadonlyMap<string, ReadonlySet<string>>

type ProvinceCall = 'province.push' | 'province.pull' | 'province.reconcile'
const reconcilePage = 2000

export class Exchange {
  readonly #options: ExchangeOptions
  readonly #sending = new Map<string, ReadonlySet<string>>()
  readonly inFlight = new BehaviorSubject<InFlight>(this.#sending)
  #size = firstBatch
  #page: number = wireLimits.pullDossiers
  /** Alone in a request that failed: they go last, so that whatever is wrong with one keeps no other waiting. */
  readonly #suspects = new Set<string>()
  /** One at a time: what is read of the mark must still be true when it is written. */
  #applying: Promise<unknown> = Promise.resolve()

  constructor(options: ExchangeOptions) {
    this.#options = options
  }

  /** Rejects when the store or the host failed; what was confirmed until then stays confirmed. */
  async run(): Promise<Step> {
    // Without a checkpoint the desk pulls first: what comes from the province need not be offered to it again.
    const mark = await this.#options.store.readMark()
    const isFresh = mark === null || mark.checkpoint === null
    let again = false
    for (const step of isFresh ? [this.#pull, this.#push, this.#pull] : [this.#push, this.#pull]) {
      const result = await step.call(this)
      if (!result.ok) return result
      again ||= result.again === true
    }
    return { ok: true, again }
  }

  async #push(): Promise<Step> {
    const { store } = this.#options
    const done = new Set<string>()
    const aside: { outgoing: Outgoing; failure: ProvinceFailure }[] = []
    let total = store.countUnsent().dossiers
    let answered = 0
    let again = false
    while (!this.#options.isStopped()) {
      const plan = planPush(await this.#listNext(done), this.#size)
      if (plan.dossiers.length === 0) break
      total = Math.max(total, done.size + plan.dossiers.length)
      this.#options.report('pushing', { done: done.size, total })
      const step = await this.#pushBatch(plan, done)
      if (step.ok) {
        answered += 1
        again ||= step.again === true
      } else {
        const next = planAfterFailure(step.code, plan)
        const [first] = plan.dossiers
        if (plan.dossiers.length === 1 && first !== undefined) this.#suspects.add(first.dossierId)
        if (next === 'wait') return step
        if (next === 'aside' && first !== undefined) {
          aside.push({ outgoing: first, failure: step })
          done.add(first.dossierId)
        }
      }
    }
    const settled = await this.#settleAside(aside, answered > 0)
    return settled.ok ? { ok: true, again } : settled
  }

  /** Refused although the province answers others: the dossier itself is meant, and an officer has to look at it. */
  async #settleAside(
    aside: readonly { outgoing: Outgoing; failure: ProvinceFailure }[],
    answersOthers: boolean,
  ): Promise<Step> {
    const [first] = aside
    if (first === undefined) return { ok: true }
    if (!answersOthers) return first.failure
    const at = this.#options.now().toISOString()
    await this.#options.store.refuse(aside.map(({ outgoing, failure }) => refusalOfRequest(outgoing, failure, at)))
    return { ok: true }
  }

  async #listNext(done: ReadonlySet<string>): Promise<Outgoing[]> {
    const { store } = this.#options
    const sound = await store.listUnsent(this.#size.dossiers, new Set([...done, ...this.#suspects]))
    return sound.length > 0 ? sound : store.listUnsent(1, done)
  }

  async #pushBatch(plan: PushPlan, done: Set<string>): Promise<Step> {
    const { dossiers, partial, carried } = plan
    for (const { dossierId, events } of dossiers) this.#sending.set(dossierId, new Set(events.map((event) => event.id)))
    this.inFlight.next(this.#sending)
    try {
      const answer = await this.#ask('province.push', { dossiers })
      this.#size = nextBatchSize(this.#size, carried, answer.ok ? 'ok' : answer.code)
      if (!answer.ok) return answer
      const offered = new Map(dossiers.map(({ dossierId, events }) => [dossierId, events.map((event) => event.id)]))
      const confirmed = await this.#applyAnswer(answer.value, offered)
      for (const { dossierId } of dossiers) {
        this.#suspects.delete(dossierId)
        // A long history stays on the list until its last piece is confirmed.
        if (!partial.has(dossierId) || !confirmed.has(dossierId)) done.add(dossierId)
      }
      return await this.#meetEpoch(answer.value.epoch)
    } finally {
      for (const { dossierId } of dossiers) this.#sending.delete(dossierId)
      this.inFlight.next(this.#sending)
    }
  }

  /** Answers which dossiers were confirmed. */
  #applyAnswer(
    { epoch, seen, outcomes }: Pick<PushResponse, 'epoch' | 'seen' | 'outcomes'>,
    offered: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlySet<string>> {
    const { store, now } = this.#options
    return this.#exclusive(async () => {
      // The proof first: with the confirmation alone nobody would notice if the province lost this push.
      const mark = (await store.readMark()) ?? { epoch, checkpoint: null }
      if (seen !== undefined) await store.writeMark({ ...mark, seen })
      const { confirmations, refusals } = readOutcomes(outcomes, offered, now().toISOString())
      if (confirmations.length > 0) await store.confirm(confirmations)
      if (refusals.length > 0) await store.refuse(refusals)
      return new Set(confirmations.map(({ dossierId }) => dossierId))
    })
  }

  async #pull(): Promise<Step> {
    const { store } = this.#options
    let done = 0
    while (!this.#options.isStopped()) {
      const mark = await store.readMark()
      const { checkpoint = null, seen = null } = mark ?? {}
      const answer = await this.#ask('province.pull', { checkpoint, seen, limit: this.#page })
      const asked = this.#page
      this.#page = nextPageSize(asked, answer.ok ? 'ok' : answer.code)
      if (!answer.ok && answer.code === 'TOO_LARGE' && asked > 1) continue
      if (!answer.ok) return answer
      const page = answer.value
      if (mark !== null && mark.epoch !== page.epoch) return this.#meetEpoch(page.epoch)
      const isTaken = await this.#exclusive(async () => {
        const now = await store.readMark()
        if (now?.epoch !== mark?.epoch || now?.checkpoint !== mark?.checkpoint) return false
        await store.addPulled(page.dossiers)
        await store.writeMark({ epoch: page.epoch, checkpoint: page.checkpoint, seen: now?.seen ?? null })
        return true
      })
      if (!isTaken) continue
      done += page.dossiers.length
      if (done > 0) this.#options.report('pulling', { done, total: done + page.remaining })
      if (!page.more) return { ok: true }
    }
    return { ok: true }
  }

  /** The province was restored from a backup: offer again what it lacks, and pull from the start. */
  async #meetEpoch(epoch: string): Promise<Step> {
    const { store } = this.#options
    const mark = await store.readMark()
    if (mark === null || mark.epoch === epoch) return { ok: true }
    let afterId: string | null = null
    for (;;) {
      const page: { dossierId: string; digest: string }[] = await store.listDigests(afterId, reconcilePage)
      if (page.length === 0) break
      const answer = await this.#ask('province.reconcile', { dossiers: page })
      if (!answer.ok) return answer
      if (answer.value.epoch !== epoch) return { ok: false, code: 'SERVER', retryAfterMs: null, detail: 'epoch moved' }
      await store.offerAgain(answer.value.different)
      afterId = page.at(-1)?.dossierId ?? null
    }
    await this.#exclusive(async () => {
      const { seen = null } = (await store.readMark()) ?? {}
      await store.writeMark({ epoch, checkpoint: null, seen })
    })
    return { ok: true, again: true }
  }

  /** A failure is a value; that a request is too large for the bridge itself is one too. */
  async #ask<M extends ProvinceCall>(method: M, params: BridgeParams<M>): Promise<BridgeResult<M>> {
    try {
      return await this.#options.bridge.call(method, params)
    } catch (error) {
      if (!(error instanceof BridgeError) || error.code !== 'TOO_LARGE') throw error
      return { ok: false, code: 'TOO_LARGE', retryAfterMs: null, detail: 'bridge' } as BridgeResult<M>
    }
  }

  #exclusive<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#applying.then(task, task)
    this.#applying = turn.catch(() => undefined)
    return turn
  }
}
