/**
 * How what travels on a stick is sealed: to the reader's Ed25519 key (as X25519) with a one-time key, and signed by the writer's
 * Ed25519 key over everything else, header included. Randomness is a parameter.
 */
import { gcm } from '@noble/ciphers/aes.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

export const bundleFormat = 'mot-cua-bundle'

export interface BoxKeys {
  /** Ed25519 public key of the reader, 32 bytes. */
  readerKey: Uint8Array
  /** Signs with the writer's Ed25519 key; the key itself stays in its vault. */
  sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
  /** 32 bytes and 12 bytes, fresh for each box. */
  oneTimeSecret: Uint8Array
  nonce: Uint8Array
}

export interface SealedBox {
  oneTimeKey: Uint8Array
  nonce: Uint8Array
  sealed: Uint8Array
  signature: Uint8Array
}

/** @param version of the file's format: what is sealed for one is no content of another */
export async function sealBox(
  version: number,
  header: Uint8Array,
  plain: Uint8Array,
  { readerKey, sign, oneTimeSecret, nonce }: BoxKeys,
): Promise<SealedBox> {
  const shared = x25519.getSharedSecret(oneTimeSecret, ed25519.utils.toMontgomery(readerKey))
  const sealed = gcm(contentKey(version, shared, header), nonce, header).encrypt(plain)
  const oneTimeKey = x25519.getPublicKey(oneTimeSecret)
  return { oneTimeKey, nonce, sealed, signature: await sign(signedBytes(header, oneTimeKey, nonce, sealed)) }
}

export interface OpenBox {
  /** Raw Ed25519 secret (seed) of the reader, 32 bytes. */
  readerSecret: Uint8Array
  /** Ed25519 public key of the writer that the header names, 32 bytes. */
  writerKey: Uint8Array
}
export type OpenedBox = { ok: true; plain: Uint8Array } | { ok: false; problem: 'BAD_SIGNATURE' | 'DAMAGED' }

/** Total: whatever it is given, the answer is a value. */
export function openBox(
  version: number,
  header: Uint8Array,
  { oneTimeKey, nonce, sealed, signature }: SealedBox,
  { readerSecret, writerKey }: OpenBox,
): OpenedBox {
  if (!verifies(signature, signedBytes(header, oneTimeKey, nonce, sealed), writerKey))
    return { ok: false, problem: 'BAD_SIGNATURE' }
  try {
    const shared = x25519.getSharedSecret(ed25519.utils.toMontgomerySecret(readerSecret), oneTimeKey)
    return { ok: true, plain: gcm(contentKey(version, shared, header), nonce, header).decrypt(sealed) }
  } catch {
    return { ok: false, problem: 'DAMAGED' }
  }
}

function verifies(signature: Uint8Array, bytes: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, bytes, key)
  } catch {
    return false
  }
}

const contentKey = (version: number, shared: Uint8Array, header: Uint8Array): Uint8Array =>
  hkdf(sha256, shared, sha256(header), utf8ToBytes(`${bundleFormat} ${version}`), 32)

const signedBytes = (header: Uint8Array, oneTimeKey: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array =>
  concatBytes(utf8ToBytes(bundleFormat), sha256(header), oneTimeKey, nonce, sha256(sealed))
