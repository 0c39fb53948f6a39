/** A sheet of names and values: a name in one cell, its value in the next that is not blank. */
import { columnLetter, foldWords, isBlank, showCell } from './cell.ts'
import type { Cell, Sheet } from './cell.ts'
import { bad } from './readings.ts'
import type { Reader } from './readings.ts'
import type { Report } from './report.ts'
import type { Columns } from './table.ts'

export type Readers<T> = { [K in keyof T & string]-?: Reader<T[K]> }

/** What is not there, or wrong and reported, is missing. */
export function readNamedValues<T>(
  sheet: Sheet,
  fields: Columns<keyof T & string>,
  readers: Readers<T>,
  report: Report,
): Partial<T> {
  const said: Partial<T> = {}
  for (const [index, cells] of sheet.rows.slice(0, 100).entries()) {
    const at = cells.findIndex((cell) => keyOf(cell, fields) !== null)
    const key = keyOf(cells[at], fields)
    if (key === null) continue
    const place = cells.findIndex((cell, column) => column > at && !isBlank(cell))
    const cell = cells[place] ?? null
    const column = columnLetter(place < 0 ? at + 1 : place)
    const where = { sheet: sheet.name, row: index + 1, column, header: fields[key].title, value: showCell(cell) }
    const reading = place < 0 ? bad('MISSING') : readers[key](cell)
    if (!reading.ok) report.add(where, reading.problem.code, reading.problem.details)
    else {
      said[key] = reading.value
      for (const { code, details } of reading.warnings ?? []) report.add(where, code, details)
    }
  }
  return said
}

/** null: something is missing, and reported. */
export function fillNamedValues<T>(
  sheet: Sheet | null,
  fields: Columns<keyof T & string>,
  values: Partial<T>,
  report: Report,
): T | null {
  const missing = (Object.keys(fields) as (keyof T & string)[]).filter((key) => values[key] === undefined)
  for (const key of missing) report.add({ sheet: sheet?.name ?? '' }, 'INFO_MISSING', { name: fields[key].title })
  return missing.length === 0 ? (values as T) : null
}

function keyOf<K extends string>(cell: Cell | undefined, fields: Columns<K>): K | null {
  if (typeof cell !== 'string' || cell.length > 200) return null
  const words = foldWords(cell)
  const keys = Object.keys(fields) as K[]
  return (
    keys.find((key) => [fields[key].title, ...fields[key].aliases].some((name) => foldWords(name) === words)) ?? null
  )
}
