/** What the plan of a push needs to know of the database. */
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { anyOf } from '../store/arrays.ts'
import type { Scoped } from '../store/store.ts'
import { codesNamed } from './plan-push.ts'
import type { Candidate, Known } from './plan-push.ts'

export async function readKnown(tx: Scoped, communeId: string, candidates: readonly Candidate[]): Promise<Known> {
  if (candidates.length === 0) return { events: [], codeHolders: new Map() }
  const incoming = candidates.flatMap((candidate) => candidate.events.map(({ event }) => event))
  const dossierIds = candidates.map((candidate) => candidate.dossierId)
  const ids = incoming.map((event) => event.id)
  const events = await readEvents(tx, communeId, dossierIds, ids)
  return { events, codeHolders: await readHolders(tx, communeId, incoming, dossierIds) }
}

/** Of the dossiers, and under an incoming id wherever it stands. */
function readEvents(tx: Scoped, communeId: string, dossierIds: string[], ids: string[]) {
  return tx
    .selectFrom('event')
    .select(['dossier_id as dossierId', 'id', 'body'])
    .where('commune_id', '=', communeId)
    .where((row) => row.or([row('dossier_id', '=', anyOf(dossierIds)), row('id', '=', anyOf(ids))]))
    .execute()
}

async function readHolders(tx: Scoped, communeId: string, incoming: DossierEvent[], dossierIds: string[]) {
  const rows = await tx
    .selectFrom('dossier_code')
    .select(['code', 'dossier_id as dossierId'])
    .where('commune_id', '=', communeId)
    .where((row) => row.or([row('code', '=', anyOf(codesNamed(incoming))), row('dossier_id', '=', anyOf(dossierIds))]))
    .execute()
  return new Map(rows.map((row) => [row.code, row.dossierId]))
}
