/** What goes to the province on a stick, and its answer: the messages of the wire in files, so that repeats change nothing. */
import { estimateBytes } from '../../shared/bridge/limits.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { wireLimits, type PushOutcome, type PushRequest } from '../../shared/wire/messages.ts'
import type { Outgoing, SyncStore } from '../sync/sync-store.ts'
import type { CarriedAnswer, CarriedFile } from './desk-database.ts'
import type { Meta } from './meta.ts'

/** Below what the host takes in one call, and what it can give back after sealing. */
const fileBytes = 20 * 1024 * 1024
const requestBytes = 4 * 1024 * 1024
const requestsPerFile = 200
const page = 200
const remembered = 20

/** Ids offered, by dossier: a refusal concerns these and nothing that was added since. */
type Offered = Record<string, string[]>
type Ledger = { bundleId: string; offered: Offered }[]

export interface Carrying {
  plan(): Promise<CarriedFile[]>
  remember(bundleId: string, file: CarriedFile): Promise<void>
  takeAnswer(answer: { epoch: string; answers: string; outcomes: PushOutcome[] }): Promise<CarriedAnswer>
}

export function createCarrying(store: SyncStore, meta: Meta, now: () => Date): Carrying {
  return {
    plan: async () => planFiles(await allUnsent(store)),
    async remember(bundleId, { requests }) {
      const ledger = (await meta.read<Ledger>('bundles')) ?? []
      await meta.write('bundles', [...ledger, { bundleId, offered: offeredIn(requests) }].slice(-remembered))
    },
    async takeAnswer({ epoch, answers, outcomes }) {
      const mark = await store.readMark()
      // A province restored since then may have lost what it confirms here: it is asked over the link instead.
      if (mark === null || mark.epoch !== epoch) return { kind: 'otherEpoch' }
      const entry = ((await meta.read<Ledger>('bundles')) ?? []).find(({ bundleId }) => bundleId === answers)
      return takeOutcomes(store, outcomes, entry?.offered ?? {}, now().toISOString())
    },
  }
}

async function takeOutcomes(
  store: SyncStore,
  outcomes: readonly PushOutcome[],
  offered: Offered,
  at: string,
): Promise<CarriedAnswer> {
  const confirmed = new Set<string>()
  const rejected = new Set<string>()
  const confirmations = outcomes.flatMap((outcome) => {
    if (outcome.outcome === 'rejected') return []
    confirmed.add(outcome.dossierId)
    const events = outcome.outcome === 'merged' ? outcome.events : []
    return [{ dossierId: outcome.dossierId, eventIds: outcome.eventIds, events }]
  })
  const refusals = outcomes.flatMap((outcome) => {
    if (outcome.outcome !== 'rejected') return []
    rejected.add(outcome.dossierId)
    const eventIds = offered[outcome.dossierId]
    // Of a bundle this desk no longer remembers: the link will say it again.
    return eventIds === undefined ? [] : [{ dossierId: outcome.dossierId, rejection: outcome.rejection, eventIds, at }]
  })
  if (confirmations.length > 0) await store.confirm(confirmations)
  const known = await knownOnly(store, refusals)
  if (known.length > 0) await store.refuse(known)
  return { kind: 'taken', confirmed: confirmed.size, rejected: rejected.size }
}

/** A dossier that is at the province by now is not refused by a late answer. */
async function knownOnly<T extends { dossierId: string }>(store: SyncStore, refusals: T[]): Promise<T[]> {
  if (refusals.length === 0) return []
  const unsent = new Set((await allUnsent(store)).map(({ dossierId }) => dossierId))
  return refusals.filter(({ dossierId }) => unsent.has(dossierId))
}

async function allUnsent(store: SyncStore): Promise<Outgoing[]> {
  const found: Outgoing[] = []
  const seen = new Set<string>()
  for (;;) {
    const next = await store.listUnsent(page, seen)
    if (next.length === 0) return found.filter(({ events }) => events.length > 0)
    for (const outgoing of next) seen.add(outgoing.dossierId)
    found.push(...next)
  }
}

/** Exported for its tests. Long histories go in pieces, large backlogs in several files. */
export function planFiles(unsent: readonly Outgoing[], limits = { fileBytes, requestBytes }): CarriedFile[] {
  const pieces = unsent.flatMap(cutHistory).map((piece) => ({ piece, bytes: estimateBytes(piece, Infinity) }))
  const requests = pack(pieces, limits.requestBytes, wireLimits.pushDossiers).map((group) => ({
    piece: { dossiers: group.map(({ piece }) => piece) },
    bytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
  }))
  return pack(requests, limits.fileBytes, requestsPerFile).map((group) => toFile(group.map(({ piece }) => piece)))
}

function cutHistory({ dossierId, events, digest }: Outgoing): PushRequest['dossiers'] {
  const pieces: PushRequest['dossiers'] = []
  for (let start = 0; start < events.length; start += wireLimits.eventsPerDossier)
    pieces.push({ dossierId, events: events.slice(start, start + wireLimits.eventsPerDossier), digest })
  return pieces
}

function pack<T extends { bytes: number }>(items: readonly T[], bytesLimit: number, countLimit: number): T[][] {
  const groups: T[][] = []
  let room = 0
  for (const item of items) {
    const last = groups.at(-1)
    if (last !== undefined && item.bytes <= room && last.length < countLimit) {
      last.push(item)
      room -= item.bytes
    } else {
      groups.push([item])
      room = bytesLimit - item.bytes
    }
  }
  return groups
}

function toFile(requests: PushRequest[]): CarriedFile {
  const dossiers = requests.flatMap((request) => request.dossiers)
  return {
    requests,
    dossiers: new Set(dossiers.map(({ dossierId }) => dossierId)).size,
    events: dossiers.reduce((sum, { events }) => sum + events.length, 0),
  }
}

function offeredIn(requests: readonly PushRequest[]): Offered {
  const offered: Offered = {}
  for (const { dossierId, events } of requests.flatMap((request) => request.dossiers))
    (offered[dossierId] ??= []).push(...(events as DossierEvent[]).map(({ id }) => id))
  return offered
}
