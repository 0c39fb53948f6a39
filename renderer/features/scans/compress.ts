/** Which quality and size a page is kept in, to stay below so many bytes and still be read. Pure: drawing is the caller's. */

export interface Encoding {
  /** Of the sides, 1: as scanned. */
  scale: number
  /** Of JPEG, 0 to 1. */
  quality: number
}
export interface Encoded extends Encoding {
  content: Uint8Array
}
export type Compression =
  | ({ kind: 'fits' } & Encoded)
  /** Smaller than this it could no longer be read; the officer may take it nevertheless. */
  | ({ kind: 'tooLarge' } & Encoded)
  | { kind: 'failed' }

/** An A4 page at 110 dots an inch: small print is still there. */
export const fewestPixels = 1280
const lowestQuality = 0.45
const qualities = [0.92, 0.85, 0.75, 0.65, 0.55, lowestQuality]
const scales = [1, 0.85, 0.7, 0.6, 0.5, 0.42, 0.35, 0.3, 0.25]

/** Sizes at which a page of so many pixels can still be read, the largest first. */
function listScales(longSide: number): number[] {
  return scales.filter((scale) => scale === 1 || longSide * scale >= fewestPixels)
}

/** Best first: size goes before quality only when the lowest readable quality is not enough. */
export function listEncodings(longSide: number): Encoding[] {
  return listScales(longSide).flatMap((scale) => qualities.map((quality) => ({ scale, quality })))
}

/** Whether a size will do is asked of its lowest quality first: a page of a long document is drawn a few times, not fifty. */
export async function compressTo(
  targetBytes: number,
  longSide: number,
  encode: (encoding: Encoding) => Promise<Uint8Array | null>,
): Promise<Compression> {
  let smallest: Encoded | null = null
  for (const scale of listScales(longSide)) {
    const lowest = await encode({ scale, quality: lowestQuality })
    if (lowest === null) return { kind: 'failed' }
    if (smallest === null || lowest.length < smallest.content.length)
      smallest = { scale, quality: lowestQuality, content: lowest }
    if (lowest.length > targetBytes) continue
    for (const quality of qualities.slice(0, -1)) {
      const content = await encode({ scale, quality })
      if (content === null) return { kind: 'failed' }
      if (content.length <= targetBytes) return { kind: 'fits', scale, quality, content }
    }
    return { kind: 'fits', scale, quality: lowestQuality, content: lowest }
  }
  return smallest === null ? { kind: 'failed' } : { kind: 'tooLarge', ...smallest }
}

export type TargetProblem = 'notANumber' | 'outOfRange'
export const targetRange = { from: 50, to: 5000 }

/** KB a page, as typed. */
export function readTarget(typed: string): { ok: true; bytes: number } | { ok: false; problem: TargetProblem } {
  const text = typed.trim()
  if (!/^\d{1,6}$/.test(text)) return { ok: false, problem: 'notANumber' }
  const kilobytes = Number(text)
  if (kilobytes < targetRange.from || kilobytes > targetRange.to) return { ok: false, problem: 'outOfRange' }
  return { ok: true, bytes: kilobytes * 1024 }
}
