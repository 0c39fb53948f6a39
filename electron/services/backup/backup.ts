/**
 * A second copy of the journal, and of what is needed to open it, kept up to date and compared with the first. It only
 * grows: damage of the journal is never copied over a sound line, nor is another history copied over one.
 */
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { BackupStatus } from '../../../shared/bridge/carrying.ts'
import { isDiskFull, type Disk } from '../disk/disk.ts'
import { readState, writeDurably, writeState } from '../disk/durable-file.ts'
import type { CommittedSegment, Journal } from '../journal/journal.ts'
import { errorName, type Log } from '../log.ts'
import { Serial } from '../serial.ts'
import { inForceFile, listReferenceFiles } from './carried-references.ts'
import type { CarriedBooks } from './carried-books.ts'
import { Different } from './different.ts'
import { mergeLines } from './merge-lines.ts'
import type { UnsentScans } from './unsent-scans.ts'

const manifestSchema = z.object({
  version: z.literal(1),
  verifiedAt: z.iso.datetime(),
  /** What of the journal the copy held, by segment. */
  segments: z.record(z.string(), z.object({ end: z.int(), bytes: z.int(), hash: z.string() })),
  /** Unsent scans that it held; copies of earlier versions held none. */
  scans: z.int().default(0),
})
type Manifest = z.infer<typeof manifestSchema>

export interface BackupOptions {
  disk: Disk
  dataFolder: string
  folder: string
  journal: Pick<Journal, 'committed'>
  scans: Pick<UnsentScans, 'run'>
  books: Pick<CarriedBooks, 'run'>
  log: Log
  now: () => number
  hasRoom: () => Promise<boolean>
}

/** Small files that a restored desk needs; the vault's are sealed to the machine, its recovery copy to a passphrase. */
export const carriedFiles = ['desk.json', 'vault/keys.json', 'vault/keys-copy.json', 'vault/recovery.json'] as const

export class Backup {
  readonly #options: BackupOptions
  readonly #serial = new Serial()
  #manifest: Manifest | null = null
  #problem: BackupStatus['problem'] = null
  #progress: BackupStatus['progress'] = null

  private constructor(options: BackupOptions) {
    this.#options = options
  }

  static async open(options: BackupOptions): Promise<Backup> {
    const backup = new Backup(options)
    const stored = await readState(options.disk, backup.#manifestFile, manifestSchema).catch(() => null)
    if (stored?.kind === 'intact') backup.#manifest = stored.value
    return backup
  }

  get status(): BackupStatus {
    const segments = Object.values(this.#manifest?.segments ?? {})
    return {
      folder: this.#options.folder,
      verifiedAt: this.#manifest?.verifiedAt ?? null,
      problem: this.#problem,
      bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
      scans: this.#manifest?.scans ?? 0,
      progress: this.#progress,
    }
  }

  /**
   * Never rejects: what goes wrong is part of the status. One run at a time.
   * @param extent `changed`: what grew since the last run, soon after it grew; `all`: also compares what was copied before
   */
  run(extent: 'changed' | 'all' = 'all'): Promise<BackupStatus> {
    return this.#serial.run(async () => {
      try {
        this.#problem = (await this.#options.hasRoom()) ? null : 'DISK_FULL'
        if (this.#problem === null) await this.#run(extent)
      } catch (error) {
        this.#problem = error instanceof Different ? 'DIFFERENT' : isDiskFull(error) ? 'DISK_FULL' : 'IO'
        this.#options.log.error({ problem: this.#problem, error: errorName(error) }, 'backup failed')
      }
      this.#progress = null
      return this.status
    })
  }

  async #run(extent: 'changed' | 'all'): Promise<void> {
    const { disk, folder, now, journal, scans, books } = this.#options
    // What cannot be copied must not keep the rest from it.
    let different: unknown = null
    const note = (error: unknown) => {
      if (!(error instanceof Different)) throw error
      different ??= error
    }
    await disk.makeFolder(join(folder, 'journal'))
    await disk.makeFolder(join(folder, 'vault'))
    const known = this.#manifest
    const segments: Manifest['segments'] = { ...known?.segments }
    const committed = await journal.committed()
    for (const [done, segment] of committed.entries()) {
      this.#progress = { done, total: committed.length }
      const copied = segments[segment.name]
      if (extent === 'changed' && copied?.end === segment.end) continue
      const copy = await this.#copy(segment).catch(note)
      if (copy !== undefined) segments[segment.name] = copy
    }
    await this.#carryAll(extent)
    await books.run().catch(note)
    const verifiedAt = extent === 'changed' && known !== null ? known.verifiedAt : new Date(now()).toISOString()
    await this.#note({ version: 1, verifiedAt, segments, scans: known?.scans ?? 0 })
    // Last: pictures are large, and the history must not wait for them.
    await this.#note({ version: 1, verifiedAt, segments, scans: await scans.run(extent) })
    if (different !== null) throw different
  }

  /** On the disk first: what it says was verified must not be taken for so after a write that failed. */
  async #note(manifest: Manifest): Promise<void> {
    await writeState(this.#options.disk, this.#manifestFile, manifest)
    this.#manifest = manifest
  }

  /** A version of reference data never changes; one that is there is read again only when everything is compared. */
  async #carryAll(extent: 'changed' | 'all'): Promise<void> {
    const { disk, folder, dataFolder } = this.#options
    const references = await listReferenceFiles(disk, dataFolder)
    for (const kind of new Set(references.map(dirname))) await disk.makeFolder(join(folder, kind))
    const there = new Set(extent === 'changed' ? await listReferenceFiles(disk, folder) : [])
    there.delete(inForceFile)
    for (const name of [...carriedFiles, ...references]) if (!there.has(name)) await this.#carry(name)
  }

  /** A finished segment that was copied and is still whole costs one read; a changed one is copied and read back. */
  async #copy({ name, path, end }: CommittedSegment): Promise<Manifest['segments'][string]> {
    const { disk, folder } = this.#options
    const target = join(folder, 'journal', name)
    const copied = (await disk.readFile(target)) ?? Buffer.alloc(0)
    const known = this.#manifest?.segments[name]
    if (known?.end === end && known.hash === hashOf(copied)) return known
    const source = ((await disk.readFile(path)) ?? Buffer.alloc(0)).subarray(0, end)
    const { bytes, isTorn } = mergeLines(source, copied)
    if (isTorn) throw new Different('The copy is of another journal.')
    await writeDurably(disk, target, bytes)
    const readBack = await disk.readFile(target)
    const hash = hashOf(bytes)
    if (readBack === null || hashOf(readBack) !== hash) throw new Different('The copy is not what was written.')
    return { end, bytes: bytes.length, hash }
  }

  async #carry(name: string): Promise<void> {
    const { disk, dataFolder, folder } = this.#options
    const content = await disk.readFile(join(dataFolder, name))
    const copied = await disk.readFile(join(folder, name))
    if (content !== null && copied?.equals(content) !== true) await writeDurably(disk, join(folder, name), content)
  }

  get #manifestFile(): string {
    return join(this.#options.folder, 'backup.json')
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
