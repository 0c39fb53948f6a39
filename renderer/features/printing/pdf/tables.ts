/** Tables: headings repeat on every page, rows are not torn, columns may stand in groups below one heading. */
import type { Content, TableCell } from 'pdfmake/interfaces'
import { rowsAt } from '../../../../shared/forms/bindings.ts'
import type { FormView } from '../../../../shared/forms/bindings.ts'
import type { BlockOf, TableColumn } from '../../../../shared/forms/definition.ts'
import type { Drawing } from './blocks.ts'
import { mm } from './measure.ts'
import { inlines } from './text-runs.ts'

const padding = 3
/** A row for the pen: labels and dots of the template, no values. */
const emptyRow: FormView = {}

export function tableContent(block: BlockOf<'table'>, drawing: Drawing): Content {
  const size = block.size ?? drawing.fontSize
  const widths = columnWidths(block.columns, drawing.width)
  const rows = rowsAt(drawing.view, block.rows)
  const missing = Math.max(0, (block.minimumRows ?? 0) - rows.length)
  const headings = headingRows(block, size, widths, drawing.view)
  const body = [...rows, ...Array.from({ length: missing }, (): FormView => emptyRow)].map((row) =>
    block.columns.map((column, i) => bodyCell(column, row, size, widths[i] ?? 20, drawing.view)),
  )
  return {
    table: {
      headerRows: headings.length,
      dontBreakRows: true,
      keepWithHeaderRows: body.length > 0 ? 1 : 0,
      widths,
      heights: (row: number) => {
        if (row < headings.length) return 'auto'
        drawing.onRow?.()
        return block.rowHeight ?? 'auto'
      },
      body: [...headings, ...body],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      paddingLeft: () => padding,
      paddingRight: () => padding,
      paddingTop: () => 1.5,
      paddingBottom: () => 1.5,
    },
    margin: [0, 0, 0, 3],
  }
}

/** What cells have inside their padding and lines. */
function columnWidths(columns: readonly TableColumn[], available: number): number[] {
  const extra = 2 * padding + 0.5
  const inner = available - columns.length * extra - 0.5
  const fixed = columns.reduce((sum, column) => sum + (column.width === '*' ? 0 : mm(column.width) - extra), 0)
  const stars = columns.filter((column) => column.width === '*').length
  const rest = Math.max(30, (inner - fixed) / Math.max(1, stars))
  const widths = columns.map((column) => (column.width === '*' ? rest : mm(column.width) - extra))
  // Data that asks for more than the paper has is squeezed: a table never runs off the page.
  const sum = widths.reduce((total, width) => total + width, 0)
  return sum > inner ? widths.map((width) => (width * inner) / sum) : widths
}

function headingRows(block: BlockOf<'table'>, size: number, widths: number[], view: FormView): TableCell[][] {
  const { columns } = block
  const cell = (text: string, width: number, extra: object): TableCell => ({
    text: inlines(text, view, { bold: true, size, width }),
    fontSize: size,
    alignment: 'center',
    ...extra,
  })
  const grouped = columns.some((column) => column.group !== undefined)
  const lower = columns.map((column, i) => cell(column.header, widths[i] ?? 20, {}))
  const numbers = columns.map((_, i) => ({ text: `(${i + 1})`, fontSize: size - 1, alignment: 'center' as const }))
  const last = block.numberedColumns === true ? [numbers] : []
  if (!grouped) return [lower, ...last]
  const upper = columns.map((column, i) => {
    if (column.group === undefined) return cell(column.header, widths[i] ?? 20, { rowSpan: 2 })
    if (columns[i - 1]?.group === column.group) return {}
    const span = columns.slice(i).findIndex((other) => other.group !== column.group)
    return cell(column.group, 1000, { colSpan: span === -1 ? columns.length - i : span })
  })
  return [upper, lower.map((below, i) => (columns[i]?.group === undefined ? {} : below)), ...last]
}

function bodyCell(column: TableColumn, row: FormView, size: number, width: number, view: FormView): TableCell {
  const text = inlines(column.value, { ...view, ...row }, { size, width })
  return { text: text.length === 0 ? ' ' : text, fontSize: size, alignment: column.align ?? 'left' }
}
