/** Keeps aside what cannot be read: an expert may still get a dossier out of it, so it is never thrown away. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { JournalStatus } from '../../../shared/bridge/contract.ts'
import type { Disk } from '../disk/disk.ts'
import { writeDurably } from '../disk/durable-file.ts'
import { errorName, type Log } from '../log.ts'

export type Quarantined = JournalStatus['quarantined'][number]

export class Quarantine {
  readonly found: Quarantined[] = []
  readonly #disk: Disk
  readonly #folder: string
  readonly #log: Log

  constructor(disk: Disk, folder: string, log: Log) {
    this.#disk = disk
    this.#folder = folder
    this.#log = log
  }

  /** The name depends on the content: a damaged line found at every start is kept once. Resolves false when no copy could be made. */
  async keep(finding: Omit<Quarantined, 'keptIn'>, bytes: Uint8Array): Promise<boolean> {
    const content = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
    const keptIn = join(this.#folder, `${finding.file}-${finding.line}-${content}.txt`)
    const kept = await this.#copy(keptIn, bytes)
    this.report({ ...finding, keptIn: kept ? keptIn : '' })
    return kept
  }

  /** For what is not there to be kept: a missing segment. */
  report(finding: Quarantined): void {
    const known = this.found.some((one) => one.file === finding.file && one.line === finding.line)
    if (known) return
    this.found.push(finding)
    this.#log.error({ ...finding }, 'journal line not readable')
  }

  async #copy(path: string, bytes: Uint8Array): Promise<boolean> {
    try {
      if ((await this.#disk.readFile(path)) !== null) return true
      await this.#disk.makeFolder(this.#folder)
      await writeDurably(this.#disk, path, bytes)
      return true
    } catch (error) {
      this.#log.error({ code: errorName(error) }, 'quarantine copy failed')
      return false
    }
  }
}
