/**
 * Which numbers the desk holds, as data. Pure: every function answers with the next book, which is on the disk before
 * anything of it is used.
 */
import { z } from 'zod'
import { mustFormatLeased, mustFormatProvisional } from '../../../shared/dossier/numbers.ts'
import type { LeaseResponse } from '../../../shared/wire/messages.ts'

const blockSchema = z.object({
  date: z.iso.date(),
  prefix: z.string(),
  first: z.int().min(1),
  last: z.int().min(1),
  /** The next to be given out; past `last` when the block is used up. */
  next: z.int().min(1),
})
export const numberBookSchema = z.object({
  version: z.literal(1),
  blocks: z.array(blockSchema),
  /** Last provisional sequence of each day. */
  provisional: z.record(z.iso.date(), z.int().min(0)),
})
export type NumberBook = z.infer<typeof numberBookSchema>

export const emptyBook: NumberBook = { version: 1, blocks: [], provisional: {} }

/** null: no leased number of that day is left, or the agency's codes cannot be formed. */
export function takeLeased(book: NumberBook, date: string): { book: NumberBook; code: string } | null {
  const block = book.blocks.find((one) => one.date === date && one.next <= one.last)
  if (block === undefined) return null
  const code = mustFormatLeased(block.prefix, block.next)
  const used = { ...block, next: block.next + 1 }
  return { code, book: { ...book, blocks: book.blocks.map((one) => (one === block ? used : one)) } }
}

export function takeProvisional(book: NumberBook, date: string, deskId: string): { book: NumberBook; code: string } {
  const sequence = (book.provisional[date] ?? 0) + 1
  const code = mustFormatProvisional(deskId, date, sequence)
  return { code, book: { ...book, provisional: { ...book.provisional, [date]: sequence } } }
}

/** null: numbers of the block were already held; taking them again could give one out twice. */
export function addLease(book: NumberBook, { date, prefix, first, last }: LeaseResponse): NumberBook | null {
  const overlaps = book.blocks.some((one) => one.prefix === prefix && first <= one.last && one.first <= last)
  return overlaps ? null : { ...book, blocks: [...book.blocks, { date, prefix, first, last, next: first }] }
}

/** Blocks of past days are of no use any more; provisional counters stay, a day's numbers must never begin anew. */
export function dropPast(book: NumberBook, today: string): NumberBook {
  const blocks = book.blocks.filter(({ date }) => date >= today)
  return blocks.length === book.blocks.length ? book : { ...book, blocks }
}

export function remainingOn(book: NumberBook, date: string): number {
  return book.blocks
    .filter((block) => block.date === date)
    .reduce((sum, { next, last }) => sum + Math.max(0, last - next + 1), 0)
}

/** After the book was lost: provisional counters from the codes that the desk's own journal holds. */
export function rebuildBook(codes: Iterable<string>, deskId: string): NumberBook {
  const provisional: Record<string, number> = {}
  for (const code of codes) {
    const [, shortDate, sequence] = /^TẠM-.+-(\d{6})-(\d{3,6})$/.exec(code) ?? []
    if (shortDate === undefined || sequence === undefined || !code.startsWith(`TẠM-${deskId}-${shortDate}-`)) continue
    const date = `20${shortDate.slice(0, 2)}-${shortDate.slice(2, 4)}-${shortDate.slice(4)}`
    provisional[date] = Math.max(provisional[date] ?? 0, Number(sequence))
  }
  return { version: 1, blocks: [], provisional }
}
