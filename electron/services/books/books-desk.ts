/**
 * Closed books on this desk's disk, one file a year: sealed, twice, and carried along by the backup. Whatever cannot be read
 * is never taken for a book that nobody closed: its numbers would move. That both files are gone shows only in the backup.
 */
import { join } from 'node:path'
import { emptyBook, planBook } from '../../../shared/register/closing.ts'
import type { BookActor, BookCommand, BookPlan, ClosedBook } from '../../../shared/register/closing.ts'
import type { Disk } from '../disk/disk.ts'
import { errorName, type Log } from '../log.ts'
import { Serial } from '../serial.ts'
import { openBookCopies, writeBookCopies } from './book-copies.ts'
import type { BookCopy } from './book-copies.ts'

export interface BooksOptions {
  disk: Disk
  /** `<dataFolder>/books` */
  folder: string
  /** The same folder of the backup: read when both copies here are gone. */
  backupFolder: string
  dataKey: Uint8Array
  log: Log
  onChange: (year: number) => void
}

export type BookOutcome = BookPlan | { kind: 'refused'; code: 'DAMAGED' | 'IO' }

export const bookFiles = (year: number): readonly string[] => [`${year}.json`, `${year}-copy.json`]

export class BooksDesk {
  readonly #options: BooksOptions
  readonly #readCopy: ReturnType<typeof openBookCopies>
  readonly #serial = new Serial()

  constructor(options: BooksOptions) {
    this.#options = options
    this.#readCopy = openBookCopies(options.disk, options.dataKey)
  }

  /** null: damaged. A book nobody closed is an empty one. */
  read(year: number): Promise<ClosedBook | null> {
    return this.#serial.run(() => this.#read(year))
  }

  /** One change at a time; it is on the disk before it is told. Never rejects. */
  act(command: BookCommand, actor: BookActor): Promise<BookOutcome> {
    return this.#serial.run(async () => {
      const { log } = this.#options
      try {
        const book = await this.#read(command.year)
        if (book === null) return { kind: 'refused', code: 'DAMAGED' } as const
        const plan = planBook(book, command, actor)
        if (plan.kind === 'refused') return plan
        await this.#write(plan.book)
        log.info({ year: command.year, act: command.kind, officerId: actor.officerId }, 'book')
        this.#options.onChange(command.year)
        return plan
      } catch (error) {
        log.error({ error: errorName(error) }, 'book not written')
        // One copy may have it, and then it holds: the screen has to look again.
        this.#options.onChange(command.year)
        return { kind: 'refused', code: 'IO' } as const
      }
    })
  }

  /** Throws when the disk refuses to be read: that it holds nothing must not be concluded from it. */
  async #read(year: number): Promise<ClosedBook | null> {
    const { folder, log } = this.#options
    const here = await Promise.all(bookFiles(year).map((name) => this.#readCopy(join(folder, name), year)))
    const newest = newestOf(here)
    if (newest === null && here.every(({ kind }) => kind === 'absent')) return this.#readBackup(year, emptyBook(year))
    if (newest !== null && here.every(({ kind }) => kind === 'intact')) return newest
    log.warn({ year }, 'a copy of a closed book is missing or damaged')
    const whole = newest ?? (await this.#readBackup(year, null))
    // The next damage must not find a single copy. That it cannot be written now is no reason to hide what was read.
    if (whole !== null)
      await this.#write(whole).catch((error: unknown) => log.error({ error: errorName(error) }, 'book not healed'))
    return whole
  }

  async #readBackup<T>(year: number, otherwise: T): Promise<ClosedBook | T> {
    const copies = await Promise.all(
      bookFiles(year).map((name) =>
        // A share that is not there, or a stick that was pulled out, is no copy.
        this.#readCopy(join(this.#options.backupFolder, name), year).catch((): BookCopy => ({ kind: 'absent' })),
      ),
    )
    return newestOf(copies) ?? otherwise
  }

  async #write(book: ClosedBook): Promise<void> {
    const { disk, folder, dataKey } = this.#options
    await disk.makeFolder(folder)
    const paths = bookFiles(book.year).map((name) => join(folder, name))
    await writeBookCopies(disk, dataKey, book, paths)
  }
}

function newestOf(copies: readonly BookCopy[]): ClosedBook | null {
  const books = copies.flatMap((copy) => (copy.kind === 'intact' ? [copy.book] : []))
  return books.toSorted((a, b) => b.revision - a.revision)[0] ?? null
}
