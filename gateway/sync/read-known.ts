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
  const events = await readEvents(tx, communeId, 'dossier_id', dossierIds)
  const found = new Set(events.map((row) => row.id))
  const elsewhere = incoming.map((event) => event.id).filter((id) => !found.has(id))
  events.push(...(await readEvents(tx, communeId, 'id', elsewhere)))
  return { events, codeHolders: await readHolders(tx, communeId, incoming, dossierIds) }
}

function readEvents(tx: Scoped, communeId: string, by: 'dossier_id' | 'id', values: string[]) {
  return tx
    .selectFrom('event')
    .select(['dossier_id as dossierId', 'id', 'body'])
    .where('commune_id', '=', communeId)
    .where(by, '=', anyOf(values))
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
