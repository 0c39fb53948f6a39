/** Gives out dossier numbers. A number is on the disk as used before anyone sees it, so none is ever given out twice. */
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { LeaseResponse } from '../../../shared/wire/messages.ts'
import type { Disk } from '../disk/disk.ts'
import { readState, writeState } from '../disk/durable-file.ts'
import { errorName, type Log } from '../log.ts'
import { Serial } from '../serial.ts'
import {
  addLease,
  dropPast,
  emptyBook,
  numberBookSchema,
  rebuildBook,
  remainingOn,
  takeLeased,
  takeProvisional,
  type NumberBook,
} from './number-book.ts'

export interface NumbersOptions {
  disk: Disk
  file: string
  deskId: string
  log: Log
  policy: () => 'leased' | 'provisional'
  /** Codes the desk ever used, from its journal; asked only when the file is lost or damaged. */
  usedCodes: () => AsyncIterable<string>
}

export class Numbers {
  readonly #options: NumbersOptions
  readonly #serial = new Serial()
  #book: NumberBook

  private constructor(options: NumbersOptions, book: NumberBook) {
    this.#options = options
    this.#book = book
  }

  static async open(options: NumbersOptions): Promise<Numbers> {
    const stored = await readState(options.disk, options.file, numberBookSchema)
    if (stored.kind === 'intact') return new Numbers(options, stored.value)
    const codes: string[] = []
    for await (const code of options.usedCodes()) codes.push(code)
    const lost = stored.kind === 'damaged' || codes.length > 0
    if (lost) options.log.warn({ kind: stored.kind, codes: codes.length }, 'number book rebuilt from the journal')
    const numbers = new Numbers(options, lost ? rebuildBook(codes, options.deskId) : emptyBook)
    return numbers
  }

  /** Throws when the number cannot be put on the disk: a number that may come again is worse than none. */
  take(date: string): Promise<BridgeResult<'numbers.take'>> {
    return this.#serial.run(async () => {
      const leased = this.#options.policy() === 'leased' ? this.#tryLeased(date) : null
      if (leased !== null) {
        await this.#save(leased.book)
        return { code: leased.code, kind: 'leased' }
      }
      const { book, code } = takeProvisional(this.#book, date, this.#options.deskId)
      await this.#save(book)
      return { code, kind: 'provisional' }
    })
  }

  /** false: the block overlaps one already held and was left alone. */
  addLease(lease: LeaseResponse): Promise<boolean> {
    return this.#serial.run(async () => {
      const book = addLease(this.#book, lease)
      if (book === null) return false
      await this.#save(book)
      return true
    })
  }

  dropPast(today: string): Promise<void> {
    return this.#serial.run(async () => {
      const book = dropPast(this.#book, today)
      if (book !== this.#book) await this.#save(book)
    })
  }

  remainingOn(date: string): number {
    return remainingOn(this.#book, date)
  }

  status(): BridgeResult<'numbers.status'> {
    const dates = [...new Set(this.#book.blocks.map(({ date }) => date))].sort()
    const leases = dates.map((date) => {
      const blocks = this.#book.blocks.filter((block) => block.date === date)
      const size = blocks.reduce((sum, { first, last }) => sum + last - first + 1, 0)
      return { date, remaining: remainingOn(this.#book, date), size }
    })
    return { policy: this.#options.policy(), leases }
  }

  #tryLeased(date: string) {
    try {
      return takeLeased(this.#book, date)
    } catch (error) {
      this.#options.log.error({ error: errorName(error) }, 'leased number not formed')
      return null
    }
  }

  async #save(book: NumberBook): Promise<void> {
    await writeState(this.#options.disk, this.#options.file, book)
    this.#book = book
  }
}
