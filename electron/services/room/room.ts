/**
 * One queue for the desks of a room. At any moment this desk is in no room, keeps the queue, or follows whoever does; what it
 * may do with the queue follows from that alone.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ListenProblem, RoomLink } from '../../../shared/bridge/room.ts'
import type { ShownBoard } from '../../../shared/bridge/queue.ts'
import { boardOf } from '../../../shared/queue/board.ts'
import { adoptTickets, takeOver } from '../../../shared/queue/room-rules.ts'
import type { RoomCommand } from '../../../shared/queue/room-rules.ts'
import type { QueueCommand, QueueState, Ticket } from '../../../shared/queue/queue.ts'
import type { RoomMember, RoomOutcome } from '../../../shared/queue/room-wire.ts'
import type { DeskFile } from '../desk-file.ts'
import type { Disk } from '../disk/disk.ts'
import type { HostEvents } from '../host-events.ts'
import { errorName, type Log } from '../log.ts'
import { QueueDesk, type QueueOutcome } from '../queue/queue-desk.ts'
import { Serial } from '../serial.ts'
import type { Vault } from '../vault/vault.ts'
import { openDoor, shut } from './door.ts'
import { Follower, type Entered, type Told } from './follower.ts'
import { joinRoom, type JoinFailure } from './join.ts'
import type { Keeper, KeeperOptions } from './keeper.ts'
import type { Place } from './knock.ts'
import { findRival, type Rival } from './look-around.ts'
import { Membership } from './membership.ts'
import { readCode } from './pairing-code.ts'
import { RoomBook } from './room-book.ts'
import { findMember, withAddress, type RoomFile } from './room-file.ts'
import { usualSettings, type LineSettings } from './line-settings.ts'

export interface RoomOptions {
  disk: Disk
  /** `<dataFolder>/room` */
  folder: string
  desk: Pick<DeskFile, 'deskId' | 'deskName' | 'communeId' | 'practice'>
  vault: Pick<Vault, 'publicKey' | 'sign'>
  /** The desk's own queue; that of the room, when this desk opened it. */
  queue: QueueDesk
  events: HostEvents
  now: () => number
  log: Log
  settings?: LineSettings
}

type Role =
  | { kind: 'none' }
  | { kind: 'keeper'; door: Keeper | null; problem: ListenProblem | null }
  | { kind: 'member'; follower: Follower }

export type RoomFailure = 'NOT_NOW' | 'PRACTICE' | 'IO'
export type ActOutcome =
  | { kind: 'done'; state: QueueState; ticket: Ticket | null }
  | { kind: 'refused'; code: Extract<QueueOutcome, { kind: 'refused' }>['code'] | 'NO_KEEPER' | 'NO_ANSWER' }

const mostOwedLinks = 200

export class Room {
  readonly book: RoomBook
  readonly membership: Membership
  readonly #options: RoomOptions
  readonly #settings: LineSettings
  /** Changes of role, one after another. */
  readonly #serial = new Serial()
  readonly #stopped = new AbortController()
  readonly #forget: () => void
  #role: Role = { kind: 'none' }
  /** The copy of a desk that did not open the room. */
  #copy: QueueDesk | null = null
  #lookAround: NodeJS.Timeout | null = null
  /** Dossiers taken in from a number while the keeper was away. */
  #owedLinks: (RoomCommand & { date: string })[] = []

  private constructor(options: RoomOptions, book: RoomBook) {
    this.#options = options
    this.#settings = options.settings ?? usualSettings
    this.book = book
    const { deskId } = options.desk
    this.membership = new Membership({ book, deskId, door: () => this.#door, onChange: () => this.#changed() })
    this.#forget = options.events.on('queue.changed', () => this.#door?.broadcast())
  }

  /** Does not wait for the network. */
  static async open(options: RoomOptions): Promise<Room> {
    const { deskId, practice } = options.desk
    const place = { ...options, deskId }
    const room = new Room(options, practice ? RoomBook.blank(place) : await RoomBook.open(place))
    await room.#begin()
    return room
  }

  async #begin(): Promise<void> {
    const { file, series } = this.book
    if (file === null) return
    if (series !== 1) this.#copy = await this.#openCopy(series)
    if (file.keeperId !== this.#options.desk.deskId) return this.#follow()
    this.#keep(null)
    void this.#keepUp()
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    this.#forget()
    await this.#serial.run(() => this.#endRole(null))
    await this.queue.settled()
    await this.book.settled()
  }

  get queue(): QueueDesk {
    return this.#copy ?? this.#options.queue
  }

  get role(): Role['kind'] {
    return this.#role.kind
  }

  /** Ids of the desks that are connected; null: only the keeper knows. */
  get connected(): string[] | null {
    return this.#role.kind === 'keeper' ? (this.#role.door?.connected ?? []) : null
  }

  get link(): RoomLink {
    const role = this.#role
    if (role.kind === 'none') return { kind: 'alone' }
    if (role.kind === 'keeper') return role.door === null ? { kind: 'shut', problem: role.problem } : { kind: 'open' }
    const { link } = role.follower
    if (link.kind === 'connected') return { kind: 'connected' }
    return { kind: 'searching', since: new Date(link.sinceMs).toISOString(), reason: link.reason }
  }

  /** The day is the keeper's: a machine whose clock is wrong shows the same queue as its neighbours. */
  get state(): QueueState {
    return this.link.kind === 'connected' ? this.queue.last : this.queue.state
  }

  get board(): ShownBoard {
    const { state } = this
    return { ...boardOf(state, state.date), isCurrent: this.link.kind !== 'searching' }
  }

  /** Never rejects. */
  async act(command: QueueCommand, officerId: string, id: string = randomUUID()): Promise<ActOutcome> {
    const role = this.#role
    if (role.kind !== 'member') return this.queue.act(command, officerId, id)
    // Tomorrow another number is called the same.
    const { date } = this.queue.last
    const outcome = await role.follower.act({ id, command, officerId })
    if (typeof outcome !== 'string') return outcome.kind === 'done' ? { ...outcome, state: this.state } : outcome
    if (command.kind === 'link')
      this.#owedLinks = [...this.#owedLinks.slice(1 - mostOwedLinks), { command, officerId, id, date }]
    return { kind: 'refused', code: outcome }
  }

  /** This desk keeps the queue for the room and listens for the others. */
  openHere(place: Place): Promise<'DONE' | RoomFailure | ListenProblem> {
    return this.#serial.run(async () => {
      if (this.#options.desk.practice) return 'PRACTICE'
      if (this.#role.kind !== 'none') return 'NOT_NOW'
      const { deskId, deskName } = this.#options.desk
      const self = { deskId, deskName, publicKey: this.#options.vault.publicKey, series: 1, address: place.host }
      const where = { port: place.port, address: place.host, keeperHost: null, members: [self] }
      const file = { ...firstPage, ...where, roomId: randomUUID(), term: 1, keeperId: deskId }
      const door = await this.#listen(file, place)
      if (typeof door === 'string') return door
      if (!(await this.book.save(file))) return shut(door, 'IO')
      this.#keep(door)
      return 'DONE'
    })
  }

  /** The router gave this machine another address; the other desks are told it by hand, and need no code. */
  listenAt(host: string): Promise<'DONE' | RoomFailure | ListenProblem> {
    return this.#serial.run(async () => {
      const [role, { file }] = [this.#role, this.book]
      if (role.kind !== 'keeper' || file === null) return 'NOT_NOW'
      if (role.door !== null && file.address === host) return 'DONE'
      const door = await this.#listen(file, { host, port: file.port })
      if (typeof door === 'string') return door
      const { deskId } = this.#options.desk
      if (!(await this.book.change({ members: withAddress(file, deskId, host), address: host })))
        return shut(door, 'IO')
      await role.door?.close(null)
      this.#keep(door)
      return 'DONE'
    })
  }

  closeHere(): Promise<'DONE' | RoomFailure> {
    return this.#serial.run(async () =>
      this.#role.kind === 'keeper' && this.book.isFounder ? this.#depart('CLOSED') : 'NOT_NOW',
    )
  }

  leave(): Promise<'DONE' | RoomFailure> {
    return this.#serial.run(async () => (this.#role.kind === 'member' ? this.#depart(null) : 'NOT_NOW'))
  }

  async #depart(bye: 'CLOSED' | null): Promise<'DONE' | RoomFailure> {
    if (!(await this.book.save(null))) return 'IO'
    await this.#endRole(bye)
    await this.queue.settled()
    this.#copy = null
    this.#owedLinks = []
    this.#role = { kind: 'none' }
    this.#changed()
    this.#options.events.emit('queue.changed', {})
    return 'DONE'
  }

  join(place: Place, typed: string): Promise<'DONE' | RoomFailure | JoinFailure> {
    return this.#serial.run(async () => {
      const { desk, vault, log } = this.#options
      if (desk.practice) return 'PRACTICE'
      if (this.#role.kind !== 'none') return 'NOT_NOW'
      const code = readCode(typed)
      if (code === null) return 'WRONG_CODE'
      const { deskId, deskName, communeId } = desk
      const joiner = { deskId, deskName, communeId, publicKey: vault.publicKey }
      const joined = await joinRoom(place, code, joiner, this.#settings, this.#stopped.signal)
      if (typeof joined === 'string') return joined
      const { series, ...room } = joined
      const where = { port: place.port, address: null, keeperHost: place.host }
      if (!(await this.book.save({ ...firstPage, ...where, ...room }))) return 'IO'
      this.#copy = await this.#openCopy(series)
      this.#follow()
      log.info({ series }, 'room: joined')
      return 'DONE'
    })
  }

  async setKeeperHost(host: string): Promise<'DONE' | RoomFailure> {
    if (this.#role.kind !== 'member') return 'NOT_NOW'
    if (!(await this.book.change({ keeperHost: host }))) return 'IO'
    this.#role.follower.retryNow()
    return 'DONE'
  }

  /**
   * This desk keeps the queue from now on. The keeper hands it over when it can be reached; else this desk goes on from its
   * copy, and its own series keeps its numbers apart from any that the keeper gave out since.
   */
  takeOver(address: string | null): Promise<'DONE' | RoomFailure | ListenProblem | 'NO_ANSWER'> {
    return this.#serial.run(async () => {
      const [role, file] = [this.#role, this.book.file]
      if (role.kind !== 'member' || file === null) return 'NOT_NOW'
      const host = address ?? file.address
      if (host === null) return 'NO_ADDRESS'
      // First the door: a keeper that nobody can reach would split the room.
      const door = await this.#listen(file, { host, port: file.port })
      if (typeof door === 'string') return door
      const agreed = role.follower.link.kind === 'connected'
      const term = agreed ? await role.follower.askToYield(host) : file.term + 1
      if (term === null) return shut(door, 'NO_ANSWER')
      if (!(await this.#begins(term, host))) return shut(door, 'IO')
      const underWay = role.follower.takePending()
      await role.follower.stop()
      this.#options.log.info({ term, agreed }, 'room: this desk keeps the queue')
      this.#keep(door)
      for (const { message, settle } of underWay) void this.#carryOut(message).then(settle)
      this.#payLinks(this.queue.last.date)
      return 'DONE'
    })
  }

  #payLinks(today: string | null): void {
    for (const { command, officerId, id, date } of this.#owedLinks.splice(0))
      if (date === today) void this.act(command, officerId, id)
  }

  async #carryOut({ command, officerId, id }: RoomCommand): Promise<RoomOutcome> {
    const outcome = await this.queue.act(command, officerId, id)
    return outcome.kind === 'done' ? { kind: 'done', ticket: outcome.ticket } : outcome
  }

  async #begins(term: number, address: string): Promise<boolean> {
    const { deskId } = this.#options.desk
    const members = this.book.file === null ? [] : withAddress(this.book.file, deskId, address)
    try {
      await this.queue.change((state) => takeOver(state, this.book.series))
    } catch (error) {
      this.#options.log.error({ error: errorName(error) }, 'room: queue not written')
      return false
    }
    return this.book.change({ members, term, keeperId: deskId, address, owesTickets: false })
  }

  get #door(): Keeper | null {
    return this.#role.kind === 'keeper' ? this.#role.door : null
  }

  #keep(door: Keeper | null): void {
    this.#role = { kind: 'keeper', door, problem: null }
    this.#lookAround ??= setInterval(() => void this.#keepUp(), this.#settings.lookAround)
    this.#lookAround.unref()
    this.#changed()
  }

  /** A keeper that cannot listen tries again; one that hears of a later keeper follows it. */
  async #keepUp(): Promise<void> {
    const { deskId } = this.#options.desk
    const around = { book: this.book, deskId, connected: this.connected ?? [] }
    const rival = await findRival(around, this.#settings, this.#stopped.signal).catch(() => null)
    await this.#serial.run(async () => {
      const [role, { file }] = [this.#role, this.book]
      if (this.#stopped.signal.aborted || role.kind !== 'keeper' || file === null) return
      if (rival !== null && rival.term >= file.term) return this.#giveWay(rival)
      if (role.door !== null) return
      const door = await this.#listen(file, { host: file.address ?? '', port: file.port })
      this.#role = typeof door === 'string' ? { ...role, problem: door } : { ...role, door, problem: null }
      this.#changed()
    })
  }

  async #giveWay({ deskId, term }: Rival): Promise<void> {
    this.#options.log.warn({ deskId, term }, 'room: another desk took the queue over')
    if (!(await this.book.change({ keeperId: deskId, term, owesTickets: true }))) return
    await this.#endRole('NOT_KEEPER')
    this.#follow()
  }

  #yieldTo({ deskId }: RoomMember, address: string): Promise<number | null> {
    return this.#serial.run(async () => {
      const [role, { file }] = [this.#role, this.book]
      if (role.kind !== 'keeper' || file === null) return null
      const term = file.term + 1
      const members = withAddress(file, deskId, address)
      if (!(await this.book.change({ members, keeperId: deskId, term, keeperHost: null }))) return null
      this.#follow()
      // Whatever was begun before is part of what is handed over.
      await this.queue.settled()
      // After the last lines of the door, which follow this.
      setImmediate(() => void role.door?.close('NOT_KEEPER'))
      return term
    })
  }

  #follow(): void {
    const { desk, vault, now, log } = this.#options
    if (this.#lookAround !== null) clearInterval(this.#lookAround)
    this.#lookAround = null
    const follower = new Follower({
      deskId: desk.deskId,
      sign: vault.sign,
      room: () => this.book.file ?? { roomId: '', members: [], keeperId: '', term: 1 },
      places: () => this.book.places(),
      now,
      log,
      settings: this.#settings,
      onEntered: (at) => this.#entered(follower, at),
      // What this desk did as keeper is told before it takes the other's word for how the queue stands.
      onState: (state) => this.book.file?.owesTickets === false && this.queue.follow(state),
      onTold: (told) => this.#told(follower, told),
      onLink: () => this.#changed(),
    })
    this.#role = { kind: 'member', follower }
    follower.start()
    this.#changed()
  }

  #entered(follower: Follower, { keeperId, term, localAddress }: Entered): void {
    const { file } = this.book
    if (file === null) return
    const address = localAddress ?? file.address
    if (file.keeperId !== keeperId || file.term !== term || file.address !== address)
      void this.book.change({ keeperId, term, address })
    // A number that is still on its way to the disk is told, too: what is answered replaces all that is here.
    if (file.owesTickets) void this.queue.settled().then(() => follower.adopt(this.queue.state))
    this.#payLinks(follower.kept?.date ?? null)
  }

  #told(follower: Follower, told: Told): void {
    const { file } = this.book
    if (file === null) return
    if (told.kind === 'bye') {
      if (told.reason === 'CLOSED') void this.leave()
      return
    }
    if (told.kind === 'members') {
      // A list without this desk would leave it without its series.
      if (findMember(told, this.#options.desk.deskId) !== null) void this.book.change({ members: told.members })
    } else if (file.owesTickets) {
      void this.book.change({ owesTickets: false })
      if (follower.kept !== null) this.queue.follow(follower.kept)
    }
    this.#changed()
  }

  #listen(file: RoomFile, place: Place): Promise<Keeper | ListenProblem> {
    return openDoor(this.#keeperOptions(file), place)
  }

  #keeperOptions(file: RoomFile): KeeperOptions {
    const { desk, vault, log } = this.#options
    return {
      ...desk,
      publicKey: vault.publicKey,
      sign: vault.sign,
      roomId: file.roomId,
      codes: this.membership.codes,
      log,
      settings: this.#settings,
      term: () => this.book.file?.term ?? file.term,
      members: () => this.book.file?.members ?? [],
      state: () => this.queue.state,
      onAct: async (command) => {
        // Whoever calls early, while this desk is taking over, waits until it has; after a hand-over nobody is answered here.
        if (this.#role.kind !== 'keeper') await this.#serial.run(async () => undefined)
        return this.#role.kind === 'keeper' ? this.#carryOut(command) : null
      },
      onAdopt: (state) => this.queue.change((own) => adoptTickets(own, state)),
      onYield: (to, address) => this.#yieldTo(to, address),
      onPaired: (joiner) => this.#serial.run(() => this.membership.admit(joiner)),
      onSeen: (member, address) => void this.membership.noteAddress(member, address),
      onConnections: () => this.#changed(),
    }
  }

  async #endRole(bye: 'CLOSED' | 'NOT_KEEPER' | null): Promise<void> {
    if (this.#lookAround !== null) clearInterval(this.#lookAround)
    this.#lookAround = null
    this.membership.codes.drop()
    await this.#door?.close(bye)
    if (this.#role.kind === 'member') await this.#role.follower.stop()
  }

  #openCopy(series: number): Promise<QueueDesk> {
    const { disk, folder, now, log, events } = this.#options
    const onChange = () => events.emit('queue.changed', {})
    return QueueDesk.open({ disk, folder: join(folder, 'queue'), now, log, onChange, series })
  }

  #changed(): void {
    this.#options.events.emit('room.changed', {})
  }
}

const firstPage = { version: 1 as const, nextSeries: 2, owesTickets: false }
