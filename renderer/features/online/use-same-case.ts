import { useEffect, useState } from 'react'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow } from '../../database/desk-database.ts'
import { localInstant } from '../../ui/time.ts'

const windowMs = 30 * 86_400_000

/** Dossiers and filings of the same person for the same procedure in the 30 days before the filing. */
export function useSameCase(dossier: Dossier): DossierRow[] {
  const { db } = useDesk()
  const [rows, setRows] = useState<DossierRow[]>([])
  const { id, submitter, procedure, online } = dossier
  const idNumber = submitter.idNumber ?? ''
  const filedAt = online?.at ?? ''
  useEffect(() => {
    let stale = false
    if (idNumber === '' || filedAt === '') return
    const receivedSince = localInstant(new Date(Date.parse(filedAt) - windowMs))
    db.suspectedDuplicates({ idNumber, procedureCode: procedure.code, receivedSince }).then(
      (found) => stale || setRows(found.filter((row) => row.id !== id)),
      () => undefined,
    )
    return () => {
      stale = true
    }
  }, [db, id, idNumber, procedure.code, filedAt])
  return rows
}
