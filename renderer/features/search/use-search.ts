import { useDeferredValue, useEffect, useState } from 'react'
import { filter, startWith } from 'rxjs'
import { dossierStatuses, type DossierStatus } from '../../../shared/dossier/dossier.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow, SearchQuery } from '../../database/desk-database.ts'
import { parseDateEntry } from '../../ui/time.ts'

export interface SearchForm {
  text: string
  status: string
  procedure: string
  from: string
  to: string
}
export const emptySearch: SearchForm = { text: '', status: '', procedure: '', from: '', to: '' }
export const shownResults = 50

export type DateProblem = 'badDate' | 'badRange' | null

export function dateProblems({ from, to }: SearchForm): { from: DateProblem; to: DateProblem } {
  const [first, last] = [parseDateEntry(from), parseDateEntry(to)]
  const bad = (typed: string, date: string | null): DateProblem =>
    typed.trim() !== '' && date === null ? 'badDate' : null
  const range: DateProblem = first !== null && last !== null && last < first ? 'badRange' : null
  return { from: bad(from, first), to: bad(to, last) ?? range }
}

/** A date still being typed filters nothing yet. */
export function toQuery(form: SearchForm): SearchQuery {
  const [from, to] = [parseDateEntry(form.from), parseDateEntry(form.to)]
  const status = dossierStatuses.find((name): name is DossierStatus => name === form.status)
  return {
    text: form.text,
    limit: shownResults,
    ...(status === undefined ? {} : { statuses: [status] }),
    ...(form.procedure === '' ? {} : { procedureCode: form.procedure }),
    ...(from === null ? {} : { receivedFrom: from }),
    ...(to === null ? {} : { receivedTo: to }),
  }
}

/** The rows for what is typed; the last answer stays until the next is there, and a late answer never replaces a newer one. */
export function useSearch(form: SearchForm): DossierRow[] | undefined {
  const { db } = useDesk()
  const asked = useDeferredValue(form)
  const [rows, setRows] = useState<DossierRow[]>()
  useEffect(() => {
    let current = true
    const ask = async () => {
      const found = await db.search(toQuery(asked))
      if (current) setRows(found)
    }
    // What another desk adds appears without a key press.
    const changes = db
      .watchSync()
      .pipe(
        filter((status) => status.phase === 'idle'),
        startWith(null),
      )
      .subscribe(() => void ask())
    return () => {
      current = false
      changes.unsubscribe()
    }
  }, [db, asked])
  return rows
}
