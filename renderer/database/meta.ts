/** A few values about the desk's own state, each written durably on its own. */
import type { RxCollection } from 'rxdb'
import type { MetaDocument } from './schema.ts'

export interface Meta {
  read<T>(id: MetaDocument['id']): Promise<T | null>
  write(id: MetaDocument['id'], value: unknown): Promise<void>
}

export function createMeta(collection: RxCollection<MetaDocument>): Meta {
  return {
    async read<T>(id: MetaDocument['id']) {
      const found = await collection.findOne(id).exec()
      return found === null ? null : (JSON.parse(found.value) as T | null)
    },
    async write(id, value) {
      await collection.incrementalUpsert({ id, value: JSON.stringify(value) })
    },
  }
}
