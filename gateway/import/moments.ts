/** When a version is given to the desks. */
import { date, formatDate } from '../../shared/table/readings.ts'
import type { Language } from '../../shared/text/language.ts'
import { wordsIn } from '../words/language.ts'

/** The province's own; all of the country is in one zone. */
const offset = '+07:00'

/**
 * The first moment of that day. null: at once, for none was named, or it is past: published as of then, the version would stand
 * behind the one in force and never be used. undefined: not a day.
 */
export function startOfDay(day: string | undefined, now: number): Date | null | undefined {
  if (day === undefined || day.trim() === '') return null
  const read = date(day)
  if (!read.ok) return undefined
  const start = new Date(`${read.value}T00:00:00${offset}`)
  return start.getTime() > now ? start : null
}

/** `2027-03-01`, by the province's clock. */
export function isoDay(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
}

/** `01/03/2027` */
export function writeDay(instant: Date): string {
  return formatDate(isoDay(instant))
}

/** Versions that wait for their day: each takes the place of whatever is in force then, also of what is imported now. */
export function describeScheduled(
  scheduled: readonly { version: string; from: Date }[],
  language: Language = 'vi',
): string[] {
  const { report } = wordsIn(language)
  return scheduled.map(({ version, from }) => report.scheduled(version, writeDay(from)))
}
