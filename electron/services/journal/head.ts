/** Where the desk's history stands after a start: what the next commit continues. */
import { eventHash } from '../../../shared/dossier/canonical.ts'
import { HostStartError } from '../host-error.ts'
import { openLine, startOfChain, type LineBody } from './line.ts'
import type { Quarantine } from './quarantine.ts'
import type { SegmentScan } from './scan.ts'
import type { Segment, Segments } from './segments.ts'
import type { ChainHead } from './stamp.ts'

export interface Head extends ChainHead {
  /** The last number given out. */
  seq: number
  /** Checksum of the last line. */
  sum: string
  /** The desk's clock at the last commit; null: nothing was written yet. */
  wall: number | null
}

/** Numbers of a line that cannot be read must not be given out again: its events may lie in the database under them. */
const seqsOfUnreadableLine = 500

/** `readable`: the highest number that can be read. Throws `JOURNAL_FOREIGN` when no line at all opens with this key. */
export async function findHead(
  segments: Segments,
  key: Uint8Array,
  quarantine: Quarantine,
): Promise<{ head: Head; readable: number }> {
  const end = { seq: 0, sum: startOfChain, readable: 0 }
  let last: LineBody | null = null
  let lost = 0
  for (const segment of segments.list.toReversed()) {
    const scan = await segments.scan(segment)
    const lastPlace = scan.places.at(-1)
    end.seq = Math.max(end.seq, segment.firstSeq - 1)
    if (end.readable === 0) lost += countLostAtEnd(scan)
    if (lastPlace === undefined) continue
    if (end.readable === 0) {
      end.readable = lastPlace.seq + lastPlace.count - 1
      end.seq = Math.max(end.seq, end.readable)
      end.sum = scan.lastSum ?? startOfChain
    }
    last = await lastOpened(segments, segment, scan, key, quarantine)
    if (last !== null) break
  }
  if (end.readable > 0 && last === null) throw new HostStartError('JOURNAL_FOREIGN')
  const lastEvent = last?.events.at(-1)
  const chain = { stamp: lastEvent?.clock ?? null, hash: lastEvent ? eventHash(lastEvent) : null }
  const seq = end.seq + lost * seqsOfUnreadableLine
  return { head: { ...chain, seq, sum: end.sum, wall: last?.wall ?? null }, readable: end.readable }
}

function countLostAtEnd(scan: SegmentScan): number {
  const lastOffset = scan.places.at(-1)?.offset ?? -1
  return scan.bad.filter(({ offset }) => offset > lastOffset).length
}

async function lastOpened(
  segments: Segments,
  segment: Segment,
  scan: SegmentScan,
  key: Uint8Array,
  quarantine: Quarantine,
): Promise<LineBody | null> {
  for (const place of scan.places.toReversed()) {
    const [line] = await segments.read(segment, [place])
    const body = line ? openLine(line, key) : null
    if (body !== null) return body
    quarantine.report({ file: segment.name, line: 0, reason: 'unreadable', keptIn: '' })
  }
  return null
}
