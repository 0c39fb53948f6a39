/**
 * The code that lets one desk into the room: shown at the keeper, typed at the other, good for one desk and ten minutes.
 *
 * Sixty random bits: whoever sits between the two and starts the exchange gets something to try codes against at leisure, and
 * must not get through them in that time. The alphabet has no signs that are taken for one another.
 */
import { randomInt } from 'node:crypto'

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const length = 12
export const codeLifetimeMs = 10 * 60_000
const mostTries = 5

export function makeCode(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** As it is read from a screen: groups of four. */
export function showCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** null: no code of ours, whatever its case and spaces. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return code.length === length && [...code].every((sign) => alphabet.includes(sign)) ? code : null
}

export class PairingCodes {
  readonly #monotonic: () => number
  #current: { code: string; until: number; tries: number } | null = null

  /** @param monotonic milliseconds of a clock that only runs forward */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic
  }

  /** Replaces an earlier one. */
  make(): { code: string; lifetimeMs: number } {
    const code = makeCode()
    this.#current = { code, until: this.#monotonic() + codeLifetimeMs, tries: 0 }
    return { code, lifetimeMs: codeLifetimeMs }
  }

  /** What is left of the shown one; null: none holds. */
  get shown(): { code: string; remainingMs: number } | null {
    const current = this.#live()
    return current === null ? null : { code: current.code, remainingMs: current.until - this.#monotonic() }
  }

  /** Each beginning counts as a try, also one that breaks off. null: there is no code, or no more tries. */
  begin(): string | null {
    const current = this.#live()
    if (current === null) return null
    current.tries += 1
    return current.code
  }

  /** One code, one desk. false: it was used or replaced in between. */
  use(code: string): boolean {
    if (this.#current?.code !== code) return false
    this.#current = null
    return true
  }

  drop(): void {
    this.#current = null
  }

  #live() {
    const current = this.#current
    if (current !== null && (this.#monotonic() >= current.until || current.tries >= mostTries)) this.#current = null
    return this.#current
  }
}
