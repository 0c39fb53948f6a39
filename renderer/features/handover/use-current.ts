import { useDesk } from '../../app/desk-context.tsx'
import { useObservable } from '../../ui/use-observable.ts'
import type { Item } from './batch.ts'

/** As the dossiers stand now: one may have been moved at another desk, or have got its official code, since it was listed. */
export function useCurrent(items: Item[]): Item[] {
  const { db } = useDesk()
  const ids = items.map(({ row }) => row.id)
  const rows = useObservable(() => db.watchOpen(({ id }) => ids.includes(id)), ids.join())
  const current = new Map(rows?.map((row) => [row.id, row]))
  return items.map((item) => ({ ...item, row: current.get(item.row.id) ?? item.row }))
}
