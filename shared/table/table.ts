/** A sheet with a line of headings, read row by row; what is wrong goes to the report, the reading goes on. */
import { columnLetter, foldWords, isBlank, showCell } from './cell.ts'
import type { Cell, Remark, Sheet } from './cell.ts'
import type { Details, ProblemCode } from './messages.ts'
import { isFormulaError } from './readings.ts'
import type { Reader } from './readings.ts'
import type { Report } from './report.ts'

export interface Column {
  /** As an export writes it. */
  title: string
  aliases: readonly string[]
  required: boolean
}
export type Columns<K extends string> = Record<K, Column>

export const rowLimit = 20_000
/** A decision's letterhead, its title and an empty line may stand above the headings. */
const headerSearch = 25

export interface Table<K extends string> {
  sheet: Sheet
  report: Report
  /** Index of each column that is there, from 0. */
  places: ReadonlyMap<K, number>
  headers: readonly string[]
  /** By row and column, `7:2`. */
  remarks: ReadonlyMap<string, Remark>
  rows: TableRow<K>[]
}

/** null, with the reason in the report: no headings, or a required column is missing. */
export function readTable<K extends string>(
  sheet: Sheet,
  columns: Columns<K>,
  report: Report,
  options: { /** A template's sheet that nobody needed. */ mayBeEmpty?: boolean } = {},
): Table<K> | null {
  const found = findHeader(sheet, columns)
  const place = { sheet: sheet.name }
  if (found === null) {
    const required = (Object.values(columns) as Column[]).filter((column) => column.required)
    report.add(place, 'NO_HEADER', { columns: required.map(({ title }) => `«${title}»`).join(', ') })
    return null
  }
  const header = sheet.rows[found.index] ?? []
  const headers = header.map(showCell)
  const places = placeColumns(found, headers, columns, (index, code, column) =>
    report.add({ sheet: sheet.name, row: found.index + 1, column: index === null ? null : columnLetter(index) }, code, {
      column,
    }),
  )
  if (places === null) return null
  const remarks = new Map((sheet.remarks ?? []).map((remark) => [`${remark.row}:${remark.column}`, remark]))
  const table: Table<K> = { sheet, report, places, headers, remarks, rows: [] }
  if (sheet.rows.length - found.index - 1 > rowLimit) {
    report.add(place, 'TOO_MANY_ROWS', { limit: rowLimit })
    return null
  }
  for (let index = found.index + 1; index < sheet.rows.length; index += 1) {
    const cells = sheet.rows[index] ?? []
    if (!cells.every(isBlank)) table.rows.push(new TableRow(table, cells, index + 1))
  }
  if (table.rows.length === 0 && options.mayBeEmpty !== true) report.add(place, 'EMPTY_SHEET')
  return table
}

interface Found<K> {
  index: number
  /** What each cell of the line is a heading of. */
  keys: (K | null)[]
}

/** The line with most headings; of equals the first. At least two, or all there are: a title may hold one of the words. */
function findHeader<K extends string>(sheet: Sheet, columns: Columns<K>): Found<K> | null {
  const entries = Object.entries(columns) as [K, Column][]
  const known = new Map(
    entries.flatMap(([key, { title, aliases }]) => [title, ...aliases].map((name) => [foldWords(name), key])),
  )
  let best: Found<K> | null = null
  let most = Math.min(2, entries.length) - 1
  for (let index = 0; index < Math.min(sheet.rows.length, headerSearch); index += 1) {
    const keys = (sheet.rows[index] ?? []).map((cell) => keyOf(cell, known))
    const count = new Set(keys.filter((key) => key !== null)).size
    if (count > most) [best, most] = [{ index, keys }, count]
  }
  return best
}

/** Brackets behind a heading explain it: `Thời hạn (ngày)`. */
function keyOf<K>(cell: Cell | undefined, known: ReadonlyMap<string, K>): K | null {
  if (typeof cell !== 'string' || cell.length > 200) return null
  return known.get(foldWords(cell)) ?? known.get(foldWords(cell.replace(/\([^()]*\)\s*\*?\s*$/, ''))) ?? null
}

function placeColumns<K extends string>(
  { keys }: Found<K>,
  headers: readonly string[],
  columns: Columns<K>,
  add: (index: number | null, code: ProblemCode, column: string) => void,
): Map<K, number> | null {
  const places = new Map<K, number>()
  let fine = true
  for (const [index, key] of keys.entries()) {
    const header = headers[index] ?? ''
    if (key === null) {
      if (header.trim() !== '' && !isCounter(header)) add(index, 'UNKNOWN_COLUMN', header)
    } else if (places.has(key)) {
      add(index, 'HEADER_TWICE', header)
      fine = false
    } else places.set(key, index)
  }
  for (const [key, { title, required }] of Object.entries(columns) as [K, Column][])
    if (required && !places.has(key)) {
      add(null, 'HEADER_MISSING', title)
      fine = false
    }
  return fine ? places : null
}

/** Every official list begins with a column of running numbers, which says nothing. */
function isCounter(header: string): boolean {
  return ['stt', 'tt', 'so tt', 'so thu tu'].includes(foldWords(header))
}

/** Something that is read by the names of its columns: a row, or the pieces of an item within a cell. */
export abstract class Fields<K extends string> {
  /** Something is an error: what was read here must not be used. */
  failed = false

  /** null where there is none, and where a formula failed: that is reported already. */
  abstract cell(key: K): Cell
  abstract add(key: K | null, code: ProblemCode, details?: Details): void
  /** As the author sees it, whatever is wrong with it. */
  protected abstract raw(key: K): Cell

  /** undefined: blank, or reported. */
  read<T>(key: K, reader: Reader<T>): T | undefined {
    const cell = this.cell(key)
    if (isBlank(cell)) return undefined
    const reading = reader(cell)
    if (!reading.ok) {
      this.add(key, reading.problem.code, reading.problem.details)
      return undefined
    }
    for (const { code, details } of reading.warnings ?? []) this.add(key, code, details)
    return reading.value
  }

  /** As `read`, and a blank cell is an error. */
  need<T>(key: K, reader: Reader<T>): T | undefined {
    if (isBlank(this.raw(key))) this.add(key, 'MISSING')
    return this.read(key, reader)
  }
}

export class TableRow<K extends string> extends Fields<K> {
  readonly number: number
  readonly #table: Table<K>
  readonly #cells: readonly Cell[]

  constructor(table: Table<K>, cells: readonly Cell[], number: number) {
    super()
    this.#table = table
    this.#cells = cells
    this.number = number
    const known = new Set(table.places.values())
    for (const [index, cell] of cells.entries()) {
      if (known.has(index) && isFormulaError(cell)) this.#add(index, 'CELL_ERROR', {})
      const remark = table.remarks.get(`${number}:${index}`)
      if (known.has(index) && remark !== undefined) this.#add(index, remark.code, remark.details ?? {})
      const hasHeader = (table.headers[index] ?? '').trim() !== ''
      if (!hasHeader && !isBlank(cell)) this.#add(index, 'CELL_BEYOND_HEADER', {})
    }
  }

  get sheet(): string {
    return this.#table.sheet.name
  }

  protected raw(key: K): Cell {
    const index = this.#table.places.get(key)
    return index === undefined ? null : (this.#cells[index] ?? null)
  }

  cell(key: K): Cell {
    const cell = this.raw(key)
    return isFormulaError(cell) ? null : cell
  }

  /** @param value what is wrong, where that is a part of the cell */
  add(key: K | null, code: ProblemCode, details: Details = {}, value?: string): void {
    this.#add(key === null ? null : (this.#table.places.get(key) ?? null), code, details, value)
  }

  #add(index: number | null, code: ProblemCode, details: Details, value = showCell(this.#cells[index ?? -1])): void {
    const before = this.#table.report.problems.length
    const at = { sheet: this.#table.sheet.name, row: this.number }
    if (index === null) this.#table.report.add(at, code, details)
    else {
      const header = this.#table.headers[index]?.trim() ?? ''
      const place = { column: columnLetter(index), header: header === '' ? null : header }
      this.#table.report.add({ ...at, ...place, value }, code, details)
    }
    if (this.#table.report.problems[before]?.severity === 'error') this.failed = true
  }
}
