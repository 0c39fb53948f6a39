/**
 * Puts whole lines behind each other, each append on the medium before it resolves. A failed append is cut off again; while
 * that cannot be done either, nothing more is appended: a later line must never follow half a record.
 */
import type { Disk, DiskFile } from '../disk/disk.ts'
import type { Segment, Segments } from './segments.ts'
import type { SegmentScan } from './scan.ts'

export interface AppendedLine {
  text: string
  seq: number
  count: number
  sum: string
}

interface OpenSegment {
  scan: SegmentScan
  file: DiskFile
  /** Where the next line begins. */
  end: number
}

export class Appender {
  readonly #disk: Disk
  readonly #folder: string
  readonly #segments: Segments
  readonly #segmentBytes: number
  #open: OpenSegment | null = null
  #needsCut = false

  constructor(disk: Disk, folder: string, segments: Segments, segmentBytes: number) {
    this.#disk = disk
    this.#folder = folder
    this.#segments = segments
    this.#segmentBytes = segmentBytes
  }

  /**
   * Continues the newest segment, after cutting off a torn line. Throws when that cannot be done; appends then begin a
   * segment of their own.
   */
  async resume(segment: Segment, scan: SegmentScan): Promise<void> {
    const file = await this.#disk.open(segment.path, 'append')
    this.#open = { scan, file, end: Math.min(scan.tornFrom ?? file.size, file.size) }
    try {
      if (file.size > this.#open.end) await this.#cut()
      if (scan.lacksBreak) await this.#write(Buffer.from('\n'))
      scan.lacksBreak = false
    } catch (error) {
      this.#open = null
      this.#needsCut = false
      await file.close()
      throw error
    }
  }

  /** All lines are on the medium, or none of them is in the journal. */
  async append(lines: readonly AppendedLine[]): Promise<void> {
    const [first] = lines
    if (first === undefined) return
    if (this.#needsCut) await this.#cut()
    const open = await this.#mustHaveRoom(first.seq)
    let { end } = open
    await this.#write(Buffer.from(lines.map((line) => line.text).join(''), 'latin1'))
    for (const { text, seq, count, sum } of lines) {
      open.scan.places.push({ seq, count, offset: end, length: text.length - 1 })
      open.scan.lastSum = sum
      end += text.length
    }
  }

  async close(): Promise<void> {
    await this.#open?.file.close()
    this.#open = null
  }

  async #mustHaveRoom(nextSeq: number): Promise<OpenSegment> {
    if (this.#open !== null && this.#open.end < this.#segmentBytes) return this.#open
    const segment = this.#segments.list.at(-1)
    const fresh = segment?.firstSeq === nextSeq ? segment : this.#segments.add(nextSeq)
    const file = await this.#disk.open(fresh.path, 'append')
    try {
      await file.sync()
      await this.#disk.syncFolder(this.#folder)
    } catch (error) {
      await file.close()
      throw error
    }
    await this.#open?.file.close()
    this.#open = { scan: await this.#segments.scan(fresh), file, end: file.size }
    return this.#open
  }

  async #write(bytes: Buffer): Promise<void> {
    const open = this.#open
    if (open === null) throw new Error('The journal is closed.')
    try {
      await open.file.write(bytes, open.end)
      await open.file.sync()
      open.end += bytes.length
    } catch (error) {
      this.#needsCut = true
      // Reported as failed either way; a cut that fails is tried again before the next append.
      await this.#cut().catch(() => undefined)
      throw error
    }
  }

  async #cut(): Promise<void> {
    const open = this.#open
    if (open === null) throw new Error('The journal is closed.')
    await open.file.truncate(open.end)
    await open.file.sync()
    this.#needsCut = false
  }
}
