/** Time that passes only when the simulation says so. */
export class VirtualClock {
  #now: number
  readonly #timers = new Set<{ at: number; n: number; task: () => void }>()
  #count = 0

  constructor(startMs: number) {
    this.#now = startMs
  }

  readonly now = (): number => this.#now

  readonly schedule = (task: () => void, ms: number): (() => void) => {
    this.#count += 1
    const timer = { at: this.#now + ms, n: this.#count, task }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** Runs what became due, in order. */
  advance(ms: number): void {
    this.#now += ms
    const due = [...this.#timers].filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at || a.n - b.n)
    for (const timer of due) if (this.#timers.delete(timer)) timer.task()
  }
}
