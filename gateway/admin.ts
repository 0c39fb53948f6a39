/** What an administrator of the province does: communes, enrolment codes, reference data, desks. */
import { createHash, randomInt } from 'node:crypto'
import type { z } from 'zod'
import { workingCalendarSchema } from '../shared/deadline/calendar.ts'
import { catalogueSchema } from '../shared/procedure/catalogue.ts'
import { officerListSchema, organisationTreeSchema } from '../shared/reference/organisation.ts'
import type { OfficerList, OrganisationTree } from '../shared/reference/organisation.ts'
import { publishableFormsSchema } from '../shared/forms/library.ts'
import type { ReferenceKind } from '../shared/wire/messages.ts'
import { readPublicKey } from './keys/ed25519.ts'
import { publishReference, wholeProvince } from './store/references.ts'
import type { Store } from './store/store.ts'

/** Without letters and digits that are taken for each other when read aloud. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const codeLength = 12
const dayMs = 86_400_000

export function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** However it was typed: spaces, hyphens and case do not count. */
export function hashEnrolmentCode(code: string): string {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
    .digest('hex')
}

/** A code for one desk, shown once: only its hash is kept. */
export async function createEnrolmentCode(
  { db }: Store,
  place: { communeId: string; organisationId: string; validDays?: number },
): Promise<string> {
  const organisation = await db
    .selectFrom('organisation')
    .select('id')
    .where('commune_id', '=', place.communeId)
    .where('id', '=', place.organisationId)
    .executeTakeFirst()
  if (organisation === undefined)
    throw new Error(`no organisation ${place.organisationId} in commune ${place.communeId}`)
  const code = randomText(codeLength)
  await db
    .insertInto('enrolment_code')
    .values({
      commune_id: place.communeId,
      code_hash: hashEnrolmentCode(code),
      organisation_id: place.organisationId,
      expires_at: new Date(Date.now() + (place.validDays ?? 7) * dayMs),
    })
    .execute()
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** From now on the desk gets no session. What it signed before stays true. */
export async function revokeDesk({ db }: Store, deskId: string): Promise<boolean> {
  const result = await db
    .updateTable('desk')
    .set({ revoked_at: new Date() })
    .where('id', '=', deskId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/**
 * A desk that was enrolled after the backup this database was restored from: known again under its own id and key, so that
 * what it signed is taken.
 */
export async function readmitDesk(
  { db }: Store,
  desk: { communeId: string; organisationId: string; deskId: string; publicKey: string; name: string },
): Promise<void> {
  if (!desk.deskId.startsWith(`${desk.communeId}-`)) throw new Error('this id is not of a desk of that commune')
  if (readPublicKey(desk.publicKey) === null) throw new Error('not an Ed25519 key in base64url')
  await db
    .insertInto('desk')
    .values({
      commune_id: desk.communeId,
      id: desk.deskId,
      name: desk.name,
      organisation_id: desk.organisationId,
      public_key: desk.publicKey,
      revoked_at: null,
    })
    .execute()
}

const schemas = {
  catalogue: catalogueSchema,
  calendar: workingCalendarSchema,
  officers: officerListSchema,
  organisations: organisationTreeSchema,
  forms: publishableFormsSchema,
} satisfies Record<ReferenceKind, z.ZodType>

/** @throws ZodError when the body is not of its kind, VersionExists when that version says something else already */
export async function publish(store: Store, kind: ReferenceKind, body: unknown): Promise<void> {
  const checked = schemas[kind].parse(body)
  if (kind === 'organisations') await publishOrganisations(store, checked as OrganisationTree)
  else if (kind === 'officers') await publishOfficers(store, checked as OfficerList)
  else await put(store, wholeProvince, kind, checked)
}

/** A commune's own comes before the province's, whatever is published for the province afterwards. */
export async function publishFor(
  store: Store,
  kind: 'catalogue' | 'calendar' | 'forms',
  body: unknown,
  { communeId, inForceFrom }: { communeId: string | null; inForceFrom: Date | null },
): Promise<void> {
  await put(store, communeId ?? wholeProvince, kind, schemas[kind].parse(body), inForceFrom ?? undefined)
}

function put(
  store: Store,
  communeId: string,
  kind: ReferenceKind,
  body: { version: string },
  inForceFrom?: Date,
): Promise<void> {
  return publishReference(store.db, communeId, { kind, version: body.version, body: JSON.stringify(body), inForceFrom })
}

/** Each commune gets what lies above communes and its own branch. */
async function publishOrganisations(store: Store, tree: OrganisationTree): Promise<void> {
  mustHaveOwnAgencies(tree)
  await storeOrganisations(store, tree)
  const communes = new Set(tree.organisations.flatMap(({ communeId }) => communeId ?? []))
  for (const communeId of communes) {
    const visible = tree.organisations.filter((place) => place.communeId === null || place.communeId === communeId)
    await put(store, communeId, 'organisations', { version: tree.version, organisations: visible } as OrganisationTree)
  }
}

/** Numbers are counted by agency within a commune: one agency in two communes would give each number twice. */
function mustHaveOwnAgencies({ organisations }: OrganisationTree): void {
  const owner = new Map<string, string | null>()
  for (const { agencyCode, communeId } of organisations) {
    if (agencyCode === null) continue
    if (owner.has(agencyCode) && owner.get(agencyCode) !== communeId)
      throw new Error(`agency ${agencyCode} stands in two communes`)
    owner.set(agencyCode, communeId)
  }
}

async function storeOrganisations({ db }: Store, { organisations }: OrganisationTree): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const place of organisations) {
      const row = {
        commune_id: place.communeId ?? wholeProvince,
        id: place.id,
        parent_id: place.parentId,
        kind: place.kind,
        name: place.name,
        agency_code: place.agencyCode,
      }
      await tx
        .insertInto('organisation')
        .values(row)
        .onConflict((conflict) => conflict.columns(['commune_id', 'id']).doUpdateSet(row))
        .execute()
      if (place.communeId !== null)
        await tx
          .insertInto('commune')
          .values({ commune_id: place.communeId, name: place.name, gateway_tail: null })
          .onConflict((conflict) =>
            place.kind === 'commune'
              ? conflict.column('commune_id').doUpdateSet({ name: place.name })
              : conflict.doNothing(),
          )
          .execute()
    }
  })
}

/** A desk holds the PIN verifiers of its own commune's officers, and of nobody else. */
async function publishOfficers(store: Store, list: OfficerList): Promise<void> {
  const places = await store.db.selectFrom('organisation').select(['id', 'commune_id']).execute()
  const communeOf = new Map(places.map((place) => [place.id, place.commune_id]))
  const stray = list.officers.find((officer) => !communeOf.has(officer.organisationId))
  if (stray !== undefined) throw new Error(`officer ${stray.id} has no place in the tree`)
  const groups = Map.groupBy(list.officers, (officer) => communeOf.get(officer.organisationId) ?? wholeProvince)
  for (const [communeId, officers] of groups)
    if (communeId !== wholeProvince)
      await put(store, communeId, 'officers', { version: list.version, officers } as OfficerList)
}
