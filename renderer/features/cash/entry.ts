/** The filter of the cash report as typed. */
import type { CashFilter } from '../../../shared/cash/cash-report.ts'
import { spanDays, spanProblems } from '../../ui/date-span.ts'
import type { DateSpan, SpanProblems } from '../../ui/date-span.ts'
import { formatDate } from '../../ui/time.ts'

export interface CashEntry extends DateSpan {
  officerId: string
  deskId: string
}

/** @param today `yyyy-mm-dd` */
export function entryOf(today: string): CashEntry {
  return { from: formatDate(today), to: formatDate(today), officerId: '', deskId: '' }
}

export const findProblems = (entry: CashEntry): SpanProblems => spanProblems(entry, 'both')

/** null: a day is wrong. */
export function toFilter(entry: CashEntry): CashFilter | null {
  const days = spanDays(entry)
  return days === null ? null : { ...days, officerId: entry.officerId, deskId: entry.deskId }
}
