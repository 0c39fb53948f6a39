import { useCallback, useMemo } from 'react'
import type { Closing } from '../../../shared/register/closing.ts'
import { registerBook, registerLine } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useDossierFacts } from '../../app/dossiers/use-dossier-facts.ts'
import type { DossierFacts } from '../../app/dossiers/use-dossier-facts.ts'
import type { DossierRecord } from '../../database/desk-database.ts'

/** The book of a year, numbered; follows what is taken in while it is open. `closings`: give it the same list each time. */
export function useRegister(
  year: number,
  closings: readonly Closing[],
): Omit<DossierFacts<RegisterLine>, 'facts'> & { book: RegisterLine[] } {
  const { officers } = useDesk()
  const pick = useCallback(
    ({ dossier }: DossierRecord) =>
      registerLine(dossier, year, (id) => officers.find((officer) => officer.id === id)?.name ?? ''),
    [year, officers],
  )
  // A day more at both ends: an instant written with another offset may belong to this year all the same.
  const range = { receivedFrom: `${year - 1}-12-31`, receivedTo: `${year + 1}-01-01` }
  const { facts, state, retry } = useDossierFacts(range, pick)
  const book = useMemo(() => registerBook(facts.values(), closings), [facts, closings])
  return { book, state, retry }
}
