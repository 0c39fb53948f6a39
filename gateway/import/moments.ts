/** When a version is given to the desks. */
import { date } from '../../shared/table/readings.ts'

/** The province's own; all of the country is in one zone. */
const offset = '+07:00'

/** The first moment of that day; null: none was named. undefined: not a day. */
export function startOfDay(day: string | undefined): Date | null | undefined {
  if (day === undefined || day.trim() === '') return null
  const read = date(day)
  return read.ok ? new Date(`${read.value}T00:00:00${offset}`) : undefined
}
