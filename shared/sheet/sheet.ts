/** A table for Excel and LibreOffice, as plain data: what stands in each cell and of which type it is. */

/** `moment`: an instant with offset; `date`: `yyyy-mm-dd`; `code`: digits that are no number (phones, codes). */
export type CellKind = 'text' | 'code' | 'count' | 'money' | 'moment' | 'date'
export type SheetValue = string | number | null

export interface SheetColumn {
  header: string
  /** Columns side by side with the same group stand below one heading. */
  group?: string
  /** Characters. */
  width: number
  kind: CellKind
}

export interface SheetRow {
  values: readonly SheetValue[]
  /** A line of sums, or of a heading within the table. */
  strong?: boolean
}

export interface Sheet {
  /** On the tab. */
  name: string
  /** Lines above the table; the first is its title. */
  above: readonly string[]
  columns: readonly SheetColumn[]
  rows: readonly SheetRow[]
  /** Lines below the table. */
  below?: readonly string[]
  orientation: 'portrait' | 'landscape'
  /** How many columns from the left go on paper; left out: all. */
  printedColumns?: number
}

export interface Book {
  title: string
  author: string
  /** ISO instant of the making. */
  at: string
  /** Above the title of every sheet, and at the head of every page on paper: a table that is worth nothing says so. */
  mark?: string
  sheets: readonly Sheet[]
}

/** The most that a cell may hold. */
export const longestCell = 32_767

/** Unpaired surrogates, and what XML 1.0 has no way to write. */
// oxlint-disable-next-line no-control-regex -- control signs are what must go
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu
/** Spreadsheets read `_x0041_` as the letter A: a text that looks like that is protected. */
const escapeLike = /_(?=x[0-9a-f]{4}_)/giu

/** A text as a cell can hold it: whoever reads the file gets the very letters. */
export function cellText(text: string): string {
  const whole = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(unwritable, '')
  const cut = whole.length > longestCell ? `${whole.slice(0, longestCell - 1)}…`.replace(unwritable, '') : whole
  return cut.replace(escapeLike, '_x005F_')
}

const offsetMs = 7 * 3_600_000
const dayMs = 86_400_000
/** Day 0 of spreadsheets, for days since 1 March 1900. */
const epochMs = Date.UTC(1899, 11, 30)

const dateShape = /^\d{4}-\d{2}-\d{2}$/
/** `Date.parse` alone takes `-1` for a day. */
const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** Days since the spreadsheets' day 0 as the office's clock shows the instant; null: not an instant of 1901 to 9999. */
export function serialOf(instant: string): number | null {
  const whole = dateShape.test(instant) ? `${instant}T00:00:00+07:00` : instant
  const ms = instantShape.test(whole) ? Date.parse(whole) : Number.NaN
  if (Number.isNaN(ms)) return null
  const serial = (ms + offsetMs - epochMs) / dayMs
  return serial >= 367 && serial < 2_958_466 ? serial : null
}

/** Tab names: no signs of references, 31 letters at most, never empty. */
export function tabName(text: string): string {
  const safe = cellText(text)
    .replace(/[[\]:*?/\\\n]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return [...safe].slice(0, 31).join('').trim() || 'Sheet1'
}
