/** Finds the sound lines of a segment and names every byte that belongs to none. Pure: bytes in, findings out. */
import { decodeLine, lineStart, startOfChain, type Line } from './line.ts'

export interface LinePlace {
  seq: number
  count: number
  offset: number
  length: number
}
export interface BadPiece {
  /** 1-based. */
  line: number
  offset: number
  length: number
  /** `torn`: the end of the file, never completed: nothing in it was reported as saved. */
  reason: 'torn' | 'badChecksum'
}
export interface SegmentScan {
  places: LinePlace[]
  bad: BadPiece[]
  /** `after` of the first sound line, checksum of the last; null when there is none. */
  firstAfter: string | null
  lastSum: string | null
  /** Lines follow each other without a sound one missing between them, as far as no bad piece lies between. */
  gapAtLines: number[]
  /** Where a line that was never completed begins; null: the file ends with a complete line. */
  tornFrom: number | null
  /** The last sound line has no line break of its own. */
  lacksBreak: boolean
}

export function scanSegment(bytes: Buffer): SegmentScan {
  const scan: SegmentScan = {
    places: [],
    bad: [],
    firstAfter: null,
    lastSum: null,
    gapAtLines: [],
    tornFrom: null,
    lacksBreak: false,
  }
  let number = 1
  for (let start = 0; start < bytes.length; number++) {
    const lineBreak = bytes.indexOf(0x0a, start)
    const end = lineBreak === -1 ? bytes.length : lineBreak
    scanPiece(scan, { text: bytes.toString('latin1', start, end), start, number, complete: lineBreak !== -1 })
    start = end + 1
  }
  return scan
}

/** Between two line breaks there is one line; more when a line break itself was damaged. */
function scanPiece(scan: SegmentScan, piece: { text: string; start: number; number: number; complete: boolean }): void {
  const { text, start, number, complete } = piece
  let soundUntil = 0
  for (let at = text.indexOf(lineStart); at !== -1; at = text.indexOf(lineStart, Math.max(at + 1, soundUntil))) {
    const found = decodeLine(at === 0 ? text : text.slice(at))
    if (found === null || found.line.seq <= lastSeq(scan)) continue
    reportBad(scan, piece, soundUntil, at)
    noteSound(scan, found.line, { offset: start + at, length: found.length, number })
    soundUntil = at + found.length
  }
  if (complete) return reportBad(scan, piece, soundUntil, text.length)
  scan.lacksBreak = soundUntil > 0
  if (soundUntil === text.length) return
  scan.tornFrom = start + soundUntil
  scan.bad.push({ line: number, offset: scan.tornFrom, length: text.length - soundUntil, reason: 'torn' })
}

/** A single stray byte is a damaged line break: nothing was lost with it. */
function reportBad(scan: SegmentScan, piece: { start: number; number: number }, from: number, to: number): void {
  if (to - from <= 1 && scan.places.length > 0) return
  if (to > from)
    scan.bad.push({ line: piece.number, offset: piece.start + from, length: to - from, reason: 'badChecksum' })
}

function noteSound(scan: SegmentScan, line: Line, place: { offset: number; length: number; number: number }): void {
  const previousBad = scan.bad.at(-1)
  const lastPlace = scan.places.at(-1)
  const badBetween = previousBad !== undefined && previousBad.offset > (lastPlace?.offset ?? -1)
  if (scan.lastSum === null) scan.firstAfter = badBetween ? null : line.after
  else if (line.after !== scan.lastSum && !badBetween) scan.gapAtLines.push(place.number)
  scan.places.push({ seq: line.seq, count: line.count, offset: place.offset, length: place.length })
  scan.lastSum = line.sum
}

function lastSeq(scan: SegmentScan): number {
  const last = scan.places.at(-1)
  return last === undefined ? 0 : last.seq + last.count - 1
}

/** Whether the first sound line of a segment follows the last sound one before it; damage between the two excuses a gap. */
export function followsOn(before: SegmentScan | null, scan: SegmentScan): boolean {
  if (scan.firstAfter === null || (before !== null && endsBadly(before))) return true
  return scan.firstAfter === (before?.lastSum ?? startOfChain)
}

/** Something unreadable lies behind the last sound line: events may have been there. */
export function endsBadly(scan: SegmentScan): boolean {
  return (scan.bad.at(-1)?.offset ?? -1) > (scan.places.at(-1)?.offset ?? -1)
}
