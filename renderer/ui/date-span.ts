/** Two days as typed, from and to, both included. */
import { parseDateEntry } from './time.ts'

export interface DateSpan {
  from: string
  to: string
}
export interface SpanProblems {
  from: 'date' | 'backwards' | null
  to: 'date' | null
}

/** @param need `both`: an empty day is a problem; `any`: it is no bound */
export function spanProblems({ from, to }: DateSpan, need: 'both' | 'any'): SpanProblems {
  const [first, last] = [parseDateEntry(from), parseDateEntry(to)]
  const wrong = (typed: string, day: string | null) =>
    day === null && (need === 'both' || typed.trim() !== '') ? 'date' : null
  const backwards = first !== null && last !== null && first > last ? 'backwards' : null
  return { from: wrong(from, first) ?? backwards, to: wrong(to, last) }
}

/** null: a day is wrong. Unlike a search, a sum must not guess which days were meant. */
export function spanDays(span: DateSpan): DateSpan | null {
  const problems = spanProblems(span, 'both')
  const [from, to] = [parseDateEntry(span.from), parseDateEntry(span.to)]
  if (problems.from !== null || problems.to !== null || from === null || to === null) return null
  return { from, to }
}

/** What of it can be read: a wrong day is no bound, and days that are backwards are none at all. */
export function spanBounds(span: DateSpan): { from: string | null; to: string | null } {
  const problems = spanProblems(span, 'any')
  return {
    from: problems.from === null ? parseDateEntry(span.from) : null,
    to: problems.from === 'backwards' ? null : parseDateEntry(span.to),
  }
}
