/** Sheets as the kind of file that its name asks for. */
import { extname } from 'node:path'
import type { Sheet } from '../../shared/table/cell.ts'
import { writeCsv } from '../../shared/table/csv.ts'
import { UsageError } from '../command.ts'
import { writeWorkbook } from './workbook.ts'

/** What one kind of data is in each kind of file. */
export interface Exports {
  sheets(): Sheet[]
  /** All that fits in one table. */
  flat(): Sheet
  json: unknown
}

export async function makeExport(fileName: string, { sheets, flat, json }: Exports): Promise<Buffer> {
  switch (extname(fileName).toLowerCase()) {
    case '.xlsx':
      return writeWorkbook(sheets())
    case '.csv':
      // With a mark, or spreadsheets read the Vietnamese letters as something else.
      return Buffer.from(`\uFEFF${writeCsv(flat().rows.map((row) => row.map((cell) => String(cell ?? ''))))}`)
    case '.json':
      return Buffer.from(`${JSON.stringify(json, null, 2)}\n`)
    default:
      throw new UsageError()
  }
}
