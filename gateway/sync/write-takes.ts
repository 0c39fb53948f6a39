/** The rows of what was taken: events once, the folded dossier beside them, its codes. */
import { sql } from 'kysely'
import { historyDigest } from '../../shared/wire/digest.ts'
import type { Scoped } from '../store/store.ts'
import { sizeOf } from './plan-push.ts'
import type { Take } from './plan-push.ts'

export interface WriteAt {
  communeId: string
  position: number
}

export async function writeTakes(tx: Scoped, at: WriteAt, takes: readonly Take[]): Promise<void> {
  await insertEvents(tx, at, takes)
  await upsertDossiers(tx, at, takes)
  await insertCodes(tx, at, takes)
}

async function insertEvents(tx: Scoped, { communeId, position }: WriteAt, takes: readonly Take[]): Promise<void> {
  const fresh = takes.flatMap((take) => take.fresh)
  const ids = fresh.map(({ event }) => event.id)
  const dossierIds = fresh.map(({ event }) => event.dossierId)
  const bodies = fresh.map(({ body }) => body)
  // The plan knows every id under the commune's lock; the conflict clause is the second lock on the same door.
  await sql`
    insert into event (commune_id, id, dossier_id, position, body)
    select ${communeId}, row.id, row.dossier_id, ${position}, row.body
    from unnest(${ids}::text[], ${dossierIds}::text[], ${bodies}::text[]) as row (id, dossier_id, body)
    on conflict do nothing`.execute(tx)
}

async function upsertDossiers(tx: Scoped, { communeId, position }: WriteAt, takes: readonly Take[]): Promise<void> {
  const rows = takes.map(({ dossierId, dossier, history }) => ({
    commune_id: communeId,
    id: dossierId,
    position,
    digest: historyDigest(history.map(({ event }) => event.id)),
    number: dossier.number.code,
    number_kind: dossier.number.kind,
    status: dossier.status,
    procedure_code: dossier.procedure.code,
    received_at: dossier.receivedAt,
    due_at: dossier.dueAt,
    finished_at: dossier.finishedAt,
    attention: dossier.attention.length > 0,
    event_count: history.length,
    bytes: sizeOf(history),
  }))
  await tx
    .insertInto('dossier')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['commune_id', 'id']).doUpdateSet((row) => ({
        position: row.ref('excluded.position'),
        digest: row.ref('excluded.digest'),
        number: row.ref('excluded.number'),
        number_kind: row.ref('excluded.number_kind'),
        status: row.ref('excluded.status'),
        procedure_code: row.ref('excluded.procedure_code'),
        received_at: row.ref('excluded.received_at'),
        due_at: row.ref('excluded.due_at'),
        finished_at: row.ref('excluded.finished_at'),
        attention: row.ref('excluded.attention'),
        event_count: row.ref('excluded.event_count'),
        bytes: row.ref('excluded.bytes'),
      })),
    )
    .execute()
}

async function insertCodes(tx: Scoped, { communeId }: WriteAt, takes: readonly Take[]): Promise<void> {
  const rows = takes.flatMap(({ dossierId, newCodes }) =>
    newCodes.map((code) => ({ commune_id: communeId, code, dossier_id: dossierId })),
  )
  // No conflict clause: a code of two dossiers must fail loudly rather than be given to the first.
  if (rows.length > 0) await tx.insertInto('dossier_code').values(rows).execute()
}
