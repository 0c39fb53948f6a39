/**
 * Scans on a stick: one part of a file, which stands for itself. A line of JSON (header, keys, signature, length of what
 * follows), then the sealed bytes: a line of JSON that lists the scans, then their contents one after the other. Bytes rather
 * than text, for a stick is small and a scan is large. Sealed and signed as `sealed-box` says; importing a part twice, late,
 * without its neighbours or before its dossiers changes nothing else.
 */
import { bytesToUtf8 } from '@noble/ciphers/utils.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { canonicalJson } from '../dossier/canonical.ts'
import { attachmentIdSchema, attachmentLimits, mediaTypeSchema, type AttachmentMetadata } from './attachments.ts'
import { base64urlToBytes, bytesToBase64url } from './base64url.ts'
import { bundleHeaderSchema, type BundleHeader, type BundleProblem, type OpenBundle } from './bundle.ts'
import { openBox, sealBox, type BoxKeys } from './sealed-box.ts'

export const scanPartVersion = 2
export const scanPartLimits = {
  /** Of the contents of one part, unless a single scan is larger: what either end holds in memory, and seals in a moment. */
  bytes: 8 * 1024 * 1024,
  scans: 200,
} as const
const longestHead = 4096
const lineEnd = 0x0a

export interface CarriedScan extends AttachmentMetadata {
  content: Uint8Array
}

const bytesText = z.string().regex(/^[A-Za-z0-9_-]+$/)
const headSchema = z.looseObject({
  header: bundleHeaderSchema.extend({ kind: z.literal('scans') }),
  oneTimeKey: bytesText,
  nonce: bytesText,
  signature: bytesText,
  /** Of what follows the line: a part that was cut short is told from one that was changed. */
  bytes: z.int().min(1),
})
const indexSchema = z.looseObject({
  scans: z
    .array(
      z.looseObject({
        id: attachmentIdSchema,
        mediaType: mediaTypeSchema,
        dossierId: z.uuid(),
        bytes: z.int().min(1).max(attachmentLimits.bytes),
      }),
    )
    .max(scanPartLimits.scans),
})

export interface SealScans extends BoxKeys {
  header: BundleHeader & { kind: 'scans' }
  scans: readonly CarriedScan[]
}

export async function sealScans({ header, scans, ...keys }: SealScans): Promise<Uint8Array> {
  const index = scans.map(({ sha256: id, mediaType, dossierId, content }) => {
    return { id, mediaType, dossierId, bytes: content.length }
  })
  const plain = concatBytes(line({ scans: index }), ...scans.map(({ content }) => content))
  const box = await sealBox(scanPartVersion, utf8ToBytes(canonicalJson(header)), plain, keys)
  const head = {
    header,
    oneTimeKey: bytesToBase64url(box.oneTimeKey),
    nonce: bytesToBase64url(box.nonce),
    signature: bytesToBase64url(box.signature),
    bytes: box.sealed.length,
  }
  return concatBytes(line(head), box.sealed)
}

export type OpenedScans =
  { ok: true; header: BundleHeader; scans: CarriedScan[] } | { ok: false; problem: BundleProblem }

/** Only what anybody may read; not verified yet. null: no part with scans, but perhaps a bundle. */
export function readScansHeader(file: Uint8Array): BundleHeader | null {
  return readHead(file)?.head.header ?? null
}

/** Total: whatever the file holds, the answer is a value. Whether each content fits its id is for the caller to check. */
export function openScans(file: Uint8Array, { reader, ...keys }: OpenBundle): OpenedScans {
  const found = readHead(file)
  if (found === null) return { ok: false, problem: 'NOT_A_BUNDLE' }
  const { head, sealed } = found
  if (head.header.version > scanPartVersion) return { ok: false, problem: 'NEWER_VERSION' }
  if (head.header.reader !== reader) return { ok: false, problem: 'WRONG_READER' }
  const [oneTimeKey, nonce, signature] = [head.oneTimeKey, head.nonce, head.signature].map(base64urlToBytes)
  if (!oneTimeKey || !nonce || !signature || sealed.length !== head.bytes) return { ok: false, problem: 'DAMAGED' }
  const header = utf8ToBytes(canonicalJson(head.header))
  const opened = openBox(scanPartVersion, header, { oneTimeKey, nonce, sealed, signature }, keys)
  if (!opened.ok) return opened
  const scans = readScans(opened.plain)
  return scans === null ? { ok: false, problem: 'DAMAGED' } : { ok: true, header: head.header, scans }
}

function readHead(file: Uint8Array): { head: z.infer<typeof headSchema>; sealed: Uint8Array } | null {
  const end = file.subarray(0, longestHead).indexOf(lineEnd)
  if (end < 0) return null
  const head = headSchema.safeParse(parse(file.subarray(0, end))).data
  return head === undefined ? null : { head, sealed: file.subarray(end + 1) }
}

function readScans(plain: Uint8Array): CarriedScan[] | null {
  const end = plain.indexOf(lineEnd)
  const index = indexSchema.safeParse(parse(plain.subarray(0, Math.max(0, end)))).data
  if (index === undefined) return null
  const scans: CarriedScan[] = []
  let at = end + 1
  for (const { id, mediaType, dossierId, bytes } of index.scans) {
    scans.push({ sha256: id, mediaType, dossierId, content: plain.subarray(at, at + bytes) })
    at += bytes
  }
  return at === plain.length ? scans : null
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(bytesToUtf8(bytes))
  } catch {
    return null
  }
}

const line = (value: unknown): Uint8Array => utf8ToBytes(`${JSON.stringify(value)}\n`)
