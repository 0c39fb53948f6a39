/** What is not saved yet, sealed like dossiers; it stays until it is saved or thrown away. */
import type { RxCollection } from 'rxdb'
import { map } from 'rxjs'
import type { DeskDatabase, Draft } from './desk-database.ts'
import { actionDraftId, isActionDraft } from './draft-ids.ts'
import type { DraftDocument } from './schema.ts'

export function createDrafts(collection: RxCollection<DraftDocument>): DeskDatabase['drafts'] {
  const toDraft = ({ id, body }: DraftDocument): Draft => ({ id, ...body })
  return {
    watch: (officerId) =>
      collection.find().$.pipe(
        map((found) =>
          found
            .map((document) => toDraft(document.toJSON() as DraftDocument))
            .filter((draft) => draft.officerId === officerId && !isActionDraft(draft.id))
            .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)),
        ),
      ),
    watchActions: (dossierId) =>
      collection
        .find()
        .$.pipe(
          map((found) =>
            found
              .map((document) => toDraft(document.toJSON() as DraftDocument))
              .filter(({ id }) => id.startsWith(actionDraftId(dossierId, ''))),
          ),
        ),
    async get(id) {
      const found = await collection.findOne(id).exec()
      return found === null ? null : toDraft(found.toJSON() as DraftDocument)
    },
    async put({ id, ...body }) {
      await collection.incrementalUpsert({ id, body })
    },
    async remove(id) {
      await (await collection.findOne(id).exec())?.incrementalRemove()
    },
  }
}
