/** Scans, deliveries to the province's own systems, and the keys those systems call with. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'

const statements = [
  // Bundles are sealed to the signing key; a second key pair was never needed.
  'alter table gateway_state drop column bundle_key',
  `create table attachment (
    commune_id text not null,
    id text collate "C" not null,
    media_type text not null,
    bytes integer not null,
    desk_id text not null,
    stored_at timestamptz not null default now(),
    primary key (commune_id, id)
  )`,
  `create table attachment_dossier (
    commune_id text not null,
    attachment_id text collate "C" not null,
    dossier_id text collate "C" not null,
    primary key (commune_id, attachment_id, dossier_id)
  )`,
  `create table connector (
    id text primary key,
    url text not null,
    secret text not null,
    active boolean not null default true
  )`,
  `create table delivery (
    commune_id text not null,
    connector_id text not null,
    dossier_id text collate "C" not null,
    position bigint not null,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    claimed_until timestamptz,
    -- Of the last attempt: an HTTP status or the name of an error; never the text of an answer.
    problem text,
    settled_at timestamptz,
    primary key (commune_id, connector_id, dossier_id, position)
  )`,
  `create index delivery_waiting on delivery (due_at) where state = 'waiting'`,
  `create index delivery_unsettled on delivery (commune_id, connector_id, dossier_id, position) where state <> 'delivered'`,
  `create index delivery_settled on delivery (settled_at) where state = 'delivered'`,
  `create table api_key (
    key_hash text primary key,
    role text not null check (role in ('core', 'operator')),
    name text not null,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
  )`,
  'grant select, insert on attachment, attachment_dossier to mot_cua_app',
  'grant select (id, active) on connector to mot_cua_app',
  'grant insert on delivery to mot_cua_app',
]

const own = `commune_id = current_setting('app.commune', true)`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const table of ['attachment', 'attachment_dossier', 'delivery']) {
    await sql.raw(`alter table ${table} enable row level security`).execute(db)
    await sql.raw(`create policy own_commune on ${table} using (${own}) with check (${own})`).execute(db)
  }
}
