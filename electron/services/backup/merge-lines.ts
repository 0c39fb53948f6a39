/** Two copies of one journal segment made into one that holds every sound line of either. Pure. */
import { scanSegment } from '../journal/scan.ts'

export interface MergedLines {
  bytes: Buffer
  /** Lines that only the second copy held. */
  added: number
  lines: number
}

/** Where both hold a number, the first is right. */
export function mergeLines(first: Buffer, second: Buffer): MergedLines {
  const own = scanSegment(first).places
  const taken = own.map(({ seq, count }) => [seq, seq + count - 1] as const)
  const extra = scanSegment(second).places.filter(
    ({ seq, count }) => !taken.some(([from, to]) => seq <= to && from <= seq + count - 1),
  )
  const all = [
    ...own.map((place) => ({ ...place, source: first })),
    ...extra.map((place) => ({ ...place, source: second })),
  ].sort((a, b) => a.seq - b.seq)
  const lines = all.map(({ source, offset, length }) => source.subarray(offset, offset + length))
  const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]))
  return { bytes, added: extra.length, lines: lines.length }
}
