/**
 * Scans that the province does not have yet lie in the second copy too, sealed under the same key: until they are there, this
 * machine holds the only picture of a citizen's paper. What was sent leaves the copy again, so that it stays small.
 */
import { join } from 'node:path'
import { ContentStore, type Content } from '../attachments/content-store.ts'
import type { Disk } from '../disk/disk.ts'
import { writeDurably } from '../disk/durable-file.ts'

export interface ScanPlaces {
  disk: Disk
  dataFolder: string
  backupFolder: string
  dataKey: Uint8Array
}

const shelf = 'attachments'
const pendingPattern = /^([0-9a-f]{64})\.json$/

export class UnsentScans {
  readonly #disk: Disk
  readonly #own: string
  readonly #copy: string
  readonly #ownStore: ContentStore
  readonly #copyStore: ContentStore

  constructor({ disk, dataFolder, backupFolder, dataKey }: ScanPlaces) {
    this.#disk = disk
    this.#own = join(dataFolder, shelf)
    this.#copy = join(backupFolder, shelf)
    this.#ownStore = new ContentStore(disk, this.#own, dataKey)
    this.#copyStore = new ContentStore(disk, this.#copy, dataKey)
  }

  /**
   * Resolves with how many of the waiting scans the copy then holds. Throws what the disk throws, after trying every scan.
   * @param extent `all`: also reads back what was copied before
   */
  async run(extent: 'changed' | 'all'): Promise<number> {
    const waiting = await listPending(this.#disk, this.#own)
    const copied = new Set(await listPending(this.#disk, this.#copy))
    let held = 0
    let problem: unknown = null
    for (const id of waiting) {
      try {
        const isHeld = copied.has(id) && (extent === 'changed' || (await this.get(id)) !== null)
        if (isHeld || (await this.#keep(id))) held += 1
      } catch (error) {
        problem ??= error
      }
    }
    const isWaiting = new Set(waiting)
    for (const id of copied) if (!isWaiting.has(id) && (await this.#wasSent(id))) await this.#drop(id)
    if (problem !== null) throw problem
    return held
  }

  /** A scan that cannot be read on the desk's own disk any more; null: the copy has none either. */
  async get(id: string): Promise<Content | null> {
    return this.#copyStore.get(id).catch(() => null)
  }

  /** The list's entry comes last: what it names is then there. */
  async #keep(id: string): Promise<boolean> {
    const content = await this.#ownStore.get(id)
    const entry = await this.#disk.readFile(entryOf(this.#own, id))
    if (content === null || entry === null) return false
    await this.#copyStore.put(content)
    if ((await this.#copyStore.get(id)) === null) throw new Error('The copied scan cannot be read back.')
    await writeEntry(this.#disk, this.#copy, id, entry)
    return true
  }

  async #drop(id: string): Promise<void> {
    await this.#disk.remove(entryOf(this.#copy, id))
    await this.#disk.remove(join(this.#copy, 'content', id.slice(0, 2), id))
  }

  async #wasSent(id: string): Promise<boolean> {
    return (await this.#disk.readFile(join(this.#own, 'sent', id.slice(0, 2), id))) !== null
  }
}

/**
 * Brings the copied scans to a machine that has none. Resolves with how many. One that cannot be read comes as a name only: the
 * desk then shows it as damaged, for somebody to scan the paper again.
 */
export async function restoreUnsentScans({ disk, dataFolder, backupFolder, dataKey }: ScanPlaces): Promise<number> {
  const [own, copy] = [join(dataFolder, shelf), join(backupFolder, shelf)]
  const [ownStore, copyStore] = [new ContentStore(disk, own, dataKey), new ContentStore(disk, copy, dataKey)]
  let restored = 0
  for (const id of await listPending(disk, copy)) {
    const content = await copyStore.get(id).catch(() => null)
    const entry = await disk.readFile(entryOf(copy, id)).catch(() => null)
    if (entry === null) continue
    if (content !== null) await ownStore.put(content)
    await writeEntry(disk, own, id, entry)
    if (content !== null) restored += 1
  }
  return restored
}

async function listPending(disk: Disk, folder: string): Promise<string[]> {
  const names = await disk.list(join(folder, 'pending'))
  return names.flatMap((name) => pendingPattern.exec(name)?.[1] ?? [])
}

async function writeEntry(disk: Disk, folder: string, id: string, entry: Buffer): Promise<void> {
  await disk.makeFolder(join(folder, 'pending'))
  await writeDurably(disk, entryOf(folder, id), entry)
}

function entryOf(folder: string, id: string): string {
  return join(folder, 'pending', `${id}.json`)
}
