/** A definition and the values of its form become one pdfmake document. Pure: the same input gives the same document. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import { rowsAt } from '../../../../shared/forms/bindings.ts'
import type { FormView } from '../../../../shared/forms/bindings.ts'
import type { Block, FormDefinition, MarginTexts } from '../../../../shared/forms/definition.ts'
import type { BarcodeEncoder } from './barcodes.ts'
import { blockContents } from './blocks.ts'
import { boundSignatures } from './keep-together.ts'
import { mm, printableWidth } from './measure.ts'
import { plainText } from './text-runs.ts'

export interface PaperRequest {
  definition: FormDefinition
  view: FormView
  /** ISO instant of the print, written into the file as its date. */
  at: string
  title: string
  watermark?: string | undefined
}

export function documentOf(
  request: PaperRequest,
  encoder: BarcodeEncoder,
  onRow?: (() => void) | undefined,
): TDocumentDefinitions {
  const { definition, view } = request
  const { paper } = definition
  const date = new Date(request.at)
  const { margins } = paper
  return {
    pageSize: paper.size === 'roll80' ? { width: mm(80), height: 'auto' } : paper.size,
    pageOrientation: paper.orientation,
    pageMargins: [mm(margins.left), mm(margins.top), mm(margins.right), mm(margins.bottom)],
    language: 'vi-VN',
    displayTitle: true,
    info: {
      title: request.title,
      subject: definition.name,
      creator: 'Một Cửa',
      producer: 'Một Cửa',
      ...(Number.isNaN(date.getTime()) ? {} : { creationDate: date, modDate: date }),
    },
    defaultStyle: { font: 'Tinos', fontSize: paper.fontSize, lineHeight: paper.lineHeight },
    content: definition.copies.map((_copy, index): Content => {
      const stack = blockContents(boundSignatures(definition.blocks, view), {
        view,
        encoder,
        fontSize: paper.fontSize,
        width: printableWidth(paper),
        onRow,
      })
      if (request.watermark !== undefined && paper.size === 'roll80')
        stack.unshift({ text: request.watermark, bold: true, alignment: 'center', color: '#7d2a8d' })
      return index === 0 ? { stack } : { stack, pageBreak: 'before' }
    }),
    ...marginsOf(request),
    ...watermarkOf(request),
  }
}

function watermarkOf({ watermark, definition }: PaperRequest): Pick<TDocumentDefinitions, 'watermark'> {
  // Across a page that has no end nothing can be centred: there it stands in the text.
  if (watermark === undefined || definition.paper.size === 'roll80') return {}
  return { watermark: { text: watermark, color: '#7d2a8d', opacity: 0.25, bold: true } }
}

/**
 * Besides the one across the page: a copier may lose a pale one. Printers leave the outermost four millimetres white, so it
 * stands below them, and the texts of the head give way.
 */
function headMark({ watermark }: PaperRequest): Content[] {
  if (watermark === undefined) return []
  return [{ text: watermark, bold: true, alignment: 'center', color: '#7d2a8d', fontSize: 8, margin: [0, mm(4), 0, 0] }]
}

/** On a roll the page ends where its words do: nothing can stand at its foot, nor at its head. */
function marginsOf(request: PaperRequest): Pick<TDocumentDefinitions, 'header' | 'footer'> {
  const { header, footer, paper } = request.definition
  if (paper.size === 'roll80') return {}
  return {
    header: (page, pages) => {
      const mark = headMark(request)
      return [...mark, marginContent(header, request, page, pages, mark.length === 0 ? mm(5) : 0)]
    },
    footer: (page, pages) => marginContent(footer, request, page, pages, mm(1.5)),
  }
}

/** How many rows of tables there are to lay out, over all copies. */
export function countRows({ definition, view }: PaperRequest): number {
  const inBlocks = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + rowsOf(block), 0)
  const rowsOf = (block: Block): number => {
    if (block.kind === 'table') return rowsAt(view, block.rows).length
    if (block.kind === 'together') return inBlocks(block.blocks)
    return block.kind === 'row' ? block.cells.reduce((sum, cell) => sum + inBlocks(cell.blocks), 0) : 0
  }
  return inBlocks(definition.blocks) * definition.copies.length
}

/** Copies are alike, so each has the same number of pages; page numbers start anew in each. */
function marginContent(
  texts: MarginTexts | null,
  { definition, view }: PaperRequest,
  page: number,
  pages: number,
  top: number,
): Content {
  if (texts === null) return { text: '' }
  const perCopy = Math.max(1, Math.round(pages / definition.copies.length))
  const copy = definition.copies[Math.floor((page - 1) / perCopy)]?.label ?? ''
  const values = { ...view, page: String(((page - 1) % perCopy) + 1), pages: String(perCopy), copy }
  const { left, right } = definition.paper.margins
  const cell = (template: string | undefined, alignment: 'left' | 'center' | 'right') => ({
    text: template === undefined ? '' : plainText(template, values),
    alignment,
    italics: true,
    fontSize: texts.size,
    width: alignment === 'center' ? ('auto' as const) : ('*' as const),
  })
  return {
    margin: [mm(left), top, mm(right), 0],
    columns: [cell(texts.left, 'left'), cell(texts.center, 'center'), cell(texts.right, 'right')],
    columnGap: 6,
  }
}
