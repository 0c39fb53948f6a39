/** A queue on this desk's disk: a change is there, twice, before anybody is told of it. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { boardOf, type QueueBoard } from '../../../shared/queue/board.ts'
import {
  emptyQueue,
  onDate,
  queueAfterLoss,
  queueStateSchema,
  type QueueCommand,
  type QueuePlan,
  type QueueState,
} from '../../../shared/queue/queue.ts'
import { followState, planOnce } from '../../../shared/queue/room-rules.ts'
import type { Disk } from '../disk/disk.ts'
import { readState, writeState } from '../disk/durable-file.ts'
import { errorName, type Log } from '../log.ts'
import { Serial } from '../serial.ts'

export interface QueueDeskOptions {
  disk: Disk
  folder: string
  now: () => number
  log: Log
  onChange: () => void
  /** Of this desk in its room: it gives out numbers in no other, whoever kept the queue before it. */
  series?: number
}

export type QueueOutcome = QueuePlan | { kind: 'refused'; code: 'IO' }

const copies = ['queue.json', 'queue-copy.json']
/** Vietnam has one offset and no daylight saving. */
const offsetMs = 7 * 3_600_000

export class QueueDesk {
  readonly #options: QueueDeskOptions
  readonly #serial = new Serial()
  #state: QueueState

  private constructor(options: QueueDeskOptions, state: QueueState) {
    this.#options = options
    this.#state = state
  }

  static async open(options: QueueDeskOptions): Promise<QueueDesk> {
    const { disk, folder, now, log, series = 1 } = options
    await disk.makeFolder(folder)
    const found = await Promise.all(copies.map((name) => readCopy(disk, join(folder, name))))
    const whole = found.flatMap((copy) => (copy.kind === 'intact' ? [copy.value] : []))
    const newest = whole.toSorted((a, b) => b.revision - a.revision)[0]
    if (newest !== undefined) return new QueueDesk(options, newest)
    const at = localInstant(now())
    if (found.every(({ kind }) => kind === 'absent')) return new QueueDesk(options, emptyQueue(at.slice(0, 10)))
    log.error({}, 'both copies of the queue are damaged: numbers go on higher')
    return new QueueDesk(options, queueAfterLoss(at, series))
  }

  /** As of today. */
  get state(): QueueState {
    return onDate(this.#state, this.#today())
  }

  /** As it was last written or told, whatever day this machine's clock says it is. */
  get last(): QueueState {
    return this.#state
  }

  get board(): QueueBoard {
    return boardOf(this.#state, this.#today())
  }

  /**
   * One change at a time: two windows that call together get two different people. Never rejects.
   * @param id a repeated try carries that of the first, and changes nothing more
   */
  act(command: QueueCommand, officerId: string, id: string = randomUUID()): Promise<QueueOutcome> {
    return this.#serial.run(async () => {
      const before = { ...this.#state, series: this.#options.series ?? 1 }
      const plan = planOnce(before, { id, command, officerId }, localInstant(this.#options.now()))
      if (plan.kind === 'refused' || plan.state.revision === this.#state.revision) return plan
      try {
        await this.#write(plan.state)
      } catch (error) {
        this.#options.log.error({ error: errorName(error) }, 'queue not written')
        // Perhaps one copy has it: a number that may be on the disk is not given out again.
        if (command.kind === 'issue') this.#state = { ...this.#state, counters: plan.state.counters }
        return { kind: 'refused', code: 'IO' }
      }
      this.#state = plan.state
      this.#options.onChange()
      return plan
    })
  }

  /** A change that no officer asked for by a command. Rejects, with nothing changed, when the disk does not take it. */
  change(plan: (state: QueueState) => QueueState): Promise<void> {
    return this.#serial.run(async () => {
      const next = plan(this.state)
      await this.#write(next)
      this.#state = next
      this.#options.onChange()
    })
  }

  /**
   * What the keeper says holds at once; the disk follows. Nobody is told anything here that would be lost with this desk, so
   * of several states that come together only the last is written.
   */
  follow(kept: QueueState): void {
    this.#state = followState(this.#state, kept)
    this.#options.onChange()
    if (this.#followed !== null) return
    this.#followed = this.#serial
      .run(() => {
        this.#followed = null
        return this.#write(this.#state)
      })
      .catch((error: unknown) => this.#options.log.error({ error: errorName(error) }, 'queue not written'))
  }
  #followed: Promise<void> | null = null

  /** Once everything begun before is on the disk, or failed. */
  settled(): Promise<void> {
    return this.#serial.run(async () => undefined)
  }

  async #write(state: QueueState): Promise<void> {
    const { disk, folder } = this.#options
    for (const name of copies) await writeState(disk, join(folder, name), state)
  }

  #today(): string {
    return localInstant(this.#options.now()).slice(0, 10)
  }
}

async function readCopy(disk: Disk, path: string) {
  try {
    return await readState(disk, path, queueStateSchema)
  } catch {
    // Whole by its checksum yet no JSON: written by something else.
    return { kind: 'damaged', reason: 'shape' } as const
  }
}

function localInstant(ms: number): string {
  return `${new Date(ms + offsetMs).toISOString().slice(0, 19)}+07:00`
}
