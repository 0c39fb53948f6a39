/** Whether the province can be reached, and how far the desk's clock is from its. */
import type { LinkState } from '../../../shared/bridge/contract.ts'

/** Smaller changes of the measured skew are noise of the link. */
const skewStep = 1000

export class Link {
  #state: LinkState = { online: false, cutByHand: false, skewMs: null }
  #told = this.#state
  lostBecause = ''
  #abort = new AbortController()
  readonly #listeners = new Set<(state: LinkState, before: LinkState) => void>()

  get state(): LinkState {
    return { ...this.#state }
  }

  /** Aborted when the network switch is thrown: calls under way end at once. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  onChange(listener: (state: LinkState, before: LinkState) => void): void {
    this.#listeners.add(listener)
  }

  reached(): void {
    if (!this.#state.cutByHand) this.#set({ online: true })
  }

  /** `reason`: codes for the log. */
  lost(reason: string): void {
    this.lostBecause = reason
    this.#set({ online: false })
  }

  setSkew(skewMs: number): void {
    this.#set({ skewMs: Math.round(skewMs) })
  }

  setCut(cutByHand: boolean): void {
    if (cutByHand === this.#state.cutByHand) return
    if (cutByHand) this.#abort.abort()
    else this.#abort = new AbortController()
    this.#set({ cutByHand, online: false })
  }

  #set(change: Partial<LinkState>): void {
    this.#state = { ...this.#state, ...change }
    const before = this.#told
    const { online, cutByHand, skewMs } = this.#state
    const skewMoved =
      before.skewMs === null ? skewMs !== null : skewMs !== null && Math.abs(skewMs - before.skewMs) >= skewStep
    if (online === before.online && cutByHand === before.cutByHand && !skewMoved) return
    this.#told = this.#state
    for (const listener of this.#listeners) listener(this.state, before)
  }
}
