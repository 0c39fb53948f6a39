/**
 * Taking what a desk offers. Everything runs under the lock of the commune's row, so that two pushes of one commune never
 * meet half-way, and a position handed out later never commits earlier (see docs/sync-model.md).
 */
import type { PushOutcome, PushRequest } from '../../shared/wire/messages.ts'
import type { SigningKey } from '../keys/ed25519.ts'
import { mustGetEpoch } from '../store/identity.ts'
import type { Scoped, Store } from '../store/store.ts'
import { assignNumbers } from './assign-numbers.ts'
import { checkEvent, gatewayDeskId } from './check-event.ts'
import type { CheckedEvent } from './check-event.ts'
import type { CommuneDesks } from './commune-desks.ts'
import { readCommuneDesks } from './commune-desks.ts'
import { mustLockCommune } from './commune-lock.ts'
import type { LockedCommune, Place } from './commune-lock.ts'
import { planPush } from './plan-push.ts'
import type { Candidate, Plan, Take } from './plan-push.ts'
import { getMark } from './pull.ts'
import { readKnown } from './read-known.ts'
import { reject } from './rejections.ts'
import { isPassing } from '../store/failures.ts'
import { writeTakes } from './write-takes.ts'

export interface PushContext {
  store: Store
  signing: SigningKey
  /** Milliseconds since the epoch. */
  now(): number
  /** An exception that became INTERNAL for one dossier. */
  report(error: unknown): void
  /** The desk that sends it over the wire and gets the answer: it need not be told that something is new. */
  from?: string
}

type Offers = PushRequest['dossiers']

/** Where the commune stood when this was taken: everything confirmed lies at it or before. */
export interface TakenPush extends Place {
  epoch: string
  outcomes: PushOutcome[]
  /** How many of the offered events were new here, by dossier; nothing for those that were refused. */
  added: ReadonlyMap<string, number>
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
  const added = new Map<string, number>()
  let last: Place & { epoch: string } = { epoch: (await mustGetEpoch(context.store.db)).id, position: 0, mark: '' }
  for (const offer of offers)
    try {
      const answer = await takeTogether(context, communeId, [offer])
      outcomes.push(...answer.outcomes)
      for (const [dossierId, count] of answer.added) added.set(dossierId, count)
      last = answer
    } catch (error) {
      if (isPassing(error)) throw error
      context.report(error)
      outcomes.push({ outcome: 'rejected', dossierId: offer.dossierId, rejection: reject('INTERNAL') })
    }
  return { ...last, outcomes, added }
}

async function takeTogether(context: PushContext, communeId: string, offers: Offers): Promise<TakenPush> {
  return context.store.inCommune(communeId, 'write', async (tx) => {
    const desks = await readCommuneDesks(tx, communeId)
    // Before the lock: signatures take most of the time, and depend on nothing that a push can change.
    const checked = offers.map((offer) => checkOffer(offer, communeId, desks, context.signing))
    const candidates = checked.filter((offer) => offer.kind === 'candidate')
    const locked = await mustLockCommune(tx, communeId)
    const plans = planPush(
      candidates,
      await readKnown(tx, communeId, candidates),
      ({ receivedBy }) => desks.agencyOf(receivedBy.deskId) !== null,
    )
    const takes = plans.filter((plan) => plan.kind === 'take')
    // Before the gateway's own events join them.
    const added = new Map(takes.map(({ dossierId, fresh }) => [dossierId, fresh.length]))
    const at = await applyTakes(tx, { context, communeId, desks, locked }, takes)
    const outcomeOf = new Map(plans.map((plan) => [plan.dossierId, outcomeOfPlan(plan)]))
    return {
      epoch: locked.epoch.id,
      ...at,
      added,
      outcomes: checked.map((offer) => outcomeOf.get(offer.dossierId) ?? outcomeOfPlan(offer as Plan)),
    }
  })
}

interface ApplyContext {
  context: PushContext
  communeId: string
  desks: CommuneDesks
  locked: LockedCommune
}

/** @returns where the commune stands afterwards */
async function applyTakes(tx: Scoped, apply: ApplyContext, takes: Take[]): Promise<Place> {
  const { context, communeId, locked } = apply
  const assign = { ...apply, ...locked, signing: context.signing, wallMs: context.now() }
  const tail = await assignNumbers(tx, assign, takes)
  const changed = takes.filter((take) => take.fresh.length > 0)
  if (changed.length === 0) return { position: locked.position, mark: await getMark(tx, communeId, locked.position) }
  return writeTakes(tx, { communeId, locked, tail, from: context.from }, changed)
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
