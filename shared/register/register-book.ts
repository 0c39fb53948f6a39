/**
 * The register of a year as a book: every dossier received in it, numbered in order of receipt. Numbers run on through the
 * year and over its volumes (TT 01/2018 Đ10), and belong to the line: a filtered or printed part keeps them.
 */
import type { Dossier, DossierStatus } from '../dossier/dossier.ts'
import { codeKey } from '../dossier/numbers.ts'
import { wallClock } from '../forms/vietnamese.ts'
import { registerEntry } from '../forms/views/register.ts'
import type { RegisterEntry } from '../forms/views/register.ts'
import type { Channel } from '../procedure/catalogue.ts'
import { listWords } from '../text/fold-text.ts'
import { goneRemark, lateRemark } from './closing-words.ts'
import { placeLines } from './closing.ts'
import type { ClosedLine, Closing, Place } from './closing.ts'

export interface RegisterLine extends RegisterEntry, Place {
  dossierId: string
  procedureCode: string
  field: string
  /** null, as the channel: of a line whose dossier this desk has no longer. */
  status: DossierStatus | null
  channel: Channel | null
  officerId: string
  /** The province has given no code yet. */
  provisional: boolean
  /** Folded words, each after a space, and keys of codes. */
  words: string
  codes: string
}

/** A line not numbered yet; null: the dossier was not received in that year by the clock of the office. */
export function registerLine(
  dossier: Dossier,
  year: number,
  officerName: (officerId: string) => string,
): RegisterLine | null {
  if (wallClock(dossier.receivedAt)?.year !== year) return null
  const entry = registerEntry(dossier, 0, officerName)
  const names = [entry.person, dossier.submitter.name, entry.procedure, entry.address, entry.resolvingUnit]
  return {
    ...entry,
    dossierId: dossier.id,
    procedureCode: dossier.procedure.code,
    field: dossier.procedure.field,
    status: dossier.status,
    channel: dossier.channel,
    officerId: dossier.receivedBy.officerId,
    closed: false,
    late: false,
    provisional: dossier.number.kind === 'provisional',
    words: ` ${listWords(names.join(' ')).join(' ')}`,
    codes: [...dossier.codes, entry.phone.replaceAll(/\D/g, '')].map(codeKey).join(' '),
  }
}

/** The lines of a year, numbered: what is closed stands where it was closed, and all else follows. */
export function registerBook(lines: Iterable<RegisterLine>, closings: readonly Closing[] = []): RegisterLine[] {
  return placeLines(lines, closings).map(({ line, gone, ...place }) => {
    const known = gone === null ? line : goneLine(gone)
    return { ...known, ...place, note: place.late ? remarks(lateRemark, known.note) : known.note }
  })
}

function goneLine({ dossierId, code, receivedAt }: ClosedLine): RegisterLine {
  const unknown = {
    procedure: '',
    procedureCode: '',
    field: '',
    person: '',
    address: '',
    area: '',
    hamlet: '',
    phone: '',
  }
  const dates = { dueAt: null, forwardedAt: null, resultAt: null, returnedAt: null, returnWay: '', recipient: '' }
  const place = { entry: 0, closed: true, late: false }
  const nobody = { resolvingUnit: '', receiver: '', officerId: '', status: null, channel: null, provisional: false }
  const known = { dossierId, code, receivedAt, note: goneRemark, sets: 0, words: '', codes: codeKey(code) }
  return { ...unknown, ...dates, ...nobody, ...place, ...known }
}

const remarks = (...texts: string[]) => texts.filter(Boolean).join('; ')

/** `Khu phố 4, Phường Tân Ninh`; empty: the address names no place. */
export function areaName({ hamlet, area }: Pick<RegisterLine, 'hamlet' | 'area'>): string {
  return [hamlet, area].filter(Boolean).join(', ')
}

export const bookParts = ['closed', 'late', 'open'] as const
/** Closed, entered after a closing, or not closed yet; what was entered late and then closed is both of the first two. */
export type BookPart = (typeof bookParts)[number]

export interface RegisterFilter {
  /** `yyyy-mm-dd`, both included; null: no bound. */
  from: string | null
  to: string | null
  /** Empty: any. */
  procedureCode: string
  field: string
  status: DossierStatus | ''
  channel: Channel | ''
  officerId: string
  /** A commune, or a hamlet with its commune as `areaName` has it. */
  area: string
  part: BookPart | ''
  /** Each word must begin a word of names, procedure or address, or be a piece of a code or phone. */
  text: string
  /** null: all volumes. */
  volume: number | null
}

export const wholeBook: RegisterFilter = {
  from: null,
  to: null,
  procedureCode: '',
  field: '',
  status: '',
  channel: '',
  officerId: '',
  area: '',
  part: '',
  text: '',
  volume: null,
}

export function filterBook(book: readonly RegisterLine[], filter: RegisterFilter, volumeSize: number): RegisterLine[] {
  const fits = textTest(filter.text)
  const same = (wanted: string, value: string | null) => wanted === '' || wanted === value
  return book.filter(
    (line) =>
      same(filter.procedureCode, line.procedureCode) &&
      same(filter.field, line.field) &&
      same(filter.status, line.status) &&
      same(filter.channel, line.channel) &&
      same(filter.officerId, line.officerId) &&
      (same(filter.area, line.area) || filter.area === areaName(line)) &&
      isOfPart(line, filter.part) &&
      (filter.volume === null || volumeOf(line.entry, volumeSize) === filter.volume) &&
      isWithin(line.receivedAt, filter) &&
      fits(line),
  )
}

function isOfPart(line: Place, part: RegisterFilter['part']): boolean {
  return part === '' || (part === 'late' ? line.late : line.closed === (part === 'closed'))
}

function isWithin(instant: string | null, { from, to }: RegisterFilter): boolean {
  if (from === null && to === null) return true
  const clock = wallClock(instant ?? '')
  if (clock === null) return false
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${clock.year}-${two(clock.month)}-${two(clock.day)}`
  return (from === null || from <= day) && (to === null || day <= to)
}

const shortestCodePiece = 3

function textTest(text: string): (line: RegisterLine) => boolean {
  const pieces = text
    .split(/\s+/)
    .filter((typed) => typed !== '')
    .map((typed) => ({
      words: listWords(typed).map((word) => ` ${word}`),
      code: /\d/.test(typed) ? codeKey(typed) : '',
    }))
  return (line) =>
    pieces.every(
      ({ words, code }) =>
        words.every((word) => line.words.includes(word)) ||
        (code.length >= shortestCodePiece && line.codes.includes(code)),
    )
}

/** Volumes count from 1; a volume holds `size` numbers, the last one may hold fewer. */
export function volumeOf(entry: number, size: number): number {
  return Math.floor((entry - 1) / size) + 1
}

export function listVolumes(count: number, size: number): { volume: number; first: number; last: number }[] {
  return Array.from({ length: Math.max(1, Math.ceil(count / size)) }, (_, index) => ({
    volume: index + 1,
    first: index * size + 1,
    last: Math.min((index + 1) * size, count),
  }))
}

/**
 * The book of a year that is over is closed with signature and seal; that of the running year is open.
 *
 * @param now ISO instant
 */
export function bookState(year: number, now: string): 'open' | 'ended' {
  return (wallClock(now)?.year ?? year) > year ? 'ended' : 'open'
}
