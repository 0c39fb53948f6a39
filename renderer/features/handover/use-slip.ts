import { useCallback } from 'react'
import { useDesk } from '../../app/desk-context.tsx'
import { usePrinting } from '../printing/printing-provider.tsx'
import type { Batch } from './batch.ts'

/** Opens the slip of a batch, with the dossiers as they stand now. */
export function useSlip(): (
  batch: Pick<Batch, 'batchId' | 'from' | 'to' | 'at' | 'reason' | 'items'>,
) => Promise<void> {
  const { db } = useDesk()
  const { openHandoverSlip } = usePrinting()
  return useCallback(
    async ({ batchId, from, to, at, reason, items }) => {
      const records = await Promise.all(items.map(({ row }) => db.get(row.id)))
      const dossiers = records.flatMap((record, i) =>
        record === null ? [] : [{ dossier: record.dossier, note: items[i]?.note ?? '' }],
      )
      // A unit's person writes name and title by hand.
      const receiver = to.kind === 'unit' ? { name: '', title: '', unit: to.name } : to
      openHandoverSlip({ batchId, from, to: receiver, at, reason, dossiers })
    },
    [db, openHandoverSlip],
  )
}
