/** Items written within a cell: one a line, its pieces divided by `|`, in a fixed order, the last ones left out at will. */
import { isBlank, showCell } from '../../table/cell.ts'
import type { Cell } from '../../table/cell.ts'
import type { Details, ProblemCode } from '../../table/messages.ts'
import { isFormulaError, listItems, writeList } from '../../table/readings.ts'
import { Fields } from '../../table/table.ts'
import type { TableRow } from '../../table/table.ts'

export const itemLimit = 200

class ItemFields<K extends string, P extends string> extends Fields<K> {
  readonly #row: TableRow<P>
  readonly #column: P
  readonly #pieces: ReadonlyMap<string, string>
  readonly #item: string

  constructor(row: TableRow<P>, column: P, item: string, pieces: ReadonlyMap<string, string>) {
    super()
    this.#row = row
    this.#column = column
    this.#item = item
    this.#pieces = pieces
  }

  protected raw(key: K): Cell {
    return this.#pieces.get(key) ?? null
  }

  cell(key: K): Cell {
    const piece = this.raw(key)
    return isFormulaError(piece) ? null : piece
  }

  add(_key: K | null, code: ProblemCode, details: Details = {}): void {
    const wasFailed = this.#row.failed
    this.#row.failed = false
    this.#row.add(this.#column, code, details, showCell(this.#item))
    if (this.#row.failed) this.failed = true
    this.#row.failed ||= wasFailed
  }
}

/** @param titles of the pieces, for who wrote too many */
export function readItems<K extends string, P extends string>(
  row: TableRow<P>,
  column: P,
  order: readonly K[],
  titles: Record<K, { title: string }>,
): Fields<K>[] {
  const cell = row.cell(column)
  const items = listItems(cell instanceof Date ? showCell(cell) : cell)
  if (items.length > itemLimit) {
    row.add(column, 'TOO_MANY_ITEMS', { limit: itemLimit })
    return []
  }
  return items.flatMap((item) => {
    const pieces = item.split(/(?<!\\)\|/).map((piece) => piece.replaceAll('\\|', '|').trim())
    if (pieces.length <= order.length)
      return [
        new ItemFields<K, P>(row, column, item, new Map(pieces.map((piece, index) => [order[index] ?? '', piece]))),
      ]
    const pattern = order.map((key) => titles[key].title).join(' | ')
    row.add(column, 'TOO_MANY_PIECES', { pattern }, showCell(item))
    return []
  })
}

export function writeItems(items: readonly (readonly string[])[]): string {
  return writeList(
    items.map((pieces) => {
      const last = pieces.findLastIndex((piece) => !isBlank(piece))
      return pieces
        .slice(0, last + 1)
        .map((piece) => piece.replaceAll('|', '\\|'))
        .join(' | ')
    }),
  )
}
