/** Calling another desk of the room: a private connection, and proof that it ends at a desk whose key is known. */
import type { Socket } from 'node:net'
import { connect as tlsConnect, type TLSSocket } from 'node:tls'
import { helloSchema, type Hello, type RoomMember } from '../../../shared/queue/room-wire.ts'
import { monotonic } from '../desk-storage.ts'
import { fingerprintOf } from './certificate.ts'
import { Exchange, Lines, type LineEnd } from './lines.ts'
import { isSignedBy, serverClaim } from './proof.ts'
import type { LineSettings } from './line-settings.ts'

export interface Place {
  host: string
  port: number
}

export interface Opened {
  place: Place
  lines: Lines
  exchange: Exchange
  hello: Hello
  fingerprint: string
  /** This machine's own address on the way there. */
  localAddress: string | null
  /** Replaces whoever listened until now. */
  listen(onLine: (value: unknown) => void, onEnd: (why: LineEnd) => void): void
}

export type KnockFailure = 'NO_ANSWER' | 'NOT_A_ROOM'

const longestGreeting = 64 * 1024
/** A keeper answers and tells; it never floods. */
const mostPerSecond = 500

/** The connection and its first line; nothing is proved yet. */
export async function openLine(
  place: Place,
  settings: LineSettings,
  signal: AbortSignal,
): Promise<Opened | KnockFailure> {
  const socket = await dial(place, settings, signal)
  if (socket === null) return 'NO_ANSWER'
  const exchange = new Exchange()
  let onLine = (value: unknown) => exchange.take(value)
  let onEnd: (why: LineEnd) => void = () => exchange.close()
  const lines = new Lines(socket, {
    longest: longestGreeting,
    mostPerSecond,
    monotonic,
    onLine: (value) => onLine(value),
    onEnd: (why) => onEnd(why),
  })
  const hello = await withTimeout(exchange.next(helloSchema), settings.dial)
  // Without a socket there is no certificate any more, whatever the types say.
  const certificate = hello === null || !lines.isOpen ? null : socket.getPeerCertificate(false)?.raw
  if (hello === null || certificate == null) {
    lines.end()
    return 'NOT_A_ROOM'
  }
  const fingerprint = fingerprintOf(certificate)
  const listen = (nextLine: typeof onLine, nextEnd: typeof onEnd) => {
    ;[onLine, onEnd] = [nextLine, nextEnd]
    for (const early of exchange.rest()) nextLine(early)
    if (!lines.isOpen) nextEnd('closed')
  }
  return { place, lines, exchange, hello, fingerprint, localAddress: plainAddress(socket.localAddress), listen }
}

export interface RoomFacts {
  roomId: string
  members: readonly RoomMember[]
  /** Who kept the queue when this desk heard last, and since which change of hands. */
  keeperId: string
  term: number
}

/** A desk of this room keeps the queue there, and has proved to be that desk. Never rejects: several are asked at once. */
export async function knock(place: Place, room: RoomFacts, settings: LineSettings, signal: AbortSignal) {
  const opened = await openLine(place, settings, signal).catch(() => 'NO_ANSWER' as const)
  if (typeof opened === 'string') return opened
  const { hello, fingerprint, lines } = opened
  const member = room.members.find(({ deskId }) => deskId === hello.deskId)
  const claim = serverClaim({ roomId: room.roomId, deskId: hello.deskId, fingerprint })
  const isRight = hello.roomId === room.roomId && member !== undefined
  if (isRight && isSignedBy(member.publicKey, claim, hello.proof)) return { ...opened, member }
  lines.end()
  return 'WRONG_KEY' as const
}
export type Knocked = Exclude<Awaited<ReturnType<typeof knock>>, string>

async function dial(place: Place, { dial: timeoutMs, connect }: LineSettings, signal: AbortSignal) {
  if (signal.aborted) return null
  const raw = await connect(place).catch(() => null)
  return raw === null ? null : secure(raw, timeoutMs, signal)
}

function secure(raw: Socket, timeoutMs: number, signal: AbortSignal): Promise<TLSSocket | null> {
  return new Promise((resolve) => {
    // No authority knows this certificate: who is there is proved by the desk's signature over it, see proof.ts.
    const socket = tlsConnect({ socket: raw, rejectUnauthorized: false, minVersion: 'TLSv1.3' })
    const give = (answer: TLSSocket | null) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      socket.off('secureConnect', onSecure)
      if (answer === null) for (const one of [socket, raw]) one.destroy()
      resolve(answer)
    }
    const giveUp = () => give(null)
    const onSecure = () => give(socket)
    const timer = setTimeout(giveUp, timeoutMs)
    signal.addEventListener('abort', giveUp)
    socket.once('secureConnect', onSecure)
    // They stay: an error that comes later must not end the process.
    for (const one of [socket, raw]) one.on('error', giveUp)
    raw.setNoDelay(true)
  })
}

/** `::ffff:192.168.1.5` is an address of the older kind. */
export function plainAddress(address: string | undefined): string | null {
  return address === undefined ? null : address.replace(/^::ffff:/, '')
}

export function withTimeout<T>(promise: Promise<T | null>, ms: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms)
    promise.then((value) => resolve(value), reject).finally(() => clearTimeout(timer))
  })
}
