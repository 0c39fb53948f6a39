/**
 * What a citizen files on the portal for a dossier that is here already: more papers, or the wish to withdraw it. Each becomes
 * an event of the gateway, stamped after everything it holds of the dossier, so that an answer follows what it answers.
 */
import { canonicalJson } from '../../shared/dossier/canonical.ts'
import { dossierEventSchema } from '../../shared/dossier/event.ts'
import type { DossierEvent, EventType, PayloadOf } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'
import type { OnlinePapers, OnlineWithdrawal } from '../../shared/wire/connector.ts'
import type { Scoped } from '../store/store.ts'
import { gatewayDeskId } from './check-event.ts'
import type { CheckedEvent } from './check-event.ts'
import { mustLockCommune } from './commune-lock.ts'
import { fileAll, findHolder, refuseAtOnce } from './online.ts'
import type { OnlineAnswer } from './online.ts'
import { writeOwnEvent } from './own-event.ts'
import { mostDossierBytes, readStored, sizeOf } from './plan-push.ts'
import type { PushContext } from './push.ts'
import { writeTakes } from './write-takes.ts'

interface Delivery {
  communeId: string
  code: string
  filedAt: string
  type: 'papersFiledOnline' | 'withdrawalRequested'
  payload: PayloadOf<'papersFiledOnline'> | PayloadOf<'withdrawalRequested'>
  files: OnlinePapers['files']
}

export function takePapers(context: PushContext, papers: OnlinePapers): Promise<OnlineAnswer> {
  const { communeId, code, filedAt, ...payload } = papers
  const { files } = payload
  return takeDelivery(context, { communeId, code, filedAt, type: 'papersFiledOnline', payload, files })
}

export function takeWithdrawal(context: PushContext, withdrawal: OnlineWithdrawal): Promise<OnlineAnswer> {
  const { communeId, code, filedAt, ...payload } = withdrawal
  return takeDelivery(context, { communeId, code, filedAt, type: 'withdrawalRequested', payload, files: [] })
}

async function takeDelivery(context: PushContext, delivery: Delivery): Promise<OnlineAnswer> {
  const { communeId, code, filedAt: at, type, payload, files } = delivery
  const refused = await refuseAtOnce(context, delivery)
  if (refused !== null) return { ok: false, problem: refused }
  return context.store.inCommune(communeId, 'write', async (tx): Promise<OnlineAnswer> => {
    const locked = await mustLockCommune(tx, communeId)
    const dossierId = await findHolder(tx, communeId, code)
    if (dossierId === null) return { ok: false, problem: 'ONLINE_UNKNOWN' }
    const history = await readHistory(tx, communeId, dossierId)
    const before = history.find(({ event }) => isOfReference(event, type, payload.reference))?.event
    if (before !== undefined) {
      const isSame = canonicalJson([before.at, before.payload]) === canonicalJson([at, payload])
      return isSame ? { ok: true, dossierId } : { ok: false, problem: 'ONLINE_CHANGED' }
    }
    const { hash, ...own } = writeOwnEvent(
      {
        dossierId,
        communeId,
        type,
        payload,
        history: history.map(({ event }) => event),
        previous: locked.tail,
        at,
      },
      context.now(),
      context.signing,
    )
    if (!dossierEventSchema.safeParse(own.event).success) return { ok: false, problem: 'BAD_REQUEST' }
    const union = [...history, own]
    if (sizeOf(union) > mostDossierBytes) return { ok: false, problem: 'TOO_LARGE' }
    // Last of the refusals: it writes.
    if (!(await fileAll(tx, communeId, dossierId, files))) return { ok: false, problem: 'ONLINE_FILE_MISSING' }
    await writeTakes(tx, { communeId, locked, tail: hash }, [
      {
        kind: 'take',
        dossierId,
        sentIds: [],
        fresh: [own],
        history: union,
        dossier: fold(union.map(({ event }) => event)),
        newCodes: [],
        needsNumber: false,
        missing: [],
      },
    ])
    return { ok: true, dossierId }
  })
}

/** Only what the gateway wrote itself: a desk's record of a wish told at the counter is another. */
function isOfReference(event: DossierEvent, type: EventType, reference: unknown): boolean {
  return event.type === type && event.deskId === gatewayDeskId && event.payload['reference'] === reference
}

async function readHistory(tx: Scoped, communeId: string, dossierId: string): Promise<CheckedEvent[]> {
  const rows = await tx
    .selectFrom('event')
    .select('body')
    .where('commune_id', '=', communeId)
    .where('dossier_id', '=', dossierId)
    .execute()
  return rows.map(({ body }) => readStored(body))
}
