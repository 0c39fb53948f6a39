/** How many connections one address may open: a broken or hostile machine on the room's network does not keep out the rest. */
const mostOpen = 12
const mostPerMinute = 90

export class Visitors {
  readonly #monotonic: () => number
  readonly #known = new Map<string, { open: number; allowance: number; countedAt: number }>()

  /** @param monotonic milliseconds of a clock that only runs forward */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic
  }

  mayEnter(address: string): boolean {
    const now = this.#monotonic()
    const one = this.#known.get(address) ?? { open: 0, allowance: mostPerMinute, countedAt: now }
    one.allowance = Math.min(mostPerMinute, one.allowance + ((now - one.countedAt) / 60_000) * mostPerMinute)
    one.countedAt = now
    this.#known.set(address, one)
    if (one.open >= mostOpen || one.allowance < 1) return false
    one.allowance -= 1
    one.open += 1
    return true
  }

  left(address: string): void {
    const one = this.#known.get(address)
    if (one === undefined) return
    one.open -= 1
    this.#forgetOld()
  }

  #forgetOld(): void {
    if (this.#known.size < 256) return
    for (const [address, { open, countedAt }] of this.#known)
      if (open <= 0 && this.#monotonic() - countedAt > 60_000) this.#known.delete(address)
  }
}
