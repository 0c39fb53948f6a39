import { dossierStatuses } from '../../../shared/dossier/dossier.ts'
import type { DossierStatus } from '../../../shared/dossier/dossier.ts'
import type { SearchQuery } from '../../database/desk-database.ts'
import { parseDateEntry } from '../../ui/time.ts'

/** As typed. */
export interface SearchEntry {
  text: string
  status: DossierStatus | ''
  procedureCode: string
  from: string
  to: string
}

export const emptyEntry: SearchEntry = { text: '', status: '', procedureCode: '', from: '', to: '' }
export const searchLimit = 100

export interface SearchProblems {
  from: 'date' | 'backwards' | null
  to: 'date' | null
}

export function findProblems({ from, to }: SearchEntry): SearchProblems {
  const first = parseDateEntry(from)
  const last = parseDateEntry(to)
  const wrong = (typed: string, date: string | null) => (typed.trim() !== '' && date === null ? 'date' : null)
  const backwards = first !== null && last !== null && first > last ? 'backwards' : null
  return { from: wrong(from, first) ?? backwards, to: wrong(to, last) }
}

/** Wrong dates are left out: the field says so, and the rest of the search goes on. */
export function toQuery(entry: SearchEntry): SearchQuery {
  const problems = findProblems(entry)
  const first = problems.from === null ? parseDateEntry(entry.from) : null
  const last = problems.from === 'backwards' ? null : parseDateEntry(entry.to)
  return {
    text: entry.text.trim(),
    limit: searchLimit,
    ...(entry.status === '' ? {} : { statuses: [entry.status] }),
    ...(entry.procedureCode === '' ? {} : { procedureCode: entry.procedureCode }),
    ...(first === null ? {} : { receivedFrom: `${first}T00:00:00+07:00` }),
    ...(last === null ? {} : { receivedTo: `${last}T23:59:59+07:00` }),
  }
}

export function parseStatus(value: string): DossierStatus | '' {
  return dossierStatuses.find((status) => status === value) ?? ''
}
