/** Events, folded dossiers, codes and numbers, desks, reference data; scope by commune on every row. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'

const tables = `
create table gateway_state (
  id boolean primary key default true check (id),
  epoch text not null,
  generation integer not null,
  token_secret text not null,
  signing_key text not null,
  bundle_key text not null,
  server_identity text not null
);
create table commune (
  commune_id text primary key,
  name text not null,
  position bigint not null default 0,
  gateway_tail text
);
create table position_mark (
  commune_id text not null,
  position bigint not null,
  mark text not null,
  primary key (commune_id, position)
);
create table organisation (
  commune_id text not null,
  id text not null,
  parent_id text,
  kind text not null,
  name text not null,
  agency_code text,
  primary key (commune_id, id)
);
create table desk (
  commune_id text not null,
  id text not null,
  name text not null,
  organisation_id text not null,
  public_key text not null,
  enrolled_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (commune_id, id)
);
create index desk_by_id on desk (id);
create table enrolment_code (
  commune_id text not null,
  code_hash text not null,
  organisation_id text not null,
  expires_at timestamptz not null,
  desk_id text,
  primary key (commune_id, code_hash)
);
create table event (
  commune_id text not null,
  id text collate "C" not null,
  dossier_id text collate "C" not null,
  position bigint not null,
  body text not null,
  received_at timestamptz not null default now(),
  primary key (commune_id, id)
);
create index event_by_dossier on event (commune_id, dossier_id, position);
create table dossier (
  commune_id text not null,
  id text collate "C" not null,
  position bigint not null,
  digest text not null,
  number text not null,
  number_kind text not null,
  status text not null,
  procedure_code text not null,
  received_at text not null,
  due_at text,
  finished_at text,
  attention boolean not null,
  event_count integer not null,
  bytes integer not null,
  primary key (commune_id, id)
);
create index dossier_by_position on dossier (commune_id, position, id);
create table dossier_code (
  commune_id text not null,
  code text collate "C" not null,
  dossier_id text collate "C" not null,
  primary key (commune_id, code)
);
create index dossier_code_by_code on dossier_code (code);
create table number_counter (
  commune_id text not null,
  agency_code text not null,
  day text not null,
  last integer not null check (last between 0 and 9999),
  primary key (commune_id, agency_code, day)
);
create table lease (
  commune_id text not null,
  agency_code text not null,
  day text not null,
  first integer not null,
  last integer not null,
  desk_id text not null,
  leased_at timestamptz not null default now(),
  primary key (commune_id, agency_code, day, first)
);
create table reference (
  commune_id text not null,
  kind text not null,
  version text not null,
  body text not null,
  in_force_from timestamptz not null default now(),
  primary key (commune_id, kind, version)
)`

/** Roles belong to the cluster, not to the database: another database may have made it, even at this very moment. */
const appRole = [
  `do $$ begin
    create role mot_cua_app nologin;
  exception when duplicate_object or unique_violation then null;
  end $$`,
  `do $$ begin
    if not pg_has_role(current_user, 'mot_cua_app', 'member') then grant mot_cua_app to current_user; end if;
  end $$`,
]

/** `event` has neither update nor delete: what was told to be saved cannot change. */
const grants = `
grant select (id, epoch, generation) on gateway_state to mot_cua_app;
grant select, update (position, gateway_tail) on commune to mot_cua_app;
grant select on organisation, desk, reference to mot_cua_app;
grant select, insert on event, position_mark, dossier_code, lease to mot_cua_app;
grant select, insert, update on dossier, number_counter to mot_cua_app`

const own = `commune_id = current_setting('app.commune', true)`
const scoped = ['commune', 'position_mark', 'desk', 'event', 'dossier', 'dossier_code', 'number_counter', 'lease']
const scopedOrShared = ['organisation', 'reference']

export async function up(db: Kysely<unknown>): Promise<void> {
  const policies = [
    ...scoped.flatMap((table) => scopeRows(table, own)),
    ...scopedOrShared.flatMap((table) => scopeRows(table, `${own} or commune_id = '*'`)),
  ]
  // One at a time: PGlite's prepared path takes no more.
  for (const statement of [...appRole, ...tables.split(';\n'), ...grants.split(';\n'), ...policies])
    await sql.raw(statement).execute(db)
}

function scopeRows(table: string, condition: string): string[] {
  return [
    `alter table ${table} enable row level security`,
    `create policy own_commune on ${table} using (${condition}) with check (${condition})`,
  ]
}
