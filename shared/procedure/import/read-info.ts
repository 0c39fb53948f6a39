/** The first sheet: what the catalogue as a whole is. */
import type { Sheet } from '../../table/cell.ts'
import { fillNamedValues, readNamedValues } from '../../table/named-values.ts'
import { bad, date, good, oneOf, text } from '../../table/readings.ts'
import type { Reader, Reading } from '../../table/readings.ts'
import type { Report } from '../../table/report.ts'
import type { Catalogue } from '../catalogue.ts'
import { infoFields } from './columns.ts'
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

/** @param fallback for what the sheet leaves out: said by hand, or as it is in force. null: reported */
export function readInfo(sheet: Sheet | null, fallback: Partial<Info>, report: Report): Info | null {
  const readers = {
    version: text(80),
    province: text(200),
    publishedAt: published,
    numbering: oneOf(numberingWords),
    formSet: oneOf(formSetWords),
  }
  const said = sheet === null ? {} : readNamedValues<Info>(sheet, infoFields, readers, report)
  return fillNamedValues<Info>(sheet, infoFields, { ...fallback, ...said }, report)
}
