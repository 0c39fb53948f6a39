/** What the plan of a push needs to know of the database. */
import { sql } from 'kysely'
import { anyOf } from '../store/arrays.ts'
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
 */
async function readRows(
  tx: Scoped,
  communeId: string,
  { dossierIds, ids, codes }: { dossierIds: string[]; ids: string[]; codes: string[] },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select dossier_id as "dossierId", id, body from event
      where commune_id = ${communeId} and (dossier_id = ${anyOf(dossierIds)} or id = ${anyOf(ids)})
    union all
    select dossier_id, code, null from dossier_code
      where commune_id = ${communeId} and (code = ${anyOf(codes)} or dossier_id = ${anyOf(dossierIds)})`.execute(tx)
  return rows
}
