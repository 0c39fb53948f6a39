/**
 * Closed books in the second copy, both files of each. A signed book is read seldom, so damage here may lie for long before
 * anybody sees it: only a sound book is carried, and never over a newer one or over another of the same age.
 */
import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import { bookFile, openBookCopies } from '../books/book-copies.ts'
import type { Disk } from '../disk/disk.ts'
import { writeDurably } from '../disk/durable-file.ts'
import { Different } from './different.ts'

export interface BookPlaces {
  disk: Disk
  dataFolder: string
  backupFolder: string
  dataKey: Uint8Array
}

export class CarriedBooks {
  readonly #disk: Disk
  readonly #own: string
  readonly #copy: string
  readonly #read: ReturnType<typeof openBookCopies>

  constructor({ disk, dataFolder, backupFolder, dataKey }: BookPlaces) {
    this.#disk = disk
    this.#own = join(dataFolder, 'books')
    this.#copy = join(backupFolder, 'books')
    this.#read = openBookCopies(disk, dataKey)
  }

  /** Throws what the disk throws, and `Different`; both after trying every book. */
  async run(): Promise<void> {
    let problem: unknown = null
    for (const name of await this.#disk.list(this.#own)) {
      if (!bookFile.test(name)) continue
      await this.#carry(name).catch((error: unknown) => (problem ??= error))
    }
    if (problem !== null) throw problem
  }

  async #carry(name: string): Promise<void> {
    const path = join(this.#own, name)
    const own = await this.#read(path, yearOf(name))
    if (own.kind !== 'intact') return
    const copied = await this.#read(join(this.#copy, name), yearOf(name))
    if (copied.kind === 'intact') {
      // Sealed anew it has other bytes, and is the same book.
      if (isDeepStrictEqual(copied.book, own.book)) return
      if (copied.book.revision >= own.book.revision) throw new Different('The copied book is not an earlier one.')
    }
    await this.#disk.makeFolder(this.#copy)
    const content = await this.#disk.readFile(path)
    if (content !== null) await writeDurably(this.#disk, join(this.#copy, name), content)
  }
}

function yearOf(name: string): number {
  return Number(name.slice(0, 4))
}
