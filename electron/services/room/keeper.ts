/**
 * The door of the desk that keeps the queue. Whoever calls gets one line that proves who is called, and has to prove the same
 * in its first; then commands come in and changes go out. Nothing else is served here.
 */
import { createServer, type Server, type TLSSocket } from 'node:tls'
import type { Socket } from 'node:net'
import { deltaOf } from '../../../shared/queue/room-rules.ts'
import type { RoomCommand } from '../../../shared/queue/room-rules.ts'
import type { QueueState } from '../../../shared/queue/queue.ts'
import {
  firstSchema,
  fromMemberSchema,
  pairProofSchema,
  type First,
  type FromKeeper,
  type FromMember,
  type RoomMember,
  type RoomOutcome,
  type RoomRefusal,
} from '../../../shared/queue/room-wire.ts'
import { errorName, type Log } from '../log.ts'
import { monotonic } from '../desk-storage.ts'
import { makeCertificate } from './certificate.ts'
import { Exchange, Lines } from './lines.ts'
import { plainAddress, withTimeout, type Place } from './knock.ts'
import type { PairingCodes } from './pairing-code.ts'
import { clientClaim, isSameMac, isSignedBy, makeNonce, pairingMac, serverClaim, type Pairing } from './proof.ts'
import type { LineSettings } from './line-settings.ts'
import { Visitors } from './visitors.ts'

type AdoptedState = Extract<FromMember, { kind: 'adopt' }>['state']

export interface KeeperOptions {
  roomId: string
  deskId: string
  deskName: string
  communeId: string
  publicKey: string
  sign: (bytes: Uint8Array) => string
  codes: PairingCodes
  log: Log
  settings: LineSettings
  term: () => number
  members: () => readonly RoomMember[]
  state: () => QueueState
  /** null: this desk no longer keeps the queue; the line ends soon, and the command goes to whoever does. */
  onAct: (command: RoomCommand) => Promise<RoomOutcome | null>
  onAdopt: (state: AdoptedState) => Promise<void>
  /** Resolves once this desk no longer keeps the queue, with the term of the next keeper; null: it stays the keeper. */
  onYield: (to: RoomMember, address: string) => Promise<number | null>
  /** Takes the desk in, on the disk. */
  onPaired: (desk: Pick<RoomMember, 'deskId' | 'deskName' | 'publicKey'>) => Promise<RoomMember | RoomRefusal>
  onSeen: (member: RoomMember, address: string | null) => void
  onConnections: () => void
}

interface Session {
  member: RoomMember
  lines: Lines
  /** What it holds; null: nothing yet. */
  sent: QueueState | null
  silence: NodeJS.Timeout
}

const longestGreeting = 4 * 1024
/** A day's tickets of a desk that kept the queue by itself. */
const longestOfMember = 8 * 1024 * 1024
const mostPerSecond = 50

export class Keeper {
  readonly #options: KeeperOptions
  readonly #server: Server
  readonly #fingerprint: string
  readonly #proof: string
  readonly #sockets = new Set<Socket>()
  readonly #sessions = new Map<string, Session>()
  readonly #visitors = new Visitors(monotonic)
  readonly #beat: NodeJS.Timeout
  #closing = false

  private constructor(options: KeeperOptions, server: Server, fingerprint: string) {
    this.#options = options
    this.#server = server
    this.#fingerprint = fingerprint
    const { roomId, deskId, sign } = options
    this.#proof = sign(serverClaim({ roomId, deskId, fingerprint }))
    server.on('connection', (socket: Socket) => this.#admit(socket))
    server.on('secureConnection', (socket) => void this.#greet(socket))
    // Port scanners and half-open handshakes: nothing to be done about them, and nothing worth a line each.
    server.on('tlsClientError', (_error, socket) => socket.destroy())
    server.on('error', (error) => options.log.error({ error: errorName(error) }, 'room: listening failed'))
    this.#beat = setInterval(() => this.#tick(), options.settings.beat)
    this.#beat.unref()
  }

  /** Rejects with the system's error: EADDRINUSE, EADDRNOTAVAIL, EACCES. */
  static async listen(options: KeeperOptions, { host, port }: Place): Promise<Keeper> {
    const { key, cert, fingerprint } = await makeCertificate()
    const server = createServer({ key, cert, minVersion: 'TLSv1.3', handshakeTimeout: 5000 })
    server.maxConnections = 64
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, exclusive: true }, () => {
        server.off('error', reject)
        resolve()
      })
    })
    return new Keeper(options, server, fingerprint)
  }

  get connected(): string[] {
    return [...this.#sessions.keys()]
  }

  /** Tells everybody what changed since they were last told. */
  broadcast(): void {
    for (const session of this.#sessions.values()) this.#tellState(session)
  }

  tellMembers(): void {
    const { term, members } = this.#options
    for (const { lines } of this.#sessions.values())
      say(lines, { kind: 'members', term: term(), members: [...members()] })
  }

  /** Whoever was put out of the room hears it, and is gone. */
  dismiss(deskId: string): void {
    const session = this.#sessions.get(deskId)
    if (session === undefined) return
    session.lines.sendLast({ kind: 'bye', reason: 'REMOVED' } satisfies FromKeeper)
  }

  async close(reason: 'CLOSED' | 'NOT_KEEPER' | null): Promise<void> {
    this.#closing = true
    clearInterval(this.#beat)
    for (const { lines } of this.#sessions.values()) {
      if (reason === null) lines.end()
      else lines.sendLast({ kind: 'bye', reason } satisfies FromKeeper)
    }
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    // Last lines are small and leave at once; whoever does not take them is cut off.
    const cut = setTimeout(() => this.#cutAll(), 500)
    if (reason === null) this.#cutAll()
    await closed
    clearTimeout(cut)
  }

  #cutAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #admit(socket: Socket): void {
    const address = plainAddress(socket.remoteAddress) ?? ''
    if (this.#closing || !this.#visitors.mayEnter(address)) {
      socket.destroy()
      return
    }
    this.#sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#sockets.delete(socket)
      this.#visitors.left(address)
    })
  }

  async #greet(socket: TLSSocket): Promise<void> {
    const { roomId, deskId, term, settings, log } = this.#options
    const exchange = new Exchange()
    let onLine = (value: unknown) => exchange.take(value)
    let onEnd = () => exchange.close()
    const lines = new Lines(socket, {
      longest: longestGreeting,
      mostPerSecond,
      monotonic,
      onLine: (value) => onLine(value),
      onEnd: () => onEnd(),
    })
    const nonce = makeNonce()
    lines.send({ kind: 'hello', protocol: 1, roomId, deskId, term: term(), nonce, proof: this.#proof })
    const first = await withTimeout(exchange.next(firstSchema), settings.greeting)
    try {
      if (first?.kind === 'pair') await this.#pair(first, { lines, exchange, nonce })
      else if (first?.kind === 'enter') {
        const session = this.#enter(first, { lines, nonce, address: plainAddress(socket.remoteAddress) })
        if (session === null) return
        onLine = (value) => this.#receive(session, value)
        onEnd = () => this.#leave(session)
        for (const early of exchange.rest()) onLine(early)
        if (!lines.isOpen) onEnd()
      } else lines.end('garbage')
    } catch (error) {
      log.error({ error: errorName(error) }, 'room: a connection failed')
      lines.end()
    }
  }

  #enter(
    { deskId: callerId, signature }: Extract<First, { kind: 'enter' }>,
    { lines, nonce, address }: { lines: Lines; nonce: string; address: string | null },
  ): Session | null {
    const { roomId, deskId, members, settings, onSeen, onConnections, log } = this.#options
    const member = members().find((one) => one.deskId === callerId)
    const claim = clientClaim({ roomId, deskId, fingerprint: this.#fingerprint, callerId, nonce })
    if (callerId === deskId || member === undefined || !isSignedBy(member.publicKey, claim, signature)) {
      log.warn({ deskId: callerId }, 'room: an unknown desk or a wrong key was refused')
      refuse(lines, 'NOT_A_MEMBER')
      return null
    }
    // A desk that was cut off comes back before its old connection is noticed to be dead.
    this.#sessions.get(callerId)?.lines.end()
    const silence = setTimeout(() => lines.end(), settings.silence)
    const session: Session = { member, lines, sent: null, silence }
    this.#sessions.set(callerId, session)
    lines.allow(longestOfMember)
    onSeen(member, address)
    say(lines, { kind: 'members', term: this.#options.term(), members: [...members()] })
    this.#tellState(session)
    onConnections()
    return session
  }

  #leave(session: Session): void {
    clearTimeout(session.silence)
    if (this.#sessions.get(session.member.deskId) !== session) return
    this.#sessions.delete(session.member.deskId)
    this.#options.onConnections()
  }

  #receive(session: Session, value: unknown): void {
    const { lines } = session
    const message = fromMemberSchema.safeParse(value).data
    if (message === undefined) return lines.end('garbage')
    session.silence.refresh()
    if (message.kind === 'beat') return
    this.#carryOut(session, message).catch((error: unknown) => {
      this.#options.log.error({ error: errorName(error) }, 'room: a message was not carried out')
      lines.end()
    })
  }

  async #carryOut({ member, lines }: Session, message: Exclude<FromMember, { kind: 'beat' }>): Promise<void> {
    const { onAct, onAdopt, onYield } = this.#options
    if (message.kind === 'act') {
      const { id, command, officerId } = message
      const outcome = await onAct({ id, command, officerId })
      // What it changed was broadcast before: whoever gets the answer has the state that it speaks of.
      if (outcome !== null) say(lines, { kind: 'answer', id, outcome })
    } else if (message.kind === 'adopt') {
      await onAdopt(message.state)
      say(lines, { kind: 'adopted' })
    } else {
      const term = await onYield(member, message.address)
      if (term === null) return
      this.tellMembers()
      this.broadcast()
      say(lines, { kind: 'yielded', term })
    }
  }

  #tellState(session: Session): void {
    const state = this.#options.state()
    if (session.sent?.revision === state.revision) return
    say(session.lines, { kind: 'state', delta: deltaOf(session.sent, state) })
    session.sent = state
  }

  #tick(): void {
    // Also past midnight, when nobody did anything and yet nobody waits any more.
    this.broadcast()
    for (const { lines } of this.#sessions.values()) say(lines, { kind: 'beat' })
  }

  async #pair(
    asked: Extract<First, { kind: 'pair' }>,
    { lines, exchange, nonce }: { lines: Lines; exchange: Exchange; nonce: string },
  ): Promise<void> {
    const { roomId, deskId, deskName, communeId, publicKey, codes, settings, onPaired, members, log } = this.#options
    if (asked.communeId !== communeId) return refuse(lines, 'OTHER_COMMUNE')
    const code = codes.begin()
    if (code === null) return refuse(lines, 'NO_CODE')
    const seen: Pairing = {
      roomId,
      fingerprint: this.#fingerprint,
      communeId,
      keeper: { deskId, publicKey, nonce },
      joiner: { deskId: asked.deskId, publicKey: asked.publicKey, nonce: asked.nonce },
    }
    lines.send({ kind: 'pairAnswer', deskName, publicKey, mac: pairingMac(code, 'keeper', seen) })
    const proof = await withTimeout(exchange.next(pairProofSchema), settings.greeting)
    if (proof === null || !isSameMac(proof.mac, pairingMac(code, 'joiner', seen)) || !codes.use(code)) {
      log.warn({}, 'room: a desk tried to join with a wrong code')
      return refuse(lines, 'WRONG_CODE')
    }
    const member = await onPaired({ deskId: asked.deskId, deskName: asked.deskName, publicKey: asked.publicKey })
    if (typeof member === 'string') return refuse(lines, member)
    log.info({ deskId: member.deskId }, 'room: a desk joined')
    lines.sendLast({ kind: 'paired', series: member.series, members: [...members()] })
  }
}

function say(lines: Lines, message: FromKeeper): void {
  lines.send(message)
}

function refuse(lines: Lines, code: RoomRefusal): void {
  lines.sendLast({ kind: 'refused', code } satisfies FromKeeper)
}
