/** What a reader of two versions of a paper sees: the texts that came, and those that are gone. */
import type { Block, FormDefinition, Line, SimpleBlock } from '../definition.ts'

const textsOfLines = (lines: readonly Line[]) => lines.map(({ text }) => text)

function textsOf(block: Block): (string | undefined)[] {
  if (block.kind === 'row') return block.cells.flatMap((cell) => cell.blocks).flatMap(textsOfSimple)
  if (block.kind === 'together') return block.blocks.flatMap(textsOf)
  return textsOfSimple(block)
}

function textsOfSimple(block: SimpleBlock): (string | undefined)[] {
  switch (block.kind) {
    case 'head':
      return [...textsOfLines(block.left), ...textsOfLines(block.right)]
    case 'fields':
      return block.items.map(({ label, value }) => [label, value].join(' ').trim())
    case 'table':
      return block.columns.map(({ group, header, value }) => [group, header, value].filter(Boolean).join(' · '))
    case 'list':
      return [block.item]
    case 'signatures':
      return block.columns.flatMap(({ above, title, hint, name }) => [above, title, hint, name])
    case 'barcode':
      return [block.value, block.caption]
    case 'qr':
    case 'line':
    case 'notice':
      return [block.kind === 'qr' ? block.value : block.text]
    case 'space':
      return []
  }
}

export function textsOfForm({ name, templateNumber, header, footer, blocks }: FormDefinition): string[] {
  const margins = [header, footer].flatMap((margin) =>
    margin === null ? [] : [margin.left, margin.center, margin.right],
  )
  return [name, templateNumber, ...margins, ...blocks.flatMap(textsOf)].filter(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  )
}

export function compareTexts(before: FormDefinition | null, after: FormDefinition) {
  const old = before === null ? [] : textsOfForm(before)
  const now = textsOfForm(after)
  const without = (texts: readonly string[], others: readonly string[]) => {
    const rest = [...others]
    return texts.filter((text) => {
      const at = rest.indexOf(text)
      if (at >= 0) rest.splice(at, 1)
      return at < 0
    })
  }
  return { added: without(now, old), removed: without(old, now) }
}
