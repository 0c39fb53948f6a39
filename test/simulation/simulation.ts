/**
 * Desks, a gateway, and a year's worth of bad luck, from one seed. Operations are what officers do; between them the
 * simulation decides what becomes of each request and what breaks. In the end everything is mended, and all must agree.
 */
import type { StoredDesk, MemorySyncStore } from '../support/memory-sync-store.ts'
import { SeededRandom } from '../support/random.ts'
import type { TestEngine } from '../support/gateway-engines.ts'
import { communes, GatewayUnderTest } from './gateway-under-test.ts'
import { FaultyNetwork, statusFaults, type Fate, type HeldRequest } from './faulty-network.ts'
import { Ledger, type Findings, type Holding } from './ledger.ts'
import { Mishaps, type Chances } from './mishaps.ts'
import { decide } from './officer.ts'
import { SimulatedDesk } from './simulated-desk.ts'
import { VirtualClock } from './virtual-clock.ts'

export interface SimulationOptions {
  seed: number
  desks: number
  operations: number
  engine: TestEngine
  /** A store that breaks its promises, for the proof that this is noticed. */
  createStore?: (stored: StoredDesk) => MemorySyncStore
  /** Chance that a request meets a fault. */
  badLuck?: number
  /** Of single mishaps, where they differ from the usual ones. */
  chances?: Partial<Chances>
  /** Said after each hundred operations. */
  onProgress?: (done: number) => void
}

export interface SimulationResult extends Findings {
  seed: number
  desks: number
  operations: number
  /** Events whose officer read "Đã lưu". */
  saved: number
  requests: number
  faults: Record<string, number>
  faultsTotal: number
}

const startMs = Date.UTC(2026, 10, 24, 1)
const usualBadLuck = 0.45
const fateWeights: readonly (readonly [Fate, number])[] = [
  ['dropRequest', 3],
  ['dropReply', 4],
  ['cutRequest', 2],
  ['cutReply', 3],
  ['late', 3],
  ['duplicate', 2],
  ...statusFaults.map((status) => [status, 1] as const),
]

export class Simulation {
  readonly clock = new VirtualClock(startMs)
  readonly random: SeededRandom
  readonly network = new FaultyNetwork()
  readonly ledger = new Ledger()
  readonly desks: SimulatedDesk[] = []
  readonly faults: Record<string, number> = {}
  readonly gateway: GatewayUnderTest
  readonly #options: SimulationOptions
  readonly #mishaps: Mishaps
  #requests = 0

  static async run(options: SimulationOptions): Promise<SimulationResult> {
    const clock = new VirtualClock(startMs)
    const gateway = await GatewayUnderTest.create({ engine: options.engine, now: clock.now })
    const simulation = new Simulation(options, gateway, clock)
    try {
      return await simulation.#run()
    } finally {
      await simulation.network.stop()
      await gateway.drop()
    }
  }

  private constructor(options: SimulationOptions, gateway: GatewayUnderTest, clock: VirtualClock) {
    this.#options = options
    this.gateway = gateway
    this.clock = clock
    this.random = new SeededRandom(options.seed)
    this.#mishaps = new Mishaps(this, options.chances)
  }

  async #run(): Promise<SimulationResult> {
    await this.#setUp()
    const { operations, onProgress } = this.#options
    for (let done = 0; done < operations;) {
      await this.becomeStill()
      this.clock.advance(this.random.integer(200, 20_000))
      const burst = Math.min(operations - done, this.random.pick([1, 1, 1, 2, 3, 5]))
      for (let n = 0; n < burst; n++) await this.#operate(done + n)
      if (Math.floor((done + burst) / 100) > Math.floor(done / 100)) onProgress?.(done + burst)
      done += burst
      await this.#moveNetwork()
      await this.#mishaps.strike(done / operations)
    }
    await this.#agree()
    return this.#judge()
  }

  async #setUp(): Promise<void> {
    await this.network.start()
    this.network.target = this.gateway.url
    for (let n = 1; n <= this.#options.desks; n++) {
      const name = `ban-${n}`
      const { createStore } = this.#options
      // Its own: desks draw whenever their answers come, and the order of that is no one's to choose.
      const jitter = new SeededRandom(this.#options.seed * 1000 + n)
      const desk = new SimulatedDesk({ name, clock: this.clock, random: () => jitter.next(), createStore })
      const communeId = communes[(n - 1) % communes.length] as string
      await desk.enrol(this.network.urlOf(name), await this.gateway.mintCode(communeId))
      this.desks.push(desk)
    }
    this.network.isOpen = false
    for (const desk of this.desks) await desk.start()
  }

  count(fault: string): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1
  }

  /** Until whatever runs waits for the network. */
  async becomeStill(): Promise<void> {
    const started = performance.now()
    for (let same = 0, before = -1; same < 3;) {
      await new Promise((resolve) => setImmediate(resolve))
      const isStill = this.desks.every((desk) => desk.isStill && this.network.heldOf(desk.name) === desk.exchanges)
      same = isStill && before === this.network.activity ? same + 1 : 0
      before = this.network.activity
      if (performance.now() - started > 60_000) throw new Error(`seed ${this.#options.seed}: does not come to rest`)
    }
  }

  async #operate(operation: number): Promise<void> {
    const desk = this.random.pick(this.desks)
    const draft = await decide(desk, this.random, operation)
    if (draft === null) return
    const result = await this.#mishaps.whileSaving(desk, () => desk.save([draft]))
    if (result?.kind === 'saved') this.ledger.report(result.events)
  }

  /** Some of what is on the way gets on, each in its own way. */
  async #moveNetwork(): Promise<void> {
    for (let round = this.random.integer(0, 3); round > 0; round--) {
      await this.becomeStill()
      const held = this.network.held()
      const moving = held.filter(() => this.random.chance(0.6))
      if (moving.length < held.length) this.count('delayed')
      // Together, so that the gateway meets them at once.
      await Promise.all(moving.map((request) => this.#settle(request)))
      if (this.network.lateCount > 0 && this.random.chance(0.3))
        await this.network.deliverLate(this.random.integer(0, this.network.lateCount - 1))
    }
  }

  #settle(request: HeldRequest): Promise<void> {
    const fate = this.random.chance(this.#options.badLuck ?? usualBadLuck) ? this.#drawFate() : 'deliver'
    this.#requests += 1
    if (fate !== 'deliver') this.count(typeof fate === 'number' ? `http${fate}` : fate)
    return this.network.settle(request, fate)
  }

  #drawFate(): Fate {
    let left = this.random.next() * fateWeights.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [fate, weight] of fateWeights) {
      left -= weight
      if (left < 0) return fate
    }
    return 'dropReply'
  }

  /** Everything is mended; what must come together does. */
  async #agree(): Promise<void> {
    await this.becomeStill()
    await this.#mishaps.end()
    while (this.network.lateCount > 0) await this.network.deliverLate(0)
    this.network.isOpen = true
    for (const request of this.network.held()) await this.network.settle(request, 'deliver')
    for (const desk of this.desks) if (!desk.isOn) await desk.start()
    // A restore that nobody announced is found out by the first desk that comes; the others learn it in the next round.
    for (let round = 0; round < 4; round++) {
      for (const desk of this.desks) {
        desk.running.engine.wake()
        await this.becomeStill()
      }
    }
  }

  async #judge(): Promise<SimulationResult> {
    const { seed, desks, operations } = this.#options
    const findings = this.ledger.compare(await this.#holdings())
    const faultsTotal = Object.values(this.faults).reduce((sum, count) => sum + count, 0)
    const { saved } = this.ledger
    return { seed, desks, operations, saved, requests: this.#requests, faults: this.faults, faultsTotal, ...findings }
  }

  async #holdings(): Promise<Holding[]> {
    const atGateway = communes.map(async (communeId) => ({
      place: 'gateway',
      communeId,
      events: await this.gateway.readEvents(communeId),
      owed: [],
    }))
    return [...(await Promise.all(atGateway)), ...this.desks.map(holdingOf)]
  }
}

function holdingOf(desk: SimulatedDesk): Holding {
  const documents = [...desk.stored.documents.values()]
  return {
    place: desk.name,
    communeId: desk.communeId,
    events: documents.flatMap(({ body }) => body.events),
    owed: documents.filter(({ debt }) => debt !== 'none').map(({ id, body }) => `${id} ${body.rejection?.code ?? ''}`),
  }
}
