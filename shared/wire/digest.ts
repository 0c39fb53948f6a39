/** One short string for "these events of a dossier", so that two ends can tell at once whether they hold the same. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The first 128 bits (hex) of SHA-256 over the sorted event ids, one a line. */
export function historyDigest(eventIds: readonly string[]): string {
  const lines = [...eventIds].sort().join('\n')
  return bytesToHex(sha256(utf8ToBytes(lines))).slice(0, 32)
}
