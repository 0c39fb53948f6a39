/** What of a book can be closed now, and what the officer has to know before. */
import { isWhollyClosed, lastClosed } from './closing.ts'
import type { Caution, ClosedLine, Closing } from './closing.ts'
import { bookState } from './register-book.ts'
import type { RegisterLine } from './register-book.ts'

export interface Closable {
  kind: 'volume' | 'whole' | 'late'
  /** null: to the end of the book. */
  volume: number | null
  first: number
  /** Before `first`: a year without a dossier. */
  last: number
}

/** Full volumes that are not closed yet, in order, and the rest of the book; empty: all is closed. */
export function listClosable(count: number, closings: readonly Closing[], volumeSize: number): Closable[] {
  const first = lastClosed(closings) + 1
  if (isWhollyClosed(closings)) return count < first ? [] : [{ kind: 'late', volume: null, first, last: count }]
  const full = Math.floor(count / volumeSize)
  const next = Math.floor((first - 1) / volumeSize) + 1
  const volumes = Array.from({ length: Math.max(0, full - next + 1) }, (_, index): Closable => {
    const volume = next + index
    return { kind: 'volume', volume, first, last: volume * volumeSize }
  })
  return [...volumes, { kind: 'whole', volume: null, first, last: count }]
}

export function linesToClose(book: readonly RegisterLine[], { first, last }: Closable): ClosedLine[] {
  return book
    .slice(first - 1, last)
    .map(({ dossierId, code, receivedAt }) => ({ dossierId, code, receivedAt: receivedAt ?? '' }))
}

/** How the desk stands with the province. */
export interface Standing {
  unsent: number
  rejected: number
  /** There is a link, nothing is on its way, and the last exchange went well. */
  upToDate: boolean
}

export type CautionFound = { code: Caution; n: number }

export function findCautions(
  book: readonly RegisterLine[],
  closable: Closable,
  year: number,
  now: string,
  standing: Standing,
): CautionFound[] {
  const provisional = book.slice(closable.first - 1, closable.last).filter((line) => line.provisional).length
  const found: [Caution, number][] = [
    ['running', closable.kind === 'whole' && bookState(year, now) === 'open' ? 1 : 0],
    ['provisional', provisional],
    ['unsent', standing.unsent],
    ['rejected', standing.rejected],
    ['notFetched', standing.upToDate ? 0 : 1],
  ]
  return found.filter(([, n]) => n > 0).map(([code, n]) => ({ code, n }))
}
