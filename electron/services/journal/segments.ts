/** The journal's files in order, and where in them each line lies. Reads only; the writer adds what it wrote. */
import { join } from 'node:path'
import type { Disk } from '../disk/disk.ts'
import { errorName, type Log } from '../log.ts'
import { decodeLine, type Line } from './line.ts'
import type { Quarantine } from './quarantine.ts'
import { followsOn, scanSegment, type LinePlace, type SegmentScan } from './scan.ts'

export interface Segment {
  readonly name: string
  readonly path: string
  /** No event of this segment has a lower number. */
  readonly firstSeq: number
}

const namePattern = /^(\d{12})\.jsonl$/

export function segmentName(firstSeq: number): string {
  return `${String(firstSeq).padStart(12, '0')}.jsonl`
}

export class Segments {
  readonly list: Segment[] = []
  readonly #disk: Disk
  readonly #folder: string
  readonly #quarantine: Quarantine
  readonly #log: Log
  readonly #scans = new Map<string, Promise<SegmentScan>>()

  constructor(disk: Disk, folder: string, quarantine: Quarantine, log: Log) {
    this.#disk = disk
    this.#folder = folder
    this.#quarantine = quarantine
    this.#log = log
  }

  async load(): Promise<void> {
    for (const name of await this.#disk.list(this.#folder)) {
      const firstSeq = Number(namePattern.exec(name)?.[1])
      if (Number.isSafeInteger(firstSeq)) this.list.push({ name, firstSeq, path: join(this.#folder, name) })
    }
  }

  add(firstSeq: number): Segment {
    const name = segmentName(firstSeq)
    const segment = { name, firstSeq, path: join(this.#folder, name) }
    if (this.list.some((known) => known.name === name)) throw new Error('The segment exists.')
    this.list.push(segment)
    this.#scans.set(name, Promise.resolve(scanSegment(Buffer.alloc(0))))
    return segment
  }

  /** Once a segment; damaged lines are kept aside on the way. */
  scan(segment: Segment): Promise<SegmentScan> {
    let scan = this.#scans.get(segment.name)
    if (scan === undefined) {
      scan = this.#scan(segment)
      this.#scans.set(segment.name, scan)
      scan.catch(() => this.#scans.delete(segment.name))
    }
    return scan
  }

  async #scan(segment: Segment): Promise<SegmentScan> {
    const bytes = (await this.#disk.readFile(segment.path)) ?? Buffer.alloc(0)
    const scan = scanSegment(bytes)
    for (const { line, offset, length, reason } of scan.bad)
      await this.#quarantine.keep({ file: segment.name, line, reason }, bytes.subarray(offset, offset + length))
    for (const line of scan.gapAtLines)
      this.#quarantine.report({ file: segment.name, line, reason: 'unreadable', keptIn: '' })
    return scan
  }

  /** Looks at every segment, so that a missing or damaged one is known before its lines are needed. */
  async verify(): Promise<void> {
    let before: SegmentScan | null | 'unknown' = null
    for (const segment of this.list) {
      try {
        const scan: SegmentScan = await this.scan(segment)
        if (before !== 'unknown' && !followsOn(before, scan))
          this.#quarantine.report({ file: segment.name, line: 0, reason: 'unreadable', keptIn: '' })
        if (scan.places.length > 0 || scan.bad.length > 0) before = scan
      } catch (error) {
        this.#log.error({ file: segment.name, error: errorName(error) }, 'segment not read')
        this.#quarantine.report({ file: segment.name, line: 0, reason: 'unreadable', keptIn: '' })
        before = 'unknown'
      }
    }
  }

  /** The lines at `places`, which lie in ascending order in one segment, with one read. */
  async read(segment: Segment, places: readonly LinePlace[]): Promise<Array<Line | null>> {
    const [first] = places
    const last = places.at(-1)
    if (first === undefined || last === undefined) return []
    const file = await this.#disk.open(segment.path, 'read')
    try {
      const bytes = await file.read(first.offset, last.offset + last.length - first.offset)
      return places.map(({ offset, length }) => {
        const from = offset - first.offset
        return decodeLine(bytes.toString('latin1', from, from + length))?.line ?? null
      })
    } finally {
      await file.close()
    }
  }
}
