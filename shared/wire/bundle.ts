/**
 * A bundle: everything a desk owes the province as one file for a USB stick, and the province's answer on the way back.
 *
 * The content is the same messages that travel over the wire, so that importing twice, late, or after the link is back
 * changes nothing. Sealed and signed as `sealed-box` says. Scans travel beside it, in `scan-part`.
 */
import { bytesToUtf8 } from '@noble/ciphers/utils.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { canonicalJson } from '../dossier/canonical.ts'
import { attachmentIdSchema } from './attachments.ts'
import { base64urlToBytes, bytesToBase64url } from './base64url.ts'
import { epochSchema, pushOutcomeSchema, pushRequestSchema } from './messages.ts'
import { bundleFormat, openBox, sealBox, type BoxKeys, type OpenBox } from './sealed-box.ts'

export const bundleVersion = 1
/** Bytes of a whole file; larger backlogs go in several files. */
export const bundleByteLimit = 64 * 1024 * 1024
/** Of an answer: what a desk's window can hand to its host in one call; larger answers come in parts. */
export const answerByteLimit = 28 * 1024 * 1024
/** Which part of the answer is wanted; `answer-parts` of the first one says how many there are. */
export const bundleQuerySchema = z.object({ part: z.coerce.number().int().min(1).max(10_000).default(1) })

/** What became of the scans of one part. A scan that is in neither list is as unsent as before. */
export const scanOutcomesSchema = z.looseObject({
  atProvince: z.array(attachmentIdSchema),
  refused: z.array(z.looseObject({ id: attachmentIdSchema, reason: z.string().max(60) })),
})
export type ScanOutcomes = z.infer<typeof scanOutcomesSchema>

export const bundleContentSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('push'), requests: z.array(pushRequestSchema) }),
  z.looseObject({
    kind: z.literal('answer'),
    epoch: epochSchema,
    answers: z.string(),
    outcomes: z.array(pushOutcomeSchema),
    /** Of an answer to scans only. */
    scans: scanOutcomesSchema.optional(),
  }),
])
/** `answers` is the id of the bundle that is answered. */
export type BundleContent = z.infer<typeof bundleContentSchema>

const bytesText = z.string().regex(/^[A-Za-z0-9_-]+$/)
export const bundleHeaderSchema = z.looseObject({
  format: z.literal(bundleFormat),
  version: z.int().min(1),
  id: z.uuid(),
  kind: z.enum(['push', 'answer', 'scans']),
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

export interface SealBundle extends BoxKeys {
  header: BundleHeader
  content: BundleContent
}

export type BundleProblem = 'NOT_A_BUNDLE' | 'NEWER_VERSION' | 'WRONG_READER' | 'BAD_SIGNATURE' | 'DAMAGED'
export type OpenedBundle =
  { ok: true; header: BundleHeader; content: BundleContent } | { ok: false; problem: BundleProblem }

export async function sealBundle({ header, content, ...keys }: SealBundle): Promise<string> {
  const headerBytes = utf8ToBytes(canonicalJson(header))
  const box = await sealBox(bundleVersion, headerBytes, utf8ToBytes(canonicalJson(content)), keys)
  return JSON.stringify({
    header,
    oneTimeKey: bytesToBase64url(box.oneTimeKey),
    nonce: bytesToBase64url(box.nonce),
    sealed: bytesToBase64url(box.sealed),
    signature: bytesToBase64url(box.signature),
  })
}

/** The file's name; a reader of bar codes that finds it opens *Đồng bộ*. */
export function nameBundle(deskId: string, createdAt: string): string {
  return `mot-cua-${deskId}-${createdAt.slice(0, 16).replace(/[-:]/g, '')}.motcua`
}

/** Only what anybody may read of a file: whose it is, and how much is in it. Not verified yet. */
export function readBundleHeader(text: string): BundleHeader | null {
  return parseFile(text)?.header ?? null
}

export interface OpenBundle extends OpenBox {
  reader: string
}

/** Total: whatever the file holds, the answer is a value. */
export function openBundle(text: string, { reader, ...keys }: OpenBundle): OpenedBundle {
  const file = parseFile(text)
  if (file === null) return { ok: false, problem: 'NOT_A_BUNDLE' }
  if (file.header.version > bundleVersion) return { ok: false, problem: 'NEWER_VERSION' }
  if (file.header.reader !== reader) return { ok: false, problem: 'WRONG_READER' }
  const headerBytes = utf8ToBytes(canonicalJson(file.header))
  const [oneTimeKey, nonce, sealed, signature] = [file.oneTimeKey, file.nonce, file.sealed, file.signature].map(
    base64urlToBytes,
  )
  if (!oneTimeKey || !nonce || !sealed || !signature) return { ok: false, problem: 'DAMAGED' }
  const opened = openBox(bundleVersion, headerBytes, { oneTimeKey, nonce, sealed, signature }, keys)
  if (!opened.ok) return opened
  const content = readContent(opened.plain)
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

function readContent(plain: Uint8Array): BundleContent | null {
  try {
    return bundleContentSchema.safeParse(JSON.parse(bytesToUtf8(plain))).data ?? null
  } catch {
    return null
  }
}
