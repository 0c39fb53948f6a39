/**
 * The desk's own history on its disk, the first of the two places where an event lies before an officer reads "Đã lưu".
 *
 * Guarantees: a commit that resolved `committed` is read after any crash; one that failed is not in the journal, unless the
 * disk refused even to take it back and the machine stopped before the next try; damage costs the line it hits and no
 * other, is kept aside and reported.
 */
import { join } from 'node:path'
import type { BridgeParams, BridgeResult, CommitResult, JournalStatus } from '../../../shared/bridge/contract.ts'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import { isDiskFull, type Disk } from '../disk/disk.ts'
import { errorName, type Log } from '../log.ts'
import { deriveKey } from '../vault/seal.ts'
import { Appender, type AppendedLine } from './appender.ts'
import { findHead, type Head } from './head.ts'
import { encodeLine, startOfChain } from './line.ts'
import { Quarantine } from './quarantine.ts'
import { readLines } from './read-lines.ts'
import { endsBadly } from './scan.ts'
import { Segments } from './segments.ts'
import { areWritable, stampDrafts, type DeskIdentity } from './stamp.ts'

export interface JournalOptions {
  folder: string
  disk: Disk
  dataKey: Uint8Array
  desk: DeskIdentity
  log: Log
  /** The desk's own clock, milliseconds. */
  now: () => number
  /** Province clock minus desk clock, milliseconds; orders events, never changes what the officer states. */
  skewMs: () => number
  /** false: the disk is nearly full. */
  hasRoom: () => Promise<boolean>
  segmentBytes?: number
}
export interface CommittedSegment {
  name: string
  path: string
  /** Bytes. */
  end: number
}
export type CommitRequest = Pick<BridgeParams<'journal.commit'>, 'drafts' | 'observed'> & { officerId: string }
type Failure = Extract<CommitResult, { kind: 'failed' }>
interface Waiting extends CommitRequest {
  resolve: (result: CommitResult) => void
}
type Built = { kind: 'built'; line: AppendedLine; events: DossierEvent[] }

const defaultSegmentBytes = 8 * 1024 * 1024
const clockTolerance = 2 * 60_000
const commitsPerSync = 100
const readBytes = 8 * 1024 * 1024

export class Journal {
  readonly #options: JournalOptions
  readonly #key: Uint8Array
  readonly #quarantine: Quarantine
  readonly #segments: Segments
  readonly #appender: Appender
  #head: Head = { seq: 0, sum: startOfChain, stamp: null, hash: null, wall: null }
  /** The highest number on the disk; the head runs ahead of it while an append is under way. */
  #readable = 0
  #queue: Waiting[] = []
  #draining: Promise<void> | null = null
  #verified: Promise<void> = Promise.resolve()
  #closed = false
  /** Told after each commit that is on the disk. */
  onCommitted: () => void = () => undefined

  private constructor(options: JournalOptions) {
    const { folder, disk, log } = options
    this.#options = options
    this.#key = deriveKey(options.dataKey, 'journal')
    this.#quarantine = new Quarantine(disk, join(folder, 'quarantine'), log)
    this.#segments = new Segments(disk, folder, this.#quarantine, log)
    this.#appender = new Appender(disk, folder, this.#segments, options.segmentBytes ?? defaultSegmentBytes)
  }

  /** Throws HostStartError `JOURNAL_FOREIGN` when the journal was written under another key. */
  static async open(options: JournalOptions): Promise<Journal> {
    const journal = new Journal(options)
    await options.disk.makeFolder(options.folder)
    // A segment whose folder could not be synced before the last stop is there, but a power cut would still take it away.
    await options.disk.syncFolder(options.folder)
    await journal.#segments.load()
    await journal.#syncNewest()
    const { head, readable } = await findHead(journal.#segments, journal.#key, journal.#quarantine)
    journal.#head = head
    journal.#readable = readable
    await journal.#continueNewest()
    journal.#verified = journal.#segments.verify()
    return journal
  }

  /** Never rejects: whatever goes wrong is a result. `seq` is the number of the last of the events. */
  commit(request: CommitRequest): Promise<CommitResult> {
    if (this.#closed) return Promise.resolve(failure('IO'))
    if (!areWritable(request.drafts)) return Promise.resolve(failure('INVALID'))
    return new Promise((resolve) => {
      this.#queue.push({ ...request, resolve })
      this.#draining ??= this.#drain()
    })
  }

  /** The officer vouches for the clock: the next commit may be earlier than the last. */
  acceptClock(): void {
    if (this.#head.wall !== null) this.#head.wall = Math.min(this.#head.wall, this.#options.now())
  }

  async read({ afterSeq, limit }: BridgeParams<'journal.read'>): Promise<BridgeResult<'journal.read'>> {
    const lastSeq = this.#readable
    const records: BridgeResult<'journal.read'>['records'] = []
    const source = { segments: this.#segments, key: this.#key, quarantine: this.#quarantine }
    let total = 0
    for await (const { seq, events, bytes } of readLines(source, afterSeq, lastSeq)) {
      if (total > readBytes) return { records, lastSeq, more: true }
      total += bytes
      for (const [index, event] of events.entries()) {
        if (seq + index <= afterSeq) continue
        if (records.length === limit) return { records, lastSeq, more: true }
        records.push({ seq: seq + index, event })
      }
    }
    return { records, lastSeq, more: false }
  }

  /** Waits for the check of older segments that runs since the start. */
  async status(): Promise<Pick<JournalStatus, 'lastSeq' | 'quarantined'>> {
    await this.#verified
    return { lastSeq: this.#readable, quarantined: [...this.#quarantine.found] }
  }

  /** Each segment with the end of what was committed in it: what lies behind may yet be taken back. */
  async committed(): Promise<CommittedSegment[]> {
    const found: CommittedSegment[] = []
    for (const segment of this.#segments.list) {
      const last = (await this.#segments.scan(segment)).places.at(-1)
      const { name, path } = segment
      if (last !== undefined) found.push({ name, path, end: last.offset + last.length + 1 })
    }
    return found
  }

  /** Lets commits under way finish; later ones fail. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#draining
    await this.#verified
    await this.#appender.close()
  }

  /** The same holds for its last lines: what is read and built upon must be on the medium, or what follows outlives it. */
  async #syncNewest(): Promise<void> {
    const newest = this.#segments.list.at(-1)
    if (newest === undefined) return
    const file = await this.#options.disk.open(newest.path, 'append')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  }

  /** Behind damage nothing is appended: then the next commit begins a segment of its own. */
  async #continueNewest(): Promise<void> {
    const segment = this.#segments.list.at(-1)
    if (segment === undefined) return
    const scan = await this.#segments.scan(segment)
    const torn = this.#quarantine.found.filter((one) => one.file === segment.name && one.reason === 'torn')
    const mayCut = torn.every((one) => one.keptIn !== '')
    if (scan.tornFrom === null ? endsBadly(scan) : !mayCut) return
    try {
      await this.#appender.resume(segment, scan)
    } catch (error) {
      this.#options.log.error({ code: codeOf(error) }, 'newest segment not continued')
    }
  }

  async #drain(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#flush(this.#queue.splice(0, commitsPerSync))
    } finally {
      // In the same turn as the last look at the queue: a commit that comes right after must start a drain of its own.
      this.#draining = null
    }
  }

  /** Commits that came while the last sync ran share the next one. */
  async #flush(batch: Waiting[]): Promise<void> {
    const hasRoom = await this.#options.hasRoom().catch(() => true)
    if (!hasRoom) return settle(batch, failure('DISK_FULL'))
    const before = this.#head
    const ready: Array<{ waiting: Waiting; line: AppendedLine; result: CommitResult }> = []
    for (const waiting of batch) {
      const built = this.#build(waiting)
      if (built.kind === 'failed') waiting.resolve(built)
      else {
        const result: CommitResult = { kind: 'committed', events: built.events, seq: this.#head.seq }
        ready.push({ waiting, line: built.line, result })
      }
    }
    try {
      await this.#appender.append(ready.map(({ line }) => line))
      if (ready.length > 0) this.#readable = this.#head.seq
      for (const { waiting, result } of ready) waiting.resolve(result)
      if (ready.length > 0) this.onCommitted()
    } catch (error) {
      this.#head = before
      this.#options.log.error({ code: codeOf(error) }, 'append failed')
      settle(
        ready.map(({ waiting }) => waiting),
        failure(codeOf(error)),
      )
    }
  }

  /** Moves the head forward when it succeeds. */
  #build({ drafts, officerId, observed }: Waiting): Failure | Built {
    const now = this.#options.now()
    const head = this.#head
    if (head.wall !== null && now < head.wall - clockTolerance)
      return failure('CLOCK_BEHIND', new Date(head.wall).toISOString())
    try {
      const request = { drafts, officerId, observed: observed ?? null, wallMs: now + this.#options.skewMs() }
      const { events, head: chain } = stampDrafts(request, head, this.#options.desk)
      const wall = Math.max(now, head.wall ?? now)
      const place = { seq: head.seq + 1, count: events.length }
      const line = encodeLine({ ...place, after: head.sum }, { events, wall }, this.#key)
      this.#head = { ...chain, seq: head.seq + events.length, sum: line.sum, wall }
      return { kind: 'built', line: { ...place, ...line }, events }
    } catch (error) {
      this.#options.log.warn({ error: errorName(error) }, 'drafts not stampable')
      return failure('INVALID')
    }
  }
}

function codeOf(error: unknown): 'DISK_FULL' | 'IO' {
  return isDiskFull(error) ? 'DISK_FULL' : 'IO'
}

function failure(code: Failure['code'], lastKnownInstant: string | null = null): Failure {
  return { kind: 'failed', code, lastKnownInstant }
}

function settle(waiting: readonly Waiting[], result: CommitResult): void {
  for (const { resolve } of waiting) resolve(result)
}
