/** A book as the bytes of an XLSX file. Texts are always texts: a citizen named `=1+1` stays a citizen. */
import type * as ExcelModule from 'exceljs'
import { cellText, serialOf, tabName } from '../../../../shared/sheet/sheet.ts'
import type { Book, CellKind, Sheet, SheetColumn, SheetValue } from '../../../../shared/sheet/sheet.ts'

type Excel = typeof ExcelModule
type Worksheet = ExcelModule.Worksheet

/** `@`: what the officer changes by hand later stays a text, too. */
const formats: Readonly<Record<CellKind, string>> = {
  text: '@',
  code: '@',
  count: '0',
  money: '#,##0',
  moment: 'hh:mm dd/mm/yyyy',
  date: 'dd/mm/yyyy',
}
const thin = { style: 'thin' as const, color: { argb: 'FF808080' } }
const borders = { top: thin, left: thin, bottom: thin, right: thin }
const font = { name: 'Times New Roman', size: 11 }
const headFill = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFE8EEF4' } }
/** As on papers of a practice desk. */
const markColor = { argb: 'FF7D2A8D' }
const rowsAStep = 200

/** @param onProgress 0 to 1 */
export async function writeXlsx(
  book: Book,
  onProgress: (share: number) => void = () => undefined,
): Promise<Uint8Array> {
  const module = await import('exceljs')
  const { Workbook } = (module as Excel & { default?: Excel }).default ?? module
  const workbook = new Workbook()
  const made = new Date(book.at)
  Object.assign(workbook, {
    title: cellText([book.mark, book.title].filter(Boolean).join(' – ')),
    creator: cellText(book.author),
    created: made,
    modified: made,
  })
  const total = book.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  let done = 0
  for (const sheet of book.sheets) {
    const target = addSheet(workbook, sheet, book.mark)
    for (const [index, row] of sheet.rows.entries()) {
      addRow(target, sheet.columns, row.values, row.strong === true)
      done += 1
      if (index % rowsAStep === 0) onProgress((done / total) * 0.7)
    }
    finishSheet(target, sheet, book.mark)
  }
  onProgress(0.7)
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
  onProgress(1)
  return bytes
}

function headingRows(sheet: Sheet): number {
  return sheet.columns.some(({ group }) => group !== undefined) ? 2 : 1
}

function linesAbove(sheet: Sheet, mark: string | undefined): { text: string; style: Partial<ExcelModule.Font> }[] {
  const plain = { ...font, italic: true }
  const lines = sheet.above.map((text, index) => ({
    text,
    style: index === 0 ? { ...font, bold: true, size: 14 } : plain,
  }))
  return mark === undefined ? lines : [{ text: mark, style: { ...font, bold: true, color: markColor } }, ...lines]
}

function addSheet(workbook: ExcelModule.Workbook, sheet: Sheet, mark: string | undefined): Worksheet {
  const lines = linesAbove(sheet, mark)
  const above = lines.length
  const headings = headingRows(sheet)
  const first = above + 1
  const last = above + headings
  const target = workbook.addWorksheet(tabName(sheet.name), {
    views: [{ state: 'frozen', xSplit: 0, ySplit: last, topLeftCell: `A${last + 1}`, activeCell: `A${last + 1}` }],
    pageSetup: {
      paperSize: 9,
      orientation: sheet.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.3, top: 0.5, bottom: 0.5, header: 0.2, footer: 0.2 },
      printTitlesRow: `${first}:${last}`,
    },
    // An ampersand begins an order to the printer.
    headerFooter: {
      oddFooter: '&R&P/&N',
      ...(mark === undefined ? {} : { oddHeader: `&C${mark.replaceAll('&', '&&')}` }),
    },
  })
  target.columns = sheet.columns.map(({ width }) => ({ width }))
  for (const { text, style } of lines) {
    const row = target.addRow([cellText(text)])
    target.mergeCells(row.number, 1, row.number, sheet.printedColumns ?? sheet.columns.length)
    const cell = row.getCell(1)
    cell.font = style
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.numFmt = '@'
  }
  addHeadings(target, sheet.columns, first, headings)
  return target
}

function addHeadings(target: Worksheet, columns: readonly SheetColumn[], first: number, headings: number): void {
  const last = first + headings - 1
  for (const [index, { header, group }] of columns.entries()) {
    const at = index + 1
    if (group === undefined) {
      target.getCell(first, at).value = cellText(header)
      if (headings > 1) target.mergeCells(first, at, last, at)
      continue
    }
    target.getCell(last, at).value = cellText(header)
    if (columns[index - 1]?.group === group) continue
    const after = columns.slice(index).findIndex((other) => other.group !== group)
    target.getCell(first, at).value = cellText(group)
    target.mergeCells(first, at, first, after === -1 ? columns.length : index + after)
  }
  for (let row = first; row <= last; row++)
    for (let at = 1; at <= columns.length; at++) {
      const cell = target.getCell(row, at)
      cell.font = { ...font, bold: true }
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
      cell.border = borders
      cell.fill = headFill
    }
}

function addRow(
  target: Worksheet,
  columns: readonly SheetColumn[],
  values: readonly SheetValue[],
  strong: boolean,
): void {
  const row = target.addRow(columns.map(({ kind }, index) => cellValue(values[index] ?? null, kind)))
  for (const [index, { kind }] of columns.entries()) {
    const cell = row.getCell(index + 1)
    // A sentence in a column of numbers (a heading within the table) stays a sentence.
    cell.numFmt = typeof cell.value === 'string' ? '@' : formats[kind]
    cell.font = { ...font, bold: strong }
    cell.border = borders
    cell.alignment = { vertical: 'top', wrapText: true, ...(kind === 'text' ? {} : { horizontal: alignment(kind) }) }
  }
}

function alignment(kind: Exclude<CellKind, 'text'>): 'left' | 'center' | 'right' {
  return kind === 'money' ? 'right' : kind === 'code' ? 'left' : 'center'
}

function cellValue(value: SheetValue, kind: CellKind): string | number | null {
  if (value === null || value === '') return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  // An instant that nobody can read is shown as it was written.
  return kind === 'moment' || kind === 'date' ? (serialOf(value) ?? cellText(value)) : cellText(value)
}

function finishSheet(target: Worksheet, sheet: Sheet, mark: string | undefined): void {
  const head = linesAbove(sheet, mark).length + headingRows(sheet)
  const lastRow = sheet.rows.findLastIndex(({ strong }) => strong !== true) + 1
  if (lastRow > 0)
    target.autoFilter = { from: { row: head, column: 1 }, to: { row: head + lastRow, column: sheet.columns.length } }
  for (const line of sheet.below ?? []) {
    const row = target.addRow([cellText(line)])
    target.mergeCells(row.number, 1, row.number, sheet.printedColumns ?? sheet.columns.length)
    row.getCell(1).font = { ...font, italic: true }
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' }
    row.getCell(1).numFmt = '@'
  }
  if (sheet.printedColumns !== undefined)
    target.pageSetup.printArea = `A$1:${target.getColumn(sheet.printedColumns).letter}$${target.rowCount}`
}
