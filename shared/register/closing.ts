/**
 * Closing a book (khóa sổ). A closing keeps which dossier stands at which number; from then on those numbers never move,
 * whatever reaches this desk later. Closings of a year lie one on the other: each begins where the one before it ended, and
 * only the last can be opened again. What arrives after a closing is numbered after it and says so.
 */
import { z } from 'zod'
import { lineOfText } from '../dossier/person.ts'
import { byReceipt } from '../forms/views/register.ts'
import { wallClock } from '../forms/vietnamese.ts'

const instant = z.iso.datetime({ offset: true })
const officer = { officerId: z.string().max(64), officerName: z.string().max(200) }

export const closedLineSchema = z.object({
  dossierId: z.uuid(),
  /** As they stood at the closing: what is shown of a dossier that this desk has lost. */
  code: z.string().max(100),
  receivedAt: instant,
})
export type ClosedLine = z.infer<typeof closedLineSchema>

/** What the officer was told of and closed the book all the same. */
export const cautions = ['running', 'provisional', 'unsent', 'rejected', 'notFetched'] as const
export const cautionSchema = z.enum(cautions)
export type Caution = z.infer<typeof cautionSchema>

export const mostLines = 100_000
export const volumeSizeSchema = z.int().min(10).max(100_000)
export const reasonSchema = lineOfText(500).trim().min(1)

export const closingSchema = z.object({
  /** To the end of the year, or only up to the end of a volume. */
  whole: z.boolean(),
  /** Number of the first line; the others follow without a gap. */
  first: z.int().min(1),
  count: z.int().min(0).max(mostLines),
  /** In order of their numbers. Left out where only the history is told. */
  lines: z.array(closedLineSchema).max(mostLines),
  volumeSize: volumeSizeSchema,
  at: instant,
  ...officer,
  deskName: z.string().max(100),
  despite: z.array(cautionSchema).max(cautions.length),
  /** null: it stands. */
  reopened: z.object({ at: instant, ...officer, reason: reasonSchema }).nullable(),
})
export type Closing = z.infer<typeof closingSchema>

const mostClosings = 200
const yearSchema = z.int().min(2000).max(9999)
export const closedBookSchema = z.object({
  version: z.literal(1),
  year: yearSchema,
  /** Counts the changes: of two copies the higher one is the newer. */
  revision: z.int().min(0),
  /** In order of time, opened ones among them. */
  closings: z.array(closingSchema).max(mostClosings),
})
export type ClosedBook = z.infer<typeof closedBookSchema>

const common = { year: yearSchema, revision: z.int().min(0) }
export const closeCommandSchema = z.object({
  kind: z.literal('close'),
  ...common,
  whole: z.boolean(),
  volumeSize: volumeSizeSchema,
  /** What follows the last closing, in the order of the register. */
  lines: z.array(closedLineSchema).max(mostLines),
  despite: closingSchema.shape.despite,
})
export const reopenCommandSchema = z.object({ kind: z.literal('reopen'), ...common, reason: reasonSchema })
export const bookCommandSchema = z.discriminatedUnion('kind', [closeCommandSchema, reopenCommandSchema])
export type BookCommand = z.infer<typeof bookCommandSchema>

export const bookRefusals = [
  /** Somebody closed or opened it in another window. */
  'CHANGED',
  'FUTURE',
  'NOTHING_TO_CLOSE',
  /** A dossier twice, of another year, out of order, or a volume that is not full. */
  'NOT_A_BOOK',
  'NOT_CLOSED',
  'FULL',
] as const
export type BookRefusal = (typeof bookRefusals)[number]
export type BookPlan = { kind: 'done'; book: ClosedBook } | { kind: 'refused'; code: BookRefusal }

/** Who acts, where and when. */
export interface BookActor {
  at: string
  officerId: string
  officerName: string
  deskName: string
}

export function emptyBook(year: number): ClosedBook {
  return { version: 1, year, revision: 0, closings: [] }
}

export function standingClosings(closings: readonly Closing[]): Closing[] {
  return closings.filter(({ reopened }) => reopened === null)
}

/** Number of the last line that is closed; 0: none is. */
export function lastClosed(closings: readonly Closing[]): number {
  const last = standingClosings(closings).at(-1)
  return last === undefined ? 0 : last.first + last.count - 1
}

export function isWhollyClosed(closings: readonly Closing[]): boolean {
  return standingClosings(closings).some(({ whole }) => whole)
}

export function planBook(book: ClosedBook, command: BookCommand, actor: BookActor): BookPlan {
  if (command.year !== book.year || command.revision !== book.revision) return refuse('CHANGED')
  return command.kind === 'close' ? close(book, command, actor) : reopen(book, command.reason, actor)
}

function close(book: ClosedBook, command: z.infer<typeof closeCommandSchema>, actor: BookActor): BookPlan {
  const { whole, volumeSize, lines, despite } = command
  const standing = standingClosings(book.closings)
  const code = faultOf(book, command, actor.at)
  if (code !== null) return refuse(code)
  const first = lastClosed(standing) + 1
  const closing: Closing = {
    ...actor,
    whole,
    first,
    count: lines.length,
    lines,
    volumeSize,
    despite: [...new Set(despite)],
    reopened: null,
  }
  return done(book, [...book.closings, closing])
}

function faultOf(book: ClosedBook, command: z.infer<typeof closeCommandSchema>, at: string): BookRefusal | null {
  const { whole, volumeSize, lines, year } = command
  const standing = standingClosings(book.closings)
  if ((wallClock(at)?.year ?? 0) < year) return 'FUTURE'
  if (book.closings.length >= mostClosings) return 'FULL'
  const isWhole = isWhollyClosed(standing)
  if (lines.length === 0 && (!whole || isWhole)) return 'NOTHING_TO_CLOSE'
  const last = lastClosed(standing) + lines.length
  const sizeChanged = standing.some((closing) => closing.volumeSize !== volumeSize)
  if (sizeChanged || (!whole && (isWhole || last % volumeSize !== 0))) return 'NOT_A_BOOK'
  const taken = new Set(standing.flatMap((closing) => closing.lines.map(({ dossierId }) => dossierId)))
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    if (taken.has(line.dossierId) || wallClock(line.receivedAt)?.year !== year) return 'NOT_A_BOOK'
    if (before !== undefined && byReceipt(orderOf(before), orderOf(line)) > 0) return 'NOT_A_BOOK'
    taken.add(line.dossierId)
  }
  return null
}

/** The last closing that stands is opened; those before it stay. */
function reopen(book: ClosedBook, reason: string, { at, officerId, officerName }: BookActor): BookPlan {
  const index = book.closings.findLastIndex(({ reopened }) => reopened === null)
  const text = reasonSchema.safeParse(reason)
  if (index === -1 || !text.success) return refuse('NOT_CLOSED')
  const reopened = { at, officerId, officerName, reason: text.data }
  return done(
    book,
    book.closings.map((closing, i) => (i === index ? { ...closing, reopened } : closing)),
  )
}

const orderOf = ({ dossierId, receivedAt }: ClosedLine) => ({ id: dossierId, receivedAt })
const refuse = (code: BookRefusal): BookPlan => ({ kind: 'refused', code })
const done = (book: ClosedBook, closings: Closing[]): BookPlan => ({
  kind: 'done',
  book: { ...book, revision: book.revision + 1, closings },
})

export interface Place {
  entry: number
  /** By a closing that stands. */
  closed: boolean
  /** Entered after a closing that it would have stood in (ghi bổ sung sau khi khóa sổ). */
  late: boolean
}
export type Placed<T> = Place & ({ line: T; gone: null } | { line: null; gone: ClosedLine })

/** Every line with its number: closed ones where they were closed, all others after them in order of receipt. */
export function placeLines<T extends { dossierId: string; receivedAt: string | null }>(
  lines: Iterable<T>,
  closings: readonly Closing[],
): Placed<T>[] {
  const open = new Map([...lines].map((line) => [line.dossierId, line]))
  const placed: Placed<T>[] = []
  let edge: ClosedLine | null = null
  let whole = false
  const isLate = (line: ClosedLine) => whole || (edge !== null && byReceipt(orderOf(line), orderOf(edge)) < 0)
  for (const closing of standingClosings(closings)) {
    for (const [index, closed] of closing.lines.entries()) {
      const line = open.get(closed.dossierId)
      open.delete(closed.dossierId)
      const place = { entry: closing.first + index, closed: true, late: isLate(closed) }
      placed.push(line === undefined ? { ...place, line: null, gone: closed } : { ...place, line, gone: null })
    }
    const last = closing.lines.at(-1)
    if (last !== undefined && (edge === null || byReceipt(orderOf(edge), orderOf(last)) < 0)) edge = last
    whole ||= closing.whole
  }
  const next = lastClosed(closings) + 1
  const key = (line: T): ClosedLine => ({ dossierId: line.dossierId, code: '', receivedAt: line.receivedAt ?? '' })
  const rest = [...open.values()].sort((a, b) => byReceipt(orderOf(key(a)), orderOf(key(b))))
  for (const [index, line] of rest.entries())
    placed.push({ entry: next + index, closed: false, late: isLate(key(line)), line, gone: null })
  return placed
}
