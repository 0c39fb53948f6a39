/**
 * Taking what a desk offers. Everything runs under the lock of the commune's row, so that two pushes of one commune never
 * meet half-way, and a position handed out later never commits earlier (see docs/sync-model.md).
 */
import { randomBytes } from 'node:crypto'
import type { PushOutcome, PushRequest } from '../../shared/wire/messages.ts'
import type { SigningKey } from '../keys/ed25519.ts'
import type { Epoch } from '../store/identity.ts'
import { mustGetEpoch } from '../store/identity.ts'
import { sendNotice } from '../store/notices.ts'
import type { Scoped, Store } from '../store/store.ts'
import { assignNumbers } from './assign-numbers.ts'
import { checkEvent, gatewayDeskId } from './check-event.ts'
import type { CheckedEvent } from './check-event.ts'
import type { CommuneDesks } from './commune-desks.ts'
import { readCommuneDesks } from './commune-desks.ts'
import { planPush } from './plan-push.ts'
import type { Candidate, Plan, Take } from './plan-push.ts'
import { getMark, mustGetPosition } from './pull.ts'
import { readKnown } from './read-known.ts'
import { reject } from './rejections.ts'
import { isPassing } from '../store/failures.ts'
import { oweDeliveries } from '../connectors/deliveries.ts'
import { writeTakes } from './write-takes.ts'
import type { WriteAt } from './write-takes.ts'

export interface PushContext {
  store: Store
  signing: SigningKey
  /** Milliseconds since the epoch. */
  now(): number
  /** An exception that became INTERNAL for one dossier. */
  report(error: unknown): void
}

type Offers = PushRequest['dossiers']

export interface TakenPush {
  epoch: string
  outcomes: PushOutcome[]
  /** Where the commune stood when this was taken: everything confirmed lies at it or before. */
  position: number
  mark: string
}

/** @throws when the database is away or busy: nothing is known to be taken then, and the desk sends again */
export async function takePush(context: PushContext, communeId: string, offers: Offers): Promise<TakenPush> {
  const merged = mergeOffers(offers)
  try {
    return await takeTogether(context, communeId, merged)
  } catch (error) {
    if (isPassing(error)) throw error
    context.report(error)
    return takeOneByOne(context, communeId, merged)
  }
}

/** The slow way, after an error that must not be blamed on the neighbours of the dossier that caused it. */
async function takeOneByOne(context: PushContext, communeId: string, offers: Offers): Promise<TakenPush> {
  const outcomes: PushOutcome[] = []
  let last: Omit<TakenPush, 'outcomes'> = { epoch: (await mustGetEpoch(context.store.db)).id, position: 0, mark: '' }
  for (const offer of offers)
    try {
      const answer = await takeTogether(context, communeId, [offer])
      outcomes.push(...answer.outcomes)
      last = answer
    } catch (error) {
      if (isPassing(error)) throw error
      context.report(error)
      outcomes.push({ outcome: 'rejected', dossierId: offer.dossierId, rejection: reject('INTERNAL') })
    }
  return { ...last, outcomes }
}

async function takeTogether(context: PushContext, communeId: string, offers: Offers): Promise<TakenPush> {
  return context.store.inCommune(communeId, 'write', async (tx) => {
    const tail = await mustLockCommune(tx, communeId)
    const epoch = await mustGetEpoch(tx)
    const desks = await readCommuneDesks(tx, communeId)
    const checked = offers.map((offer) => checkOffer(offer, communeId, desks, context.signing))
    const candidates = checked.filter((offer) => offer.kind === 'candidate')
    const plans = planPush(candidates, await readKnown(tx, communeId, candidates))
    const takes = plans.filter((plan) => plan.kind === 'take')
    await applyTakes(tx, { context, communeId, epoch, desks, tail }, takes)
    const outcomeOf = new Map(plans.map((plan) => [plan.dossierId, outcomeOfPlan(plan)]))
    const position = await mustGetPosition(tx, communeId)
    return {
      epoch: epoch.id,
      position,
      mark: await getMark(tx, communeId, position),
      outcomes: checked.map((offer) => outcomeOf.get(offer.dossierId) ?? outcomeOfPlan(offer as Plan)),
    }
  })
}

/** @returns hash of the gateway's last own event in this commune */
export async function mustLockCommune(tx: Scoped, communeId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('commune')
    .select('gateway_tail')
    .where('commune_id', '=', communeId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.gateway_tail
}

interface ApplyContext {
  context: PushContext
  communeId: string
  epoch: Epoch
  desks: CommuneDesks
  tail: string | null
}

async function applyTakes(tx: Scoped, apply: ApplyContext, takes: Take[]): Promise<void> {
  const { context, communeId } = apply
  const tail = await assignNumbers(tx, { ...apply, signing: context.signing, wallMs: context.now() }, takes)
  const changed = takes.filter((take) => take.fresh.length > 0)
  if (changed.length === 0) return
  await recordTakes(tx, { communeId, position: await drawPosition(tx, communeId, tail) }, changed)
}

/** Everything that belongs to a change, in its one transaction: rows, what connectors are owed, the word to desks. */
export async function recordTakes(tx: Scoped, at: WriteAt, takes: readonly Take[]): Promise<void> {
  await writeTakes(tx, at, takes)
  await oweDeliveries(
    tx,
    at,
    takes.map((take) => take.dossierId),
  )
  await sendNotice(tx, { kind: 'dossiers', ...at })
}

/** The next position of the commune, with its mark. Callers hold the commune's lock until they commit. */
export async function drawPosition(tx: Scoped, communeId: string, tail: string | null): Promise<number> {
  const { position } = await tx
    .updateTable('commune')
    .set((row) => ({ position: row('position', '+', 1), gateway_tail: tail }))
    .where('commune_id', '=', communeId)
    .returning('position')
    .executeTakeFirstOrThrow()
  const mark = randomBytes(9).toString('base64url')
  await tx.insertInto('position_mark').values({ commune_id: communeId, position, mark }).execute()
  return position
}

/** One dossier may stand twice in a push; its outcome is one. */
function mergeOffers(offers: Offers): Offers {
  const byId = new Map<string, Offers[number]>()
  for (const offer of offers) {
    const before = byId.get(offer.dossierId)
    byId.set(offer.dossierId, before === undefined ? offer : { ...offer, events: [...before.events, ...offer.events] })
  }
  return [...byId.values()]
}

function checkOffer(
  offer: Offers[number],
  communeId: string,
  desks: CommuneDesks,
  signing: SigningKey,
): (Candidate & { kind: 'candidate' }) | Extract<Plan, { kind: 'reject' }> {
  const { dossierId } = offer
  const keyOf = (deskId: string) => (deskId === gatewayDeskId ? signing.publicKey : desks.keyOf(deskId))
  const events: CheckedEvent[] = []
  for (const raw of offer.events) {
    const check = checkEvent(raw, { communeId, dossierId, keyOf })
    if (!check.ok) return { kind: 'reject', dossierId, rejection: check.rejection }
    events.push(check.checked)
  }
  return { kind: 'candidate', dossierId, events, digest: offer.digest ?? null }
}

function outcomeOfPlan(plan: Plan): PushOutcome {
  if (plan.kind === 'reject') return { outcome: 'rejected', dossierId: plan.dossierId, rejection: plan.rejection }
  const { dossierId, sentIds: eventIds, missing: events } = plan
  return events.length === 0
    ? { outcome: 'accepted', dossierId, eventIds }
    : { outcome: 'merged', dossierId, eventIds, events }
}
