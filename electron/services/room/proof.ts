/**
 * Who is who in a room. TLS keeps the connection private; that it ends at the right desk is shown by the desks' own keys:
 * the one that is called signs its certificate, the one that calls signs that certificate and a nonce of this connection.
 * Before they know each other's keys, a code from one screen typed at the other vouches for both.
 */
import { createHmac, createPublicKey, randomBytes, timingSafeEqual, verify } from 'node:crypto'

export const makeNonce = (): string => randomBytes(32).toString('base64url')

/** JSON, so that no two different lists of parts read the same. */
const text = (purpose: string, parts: readonly string[]) =>
  Buffer.from(`mot-cua room ${purpose} v1\n${JSON.stringify(parts)}`)

export interface ServerClaim {
  roomId: string
  deskId: string
  fingerprint: string
}
export const serverClaim = ({ roomId, deskId, fingerprint }: ServerClaim) =>
  text('server', [roomId, deskId, fingerprint])

export interface ClientClaim extends ServerClaim {
  /** Of the desk that calls; `deskId` is the one that is called. */
  callerId: string
  nonce: string
}
export const clientClaim = ({ roomId, deskId, fingerprint, callerId, nonce }: ClientClaim) =>
  text('client', [roomId, deskId, fingerprint, callerId, nonce])

/** false also for a key that is none. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

export interface Pairing {
  roomId: string
  fingerprint: string
  communeId: string
  keeper: { deskId: string; publicKey: string; nonce: string }
  joiner: { deskId: string; publicKey: string; nonce: string }
}

/** What a side that knows the code says about everything that both saw. The sides differ, so that none can be echoed. */
export function pairingMac(code: string, side: 'keeper' | 'joiner', seen: Pairing): string {
  const { roomId, fingerprint, communeId, keeper, joiner } = seen
  const parts = [roomId, fingerprint, communeId]
  for (const { deskId, publicKey, nonce } of [keeper, joiner]) parts.push(deskId, publicKey, nonce)
  return createHmac('sha256', code)
    .update(text(`pairing ${side}`, parts))
    .digest('base64url')
}

export function isSameMac(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
