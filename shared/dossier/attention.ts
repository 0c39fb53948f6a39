/** Contradictions of a history: which of them nobody has looked into yet. They never vanish; they are settled by a note. */
import type { Attention, Dossier } from './dossier.ts'

export function unsettled({ attention }: Pick<Dossier, 'attention'>): Attention[] {
  return attention.filter(({ settledBy }) => settledBy === undefined)
}

/** One that is found later, when more of the history has arrived, names other events and stands open again. */
export function settle(dossier: Dossier, noteId: string, eventIds: readonly string[]): void {
  const named = new Set(eventIds)
  dossier.attention = dossier.attention.map((item) =>
    item.settledBy === undefined && item.eventIds.every((id) => named.has(id)) ? { ...item, settledBy: noteId } : item,
  )
}
