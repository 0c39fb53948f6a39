/** How long a unit has for its part (NĐ 61/2018 Đ19.7): typed in days, hours or as a date, counted by the working calendar. */
import type { WorkingCalendar } from '../../../../shared/deadline/calendar.ts'
import { computeDue } from '../../../../shared/deadline/compute-due.ts'
import type { TimeLimit } from '../../../../shared/deadline/due.ts'
import { closingOf, dayOf, lenientTime } from '../../../../shared/deadline/working-time.ts'
import { parseDateEntry } from '../../../ui/time.ts'

export const legUnits = ['workingDays', 'hours', 'date'] as const
export type LegUnit = (typeof legUnits)[number]
export interface LegEntry {
  unit: LegUnit
  /** As typed; empty: the unit has no limit of its own. */
  typed: string
}

export type LegDue =
  | { kind: 'none' }
  /** `limit` null: a date was typed. */
  | { kind: 'due'; at: string; limit: TimeLimit | null }
  | { kind: 'problem'; code: LegProblem }
export type LegProblem = 'number' | 'date' | 'past' | 'dayOff' | 'noCalendar' | 'outsideCalendar'

const mostDays = 365
const mostHours = 999

/** @param at local instant of the handing-over */
export function planLegDue({ unit, typed }: LegEntry, at: string, calendar: WorkingCalendar | null): LegDue {
  if (typed.trim() === '') return { kind: 'none' }
  if (calendar === null) return { kind: 'problem', code: 'noCalendar' }
  if (unit === 'date') return onDate(typed, at, calendar)
  const value = readAmount(typed, unit)
  if (value === null) return { kind: 'problem', code: 'number' }
  const limit: TimeLimit = { value, unit, cutOff: null }
  const counted = computeDue(at, limit, calendar)
  if (!counted.ok || counted.due.dueAt === null) return { kind: 'problem', code: 'outsideCalendar' }
  return { kind: 'due', at: counted.due.dueAt, limit }
}

/** Days are whole in law; hours may be halved, with a comma or a point. */
function readAmount(typed: string, unit: 'workingDays' | 'hours'): number | null {
  const text = typed.trim().replace(',', '.')
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return null
  const value = Number(text)
  if (value <= 0) return null
  if (unit === 'hours') return value <= mostHours ? value : null
  return Number.isInteger(value) && value <= mostDays ? value : null
}

function onDate(typed: string, at: string, calendar: WorkingCalendar): LegDue {
  const date = parseDateEntry(typed)
  if (date === null) return { kind: 'problem', code: 'date' }
  if (!calendar.years.includes(Number(date.slice(0, 4)))) return { kind: 'problem', code: 'outsideCalendar' }
  if (!lenientTime(calendar).isWorking(dayOf(date))) return { kind: 'problem', code: 'dayOff' }
  const due = closingOf(date, calendar)
  return Date.parse(due) <= Date.parse(at) ? { kind: 'problem', code: 'past' } : { kind: 'due', at: due, limit: null }
}
