/**
 * A desk with everything but screens: real host services, real saving, recovery and sync; its database is in memory, and
 * keeps what was written when the power goes.
 */
import { createCarrying, type Carrying } from '../../renderer/database/carrying.ts'
import { EventSaver } from '../../renderer/database/event-saver.ts'
import type { SaveResult } from '../../renderer/database/desk-database.ts'
import type { Meta } from '../../renderer/database/meta.ts'
import { recoverFromJournal } from '../../renderer/database/recovery.ts'
import { SyncEngine } from '../../renderer/sync/engine.ts'
import type { EventDraft } from '../../shared/dossier/event.ts'
import type { Shell } from '../../electron/shell/shell.ts'
import { MemoryDisk } from '../support/memory-disk.ts'
import { emptyDesk, MemorySyncStore, type StoredDesk } from '../support/memory-sync-store.ts'
import { createTestShell } from '../support/test-shell.ts'
import { enrolDesk, SimulatedHost } from './simulated-host.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface DeskOptions {
  name: string
  clock: VirtualClock
  /** In [0, 1); decides jitter only. */
  random: () => number
  /** Tests put a store here that breaks its promises, to see that it is noticed. */
  createStore?: (stored: StoredDesk) => MemorySyncStore
}

interface Running {
  toppingUp: boolean
  host: SimulatedHost
  store: MemorySyncStore
  engine: SyncEngine
  saver: EventSaver
  carrying: Carrying
}

export class SimulatedDesk {
  readonly name: string
  readonly disk = new MemoryDisk()
  readonly shell: Shell = createTestShell(new Uint8Array(32).fill(5))
  stored: StoredDesk = emptyDesk()
  /** Added to the right time, milliseconds. */
  clockError = 0
  communeId = ''
  #meta = new Map<string, unknown>()
  #running: Running | null = null
  readonly #options: DeskOptions

  constructor(options: DeskOptions) {
    this.#options = options
    this.name = options.name
  }

  get running(): Running {
    if (this.#running === null) throw new Error(`${this.name} is off`)
    return this.#running
  }

  readonly now = (): number => this.#options.clock.now() + this.clockError

  async enrol(gatewayUrl: string, code: string): Promise<void> {
    const desk = await enrolDesk(this.#place(), gatewayUrl, code, this.name)
    this.communeId = desk.communeId
  }

  async start(): Promise<void> {
    const { clock, random, createStore = (stored) => new MemorySyncStore(stored) } = this.#options
    const host = await SimulatedHost.boot(this.#place())
    const store = createStore(this.stored)
    await recoverFromJournal({ bridge: host, store, mark: store.journalMark, onProgress: () => undefined })
    const now = () => new Date(this.now())
    const engine = new SyncEngine({ bridge: host, store, now, random, schedule: clock.schedule })
    const saver = new EventSaver({
      bridge: host,
      store,
      mark: store.journalMark,
      onSaved: () => engine.wake(),
      schedule: clock.schedule,
    })
    this.#running = {
      toppingUp: false,
      host,
      store,
      engine,
      saver,
      carrying: createCarrying(store, this.#createMeta(), now),
    }
    await engine.start()
  }

  save(drafts: readonly EventDraft[]): Promise<SaveResult> {
    return this.running.saver.save(drafts)
  }

  /** Leases numbers beside the officer's work. */
  topUp(): void {
    const { running } = this
    running.toppingUp = true
    running.host.topUp.run().finally(() => (running.toppingUp = false))
  }

  /** Whatever runs waits for the network, or nothing runs. */
  get isStill(): boolean {
    if (this.#running === null) return true
    const { engine, host, toppingUp } = this.#running
    // Two calls may wait for one token together, but none waits for nothing.
    return Number(engine.busy) + Number(toppingUp) === host.waiting && host.waiting > 0 === host.exchanges > 0
  }
  /** Requests that are on their way. */
  get exchanges(): number {
    return this.#running?.host.exchanges ?? 0
  }
  get isOn(): boolean {
    return this.#running !== null
  }

  /** `keep`: of the bytes that were not yet synced, how many survive. */
  async losePower(keep: (lost: number) => number): Promise<void> {
    const { host, store, engine } = this.running
    this.#running = null
    store.crash()
    await host.kill()
    await engine.stop()
    this.disk.heal()
    this.disk.crash(keep)
  }

  /** As when Chromium resets a database on a full disk. */
  loseDatabase(): void {
    this.stored = emptyDesk()
    this.#meta = new Map()
  }

  #createMeta(): Meta {
    const values = this.#meta
    return {
      read: async <T>(id: string) => structuredClone((values.get(id) as T | undefined) ?? null),
      write: async (id, value) => void values.set(id, structuredClone(value)),
    }
  }

  #place() {
    const { clock } = this.#options
    return { disk: this.disk, shell: this.shell, now: this.now, monotonic: clock.now }
  }
}
