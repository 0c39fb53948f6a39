/** What the plan of a push needs to know of the database. */
import { sql } from 'kysely'
import type { Scoped } from '../store/store.ts'
import { codesNamed } from './plan-push.ts'
import type { Candidate, Known } from './plan-push.ts'

export async function readKnown(tx: Scoped, communeId: string, candidates: readonly Candidate[]): Promise<Known> {
  if (candidates.length === 0) return { events: [], codeHolders: new Map() }
  const incoming = candidates.flatMap((candidate) => candidate.events.map(({ event }) => event))
  const rows = await readRows(tx, communeId, {
    dossierIds: candidates.map((candidate) => candidate.dossierId),
    ids: incoming.map((event) => event.id),
    codes: codesNamed(incoming),
  })
  return {
    events: rows.flatMap(({ dossierId, id, body }) => (body === null ? [] : [{ dossierId, id, body }])),
    codeHolders: new Map(rows.flatMap(({ dossierId, id, body }) => (body === null ? [[id, dossierId]] : []))),
  }
}

/** An event, or (without a body) a code under `id`. */
interface Row {
  dossierId: string
  id: string
  body: string | null
}

/**
 * Events of the dossiers, and under an incoming id wherever it stands; codes of the dossiers, and those that are named. In one
 * round trip, for the commune is locked meanwhile.
 *
 * One look into an index for each wanted row, whatever the planner believes (`offset 0`): a plan made while the tables were
 * nearly empty, and kept, would read all of the commune's events at each push.
 */
async function readRows(
  tx: Scoped,
  communeId: string,
  { dossierIds, ids, codes }: { dossierIds: string[]; ids: string[]; codes: string[] },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select of_dossier.dossier_id as "dossierId", of_dossier.id, of_dossier.body
      from ${each(dossierIds)} cross join lateral (
        select dossier_id, id, body from event
        where commune_id = ${communeId} and dossier_id = wanted.value offset 0) as of_dossier
    union all
    select elsewhere.dossier_id, elsewhere.id, elsewhere.body
      from ${each(ids)} cross join lateral (
        select dossier_id, id, body from event
        where commune_id = ${communeId} and id = wanted.value and dossier_id <> all(${dossierIds}::text[])
        offset 0) as elsewhere
    union all
    select named.dossier_id, named.code, null
      from ${each(codes)} cross join lateral (
        select dossier_id, code from dossier_code
        where commune_id = ${communeId} and code = wanted.value offset 0) as named
    union all
    select held.dossier_id, held.code, null
      from ${each(dossierIds)} cross join lateral (
        select dossier_id, code from dossier_code
        where commune_id = ${communeId} and dossier_id = wanted.value offset 0) as held`.execute(tx)
  return rows
}

const each = (values: string[]) => sql`unnest(${values}::text[]) as wanted (value)`
