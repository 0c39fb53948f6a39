/** A dossier that a citizen filed on the national portal becomes the first event of a dossier of the commune. */
import { createHash } from 'node:crypto'
import { dossierEventSchema } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'
import type { OnlineFiling } from '../../shared/wire/connector.ts'
import { writeOwnEvent } from './own-event.ts'
import { mustLockCommune } from './commune-lock.ts'
import { writeTakes } from './write-takes.ts'
import type { PushContext } from './push.ts'
import type { Take } from './plan-push.ts'
import type { Scoped } from '../store/store.ts'
import type { ProblemCode } from '../../shared/wire/problems.ts'

export type OnlineAnswer = { ok: true; dossierId: string } | { ok: false; problem: ProblemCode }

const dayMs = 86_400_000

/** UUID version 8 (RFC 9562), of what is hashed: sent again, also after a restore of this database, it is the same. */
function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256')
    .update(['mot-cua online', ...parts].join(' '))
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

export async function takeOnline(context: PushContext, filing: OnlineFiling): Promise<OnlineAnswer> {
  const { communeId, code } = filing
  const refused = await refuseAtOnce(context, filing)
  if (refused !== null) return { ok: false, problem: refused }
  const take = planOnline(context, filing)
  const { dossierId } = take
  // What this version does not know of, but could not be pushed again by a desk either.
  if (!take.fresh.every(({ event }) => dossierEventSchema.safeParse(event).success))
    return { ok: false, problem: 'BAD_REQUEST' }
  return context.store.inCommune(communeId, 'write', async (tx): Promise<OnlineAnswer> => {
    const locked = await mustLockCommune(tx, communeId)
    const before = await findFiling(tx, communeId, dossierId)
    if (before !== null)
      return before === take.fresh[0]?.body ? { ok: true, dossierId } : { ok: false, problem: 'ONLINE_CHANGED' }
    if ((await findHolder(tx, communeId, code)) !== null) return { ok: false, problem: 'NUMBER_TAKEN' }
    if (!(await fileAll(tx, communeId, dossierId, filing.files))) return { ok: false, problem: 'ONLINE_FILE_MISSING' }
    await writeTakes(tx, { communeId, locked, tail: locked.tail }, [take])
    return { ok: true, dossierId }
  })
}

/** What needs no look at the commune's dossiers. */
export async function refuseAtOnce(
  { store, now }: PushContext,
  { communeId, filedAt }: Pick<OnlineFiling, 'communeId' | 'filedAt'>,
): Promise<ProblemCode | null> {
  // A stamp of the future would push everything the desk does after it.
  if (Date.parse(filedAt) > now() + dayMs) return 'BAD_REQUEST'
  const commune = await store.db
    .selectFrom('commune')
    .select('commune_id')
    .where('commune_id', '=', communeId)
    .executeTakeFirst()
  return commune === undefined ? 'COMMUNE_UNKNOWN' : null
}

/** false: one of them is not here as it is named. A desk must never be shown a file that nobody can fetch, or another kind. */
export async function fileAll(
  tx: Scoped,
  communeId: string,
  dossierId: string,
  files: OnlineFiling['files'] = [],
): Promise<boolean> {
  const ids = [...new Set(files.map(({ id }) => id))]
  if (ids.length === 0) return true
  const rows = await tx
    .selectFrom('attachment')
    .select(['id', 'media_type', 'bytes'])
    .where('commune_id', '=', communeId)
    .where('id', 'in', ids)
    .execute()
  const held = new Map(rows.map((row) => [row.id, row]))
  const isHeld = ({ id, mediaType, bytes }: NonNullable<OnlineFiling['files']>[number]) =>
    held.get(id)?.media_type === mediaType && held.get(id)?.bytes === bytes
  if (!files.every(isHeld)) return false
  await tx
    .insertInto('attachment_dossier')
    .values(ids.map((id) => ({ commune_id: communeId, attachment_id: id, dossier_id: dossierId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** Nothing in the event but what was filed: made again after a restore, it is the one that desks hold already. */
function planOnline({ signing }: PushContext, filing: OnlineFiling): Take {
  const { communeId, filedAt, ...payload } = filing
  const dossierId = idOf('dossier', communeId, filing.code)
  const own = writeOwnEvent(
    {
      id: idOf('event', communeId, filing.code),
      dossierId,
      communeId,
      type: 'registeredOnline',
      payload,
      history: [],
      previous: null,
      at: filedAt,
    },
    Date.parse(filedAt),
    signing,
  )
  return {
    kind: 'take',
    dossierId,
    sentIds: [],
    fresh: [own],
    history: [own],
    dossier: fold([own.event]),
    newCodes: [filing.code],
    needsNumber: false,
    missing: [],
  }
}

/** The event's text, as it was taken before. */
async function findFiling(tx: Scoped, communeId: string, dossierId: string): Promise<string | null> {
  const rows = await tx
    .selectFrom('event')
    .select('body')
    .where('commune_id', '=', communeId)
    .where('dossier_id', '=', dossierId)
    .execute()
  return rows.map(({ body }) => body).find((body) => JSON.parse(body).type === 'registeredOnline') ?? null
}

/** The dossier that has this code. */
export async function findHolder(tx: Scoped, communeId: string, code: string): Promise<string | null> {
  const row = await tx
    .selectFrom('dossier_code')
    .select('dossier_id')
    .where('commune_id', '=', communeId)
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.dossier_id ?? null
}
