/**
 * Counts wrong PINs per officer and makes them wait. Only the count is kept on the disk; the waiting is measured with a
 * clock that nobody can set, and begins anew with the process: neither a restart nor a changed date shortens it.
 */
import { z } from 'zod'
import type { Disk } from '../disk/disk.ts'
import { readState, writeState } from '../disk/durable-file.ts'
import { errorName, type Log } from '../log.ts'

export const triesBeforeLock = 5
const firstWait = 30_000
const longestWait = 15 * 60_000

const fileSchema = z.object({ version: z.literal(1), failures: z.record(z.string(), z.int().min(0)) })

/** Milliseconds to wait after `failures` wrong PINs in a row. */
export function waitAfter(failures: number): number {
  if (failures < triesBeforeLock) return 0
  return Math.min(longestWait, firstWait * 2 ** (failures - triesBeforeLock))
}

export interface LockOutOptions {
  disk: Disk
  file: string
  log: Log
  /** Milliseconds of a clock that only runs forward. */
  monotonic: () => number
}

export class LockOut {
  readonly #options: LockOutOptions
  readonly #startedAt: number
  readonly #failures: Map<string, number>
  /** For an officer the file says nothing of: it could not be read, so they may have failed before. */
  readonly #unknown: number
  readonly #lastFailure = new Map<string, number>()

  private constructor(options: LockOutOptions, failures: Map<string, number>, unknown: number) {
    this.#options = options
    this.#startedAt = options.monotonic()
    this.#failures = failures
    this.#unknown = unknown
  }

  static async open(options: LockOutOptions): Promise<LockOut> {
    const stored = await readState(options.disk, options.file, fileSchema)
    if (stored.kind === 'damaged') options.log.warn({ reason: stored.reason }, 'lock-out file damaged')
    const failures = new Map(stored.kind === 'intact' ? Object.entries(stored.value.failures) : [])
    return new LockOut(options, failures, stored.kind === 'damaged' ? triesBeforeLock : 0)
  }

  failuresOf(officerId: string): number {
    return this.#failures.get(officerId) ?? this.#unknown
  }

  /** Milliseconds until the officer may try again; 0: now. */
  remaining(officerId: string): number {
    const since = this.#lastFailure.get(officerId) ?? this.#startedAt
    return Math.max(0, Math.ceil(since + waitAfter(this.failuresOf(officerId)) - this.#options.monotonic()))
  }

  /** Before the PIN is looked at, so that ending the process cannot win a free try. */
  async countTry(officerId: string): Promise<void> {
    this.#failures.set(officerId, this.failuresOf(officerId) + 1)
    this.#lastFailure.set(officerId, this.#options.monotonic())
    await this.#save()
  }

  async forgive(officerId: string): Promise<void> {
    this.#failures.set(officerId, 0)
    await this.#save()
  }

  /** A full disk must not keep officers from reading; the count then lives as long as the process. */
  async #save(): Promise<void> {
    const { disk, file, log } = this.#options
    try {
      await writeState(disk, file, { version: 1, failures: Object.fromEntries(this.#failures) })
    } catch (error) {
      log.error({ error: errorName(error) }, 'lock-out not saved')
    }
  }
}
