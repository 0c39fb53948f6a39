/** Catalogue, calendar, officers, organisations: published by version, never changed afterwards. */
import type { ReferenceKind } from '../../shared/wire/messages.ts'
import { referenceKindSchema } from '../../shared/wire/messages.ts'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Notice } from './notices.ts'
import { sendNotice } from './notices.ts'
import type { Scoped, Store } from './store.ts'
import type { Tables } from './tables.ts'

export const wholeProvince = '*'

export interface StoredReference {
  kind: ReferenceKind
  version: string
  /** JSON. */
  body: string
}

/** `version` null: the one in force. A commune's own comes before the province's. */
export async function findReference(
  tx: Scoped,
  communeId: string,
  kind: ReferenceKind,
  version: string | null,
): Promise<StoredReference | null> {
  const base = tx
    .selectFrom('reference')
    .select(['version', 'body'])
    .where('commune_id', 'in', [communeId, wholeProvince])
    .where('kind', '=', kind)
    .where((row) => row(row.ref('in_force_from'), '<=', row.fn<Date>('now')))
  const chosen = version === null ? base : base.where('version', '=', version)
  // '*' sorts before digits.
  const row = await chosen
    .orderBy('commune_id', 'desc')
    .orderBy('in_force_from', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { kind, version: row.version, body: row.body }
}

export async function findVersions(tx: Scoped, communeId: string): Promise<Partial<Record<ReferenceKind, string>>> {
  const versions: Partial<Record<ReferenceKind, string>> = {}
  for (const kind of referenceKindSchema.options) {
    const found = await findReference(tx, communeId, kind, null)
    if (found !== null) versions[kind] = found.version
  }
  return versions
}

export class VersionExists extends Error {
  constructor(kind: string, version: string) {
    super(`${kind} ${version} is already published with another content`)
    this.name = 'VersionExists'
  }
}

/** Dossiers name the versions they were taken in under, so a published version cannot be replaced, only followed. */
export async function publishReference(
  db: Kysely<Tables>,
  communeId: string,
  { kind, version, body, inForceFrom }: StoredReference & { /** Default: at once. */ inForceFrom?: Date | undefined },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('reference')
      .values({ commune_id: communeId, kind, version, body, ...(inForceFrom && { in_force_from: inForceFrom }) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 1n) return sendNotice(tx, { kind: 'reference', communeId, reference: kind })
    const { body: before } = await tx
      .selectFrom('reference')
      .select('body')
      .where('commune_id', '=', communeId)
      .where('kind', '=', kind)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    if (before !== body) throw new VersionExists(kind, version)
  })
}

export async function readReference(store: Store, communeId: string, kind: ReferenceKind, version: string | null) {
  return store.inCommune(communeId, 'read', (tx) => findReference(tx, communeId, kind, version))
}

/** Every version of its kind that this commune may meet, whenever it is in force. */
export async function listVersions({ db }: Store, communeId: string, kind: ReferenceKind): Promise<string[]> {
  const rows = await db
    .selectFrom('reference')
    .select('version')
    .where('commune_id', 'in', [communeId, wholeProvince])
    .where('kind', '=', kind)
    .execute()
  return rows.map(({ version }) => version)
}

/** Published ahead, in the order in which they come into force. */
export async function listScheduled(
  { db }: Store,
  communeId: string,
  kind: ReferenceKind,
): Promise<{ version: string; from: Date }[]> {
  const rows = await db
    .selectFrom('reference')
    .select(['version', 'in_force_from'])
    .where('commune_id', '=', communeId)
    .where('kind', '=', kind)
    .where((row) => row(row.ref('in_force_from'), '>', row.fn<Date>('now')))
    .orderBy('in_force_from')
    .execute()
  return rows.map((row) => ({ version: row.version, from: row.in_force_from }))
}

/** What came into force after `since`, by the database's clock, without anybody publishing it then; and that clock now. */
export async function findDue({ db }: Store, since: Date | null): Promise<{ now: Date; notices: Notice[] }> {
  const { now } = await sql<{ now: Date }>`select now() as now`
    .execute(db)
    .then(({ rows }) => rows[0] ?? { now: new Date() })
  const rows = await db
    .selectFrom('reference')
    .select(['commune_id', 'kind'])
    .where('in_force_from', '>', since ?? now)
    .where('in_force_from', '<=', now)
    .execute()
  return { now, notices: rows.map((row) => ({ kind: 'reference', communeId: row.commune_id, reference: row.kind })) }
}
