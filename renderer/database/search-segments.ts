/**
 * The search lines on the disk: each write of dossiers adds one sealed row; at sign-in all rows are read into memory. A
 * later row's line replaces an earlier one's. Many small rows are joined in the background.
 *
 * Why not keyed hashes of word prefixes: docs/decisions/sealed-search-segments.md.
 */
import { Dexie, type Table } from 'dexie'
import type { Seal } from './seal.ts'
import { decodeLines, encodeLines } from './segment-codec.ts'
import type { SearchLine } from './search-index.ts'

interface Segment {
  id?: number
  sealed: Uint8Array<ArrayBuffer>
}

const linesPerSegment = 4000
/** Rows at which joining pays. */
const rowsToJoin = 200
/**
 * The number rises when lines hold more than before. Rows of another number do not open, which counts as damage: the index is
 * made again from the documents, once, at the next sign-in.
 */
export const segmentContext = 'search-segment-2'

export class SearchSegments {
  readonly #db: Dexie
  readonly #table: Table<Segment, number>
  readonly #seal: Seal

  constructor(name: string, seal: Seal, options: ConstructorParameters<typeof Dexie>[1]) {
    this.#db = new Dexie(name, options)
    this.#db.version(1).stores({ segments: '++id' })
    this.#table = this.#db.table('segments')
    this.#seal = seal
  }

  /** `damaged`: a row did not open, or is of another version; the index has to be made again from the documents. */
  async read(): Promise<{ lines: SearchLine[]; damaged: boolean; rows: number }> {
    const rows = await this.#table.orderBy('id').toArray()
    const opened = await Promise.all(rows.map((row) => this.#open(row).catch(() => null)))
    const lines = opened.flatMap((segment) => segment ?? [])
    return { lines, damaged: opened.includes(null), rows: rows.length }
  }

  async add(lines: readonly SearchLine[]): Promise<void> {
    await this.#table.add(await this.#sealed(lines))
  }

  needsJoining(rows: number): boolean {
    return rows >= rowsToJoin
  }

  /** Replaces every row by few; lines written meanwhile stay. */
  async rewrite(snapshot: () => readonly SearchLine[]): Promise<void> {
    const last = await this.#table.orderBy('id').last()
    // After `last` was read: a row's lines are in the index before the row is written, so the snapshot holds them all.
    const lines = snapshot()
    const segments: Segment[] = []
    for (let at = 0; at < lines.length; at += linesPerSegment)
      segments.push(await this.#sealed(lines.slice(at, at + linesPerSegment)))
    await this.#db.transaction('rw', this.#table, async () => {
      const newer = await this.#table
        .where('id')
        .above(last?.id ?? 0)
        .toArray()
      await this.#table.clear()
      await this.#table.bulkAdd([...segments, ...newer.map(({ sealed }) => ({ sealed }))])
    })
  }

  async #sealed(lines: readonly SearchLine[]): Promise<Segment> {
    return { sealed: await this.#seal.sealBytes(encodeLines(lines), segmentContext) }
  }

  async #open({ sealed }: Segment): Promise<SearchLine[]> {
    return decodeLines(await this.#seal.openBytes(sealed, segmentContext))
  }

  close(): void {
    this.#db.close()
  }
}
