/** The period of the report as chosen and typed. */
import type { Period } from '../../../shared/indicator/period.ts'
import { spanDays, spanProblems } from '../../ui/date-span.ts'
import type { DateSpan, SpanProblems } from '../../ui/date-span.ts'
import { formatDate } from '../../ui/time.ts'

export type PeriodEntry = DateSpan
export const presets = ['month', 'quarter', 'year', 'own'] as const
export type Preset = (typeof presets)[number]

const two = (n: number) => String(n).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Reports of a quarter run from the 15th of the month before it to the 14th of its last month. */
export function periodOf(preset: Exclude<Preset, 'own'>, today: string): PeriodEntry {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const span = (from: string, to: string) => ({ from: formatDate(from), to: formatDate(to) })
  if (preset === 'year') return span(`${year}-01-01`, `${year}-12-31`)
  if (preset === 'month') return span(`${year}-${two(month)}-01`, `${year}-${two(month)}-${two(lastDay(year, month))}`)
  // The month in which the running report began, counted from December of the year before.
  const months = year * 12 + (month - 1) - (day < 15 ? 1 : 0)
  const begun = months - ((months + 1) % 3)
  const at = (count: number, on: number) => `${Math.floor(count / 12)}-${two((count % 12) + 1)}-${two(on)}`
  return span(at(begun, 15), at(begun + 3, 14))
}

export const findProblems = (entry: PeriodEntry): SpanProblems => spanProblems(entry, 'both')

const dayMs = 86_400_000

/** null: a day is wrong. `until` is the first moment after the last day. */
export function toPeriod(entry: PeriodEntry): Period | null {
  const days = spanDays(entry)
  if (days === null) return null
  const next = new Date(Date.parse(`${days.to}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
  return { from: `${days.from}T00:00:00+07:00`, until: `${next}T00:00:00+07:00` }
}
