/** What breaks beside the network: power, disks, clocks, the gateway and its backups, and sticks that get lost. */
import type { SaveResult } from '../../renderer/database/desk-database.ts'
import type { SeededRandom } from '../support/random.ts'
import type { SimulatedDesk } from './simulated-desk.ts'
import type { Simulation } from './simulation.ts'

const hour = 3_600_000
const day = 24 * hour

/** Chance of each after every burst of operations. */
const usualChances = {
  powerCut: 0.03,
  databaseLost: 0.006,
  storeFailing: 0.02,
  clockJump: 0.03,
  linkCut: 0.04,
  stick: 0.04,
  topUp: 0.15,
  gatewayRestart: 0.008,
  backUp: 0.006,
  restore: 0.004,
} as const

export type Chances = Record<keyof typeof usualChances, number>

interface Stick {
  desk: SimulatedDesk
  file: Uint8Array
  kind: 'question' | 'answer'
}

export class Mishaps {
  readonly #world: Simulation
  readonly #random: SeededRandom
  readonly #chances: Chances
  readonly #sticks: Stick[] = []

  constructor(world: Simulation, chances: Partial<Chances> = {}) {
    this.#world = world
    this.#chances = { ...usualChances, ...chances }
    this.#random = world.random
  }

  /** An officer saves, and now and then the machine stops in the middle. */
  async whileSaving(desk: SimulatedDesk, save: () => Promise<SaveResult>): Promise<SaveResult | null> {
    const { store, host } = desk.running
    const luck = this.#random.next()
    if (luck < 0.015) {
      this.#world.count('powerCutWhileSaving')
      desk.disk.failFrom(this.#random.integer(0, 6), { code: 'EIO', partly: this.#random.integer(0, 400) })
      const result = await save().catch(() => null)
      await this.#losePower(desk)
      return result
    }
    if (luck < 0.03) {
      this.#world.count('databaseWriteFails')
      store.beforeWrite = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
      const result = await save()
      store.beforeWrite = () => undefined
      await this.#losePower(desk)
      return result
    }
    const result = await save()
    // An officer who is told that the clock runs behind says that it is right now, and saves again.
    if (result.kind !== 'failed' || result.code !== 'CLOCK_BEHIND') return result
    await host.call('journal.acceptClock', {})
    return save()
  }

  async strike(progress: number): Promise<void> {
    const { desks } = this.#world
    const mishaps: Record<keyof Chances, () => Promise<void>> = {
      powerCut: () => this.#cutPower(this.#random.pick(desks)),
      databaseLost: () => this.#loseDatabase(this.#random.pick(desks)),
      storeFailing: () => this.#failStore(this.#random.pick(desks)),
      clockJump: async () => this.#jumpClock(this.#random.pick(desks)),
      linkCut: async () => this.#cutLink(this.#random.pick(desks)),
      stick: () => this.#moveStick(),
      topUp: async () => this.#random.pick(desks).topUp(),
      gatewayRestart: () => this.#restartGateway(async () => undefined, 'gatewayRestart'),
      backUp: () => this.#restartGateway(() => this.#world.gateway.backUp(), 'gatewayRestart'),
      restore: () => this.#restore(progress),
    }
    for (const [name, chance] of Object.entries(this.#chances) as [keyof Chances, number][])
      if (this.#random.chance(chance)) {
        await this.#world.becomeStill()
        await mishaps[name]()
      }
  }

  /** Links are mended and clocks put right; sticks turn up. */
  async end(): Promise<void> {
    for (const desk of this.#world.desks) {
      desk.running.host.link.setCut(false)
      desk.running.store.beforeWrite = () => undefined
    }
    for (let stick = this.#sticks.shift(); stick !== undefined; stick = this.#sticks.shift()) await this.#carry(stick)
  }

  async #losePower(desk: SimulatedDesk): Promise<void> {
    await desk.losePower((lost) => this.#random.integer(0, lost))
    await desk.start()
  }

  async #cutPower(desk: SimulatedDesk): Promise<void> {
    this.#world.count('powerCut')
    await this.#losePower(desk)
  }

  async #loseDatabase(desk: SimulatedDesk): Promise<void> {
    this.#world.count('databaseLost')
    await desk.losePower(() => 0)
    desk.loseDatabase()
    await desk.start()
  }

  /** The database stops taking writes in the middle of whatever sync is doing; the machine is restarted some time later. */
  async #failStore(desk: SimulatedDesk): Promise<void> {
    this.#world.count('databaseStops')
    let left = this.#random.integer(0, 4)
    desk.running.store.beforeWrite = () => {
      if (left-- <= 0) throw new DOMException('stopped', 'UnknownError')
    }
    this.#world.clock.schedule(() => void (desk.running.store.beforeWrite = () => undefined), hour / 60)
  }

  #jumpClock(desk: SimulatedDesk): void {
    this.#world.count('clockJump')
    desk.clockError = this.#random.pick([0, 0, -90_000, 90_000, -3 * hour, 5 * hour, -2 * day, 3 * day, 400 * day])
  }

  #cutLink(desk: SimulatedDesk): void {
    const { link } = desk.running.host
    if (!link.state.cutByHand) this.#world.count('linkCut')
    link.setCut(!link.state.cutByHand)
  }

  async #restartGateway(meanwhile: () => Promise<void>, kind: string): Promise<void> {
    const { gateway, network } = this.#world
    this.#world.count(kind)
    network.target = null
    network.forgetConnections()
    await gateway.stop()
    await meanwhile()
    await gateway.start()
    network.target = gateway.url
  }

  async #restore(progress: number): Promise<void> {
    const { gateway } = this.#world
    if (!gateway.hasBackup || progress > 0.97) return
    await this.#restartGateway(() => gateway.restore(), 'gatewayRestored')
    // The operator's last step, which desks must do without.
    if (this.#random.chance(0.5)) await gateway.announceRestore()
  }

  /** A stick is filled, carried either way, carried twice, or forgotten in a drawer until the end. */
  async #moveStick(): Promise<void> {
    if (this.#sticks.length === 0 || (this.#sticks.length < 6 && this.#random.chance(0.4))) return this.#fillStick()
    const at = this.#random.integer(0, this.#sticks.length - 1)
    const stick = this.#sticks[at] as Stick
    if (!this.#random.chance(0.25)) this.#sticks.splice(at, 1)
    await this.#carry(stick)
  }

  async #carry(stick: Stick): Promise<void> {
    this.#world.count(stick.kind === 'question' ? 'stickToGateway' : 'stickToDesk')
    if (stick.kind === 'answer') return this.#readAnswer(stick)
    const answer = await this.#world.gateway.takeBundle(stick.file)
    if (answer !== null) this.#sticks.push({ ...stick, kind: 'answer', file: answer })
  }

  async #fillStick(): Promise<void> {
    const desk = this.#random.pick(this.#world.desks)
    const { carrying, host } = desk.running
    const [file] = await carrying.plan()
    if (file === undefined) return
    const made = await host.call('bundle.export', { requests: file.requests })
    if (made.kind === 'failed') throw new Error(`bundle: ${made.code}`)
    await carrying.remember(made.id, file)
    this.#sticks.push({ desk, file: made.file, kind: 'question' })
  }

  async #readAnswer({ desk, file }: Stick): Promise<void> {
    const { host, carrying } = desk.running
    const opened = await host.call('bundle.import', { file })
    if (opened.kind === 'failed') throw new Error(`answer: ${opened.problem}`)
    // A database that stops just now: the stick is read again some other day.
    await carrying.takeAnswer(opened).catch(() => undefined)
  }
}
