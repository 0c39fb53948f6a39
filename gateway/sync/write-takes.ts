/**
 * Everything that belongs to a change, in one statement: its position, events once, the folded dossier beside them, its codes, what
 * connectors are owed, and the word to desks. One round trip, for the commune is locked meanwhile.
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { unsettled } from '../../shared/dossier/attention.ts'
import { historyDigest } from '../../shared/wire/digest.ts'
import { noticeSql } from '../store/notices.ts'
import type { Scoped } from '../store/store.ts'
import type { LockedCommune, Place } from './commune-lock.ts'
import { sizeOf } from './plan-push.ts'
import type { Take } from './plan-push.ts'

interface WriteAt extends Place {
  communeId: string
}

export interface Change {
  communeId: string
  locked: LockedCommune
  /** Hash of the gateway's last own event. */
  tail: string | null
  /** The desk that knows of it already. */
  from?: string | undefined
}

/**
 * At the commune's next position, with its mark. Callers hold the commune's lock, under which `locked` was read.
 */
export async function writeTakes(
  tx: Scoped,
  { communeId, locked, tail, from }: Change,
  takes: readonly Take[],
): Promise<Place> {
  const place = { position: locked.position + 1, mark: randomBytes(9).toString('base64url') }
  const at = { communeId, ...place }
  const { rows } = await sql`
    with drawn as (${drawPosition(at, tail)}),
      marked as (${insertMark(at)}),
      fresh as (${insertEvents(at, takes)}),
      folded as (${upsertDossiers(at, takes)}),
      numbered as (${insertCodes(at, takes)}),
      owed as (${oweDeliveries(at, takes)})
    select ${noticeSql({ kind: 'dossiers', communeId, position: place.position, from })} from drawn`.execute(tx)
  if (rows.length !== 1) throw new Error('the commune was not locked')
  return place
}

/** Only from where the lock found it: two changes at one position would be one that a pull skips. */
function drawPosition({ communeId, position }: WriteAt, tail: string | null): RawBuilder<unknown> {
  return sql`
    update commune set position = ${position}, gateway_tail = ${tail}
    where commune_id = ${communeId} and position = ${position - 1} returning position`
}

function insertMark({ communeId, position, mark }: WriteAt): RawBuilder<unknown> {
  return sql`
    insert into position_mark (commune_id, position, mark) values (${communeId}, ${position}, ${mark})`
}

/** The plan knows every id under the commune's lock; the conflict clause is the second lock on the same door. */
function insertEvents({ communeId, position }: WriteAt, takes: readonly Take[]): RawBuilder<unknown> {
  const fresh = takes.flatMap((take) => take.fresh)
  const ids = fresh.map(({ event }) => event.id)
  const dossierIds = fresh.map(({ event }) => event.dossierId)
  const bodies = fresh.map(({ body }) => body)
  return sql`
    insert into event (commune_id, id, dossier_id, position, body)
    select ${communeId}, fresh.id, fresh.dossier_id, ${position}, fresh.body
    from unnest(${ids}::text[], ${dossierIds}::text[], ${bodies}::text[]) as fresh (id, dossier_id, body)
    on conflict do nothing`
}

function upsertDossiers({ communeId, position }: WriteAt, takes: readonly Take[]): RawBuilder<unknown> {
  const all = <T>(value: (take: Take) => T) => takes.map(value)
  const dossiers = sql`unnest(
    ${all((take) => take.dossierId)}::text[],
    ${all(({ history }) => historyDigest(history.map(({ event }) => event.id)))}::text[],
    ${all(({ dossier }) => dossier.number.code)}::text[],
    ${all(({ dossier }) => dossier.number.kind)}::text[],
    ${all(({ dossier }) => dossier.status)}::text[],
    ${all(({ dossier }) => storable(dossier.procedure.code))}::text[],
    ${all(({ dossier }) => dossier.receivedAt)}::text[],
    ${all(({ dossier }) => dossier.dueAt)}::text[],
    ${all(({ dossier }) => dossier.finishedAt)}::text[],
    ${all(({ dossier }) => unsettled(dossier).length > 0)}::boolean[],
    ${all(({ history }) => history.length)}::integer[],
    ${all(({ history }) => sizeOf(history))}::integer[])`
  return sql`
    insert into dossier (commune_id, position, id, digest, number, number_kind, status, procedure_code,
      received_at, due_at, finished_at, attention, event_count, bytes)
    select ${communeId}, ${position}, taken.* from ${dossiers} as taken
    on conflict (commune_id, id) do update set
      position = excluded.position, digest = excluded.digest, number = excluded.number,
      number_kind = excluded.number_kind, status = excluded.status, procedure_code = excluded.procedure_code,
      received_at = excluded.received_at, due_at = excluded.due_at, finished_at = excluded.finished_at,
      attention = excluded.attention, event_count = excluded.event_count, bytes = excluded.bytes`
}

/** JSON can hold a NUL, a column cannot. The event keeps it; this is only what is looked up by. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '')
}

/** No conflict clause: a code of two dossiers must fail loudly rather than be given to the first. */
function insertCodes({ communeId }: WriteAt, takes: readonly Take[]): RawBuilder<unknown> {
  const rows = takes.flatMap(({ dossierId, newCodes }) => newCodes.map((code) => ({ code, dossierId })))
  const codes = rows.map(({ code }) => code)
  const dossierIds = rows.map(({ dossierId }) => dossierId)
  return sql`
    insert into dossier_code (commune_id, code, dossier_id)
    select ${communeId}, named.code, named.dossier_id
    from unnest(${codes}::text[], ${dossierIds}::text[]) as named (code, dossier_id)`
}

/** The outbox: either the events and what is owed for them are there, or neither. */
function oweDeliveries({ communeId, position }: WriteAt, takes: readonly Take[]): RawBuilder<unknown> {
  return sql`
    insert into delivery (commune_id, connector_id, dossier_id, position)
    select ${communeId}, connector.id, changed, ${position}
    from connector cross join unnest(${takes.map((take) => take.dossierId)}::text[]) as changed
    where connector.active`
}
