/** One spelling of an event, so that hashes and signatures agree on every machine. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DossierEvent } from './event.ts'

/** JSON with sorted keys and without undefined members. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** The bytes a desk signs: everything of the event but the signature itself. */
export function bytesToSign(event: Omit<DossierEvent, 'signature'>): Uint8Array {
  const { signature: _unsigned, ...rest } = event as DossierEvent
  return utf8ToBytes(canonicalJson(rest))
}

/** SHA-256 (hex) of the whole event, signature included: the next event's `previous`. */
export function eventHash(event: DossierEvent): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(event))))
}
