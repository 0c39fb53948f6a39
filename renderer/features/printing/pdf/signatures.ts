/** Who signs: never torn from each other by a page break. */
import type { Content } from 'pdfmake/interfaces'
import { conditionsHold } from '../../../../shared/forms/bindings.ts'
import type { BlockOf, Signature } from '../../../../shared/forms/definition.ts'
import type { Drawing } from './blocks.ts'
import { inlines } from './text-runs.ts'

export function signaturesContent(block: BlockOf<'signatures'>, drawing: Drawing): Content {
  const gap = 10
  const shown = block.columns.filter((column) => conditionsHold(column.when, drawing.view))
  const places = Math.max(block.places ?? 1, block.columns.length)
  const width = (drawing.width - gap * (places - 1)) / places
  // Free places lie at the left: a single signature stands at the right (NĐ 30/2020).
  const blank = places - shown.length
  return {
    unbreakable: true,
    columnGap: gap,
    columns: [
      ...Array.from({ length: blank }, () => ({ width, text: '' })),
      ...shown.map((column) => ({ width, stack: signature(column, block.space, { ...drawing, width }) })),
    ],
  }
}

function signature(column: Signature, space: number, drawing: Drawing): Content[] {
  const line = (template: string | undefined, style: { bold?: boolean; italic?: boolean }): Content[] =>
    template === undefined
      ? []
      : [
          {
            text: inlines(template, drawing.view, { ...style, size: drawing.fontSize, width: drawing.width }),
            alignment: 'center',
          },
        ]
  return [
    ...line(column.above, { italic: true }),
    ...line(column.title, { bold: true }),
    ...line(column.hint, { italic: true }),
    { text: '', fontSize: 0.1, margin: [0, space, 0, 0] },
    ...line(column.name, { bold: true }),
  ]
}
