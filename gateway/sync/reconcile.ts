/** After an epoch change: of which dossiers does this database hold another set of events than the desk? */
import type { ReconcileRequest, ReconcileResponse } from '../../shared/wire/messages.ts'
import { anyOf } from '../store/arrays.ts'
import { mustGetEpoch } from '../store/identity.ts'
import type { Store } from '../store/store.ts'

export async function compareHistories(
  store: Store,
  communeId: string,
  { dossiers }: ReconcileRequest,
): Promise<ReconcileResponse> {
  return store.inCommune(communeId, 'read', async (tx) => {
    const epoch = await mustGetEpoch(tx)
    const rows = await tx
      .selectFrom('dossier')
      .select(['id', 'digest'])
      .where('commune_id', '=', communeId)
      .where('id', '=', anyOf(dossiers.map((dossier) => dossier.dossierId)))
      .execute()
    const digests = new Map(rows.map((row) => [row.id, row.digest]))
    const different = dossiers.filter(({ dossierId, digest }) => digests.get(dossierId) !== digest)
    return { epoch: epoch.id, different: different.map(({ dossierId }) => dossierId) }
  })
}
