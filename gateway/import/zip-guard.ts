/**
 * Whether a zip may be unpacked at all. A few kilobytes can unpack to gigabytes, and the sizes that a zip states of itself may
 * be false: everything is unpacked once under a limit, and thrown away.
 */
import { inflateRawSync } from 'node:zlib'

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const longestComment = 65_535
const entryLimit = 2000

interface Entry {
  name: string
  method: number
  packed: Buffer
}

export type ZipCheck = { ok: true; names: string[] } | { ok: false; problem: 'damaged' | 'tooLarge' }

export function checkZip(bytes: Uint8Array, limit: number): ZipCheck {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const entries = listEntries(buffer)
    if (entries === null) return { ok: false, problem: 'damaged' }
    let left = limit
    for (const { method, packed } of entries) {
      if (method !== 0 && method !== 8) return { ok: false, problem: 'damaged' }
      left -= method === 0 ? packed.length : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) }).length
      if (left <= 0) return { ok: false, problem: 'tooLarge' }
    }
    return { ok: true, names: entries.map(({ name }) => name) }
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException | null)?.code === 'ERR_BUFFER_TOO_LARGE'
    return { ok: false, problem: isTooLarge ? 'tooLarge' : 'damaged' }
  }
}

/** null: no directory where one must be. Reading beyond the end throws. */
function listEntries(zip: Buffer): Entry[] | null {
  const end = findEnd(zip)
  if (end === null) return null
  const count = zip.readUInt16LE(end + 10)
  if (count > entryLimit) return null
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== entrySignature) return null
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const size = zip.readUInt32LE(at + 20)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    if (start + size > zip.length) return null
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      method: zip.readUInt16LE(at + 10),
      packed: zip.subarray(start, start + size),
    })
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return entries
}

function findEnd(zip: Buffer): number | null {
  const earliest = Math.max(0, zip.length - endLength - longestComment)
  for (let at = zip.length - endLength; at >= earliest; at -= 1) if (zip.readUInt32LE(at) === endSignature) return at
  return null
}
