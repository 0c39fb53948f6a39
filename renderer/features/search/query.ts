import { dossierStatuses } from '../../../shared/dossier/dossier.ts'
import type { DossierStatus } from '../../../shared/dossier/dossier.ts'
import type { SearchQuery } from '../../database/desk-database.ts'
import { spanBounds, spanProblems } from '../../ui/date-span.ts'
import type { DateSpan, SpanProblems } from '../../ui/date-span.ts'

/** As typed. */
export interface SearchEntry extends DateSpan {
  text: string
  status: DossierStatus | ''
  procedureCode: string
}

export const emptyEntry: SearchEntry = { text: '', status: '', procedureCode: '', from: '', to: '' }
export const searchLimit = 100

export const findProblems = (span: DateSpan): SpanProblems => spanProblems(span, 'any')

/** Wrong dates are left out: the field says so, and the rest of the search goes on. */
export function toQuery(entry: SearchEntry): SearchQuery {
  const { from, to } = spanBounds(entry)
  return {
    text: entry.text.trim(),
    limit: searchLimit,
    ...(entry.status === '' ? {} : { statuses: [entry.status] }),
    ...(entry.procedureCode === '' ? {} : { procedureCode: entry.procedureCode }),
    ...(from === null ? {} : { receivedFrom: `${from}T00:00:00+07:00` }),
    ...(to === null ? {} : { receivedTo: `${to}T23:59:59+07:00` }),
  }
}

export function parseStatus(value: string): DossierStatus | '' {
  return dossierStatuses.find((status) => status === value) ?? ''
}
