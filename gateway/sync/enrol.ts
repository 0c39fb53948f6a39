/** A machine becomes a desk, with a one-time code; later it proves who it is with the key it made then. */
import type { EnrolRequest } from '../../shared/wire/messages.ts'
import { hashEnrolmentCode, randomText } from '../admin.ts'
import { readPublicKey } from '../keys/ed25519.ts'
import type { Scoped, Store } from '../store/store.ts'

export interface EnrolledDesk {
  deskId: string
  communeId: string
  organisationId: string
}

/** null: no such code, used by another machine, or past its time. The same machine asking again gets the same answer. */
export async function enrolDesk({ db }: Store, request: EnrolRequest, nowMs: number): Promise<EnrolledDesk | null> {
  if (readPublicKey(request.publicKey) === null) return null
  return db.transaction().execute(async (tx) => {
    const code = await tx
      .selectFrom('enrolment_code')
      .selectAll()
      .where('code_hash', '=', hashEnrolmentCode(request.code))
      .forUpdate()
      .executeTakeFirst()
    if (code === undefined) return null
    const place = { communeId: code.commune_id, organisationId: code.organisation_id }
    if (code.desk_id !== null) return isSameMachine(tx, code.desk_id, request, place)
    if (code.expires_at.getTime() < nowMs) return null
    const deskId = `${code.commune_id}-${randomText(6)}`
    await tx
      .insertInto('desk')
      .values({
        commune_id: code.commune_id,
        id: deskId,
        name: request.deskName,
        organisation_id: code.organisation_id,
        public_key: request.publicKey,
        revoked_at: null,
      })
      .execute()
    await tx
      .updateTable('enrolment_code')
      .set({ desk_id: deskId })
      .where('commune_id', '=', code.commune_id)
      .where('code_hash', '=', code.code_hash)
      .execute()
    return { deskId, ...place }
  })
}

async function isSameMachine(
  tx: Scoped,
  deskId: string,
  { publicKey }: EnrolRequest,
  place: Omit<EnrolledDesk, 'deskId'>,
): Promise<EnrolledDesk | null> {
  const desk = await tx
    .selectFrom('desk')
    .select('public_key')
    .where('commune_id', '=', place.communeId)
    .where('id', '=', deskId)
    .executeTakeFirst()
  return desk?.public_key === publicKey ? { deskId, ...place } : null
}

export interface KnownDesk {
  communeId: string
  publicKey: string
  revoked: boolean
}

export async function findDesk({ db }: Store, deskId: string): Promise<KnownDesk | null> {
  const desk = await db
    .selectFrom('desk')
    .select(['commune_id', 'public_key', 'revoked_at'])
    .where('id', '=', deskId)
    .executeTakeFirst()
  if (desk === undefined) return null
  return { communeId: desk.commune_id, publicKey: desk.public_key, revoked: desk.revoked_at !== null }
}
