/**
 * Search in memory: one folded line a dossier, scanned from the newest. Every typed word must begin some word of the line;
 * words typed with accents put the lines that carry those accents first.
 *
 * 100,000 lines are scanned in a few milliseconds, so there is nothing cleverer here.
 */
import { codeKey } from '../../shared/dossier/numbers.ts'
import { fold } from '../../shared/dossier/fold.ts'
import type { DossierStatus } from '../../shared/dossier/dossier.ts'
import { formatPhone } from '../../shared/citizen/phone.ts'
import { findS10 } from '../../shared/post/tracking-number.ts'
import { accentFold, listWords } from '../../shared/text/fold-text.ts'
import type { SearchQuery } from './desk-database.ts'
import type { DossierDocument, StoredRow } from './document.ts'

/** What the index keeps of a dossier; sealed on the disk. */
export interface SearchLine {
  id: string
  /** Milliseconds since the epoch; 0 when the receipt has not arrived. */
  receivedMs: number
  /** `yyyy-mm-dd` as the receipt states it; empty: turned away at the counter or filed on the portal, and sorted by that moment. */
  receivedOn: string
  /** Folded words, each after a space. */
  folded: string
  /** Keys of every code it ever had, and of its parcels: a typed piece of one is enough. */
  codes: string
  /** Words of the names with their accents. */
  accented: string
  status: DossierStatus
  procedureCode: string
  /** Only of dossiers that are on a board, or whose history contradicts itself: lists of what is open then need no document at the start. */
  open: OpenRow | null
}
export interface OpenRow {
  /** `settle`: done, but for a contradiction that nobody has looked into. */
  board: 'online' | 'work' | 'return' | 'settle'
  row: StoredRow
}

export function toSearchLine({ id, board, body }: DossierDocument): SearchLine {
  const { row } = body
  const names = [row.submitterName, row.ownerName ?? ''].join(' ')
  const phone = row.phone ?? ''
  const digits = [
    row.idNumber ?? '',
    ownerIdNumber(body),
    ...[phone, formatPhone(phone)].map((text) => text.replaceAll(/\D/g, '')),
  ]
  const words = new Set([...listWords(names), ...digits.flatMap((text) => listWords(text))])
  words.delete('')
  return {
    id,
    receivedMs: Date.parse(row.receivedAt) || Date.parse(row.finishedAt ?? row.filedAt ?? '') || 0,
    receivedOn: row.receivedAt.slice(0, 10),
    folded: ` ${[...words].join(' ')}`,
    codes: [...row.codes, ...(row.trackingNumbers ?? [])].map(codeKey).join(' '),
    accented: ` ${listWords(names, accentFold).join(' ')}`,
    status: row.status,
    procedureCode: row.procedureCode,
    open: board !== 'done' ? { board, row } : row.needsAttention ? { board: 'settle', row } : null,
  }
}

/** Rows written before it was kept are asked of their events: once, when the index is made again. */
function ownerIdNumber({ row, events }: DossierDocument['body']): string {
  if (row.ownerName === null) return ''
  const known = row.ownerIdNumber === undefined ? fold(events).owner?.idNumber : row.ownerIdNumber
  return known ?? ''
}

export class SearchIndex {
  /** Oldest first. */
  #lines: SearchLine[] = []
  readonly #place = new Map<string, number>()
  #sorted = true

  get size(): number {
    return this.#lines.length
  }

  put(line: SearchLine): void {
    const place = this.#place.get(line.id)
    if (place !== undefined) {
      if (this.#lines[place]?.receivedMs !== line.receivedMs) this.#sorted = false
      this.#lines[place] = line
      return
    }
    const last = this.#lines.at(-1)
    if (last !== undefined && line.receivedMs < last.receivedMs) this.#sorted = false
    this.#place.set(line.id, this.#lines.push(line) - 1)
  }

  /** Ids of the matches, best first. */
  find(query: SearchQuery): string[] {
    this.#sort()
    const limit = query.limit ?? 50
    const pieces = toPieces(query.text)
    const accents = hasAccents(query.text) ? listWords(query.text, accentFold).map((word) => ` ${word}`) : []
    const exact: string[] = []
    const folded: string[] = []
    for (let at = this.#lines.length - 1; at >= 0 && (accents.length > 0 ? exact : folded).length < limit; at--) {
      const line = this.#lines[at] as SearchLine
      if (!pieces.every((piece) => fits(line, piece)) || !passes(line, query)) continue
      if (accents.length > 0 && accents.every((word) => line.accented.includes(word))) exact.push(line.id)
      else if (folded.length < limit) folded.push(line.id)
    }
    return [...exact, ...folded].slice(0, limit)
  }

  /** Dossiers received on `date` (`yyyy-mm-dd`) or later. */
  countSince(date: string): number {
    this.#sort()
    const since = Date.parse(`${date}${dayStart}`)
    let count = 0
    for (let at = this.#lines.length - 1; at >= 0 && (this.#lines[at]?.receivedMs ?? 0) >= since; at--)
      if (this.#lines[at]?.receivedOn !== '') count += 1
    return count
  }

  lines(): readonly SearchLine[] {
    return this.#lines
  }

  #sort(): void {
    if (this.#sorted) return
    this.#lines = this.#lines.toSorted((a, b) => a.receivedMs - b.receivedMs || (a.id < b.id ? -1 : 1))
    for (const [place, line] of this.#lines.entries()) this.#place.set(line.id, place)
    this.#sorted = true
  }
}

interface Piece {
  word: string
  /** null: no code looks like this. */
  code: string | null
}

/** A piece with a digit may be of a code, typed with or without its dots and dashes. The rarest first: the longest. */
function toPieces(text: string): Piece[] {
  // The label of a parcel prints its number in groups.
  return (findS10(text) ?? text)
    .split(/\s+/)
    .flatMap((typed): Piece[] => {
      const code = /\d/.test(typed) ? codeKey(typed) : ''
      if (code.length >= shortestCodePiece) return [{ word: ` ${listWords(typed).join('')}`, code }]
      return listWords(typed).map((word) => ({ word: ` ${word}`, code: null }))
    })
    .sort((a, b) => b.word.length - a.word.length)
}

const shortestCodePiece = 3
/** Vietnam has one offset and no daylight saving. */
const dayStart = 'T00:00:00+07:00'
const localDay = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10)
const fits = (line: SearchLine, piece: Piece): boolean =>
  line.folded.includes(piece.word) || (piece.code !== null && line.codes.includes(piece.code))
const hasAccents = (text: string): boolean => /[\u0080-\uffff]/.test(text.normalize('NFC'))

function passes(line: SearchLine, query: SearchQuery): boolean {
  if (query.statuses !== undefined && query.statuses.length > 0 && !query.statuses.includes(line.status)) return false
  if (query.procedureCode !== undefined && query.procedureCode !== line.procedureCode) return false
  const date = line.receivedOn || localDay(line.receivedMs)
  if (query.receivedFrom !== undefined && date < query.receivedFrom.slice(0, 10)) return false
  return query.receivedTo === undefined || date <= query.receivedTo.slice(0, 10)
}
