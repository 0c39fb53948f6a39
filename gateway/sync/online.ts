/** A dossier that a citizen filed on the national portal becomes the first event of a dossier of the commune. */
import { createHash } from 'node:crypto'
import { fold } from '../../shared/dossier/fold.ts'
import type { OnlineFiling } from '../../shared/wire/connector.ts'
import { canonicalJson } from '../../shared/dossier/canonical.ts'
import { writeOwnEvent } from './own-event.ts'
import { drawPosition, mustLockCommune } from './commune-lock.ts'
import { writeTakes } from './write-takes.ts'
import type { PushContext } from './push.ts'
import type { Take } from './plan-push.ts'
import type { Scoped } from '../store/store.ts'
import type { ProblemCode } from '../../shared/wire/problems.ts'

export type OnlineAnswer = { ok: true; dossierId: string } | { ok: false; problem: ProblemCode }

/** The id follows from the code: sent again, also after a restore of this database, it is the same dossier. */
export function dossierIdOf(communeId: string, code: string): string {
  const hex = createHash('sha256').update(`mot-cua online ${communeId} ${code}`).digest('hex')
  // UUID version 8: of the application's own making (RFC 9562).
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

export async function takeOnline(context: PushContext, filing: OnlineFiling): Promise<OnlineAnswer> {
  const { communeId, filedAt, ...payload } = filing
  const dossierId = dossierIdOf(communeId, filing.code)
  const commune = await context.store.db
    .selectFrom('commune')
    .select('commune_id')
    .where('commune_id', '=', communeId)
    .executeTakeFirst()
  if (commune === undefined) return { ok: false, problem: 'COMMUNE_UNKNOWN' }
  return context.store.inCommune(communeId, 'write', async (tx): Promise<OnlineAnswer> => {
    const { tail: previous } = await mustLockCommune(tx, communeId)
    const before = await findFiling(tx, communeId, dossierId)
    if (before !== null)
      return before.at === filedAt && canonicalJson(before.payload) === canonicalJson(payload)
        ? { ok: true, dossierId }
        : { ok: false, problem: 'ONLINE_CHANGED' }
    if (await isTaken(tx, communeId, filing.code)) return { ok: false, problem: 'NUMBER_TAKEN' }
    const draft = {
      dossierId,
      communeId,
      type: 'registeredOnline' as const,
      payload,
      history: [],
      previous,
      at: filedAt,
    }
    const { hash, ...own } = writeOwnEvent(draft, context.now(), context.signing)
    const take: Take = {
      kind: 'take',
      dossierId,
      sentIds: [],
      fresh: [own],
      history: [own],
      dossier: fold([own.event]),
      newCodes: [filing.code],
      missing: [],
    }
    const { position } = await drawPosition(tx, communeId, hash)
    await writeTakes(tx, { communeId, position }, [take])
    return { ok: true, dossierId }
  })
}

async function findFiling(tx: Scoped, communeId: string, dossierId: string) {
  const rows = await tx
    .selectFrom('event')
    .select('body')
    .where('commune_id', '=', communeId)
    .where('dossier_id', '=', dossierId)
    .execute()
  const events = rows.map(({ body }) => JSON.parse(body) as { type: string; at: string; payload: unknown })
  return events.find(({ type }) => type === 'registeredOnline') ?? null
}

async function isTaken(tx: Scoped, communeId: string, code: string): Promise<boolean> {
  const row = await tx
    .selectFrom('dossier_code')
    .select('dossier_id')
    .where('commune_id', '=', communeId)
    .where('code', '=', code)
    .executeTakeFirst()
  return row !== undefined
}
