/** Watches the free space of the data folder's disk: intake stops before the disk is full, not when it is. */
import { statfs } from 'node:fs/promises'
import type { HostEvents } from '../host-events.ts'

/** Below it nothing new is taken in: Chromium throws away a database it cannot grow. */
export const defaultReserve = 200 * 1024 * 1024
const interval = 30_000

export async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

export class FreeSpace {
  readonly #freeBytes: () => Promise<number | null>
  readonly #events: HostEvents
  readonly #reserve: number
  readonly #timer: NodeJS.Timeout
  #last: number | null = null
  #low = false

  constructor(freeBytes: () => Promise<number | null>, events: HostEvents, reserve = defaultReserve) {
    this.#freeBytes = freeBytes
    this.#events = events
    this.#reserve = reserve
    this.#timer = setInterval(() => void this.check(), interval)
    this.#timer.unref()
  }

  get state(): { freeBytes: number | null; diskLow: boolean } {
    return { freeBytes: this.#last, diskLow: this.#low }
  }

  /** Asks the disk; true: there is room. A disk that does not say is trusted until a write fails. */
  async check(): Promise<boolean> {
    this.#last = await this.#freeBytes().catch(() => null)
    const low = this.#last !== null && this.#last < this.#reserve
    const changed = low !== this.#low
    this.#low = low
    if (changed && this.#last !== null) this.#events.emit('disk.low', { freeBytes: this.#last, low })
    return !low
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
