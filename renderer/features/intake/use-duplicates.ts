import { useEffect, useState } from 'react'
import { normaliseIdNumber } from '../../../shared/citizen/personal-id.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow } from '../../database/desk-database.ts'
import { localInstant } from '../../ui/time.ts'
import type { IntakeForm } from './form.ts'

const windowMs = 30 * 86_400_000
const waitMs = 200
const shortest = 6

export interface Duplicates {
  rows: DossierRow[]
  failed: boolean
}

const none: Duplicates = { rows: [], failed: false }

/** Dossiers of the same person for the same procedure in the last 30 days, asked for as the number is typed. */
export function useDuplicates(form: IntakeForm, dossierId: string): Duplicates {
  const { db, now } = useDesk()
  const [found, setFound] = useState(none)
  const idNumber = normaliseIdNumber((form.hasOwner ? form.owner : form.submitter).idNumber)
  const code = form.procedure?.code ?? ''
  useEffect(() => {
    let stale = false
    if (idNumber.length < shortest || code === '') {
      setFound(none)
      return
    }
    const receivedSince = localInstant(new Date(now().getTime() - windowMs))
    const timer = setTimeout(() => {
      db.suspectedDuplicates({ idNumber, procedureCode: code, receivedSince }).then(
        (rows) => (stale ? undefined : setFound({ rows: rows.filter(({ id }) => id !== dossierId), failed: false })),
        () => (stale ? undefined : setFound({ rows: [], failed: true })),
      )
    }, waitMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [db, now, idNumber, code, dossierId])
  return found
}
