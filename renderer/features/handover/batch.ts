/** What can be handed over, how waiting offers group into batches, and the events of offers and answers. Pure. */
import type { EventDraft, Unit } from '../../../shared/dossier/event.ts'
import type { HandoverParty } from '../../../shared/dossier/handover.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import type { Organisation, OfficerProfile } from '../../../shared/reference/organisation.ts'
import type { DossierRow } from '../../database/desk-database.ts'

export const largestBatch = 200

export interface Item {
  row: DossierRow
  note: string
}

export interface Batch {
  batchId: string
  at: string
  from: HandoverParty
  to: HandoverParty
  reason: string
  size: number
  /** Those that still wait for an answer. */
  items: Item[]
}

export type Obstacle = 'waiting' | 'closed' | 'elsewhere' | 'notForwardable'
const closed: readonly DossierRow['status'][] = ['returned', 'stopped', 'notAccepted']

/** Why a dossier cannot be given to such a receiver; null: it can. */
export function obstacleOf(row: DossierRow, to: HandoverParty['kind'] | null): Obstacle | null {
  if (row.receivedAt === '' || closed.includes(row.status)) return 'closed'
  if (row.handover != null) return 'waiting'
  if (row.holderName !== null) return 'elsewhere'
  return to === 'unit' && !isAllowed(row.status, 'forwarded') ? 'notForwardable' : null
}

export function groupBatches(rows: readonly DossierRow[]): Batch[] {
  const batches = new Map<string, Batch>()
  for (const row of rows) {
    const { handover } = row
    if (handover == null) continue
    const { note, ...facts } = handover
    const batch = batches.get(handover.batchId) ?? { ...facts, items: [] }
    batch.items.push({ row, note })
    batches.set(handover.batchId, batch)
  }
  return [...batches.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

export function officerParty(officer: OfficerProfile, organisations: readonly Organisation[]): HandoverParty {
  const unit = organisations.find(({ id }) => id === officer.organisationId)?.name ?? ''
  return { kind: 'officer', id: officer.id, name: officer.name, title: officer.title, unit }
}

export function unitParty({ id, name }: Unit): HandoverParty {
  return { kind: 'unit', id, name, title: '', unit: name }
}

export type Offer = Pick<Batch, 'batchId' | 'at' | 'from' | 'to' | 'reason' | 'items'>

export function offerDrafts({ batchId, at, from, to, reason, items }: Offer): EventDraft[] {
  return items.map(({ row, note }) => ({
    dossierId: row.id,
    type: 'handoverOffered',
    at,
    payload: { batchId, from, to, reason, note, size: items.length },
  }))
}

export interface Answer {
  batch: Pick<Batch, 'batchId' | 'to' | 'reason'>
  at: string
  by: string
  taken: readonly DossierRow[]
  declined: readonly { row: DossierRow; reason: string }[]
  /** The desk, as the side from which papers go to a unit. */
  desk: Unit
}

/** A unit that takes the papers over becomes their holder: its leg begins with the receiver's signature. */
export function answerDrafts({ batch, at, by, taken, declined, desk }: Answer): EventDraft[] {
  const { batchId, to } = batch
  const way = to.kind === 'unit' ? 'paper' : 'pin'
  const accepted = taken.flatMap(({ id }): EventDraft[] => {
    const answer = { batchId, answer: 'accepted', by, way, reason: '' } as const
    const signed: EventDraft = { dossierId: id, type: 'handoverAnswered', at, payload: answer }
    if (to.kind === 'officer') return [signed]
    const leg = { from: desk, to: { id: to.id, name: to.name }, legDueAt: null, note: batch.reason }
    return [signed, { dossierId: id, type: 'forwarded', at, payload: leg }]
  })
  const refused = declined.map(({ row, reason }): EventDraft => ({
    dossierId: row.id,
    type: 'handoverAnswered',
    at,
    payload: { batchId, answer: 'declined', by, way, reason },
  }))
  return [...accepted, ...refused]
}

export function withdrawDrafts({ batchId, items }: Batch, at: string, by: string): EventDraft[] {
  return items.map(({ row }) => ({
    dossierId: row.id,
    type: 'handoverAnswered',
    at,
    payload: { batchId, answer: 'withdrawn', by, way: 'pin', reason: '' },
  }))
}
