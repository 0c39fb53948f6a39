/** Workbooks (.xlsx) to and from plain sheets. */
import ExcelJS from 'exceljs'
import type { Cell, Remark, Sheet } from '../../shared/table/cell.ts'
import { rowLimit } from '../../shared/table/table.ts'

/** Beyond it a sheet is too long in any case; its reader says so. */
const keptRows = rowLimit + 100
const keptColumns = 200
/** What only paints: not read. */
const ignoreNodes = [
  'dataValidations',
  'conditionalFormatting',
  'drawing',
  'picture',
  'legacyDrawing',
  'tableParts',
  'hyperlinks',
]

/** @throws whatever is wrong with it */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer, { ignoreNodes })
  return workbook.worksheets.map(readSheet)
}

function readSheet(worksheet: ExcelJS.Worksheet): Sheet {
  const rows: Cell[][] = []
  const remarks: Remark[] = []
  worksheet.eachRow({ includeEmpty: false }, (row, number) => {
    if (number > keptRows && rows.length >= keptRows) return
    const place = Math.min(number, keptRows)
    while (rows.length < place) rows.push([])
    const cells = rows[place - 1] ?? []
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column > keptColumns) return
      while (cells.length < column) cells.push(null)
      const { value, remark } = readCell(cell)
      cells[column - 1] = value
      if (remark !== null && value !== null) remarks.push({ ...remark, row: number, column: column - 1 })
      else if (remark?.code === 'FORMULA_NOT_WORKED_OUT') remarks.push({ ...remark, row: number, column: column - 1 })
    })
  })
  return { name: worksheet.name, rows, remarks }
}

type Found = Pick<Remark, 'code' | 'details'>

function readCell(cell: ExcelJS.Cell): { value: Cell; remark: Found | null } {
  const { master } = cell
  const isCovered = master !== undefined && master.address !== cell.address
  const { value, remark } = readValue(isCovered ? master.value : cell.value)
  if (!isCovered || remark !== null) return { value, remark }
  return { value, remark: { code: 'MERGED_CELL', details: { range: `${master.address}…` } } }
}

function readValue(value: ExcelJS.CellValue): { value: Cell; remark: Found | null } {
  if (value === null || value === undefined) return { value: null, remark: null }
  if (typeof value !== 'object' || value instanceof Date) return { value, remark: null }
  if ('error' in value) return { value: value.error, remark: null }
  if ('richText' in value) return { value: value.richText.map(({ text }) => text).join(''), remark: null }
  if ('formula' in value || 'sharedFormula' in value) {
    const { result } = value
    if (result === undefined || result === null) return { value: null, remark: { code: 'FORMULA_NOT_WORKED_OUT' } }
    return { value: readValue(result).value, remark: { code: 'FORMULA_USED' } }
  }
  if ('text' in value) return readValue(value.text as ExcelJS.CellValue)
  return { value: null, remark: { code: 'CELL_NOT_PLAIN' } }
}

/** Every cell is text: a spreadsheet makes dates of codes and numbers of dates otherwise. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  for (const { name, rows } of sheets) {
    const worksheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    worksheet.addRows(rows.map((row) => row.map((cell) => (cell === null || cell === '' ? null : cell))))
    const widest = Math.max(...rows.map((row) => row.length), 1)
    for (let column = 1; column <= widest; column += 1) {
      worksheet.getColumn(column).numFmt = '@'
      worksheet.getColumn(column).alignment = { vertical: 'top', wrapText: true }
      worksheet.getColumn(column).width = widthOf(rows, column - 1)
    }
    worksheet.getRow(1).font = { bold: true }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function widthOf(rows: readonly Cell[][], column: number): number {
  const longest = Math.max(...rows.slice(0, 200).map((row) => longestLine(String(row[column] ?? ''))))
  return Math.min(Math.max(longest + 2, 10), 60)
}

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length))
}
