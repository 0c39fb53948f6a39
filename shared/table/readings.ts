/** What a cell says: money, dates, clocks, words, however spreadsheets and people write them. Never a guess in silence. */
import { cleanLine } from '../text/clean-text.ts'
import { foldWords, isBlank } from './cell.ts'
import type { Cell } from './cell.ts'
import type { Details, ProblemCode } from './messages.ts'

export interface Finding {
  code: ProblemCode
  details?: Details
}
export type Reading<T> = { ok: true; value: T; warnings?: Finding[] } | { ok: false; problem: Finding }
/** Given a cell that is not blank. */
export type Reader<T> = (cell: Cell) => Reading<T>

export const good = <T>(value: T, ...warnings: Finding[]): Reading<T> => ({ ok: true, value, warnings })
export const bad = (code: ProblemCode, details: Details = {}): { ok: false; problem: Finding } => ({
  ok: false,
  problem: { code, details },
})

const formulaError = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/

export function isFormulaError(cell: Cell): boolean {
  return typeof cell === 'string' && formulaError.test(cell.trim())
}

/** One line, NFC, tidy. Line breaks within a cell are how spreadsheets wrap: they count as spaces. */
export function text(limit: number): Reader<string> {
  return (cell) => {
    if (cell instanceof Date) return bad('DATE_IN_TEXT')
    const clean = cleanLine(String(cell).replace(/[\r\n\t\v]+/g, ' '), limit)
    const isOdd = clean.problems.some(({ code }) => code === 'CONTROL_CHARACTER' || code === 'INVISIBLE_CHARACTER')
    if (clean.repaired === '') return bad('MISSING')
    if (clean.repaired.length > limit) return bad('TOO_LONG', { length: clean.repaired.length, limit })
    return isOdd ? good(clean.repaired, { code: 'ODD_CHARACTER' }) : good(clean.repaired)
  }
}

export function whole(from: number, to: number): Reader<number> {
  return (cell) => {
    const value = typeof cell === 'string' ? (/^\s*\d{1,9}\s*$/.test(cell) ? Number(cell) : Number.NaN) : cell
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to
    return fits ? good(value) : bad('NOT_A_NUMBER', { from, to })
  }
}

export const greatestAmount = 100_000_000_000
const currency = /(?:đồng|vnđ|vnd|đ|₫)\.?$/u
const pointed = /^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,0{1,2})?$/
const comma = /^\d{1,3}(?:,\d{3})+(?:\.0{1,2})?$/
const spaced = /^\d{1,3}(?: \d{3})+$/

/** Whole đồng: `8.000`, `8000`, `8,000`, `8 000 đ`. Half a đồng is refused, not rounded. */
export function money(cell: Cell): Reading<number> {
  const value = typeof cell === 'string' ? parseMoney(cell) : cell
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= greatestAmount
  if (!fits) return bad('NOT_MONEY')
  // A spreadsheet of another country reads 8.000 as eight.
  return value > 0 && value < 500 ? good(value, { code: 'SMALL_AMOUNT', details: { amount: value } }) : good(value)
}

function parseMoney(typed: string): number {
  const figures = typed.normalize('NFC').toLowerCase().trim().replace(currency, '').replace(/\s+/gu, ' ').trim()
  if (pointed.test(figures)) return Number(figures.replace(/,0+$/, '').replaceAll('.', ''))
  if (comma.test(figures)) return Number(figures.replace(/\.0+$/, '').replaceAll(',', ''))
  return spaced.test(figures) ? Number(figures.replaceAll(' ', '')) : Number.NaN
}

export function formatMoney(amount: number): string {
  return String(amount).replace(/\B(?=(?:\d{3})+$)/g, '.')
}

const msPerDay = 86_400_000
/** 1899-12-30: day 0 of spreadsheets that count from 1900. */
const serialZero = Date.UTC(1899, 11, 30)
const [firstYear, lastYear] = [1990, 2100]
const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/
const inWords = /^ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})$/
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00(?::00(?:\.0+)?)?Z?)?$/

/** @returns `yyyy-mm-dd` */
export function date(cell: Cell): Reading<string> {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? bad('NOT_A_DATE') : inRange(isoDay(cell.getTime()))
  if (typeof cell === 'number') return serialDate(cell)
  if (typeof cell !== 'string') return bad('NOT_A_DATE')
  const typed = cell.trim()
  const iso = isoDate.exec(typed)
  if (iso !== null) return realDate(iso[1], iso[2], iso[3])
  const match = dayFirst.exec(typed) ?? inWords.exec(foldWords(typed))
  return match === null ? bad('NOT_A_DATE') : realDate(match[3], match[2], match[1])
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function serialDate(serial: number): Reading<string> {
  if (!(serial > 20_000 && serial < 100_000)) return bad('NOT_A_DATE')
  const day = isoDay(serialZero + Math.floor(serial) * msPerDay)
  const read = inRange(day)
  return read.ok ? good(day, { code: 'SERIAL_DATE', details: { date: formatDate(day) } }) : read
}

function realDate(year = '', month = '', day = ''): Reading<string> {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const ms = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(ms) || isoDay(ms) !== iso ? bad('NOT_A_DATE') : inRange(iso)
}

function inRange(iso: string): Reading<string> {
  const year = /^\d{4}-/.test(iso) ? Number(iso.slice(0, 4)) : 0
  const fits = year >= firstYear && year <= lastYear
  return fits ? good(iso) : bad('DATE_OUT_OF_RANGE', { from: firstYear, to: lastYear })
}

/** `yyyy-mm-dd` as `dd/mm/yyyy`. */
export function formatDate(iso: string): string {
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`
}

const clockTime = /^(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?\s*(?:p|phút)?$/u

/** @returns `hh:mm`; of `15:00`, `15h30`, `15 giờ`, or a spreadsheet's time */
export function clock(cell: Cell): Reading<string> {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? bad('NOT_A_CLOCK') : good(isoClock(cell.getTime()))
  // Half a minute up: a time of day is a fraction that floating point cannot hold exactly.
  if (typeof cell === 'number')
    return cell >= 0 && cell < 1 ? good(isoClock(cell * msPerDay + 30_000)) : bad('NOT_A_CLOCK')
  const match = typeof cell === 'string' ? clockTime.exec(cell.normalize('NFC').toLowerCase().trim()) : null
  if (match === null) return bad('NOT_A_CLOCK')
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? '0')]
  if (hour > 23 || minute > 59) return bad('NOT_A_CLOCK')
  return good(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
}

function isoClock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16)
}

const yes = new Set(['x', 'co', 'dung', 'yes', 'true', '1', 'bat buoc', 'da kiem tra'])
const no = new Set(['khong', 'sai', 'no', 'false', '0', 'khong bat buoc', 'neu co', 'chua', 'chua kiem tra'])

export function yesNo(cell: Cell): Reading<boolean> {
  if (typeof cell === 'boolean') return good(cell)
  if (cell instanceof Date) return bad('NOT_YES_NO')
  const typed = String(cell).trim()
  const word = foldWords(typed)
  if (/^[✓✔☑]$/u.test(typed) || yes.has(word)) return good(true)
  return no.has(word) ? good(false) : bad('NOT_YES_NO')
}

interface ClosedList {
  known: ReadonlyMap<string, string>
  allowed: string
}
/** Readers are made anew for each row of a table of thousands; folding their words each time took most of its reading. */
const closedLists = new WeakMap<object, ClosedList>()

function closedList(synonyms: Readonly<Record<string, readonly string[]>>): ClosedList {
  const before = closedLists.get(synonyms)
  if (before !== undefined) return before
  const values = Object.entries(synonyms)
  const folded = values.flatMap(([value, words]) => [value, ...words].map((word) => [foldWords(word), value] as const))
  const made = { known: new Map(folded), allowed: values.map(([, words]) => words[0] ?? '').join(', ') }
  closedLists.set(synonyms, made)
  return made
}

/** A word of a closed list: `synonyms` by value, the first of each is how it is written back. */
export function oneOf<T extends string>(synonyms: Record<T, readonly string[]>): Reader<T> {
  const { known, allowed } = closedList(synonyms)
  return (cell) => {
    const word = cell instanceof Date ? '' : String(cell)
    const value = known.get(foldWords(word)) as T | undefined
    return value === undefined ? bad('UNKNOWN_WORD', { word: word.slice(0, 80), allowed }) : good(value)
  }
}

const bullet = /^\s*[-+•*]\s+/u

/** The lines of a cell; where it has none and no bullet, its parts between semicolons. Bullets fall away. */
export function listItems(cell: Cell): string[] {
  if (isBlank(cell)) return []
  const whole = String(cell)
  const parts = /[\r\n]/.test(whole.trim()) || bullet.test(whole) ? whole.split(/[\r\n]+/) : whole.split(';')
  return parts.map((part) => part.replace(bullet, '').trim()).filter((part) => part !== '')
}

/** Read back by `listItems`. */
export function writeList(items: readonly string[]): string {
  const isPlain = items.every((item) => !item.includes(';') && !bullet.test(item))
  return items.map((item) => (isPlain ? item : `- ${item}`)).join('\n')
}
