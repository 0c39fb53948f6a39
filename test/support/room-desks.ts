/** Desks of one room in one process: real sockets and TLS on addresses of the loopback, disks in memory, cables that can be cut. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { HostEvents } from '../../electron/services/host-events.ts'
import { silentLog } from '../../electron/services/log.ts'
import { QueueDesk } from '../../electron/services/queue/queue-desk.ts'
import type { Place } from '../../electron/services/room/knock.ts'
import { usualSettings, type LineSettings } from '../../electron/services/room/line-settings.ts'
import { Room } from '../../electron/services/room/room.ts'
import { vaultOf, type Vault } from '../../electron/services/vault/vault.ts'
import type { QueueCommand } from '../../shared/queue/queue.ts'
import { MemoryDisk } from './memory-disk.ts'

/** Patient where a test waits for an end that must have another reason. */
const quick = {
  ...usualSettings,
  greeting: 60_000,
  beat: 40,
  silence: 800,
  dial: 2000,
  retry: 40,
  answer: 3000,
  lookAround: 100,
}

/** Everything a desk calls goes through here. */
export class Cable {
  readonly #from: string
  readonly #sockets = new Set<Socket>()
  readonly #relays = new Map<string, { server: Server; port: number }>()
  #isCut = false
  /** Nothing arrives any more, and nobody is told. */
  isFrozen = false
  /** Bytes that went out, as they were on the cable. */
  readonly sent: Buffer[] = []

  constructor(from: string) {
    this.#from = from
  }

  connect = async (place: Place): Promise<Socket> => {
    if (this.#isCut) throw new Error('cut')
    const { port } = await this.#relayTo(place)
    return connect({ host: '127.0.0.1', port })
  }

  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
    this.isFrozen = false
  }

  async end(): Promise<void> {
    this.cut()
    for (const { server } of this.#relays.values()) await new Promise((resolve) => server.close(resolve))
  }

  async #relayTo(place: Place): Promise<{ server: Server; port: number }> {
    const key = `${place.host} ${place.port}`
    const known = this.#relays.get(key)
    if (known !== undefined) return known
    const server = createServer((incoming) => this.#relay(incoming, place))
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const relay = { server, port: (server.address() as AddressInfo).port }
    this.#relays.set(key, relay)
    return relay
  }

  #relay(incoming: Socket, place: Place): void {
    const outgoing = connect({ ...place, localAddress: this.#from })
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      this.#sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        this.#sockets.delete(socket)
        if (!this.isFrozen) other.destroy()
      })
      socket.on('data', (chunk: Buffer) => {
        if (this.isFrozen || this.#isCut) return
        if (socket === incoming) this.sent.push(chunk)
        other.write(chunk)
      })
    }
  }
}

let ports = 20_000 + Math.floor(Math.random() * 20_000)

export class RoomDesk {
  readonly deskId: string
  readonly address: string
  readonly disk = new MemoryDisk()
  readonly cable: Cable
  readonly vault: Vault
  readonly settings: LineSettings
  communeId = '25459'
  practice = false
  nowMs = Date.parse('2026-11-24T09:00:00+07:00')
  events = new HostEvents(silentLog)
  #room: Room | null = null

  constructor(n: number) {
    this.deskId = `desk-${n}`
    this.address = `127.0.0.${n + 10}`
    this.cable = new Cable(this.address)
    this.settings = { ...quick, connect: this.cable.connect }
    const { privateKey } = generateKeyPairSync('ed25519')
    this.vault = vaultOf({
      version: 1,
      signingKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      dataKey: randomBytes(32).toString('base64'),
    })
  }

  get room(): Room {
    if (this.#room === null) throw new Error('This desk is off.')
    return this.#room
  }

  async start(): Promise<Room> {
    const { disk, deskId, communeId, practice, vault, settings } = this
    this.events = new HostEvents(silentLog)
    const events = this.events
    const shared = { disk, now: () => this.nowMs, log: silentLog }
    const onChange = () => events.emit('queue.changed', {})
    const queue = await QueueDesk.open({ ...shared, folder: '/queue', onChange })
    const desk = { deskId, deskName: `Quầy ${deskId}`, communeId, practice }
    this.#room = await Room.open({ ...shared, folder: '/room', desk, vault, queue, events, settings })
    return this.#room
  }

  /** The host ends; its disk stays. */
  async stop(): Promise<void> {
    await this.#room?.stop()
    this.#room = null
  }

  async end(): Promise<void> {
    await this.stop()
    await this.cable.end()
  }

  act(command: QueueCommand, id?: string) {
    return this.room.act(command, `can-bo-${this.deskId}`, id)
  }

  /** The number, or why there is none. */
  async issue(letter = 'A'): Promise<string> {
    const outcome = await this.act({ kind: 'issue', letter, priority: null })
    return outcome.kind === 'done' ? (outcome.ticket?.number ?? '') : outcome.code
  }

  async call(window: number): Promise<string> {
    const outcome = await this.act({ kind: 'callNext', window, letters: null })
    return outcome.kind === 'done' ? (outcome.ticket?.number ?? '') : outcome.code
  }

  get numbers(): string[] {
    return this.room.state.tickets.map(({ number }) => number)
  }
}

export class RoomOfDesks {
  readonly desks: RoomDesk[] = []
  readonly port = (ports += 1)

  async add(): Promise<RoomDesk> {
    const desk = new RoomDesk(this.desks.length + 1)
    this.desks.push(desk)
    await desk.start()
    return desk
  }

  open(desk: RoomDesk) {
    return desk.room.openHere({ host: desk.address, port: this.port })
  }

  /** Joins by the founder's address and a code from its screen. */
  join(desk: RoomDesk, founder: RoomDesk) {
    founder.room.membership.makeCode()
    const code = founder.room.membership.codes.shown?.code ?? ''
    return desk.room.join({ host: founder.address, port: this.port }, code)
  }

  async end(): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.end()))
  }
}
