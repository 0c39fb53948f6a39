/** Two copies of one journal segment made into one that holds every sound line of either. Pure. */
import { scanSegment } from '../journal/scan.ts'
import type { LinePlace } from '../journal/scan.ts'

export interface MergedLines {
  bytes: Buffer
  /** Lines that only the second copy held. */
  added: number
  lines: number
  /** The two are of different histories: one number, two sound lines. Neither may then take the other's place. */
  isTorn: boolean
}

/** Where both hold a number, the first is right. */
export function mergeLines(first: Buffer, second: Buffer): MergedLines {
  const own = scanSegment(first).places
  const others = scanSegment(second).places
  const meet = (a: LinePlace, b: LinePlace) => a.seq < b.seq + b.count && b.seq < a.seq + a.count
  const extra = others.filter((other) => !own.some((place) => meet(place, other)))
  const texts = new Map(own.map((place) => [place.seq, textOf(first, place)]))
  const isTorn = others.some((other) => !extra.includes(other) && texts.get(other.seq) !== textOf(second, other))
  const all = [
    ...own.map((place) => ({ ...place, source: first })),
    ...extra.map((place) => ({ ...place, source: second })),
  ].sort((a, b) => a.seq - b.seq)
  const lines = all.map(({ source, offset, length }) => source.subarray(offset, offset + length))
  const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]))
  return { bytes, added: extra.length, lines: lines.length, isTorn }
}

function textOf(source: Buffer, { offset, length }: LinePlace): string {
  return source.toString('latin1', offset, offset + length)
}
