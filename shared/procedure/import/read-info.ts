/** The first sheet: what the catalogue as a whole is. A name in one cell, its value in the next that is not blank. */
import { columnLetter, foldWords, isBlank, showCell } from '../../table/cell.ts'
import type { Cell, Sheet } from '../../table/cell.ts'
import { bad, date, good, oneOf, text } from '../../table/readings.ts'
import type { Reader, Reading } from '../../table/readings.ts'
import type { Report } from '../../table/report.ts'
import type { Catalogue } from '../catalogue.ts'
import { infoFields } from './columns.ts'
import type { InfoField } from './columns.ts'
import { formSetWords, numberingWords } from './words.ts'

export type Info = Omit<Catalogue, 'procedures'>

/** A day, or an instant as an export writes it. */
const published: Reader<string> = (cell) => {
  if (
    typeof cell === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(cell.trim())
  )
    return Number.isNaN(Date.parse(cell.trim())) ? bad('NOT_A_DATE') : good(cell.trim())
  const day: Reading<string> = date(cell)
  return day.ok ? { ...day, value: `${day.value}T00:00:00+07:00` } : day
}

const readers: { [K in InfoField]: Reader<Info[K]> } = {
  version: text(80),
  province: text(200),
  publishedAt: published,
  numbering: oneOf(numberingWords),
  formSet: oneOf(formSetWords),
}

/** @param fallback for what the sheet leaves out: said by hand, or as it is in force. null: reported */
export function readInfo(sheet: Sheet | null, fallback: Partial<Info>, report: Report): Info | null {
  const said: Partial<Record<InfoField, Info[InfoField]>> = sheet === null ? {} : readSheet(sheet, report)
  const whole = { ...fallback, ...said } as Partial<Info>
  let fine = true
  for (const key of Object.keys(infoFields) as InfoField[])
    if (whole[key] === undefined) {
      fine = false
      report.add({ sheet: sheet?.name ?? '' }, 'INFO_MISSING', { name: infoFields[key].title })
    }
  return fine ? (whole as Info) : null
}

function readSheet(sheet: Sheet, report: Report): Partial<Record<InfoField, Info[InfoField]>> {
  const said: Partial<Record<InfoField, Info[InfoField]>> = {}
  for (const [index, cells] of sheet.rows.slice(0, 100).entries()) {
    const at = cells.findIndex((cell) => typeof cell === 'string' && keyOf(cell) !== null)
    const key = keyOf(cells[at])
    if (key === null) continue
    const place = cells.findIndex((cell, column) => column > at && !isBlank(cell))
    const cell = cells[place] ?? null
    const header = infoFields[key].title
    const where = { sheet: sheet.name, row: index + 1, column: columnLetter(place < 0 ? at + 1 : place), header }
    const reading = place < 0 ? bad('MISSING') : readers[key](cell)
    if (reading.ok) {
      said[key] = reading.value
      for (const { code, details } of reading.warnings ?? [])
        report.add({ ...where, value: showCell(cell) }, code, details)
    } else report.add({ ...where, value: showCell(cell) }, reading.problem.code, reading.problem.details)
  }
  return said
}

const keys = Object.entries(infoFields) as [InfoField, { title: string; aliases: readonly string[] }][]

function keyOf(cell: Cell | undefined): InfoField | null {
  if (typeof cell !== 'string' || cell.length > 200) return null
  const words = foldWords(cell)
  return (
    keys.find(([, { title, aliases }]) => [title, ...aliases].some((name) => foldWords(name) === words))?.[0] ?? null
  )
}
