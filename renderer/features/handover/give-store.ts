/** The batch that is being put together: a look at another screen must not cost its scanned codes. */
import { create } from 'zustand'
import type { DossierRow } from '../../database/desk-database.ts'
import type { Item } from './batch.ts'

interface GiveState {
  /** Whose batch it is: the next officer starts with an empty one. */
  officerId: string
  items: Item[]
  reason: string
  toKey: string | null
  change: (officerId: string, change: Partial<Pick<GiveState, 'items' | 'reason' | 'toKey'>>) => void
}

const empty = { items: [], reason: '', toKey: null }

export const useGiveStore = create<GiveState>((set) => ({
  officerId: '',
  ...empty,
  change: (officerId, change) =>
    set((state) => ({ ...(state.officerId === officerId ? {} : empty), officerId, ...change })),
}))

export function useGive(officerId: string) {
  const { change, ...state } = useGiveStore()
  const { items, reason, toKey } = state.officerId === officerId ? state : empty
  const put = (next: Partial<typeof state>) => change(officerId, next)
  return {
    items: items as Item[],
    reason,
    toKey,
    setReason: (text: string) => put({ reason: text }),
    setTo: (key: string | null) => put({ toKey: key }),
    add: (rows: readonly DossierRow[]) => {
      // Read anew: two codes may be scanned before the screen is drawn again.
      const state = useGiveStore.getState()
      const before = state.officerId === officerId ? state.items : []
      const known = new Set(before.map(({ row }) => row.id))
      put({ items: [...before, ...rows.filter(({ id }) => !known.has(id)).map((row) => ({ row, note: '' }))] })
    },
    setNote: (id: string, note: string) =>
      put({ items: items.map((item) => (item.row.id === id ? { ...item, note } : item)) }),
    remove: (id: string) => put({ items: items.filter(({ row }) => row.id !== id) }),
    clear: () => put(empty),
  }
}
