/** The place for the pen is never alone on a page: what is signed has to be seen above it. */
import { conditionsHold } from '../../../../shared/forms/bindings.ts'
import type { FormView } from '../../../../shared/forms/bindings.ts'
import type { Block, BlockOf } from '../../../../shared/forms/definition.ts'

type Inner = BlockOf<'together'>['blocks'][number]

/** The blocks that are shown, the last words before each block of signatures bound to it. */
export function boundSignatures(blocks: readonly Block[], view: FormView): Block[] {
  const found: Block[] = []
  for (const block of blocks) {
    if (!conditionsHold(block.when, view)) continue
    const inner = innerBlocks(block)
    const last = found.at(-1)
    const words = inner !== null && !hasWords(inner) && last !== undefined ? lastWords(last, view) : null
    if (inner === null || words === null) found.push(block)
    else found.splice(-1, 1, ...words.before, { kind: 'together', blocks: [words.bound, ...inner] })
  }
  return found
}

/** Of a block that ends a paper; null: any other. */
function innerBlocks(block: Block): Inner[] | null {
  const inner = block.kind === 'together' ? block.blocks : block.kind === 'signatures' ? [block] : []
  return inner.some(holdsSignatures) ? inner : null
}

function holdsSignatures(block: Inner): boolean {
  if (block.kind === 'row') return block.cells.some(({ blocks }) => blocks.some(({ kind }) => kind === 'signatures'))
  return block.kind === 'signatures'
}

/** A line or a field of its own above the signatures goes with them already. */
function hasWords(inner: readonly Inner[]): boolean {
  return inner.slice(0, inner.findIndex(holdsSignatures)).some(({ kind }) => kind === 'line' || kind === 'fields')
}

/** Lists and tables stay whole: they may be longer than what is left of any page. */
function lastWords(block: Block, view: FormView): { before: Block[]; bound: Inner } | null {
  if (block.kind === 'line') return { before: [], bound: block }
  if (block.kind !== 'fields' || block.columns !== 1) return null
  const items = block.items.filter((item) => conditionsHold(item.when, view))
  if (items.length === 0) return null
  const before = items.length === 1 ? [] : [{ ...block, items: items.slice(0, -1) }]
  return { before, bound: { ...block, items: items.slice(-1) } }
}
