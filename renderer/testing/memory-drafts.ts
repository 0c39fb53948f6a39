/** The drafts of a desk in memory, for screens that are shown without a database. */
import { BehaviorSubject, map } from 'rxjs'
import type { DeskDatabase, Draft } from '../database/desk-database.ts'
import { actionDraftId, isActionDraft } from '../database/draft-ids.ts'

export function memoryDrafts(): DeskDatabase['drafts'] & { readonly all: () => Draft[] } {
  const drafts = new BehaviorSubject<ReadonlyMap<string, Draft>>(new Map())
  const list = () => [...drafts.value.values()]
  return {
    all: list,
    watch: (officerId) =>
      drafts.pipe(map(() => list().filter((draft) => draft.officerId === officerId && !isActionDraft(draft.id)))),
    watchActions: (dossierId) =>
      drafts.pipe(map(() => list().filter(({ id }) => id.startsWith(actionDraftId(dossierId, ''))))),
    get: async (id) => structuredClone(drafts.value.get(id) ?? null),
    put: async (draft) => drafts.next(new Map(drafts.value).set(draft.id, structuredClone(draft))),
    remove: async (id) => drafts.next(new Map([...drafts.value].filter(([one]) => one !== id))),
  }
}
