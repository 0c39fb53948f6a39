/** Joining a room: the code from the keeper's screen vouches for both sides; what they keep of each other is their keys. */
import { pairAnswerSchema, pairedSchema, type RoomMember } from '../../../shared/queue/room-wire.ts'
import { openLine, withTimeout, type Opened, type Place } from './knock.ts'
import { isSameMac, isSignedBy, makeNonce, pairingMac, serverClaim, type Pairing } from './proof.ts'
import type { LineSettings } from './line-settings.ts'

export interface Joiner {
  deskId: string
  deskName: string
  communeId: string
  publicKey: string
}

export type JoinFailure =
  'NO_ANSWER' | 'NOT_A_ROOM' | 'WRONG_CODE' | 'NO_CODE' | 'OTHER_COMMUNE' | 'FULL' | 'NOT_KEEPER'
export type Joined = { roomId: string; keeperId: string; term: number; series: number; members: RoomMember[] }

export async function joinRoom(
  place: Place,
  code: string,
  joiner: Joiner,
  settings: LineSettings,
  signal: AbortSignal,
): Promise<Joined | JoinFailure> {
  const opened = await openLine(place, settings, signal)
  if (typeof opened === 'string') return opened
  try {
    opened.listen(
      (value) => opened.exchange.take(value),
      () => opened.exchange.close(),
    )
    return await pair(opened, code, joiner, settings)
  } finally {
    opened.lines.end()
  }
}

async function pair(
  { lines, exchange, hello, fingerprint }: Opened,
  code: string,
  joiner: Joiner,
  settings: LineSettings,
) {
  const { roomId, deskId: keeperId, nonce, proof, term } = hello
  const own = makeNonce()
  lines.send({ kind: 'pair', ...joiner, nonce: own })
  const answer = await withTimeout(exchange.next(pairAnswerSchema), settings.greeting)
  if (answer === null) return 'NO_ANSWER'
  if (answer.kind === 'refused') return failureOf(answer.code)
  const { publicKey } = answer
  const seen: Pairing = {
    roomId,
    fingerprint,
    communeId: joiner.communeId,
    keeper: { deskId: keeperId, publicKey, nonce },
    joiner: { deskId: joiner.deskId, publicKey: joiner.publicKey, nonce: own },
  }
  // A keeper that does not know the code learns nothing from this desk that depends on it.
  if (!isSameMac(answer.mac, pairingMac(code, 'keeper', seen))) return 'WRONG_CODE'
  if (!isSignedBy(publicKey, serverClaim({ roomId, deskId: keeperId, fingerprint }), proof)) return 'NOT_A_ROOM'
  lines.send({ kind: 'pairProof', mac: pairingMac(code, 'joiner', seen) })
  const paired = await withTimeout(exchange.next(pairedSchema), settings.greeting)
  if (paired === null) return 'NO_ANSWER'
  if (paired.kind === 'refused') return failureOf(paired.code)
  const keeper = paired.members.find(({ deskId }) => deskId === keeperId)
  if (keeper?.publicKey !== publicKey) return 'NOT_A_ROOM'
  return { roomId, keeperId, term, series: paired.series, members: paired.members }
}

function failureOf(code: JoinFailure | 'NOT_A_MEMBER'): JoinFailure {
  return code === 'NOT_A_MEMBER' ? 'NOT_KEEPER' : code
}
