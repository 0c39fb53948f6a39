/** Ed25519 with raw keys in base64url, as the wire carries them. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

const rawKeyBytes = 32
/** DER in front of a raw Ed25519 public key (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const base64url = /^[A-Za-z0-9_-]+$/

/** null: not the raw key of Ed25519 in base64url. */
export function readPublicKey(encoded: string): KeyObject | null {
  if (!base64url.test(encoded)) return null
  const raw = Buffer.from(encoded, 'base64url')
  if (raw.length !== rawKeyBytes) return null
  try {
    return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

export function isSignedBy(key: KeyObject, message: Uint8Array, signature: string): boolean {
  if (!base64url.test(signature)) return false
  return verify(null, message, key, Buffer.from(signature, 'base64url'))
}

export interface SigningKey {
  /** The raw secret, 32 bytes: bundles are sealed to this key. */
  seed: Uint8Array
  publicKey: KeyObject
  /** Raw, base64url. */
  publicText: string
  sign(message: Uint8Array): string
}

/** A new private key, PKCS #8 in base64. */
export function makePrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

/** The last 32 bytes of either DER form are the raw key. */
export function rawPublicText(privateKey: KeyObject): string {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return spki.subarray(spki.length - rawKeyBytes).toString('base64url')
}

export function mustReadSigningKey(pkcs8: string): SigningKey {
  const der = Buffer.from(pkcs8, 'base64')
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return {
    seed: new Uint8Array(der.subarray(der.length - rawKeyBytes)),
    publicKey: createPublicKey(privateKey),
    publicText: rawPublicText(privateKey),
    sign: (message) => sign(null, message, privateKey).toString('base64url'),
  }
}
