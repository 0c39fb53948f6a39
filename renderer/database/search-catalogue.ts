/** Keeps the search index in memory and its sealed rows on the disk together, and mends either from the documents. */
import type { RxCollection } from 'rxdb'
import type { SearchQuery } from './desk-database.ts'
import type { DossierDocument } from './document.ts'
import { SearchIndex, toSearchLine, type SearchLine } from './search-index.ts'
import type { SearchSegments } from './search-segments.ts'

const pageSize = 1000

export class SearchCatalogue {
  readonly #index = new SearchIndex()
  readonly #segments: SearchSegments
  #rows = 0
  #joining: Promise<void> = Promise.resolve()

  constructor(segments: SearchSegments) {
    this.#segments = segments
  }

  async load(
    documents: RxCollection<DossierDocument>,
    onProgress: (done: number, total: number | null) => void,
  ): Promise<void> {
    const { lines, damaged, rows } = await this.#segments.read()
    for (const line of lines) this.#index.put(line)
    this.#rows = rows
    if (damaged || (lines.length === 0 && (await documents.findOne().exec()) !== null))
      await this.#rebuild(documents, onProgress)
    else this.#joinWhenMany()
  }

  lines = (): readonly SearchLine[] => this.#index.lines()
  find = (query: SearchQuery): string[] => this.#index.find(query)
  countSince = (date: string): number => this.#index.countSince(date)

  async add(documents: readonly DossierDocument[]): Promise<void> {
    const lines = documents.map(toSearchLine)
    for (const line of lines) this.#index.put(line)
    await this.#segments.add(lines)
    this.#rows += 1
    this.#joinWhenMany()
  }

  close(): void {
    this.#segments.close()
  }

  async #rebuild(
    documents: RxCollection<DossierDocument>,
    onProgress: (done: number, total: number | null) => void,
  ): Promise<void> {
    let afterId = ''
    for (let done = 0; ;) {
      const page = await documents
        .find({ selector: { id: { $gt: afterId } }, sort: [{ id: 'asc' }], limit: pageSize })
        .exec()
      for (const document of page) this.#index.put(toSearchLine(document.toJSON() as unknown as DossierDocument))
      const last = page.at(-1)
      if (last === undefined) break
      afterId = last.id
      done += page.length
      onProgress(done, null)
    }
    await this.#segments.rewrite(() => this.#index.lines())
    this.#rows = 1
  }

  #joinWhenMany(): void {
    if (!this.#segments.needsJoining(this.#rows)) return
    this.#rows = 0
    this.#joining = this.#joining
      .then(() => this.#segments.rewrite(() => [...this.#index.lines()]))
      .catch(() => undefined)
  }
}
