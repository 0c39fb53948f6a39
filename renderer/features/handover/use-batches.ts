import type { HandoverParty } from '../../../shared/dossier/handover.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useObservable } from '../../ui/use-observable.ts'
import { groupBatches } from './batch.ts'
import type { Batch } from './batch.ts'

export interface WaitingBatches {
  forMe: Batch[]
  /** Mine, and those to units, which any officer of the desk may record as signed. */
  given: Batch[]
}

/** undefined until the database has answered. */
export function useBatches(): WaitingBatches | undefined {
  const { db, officer } = useDesk()
  const rows = useObservable(() => db.watchOpen((row) => row.handover != null), db)
  if (rows === undefined) return undefined
  const isMe = ({ kind, id }: HandoverParty) => kind === 'officer' && id === officer.id
  const batches = groupBatches(rows)
  return {
    forMe: batches.filter(({ to }) => isMe(to)),
    given: batches.filter(({ from, to }) => isMe(from) || to.kind === 'unit'),
  }
}

export function countItems(batches: readonly Batch[]): number {
  return batches.reduce((sum, { items }) => sum + items.length, 0)
}
