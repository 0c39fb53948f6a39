/**
 * A bundle: everything a desk owes the province as one file for a USB stick, and the province's answer on the way back.
 *
 * The content is the same messages that travel over the wire, so that importing twice, late, or after the link is back
 * changes nothing. Sealed to the reader's Ed25519 key (as X25519) with a one-time key, and signed by the writer's Ed25519
 * key over everything else, header included. Randomness is a parameter.
 */
import { gcm } from '@noble/ciphers/aes.js'
import { bytesToUtf8 } from '@noble/ciphers/utils.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { canonicalJson } from '../dossier/canonical.ts'
import { base64urlToBytes, bytesToBase64url } from './base64url.ts'
import { epochSchema, pushOutcomeSchema, pushRequestSchema } from './messages.ts'

export const bundleFormat = 'mot-cua-bundle'
export const bundleVersion = 1
/** Bytes of a whole file; larger backlogs go in several files. */
export const bundleByteLimit = 64 * 1024 * 1024
/** Of an answer: what a desk's window can hand to its host in one call; larger answers come in parts. */
export const answerByteLimit = 28 * 1024 * 1024
/** Which part of the answer is wanted; `answer-parts` of the first one says how many there are. */
export const bundleQuerySchema = z.object({ part: z.coerce.number().int().min(1).max(10_000).default(1) })

export const bundleContentSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('push'), requests: z.array(pushRequestSchema) }),
  z.looseObject({
    kind: z.literal('answer'),
    epoch: epochSchema,
    answers: z.string(),
    outcomes: z.array(pushOutcomeSchema),
  }),
])
/** `answers` is the id of the bundle that is answered. */
export type BundleContent = z.infer<typeof bundleContentSchema>

const bytesText = z.string().regex(/^[A-Za-z0-9_-]+$/)
export const bundleHeaderSchema = z.looseObject({
  format: z.literal(bundleFormat),
  version: z.int().min(1),
  id: z.uuid(),
  kind: z.enum(['push', 'answer']),
  communeId: z.string().regex(/^\d{5}$/),
  /** Desk that wrote it, or `gateway`. */
  writer: z.string().min(1).max(64),
  /** Desk that it is for, or `gateway`. */
  reader: z.string().min(1).max(64),
  createdAt: z.iso.datetime({ offset: true }),
  dossiers: z.int().min(0),
  events: z.int().min(0),
})
export type BundleHeader = z.infer<typeof bundleHeaderSchema>

const bundleFileSchema = z.looseObject({
  header: bundleHeaderSchema,
  oneTimeKey: bytesText,
  nonce: bytesText,
  sealed: bytesText,
  signature: bytesText,
})

export interface SealBundle {
  header: BundleHeader
  content: BundleContent
  /** Ed25519 public key of the reader, 32 bytes. */
  readerKey: Uint8Array
  /** Signs with the writer's Ed25519 key; the key itself stays in its vault. */
  sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
  /** 32 bytes and 12 bytes, fresh for each bundle. */
  oneTimeSecret: Uint8Array
  nonce: Uint8Array
}

export type BundleProblem = 'NOT_A_BUNDLE' | 'NEWER_VERSION' | 'WRONG_READER' | 'BAD_SIGNATURE' | 'DAMAGED'
export type OpenedBundle =
  { ok: true; header: BundleHeader; content: BundleContent } | { ok: false; problem: BundleProblem }

export async function sealBundle({
  header,
  content,
  readerKey,
  sign,
  oneTimeSecret,
  nonce,
}: SealBundle): Promise<string> {
  const shared = x25519.getSharedSecret(oneTimeSecret, ed25519.utils.toMontgomery(readerKey))
  const headerBytes = utf8ToBytes(canonicalJson(header))
  const sealed = gcm(contentKey(shared, headerBytes), nonce, headerBytes).encrypt(utf8ToBytes(canonicalJson(content)))
  const oneTimeKey = x25519.getPublicKey(oneTimeSecret)
  const signature = await sign(signedBytes(headerBytes, oneTimeKey, nonce, sealed))
  return JSON.stringify({
    header,
    oneTimeKey: bytesToBase64url(oneTimeKey),
    nonce: bytesToBase64url(nonce),
    sealed: bytesToBase64url(sealed),
    signature: bytesToBase64url(signature),
  })
}

/** Only what anybody may read of a file: whose it is, and how much is in it. Not verified yet. */
export function readBundleHeader(text: string): BundleHeader | null {
  return parseFile(text)?.header ?? null
}

export interface OpenBundle {
  reader: string
  /** Raw Ed25519 secret (seed) of the reader, 32 bytes. */
  readerSecret: Uint8Array
  /** Ed25519 public key of the writer the header names, 32 bytes. */
  writerKey: Uint8Array
}

/** Total: whatever the file holds, the answer is a value. */
export function openBundle(text: string, { reader, readerSecret, writerKey }: OpenBundle): OpenedBundle {
  const file = parseFile(text)
  if (file === null) return { ok: false, problem: 'NOT_A_BUNDLE' }
  if (file.header.version > bundleVersion) return { ok: false, problem: 'NEWER_VERSION' }
  if (file.header.reader !== reader) return { ok: false, problem: 'WRONG_READER' }
  const headerBytes = utf8ToBytes(canonicalJson(file.header))
  const [oneTimeKey, nonce, sealed, signature] = [file.oneTimeKey, file.nonce, file.sealed, file.signature].map(
    base64urlToBytes,
  )
  if (!oneTimeKey || !nonce || !sealed || !signature) return { ok: false, problem: 'DAMAGED' }
  if (!verifies(signature, signedBytes(headerBytes, oneTimeKey, nonce, sealed), writerKey))
    return { ok: false, problem: 'BAD_SIGNATURE' }
  const content = unseal(readerSecret, oneTimeKey, nonce, sealed, headerBytes)
  if (content === null || content.kind !== file.header.kind) return { ok: false, problem: 'DAMAGED' }
  return { ok: true, header: file.header, content }
}

function parseFile(text: string): z.infer<typeof bundleFileSchema> | null {
  if (text.length > bundleByteLimit) return null
  try {
    return bundleFileSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function verifies(signature: Uint8Array, bytes: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, bytes, key)
  } catch {
    return false
  }
}

function unseal(
  secret: Uint8Array,
  oneTimeKey: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  headerBytes: Uint8Array,
): BundleContent | null {
  try {
    const shared = x25519.getSharedSecret(ed25519.utils.toMontgomerySecret(secret), oneTimeKey)
    const plain = gcm(contentKey(shared, headerBytes), nonce, headerBytes).decrypt(sealed)
    return bundleContentSchema.safeParse(JSON.parse(bytesToUtf8(plain))).data ?? null
  } catch {
    return null
  }
}

const contentKey = (shared: Uint8Array, headerBytes: Uint8Array): Uint8Array =>
  hkdf(sha256, shared, sha256(headerBytes), utf8ToBytes(`${bundleFormat} ${bundleVersion}`), 32)

const signedBytes = (header: Uint8Array, oneTimeKey: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array =>
  concatBytes(utf8ToBytes(bundleFormat), sha256(header), oneTimeKey, nonce, sha256(sealed))
