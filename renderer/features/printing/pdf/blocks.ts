/** Each kind of block as pdfmake content. */
import type { Content, ContentColumns, ContentText, Margins, TableCell } from 'pdfmake/interfaces'
import { conditionsHold, rowsAt } from '../../../../shared/forms/bindings.ts'
import type { FormView } from '../../../../shared/forms/bindings.ts'
import type { Block, BlockOf, Field, Line } from '../../../../shared/forms/definition.ts'
import { code128Svg, qrSvg } from './barcodes.ts'
import type { BarcodeEncoder } from './barcodes.ts'
import { estimatedWidth, mm } from './measure.ts'
import { inlines, plainText } from './text-runs.ts'
import { signaturesContent } from './signatures.ts'
import { tableContent } from './tables.ts'

export interface Drawing {
  view: FormView
  encoder: BarcodeEncoder
  fontSize: number
  /** Points there are for the block. */
  width: number
  /** A row of a table was laid out: the slow part of a long paper. */
  onRow?: (() => void) | undefined
}

export const dots = '…………………………'

export function blockContents(blocks: readonly Block[], drawing: Drawing): Content[] {
  return blocks.filter((block) => conditionsHold(block.when, drawing.view)).map((block) => blockContent(block, drawing))
}

function blockContent(block: Block, drawing: Drawing): Content {
  switch (block.kind) {
    case 'head':
      return headContent(block, drawing)
    case 'line':
      return lineContent(block, drawing)
    case 'fields':
      return fieldsContent(block, drawing)
    case 'table':
      return tableContent(block, drawing)
    case 'list':
      return listContent(block, drawing)
    case 'signatures':
      return signaturesContent(block, drawing)
    case 'qr':
      return qrContent(block, drawing)
    case 'barcode':
      return barcodeContent(block, drawing)
    case 'notice':
      return noticeContent(block, drawing)
    case 'space':
      return { text: '', margin: [0, block.height, 0, 0], fontSize: 0.1 }
    case 'row':
      return rowContent(block, drawing)
    case 'together':
      return { stack: blockContents(block.blocks, drawing), unbreakable: true }
  }
}

export function lineContent(line: Line, drawing: Drawing): Content {
  const size = line.size ?? drawing.fontSize
  const text = inlines(line.text, drawing.view, { ...line, size, width: drawing.width })
  const margin: Margins = [0, line.before ?? 0, 0, line.after ?? 0]
  const indent = line.indent === undefined ? {} : { leadingIndent: mm(line.indent) }
  const alignment = line.align === 'justify' && hasLongWord(line.text, size, drawing) ? 'left' : line.align
  const content: ContentText = { text, fontSize: size, alignment: alignment ?? 'left', ...indent }
  if (line.rule === undefined) return { ...content, margin }
  if (line.rule === 'full') return { ...underlined(content, plainText(line.text, drawing.view).length > 0), margin }
  const length = Math.min(drawing.width / 3, 70)
  const rule = { type: 'line' as const, x1: 0, y1: 2.5, x2: length, y2: 2.5, lineWidth: 0.6 }
  return { stack: [content, { canvas: [rule], alignment: 'center' }], margin }
}

/** Such as a web address: the line before it would be stretched over the whole width with a few words. */
function hasLongWord(template: string, size: number, { view, width }: Drawing): boolean {
  return plainText(template, view)
    .split(/\s/u)
    .some((word) => estimatedWidth(word, size) > width * 0.4)
}

/** A line just as long as the text: the lower border of a table as narrow as the text. */
function underlined(content: ContentText, present: boolean): ContentColumns {
  const border: [boolean, boolean, boolean, boolean] = [false, false, false, present]
  const cell: TableCell = { ...content, border }
  return {
    columns: [
      { width: '*', text: '' },
      {
        width: 'auto',
        table: { body: [[cell]] },
        layout: { ...noPadding, hLineWidth: () => 0.6, vLineWidth: () => 0, paddingBottom: () => 1 },
      },
      { width: '*', text: '' },
    ],
  }
}

export const noPadding = {
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
}

function headContent(head: BlockOf<'head'>, drawing: Drawing): Content {
  const gap = 8
  const left = ((drawing.width - gap) * head.leftWidth) / 100
  const column = (lines: Line[], width: number) => ({
    width,
    stack: lines
      .filter((line) => conditionsHold(line.when, drawing.view))
      .map((line) => lineContent(line, { ...drawing, width })),
  })
  return {
    columns: [column(head.left, left), column(head.right, drawing.width - gap - left)],
    columnGap: gap,
    margin: [0, 0, 0, 4],
  }
}

function fieldsContent(block: BlockOf<'fields'>, drawing: Drawing): Content {
  const items = block.items.filter((item) => conditionsHold(item.when, drawing.view))
  if (block.columns === 1) return { stack: items.map((item) => fieldContent(item, drawing)) }
  const width = (drawing.width - 8) / 2
  const pairs = Array.from({ length: Math.ceil(items.length / 2) }, (_, i) => items.slice(2 * i, 2 * i + 2))
  return {
    stack: pairs.map((pair) => ({
      columns: pair.map((item) => ({ width, stack: [fieldContent(item, { ...drawing, width })] })),
      columnGap: 8,
    })),
  }
}

function fieldContent(item: Field, drawing: Drawing): Content {
  const style = { size: drawing.fontSize, width: drawing.width }
  const value = inlines(item.value, drawing.view, style)
  const empty = plainText(item.value, drawing.view) === ''
  return {
    text: [...inlines(item.label, drawing.view, style), { text: ': ' }, ...(empty ? [item.blank ?? dots] : value)],
    margin: [0, 0.75, 0, 0.75],
  }
}

function listContent(block: BlockOf<'list'>, drawing: Drawing): Content {
  const style = { size: drawing.fontSize, width: drawing.width - 20 }
  const rows = rowsAt(drawing.view, block.rows)
  if (rows.length === 0) return { text: block.blank ?? dots, margin: [0, 0.75, 0, 0.75] }
  return {
    stack: rows.map((row, index) => {
      const marker = block.marker === 'number' ? `${index + 1}. ` : block.marker === 'dash' ? '- ' : ''
      return { text: [marker, ...inlines(block.item, { ...drawing.view, ...row }, style)], margin: [0, 0.75, 0, 0.75] }
    }),
  }
}

function qrContent(block: BlockOf<'qr'>, drawing: Drawing): Content {
  const text = plainText(block.value, drawing.view)
  if (text === '') return { text: '' }
  const side = mm(block.size)
  return { svg: qrSvg(drawing.encoder, text), width: side, height: side, alignment: block.align ?? 'left' }
}

function barcodeContent(block: BlockOf<'barcode'>, drawing: Drawing): Content {
  const text = plainText(block.value, drawing.view)
  if (text === '') return { text: '' }
  const alignment = block.align ?? 'left'
  const bars: Content = {
    svg: code128Svg(drawing.encoder, text),
    width: Math.min(mm(block.width), drawing.width),
    height: mm(block.height),
    alignment,
    margin: [0, 2, 0, 2],
  }
  if (block.caption === undefined) return bars
  return { stack: [bars, { text: plainText(block.caption, drawing.view), fontSize: 8, alignment }] }
}

function noticeContent(block: BlockOf<'notice'>, drawing: Drawing): Content {
  const text = inlines(block.text, drawing.view, { size: block.size, width: drawing.width - 12 })
  return {
    columns: [
      { width: '*', text: '' },
      {
        width: 'auto',
        table: { body: [[{ text, fontSize: block.size, alignment: 'center' }]] },
        layout: { hLineWidth: () => 1, vLineWidth: () => 1, paddingLeft: () => 6, paddingRight: () => 6 },
      },
      { width: '*', text: '' },
    ],
    margin: [0, 0, 0, 4],
  }
}

function rowContent(block: BlockOf<'row'>, drawing: Drawing): Content {
  const fixed = block.cells.reduce((sum, cell) => sum + (cell.width === '*' ? 0 : mm(cell.width)), 0)
  const stars = block.cells.filter((cell) => cell.width === '*').length
  const rest = Math.max(20, drawing.width - fixed - block.gap * (block.cells.length - 1)) / Math.max(1, stars)
  return {
    columns: block.cells.map((cell) => {
      const width = cell.width === '*' ? rest : mm(cell.width)
      return { width, stack: blockContents(cell.blocks, { ...drawing, width }) }
    }),
    columnGap: block.gap,
  }
}
