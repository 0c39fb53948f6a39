/** The filter of the cash report as typed. */
import type { CashFilter } from '../../../shared/cash/cash-report.ts'
import { formatDate, parseDateEntry } from '../../ui/time.ts'

export interface CashEntry {
  from: string
  to: string
  officerId: string
  deskId: string
}

/** @param today `yyyy-mm-dd` */
export function entryOf(today: string): CashEntry {
  return { from: formatDate(today), to: formatDate(today), officerId: '', deskId: '' }
}

export interface CashProblems {
  from: 'date' | 'backwards' | null
  to: 'date' | null
}

export function findProblems({ from, to }: CashEntry): CashProblems {
  const [first, last] = [parseDateEntry(from), parseDateEntry(to)]
  const backwards = first !== null && last !== null && first > last
  return { from: first === null ? 'date' : backwards ? 'backwards' : null, to: last === null ? 'date' : null }
}

/** null: a day is wrong. Unlike a search, a sum must not guess which days were meant. */
export function toFilter(entry: CashEntry): CashFilter | null {
  const problems = findProblems(entry)
  const [from, to] = [parseDateEntry(entry.from), parseDateEntry(entry.to)]
  if (problems.from !== null || problems.to !== null || from === null || to === null) return null
  return { from, to, officerId: entry.officerId, deskId: entry.deskId }
}
