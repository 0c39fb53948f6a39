import type { Leg } from './dossier.ts'

export type LegStanding = 'noLimit' | 'running' | 'overdue' | 'inTime' | 'late'

/**
 * How a unit stands against the limit of its own part; the dossier as a whole is judged by its own date.
 * @param now ISO instant
 */
export function legStanding({ legDueAt, endedAt }: Pick<Leg, 'legDueAt' | 'endedAt'>, now: string): LegStanding {
  if (legDueAt === null) return 'noLimit'
  const isOver = Date.parse(endedAt ?? now) > Date.parse(legDueAt)
  if (endedAt === null) return isOver ? 'overdue' : 'running'
  return isOver ? 'late' : 'inTime'
}

export const isLegLate = (leg: Pick<Leg, 'legDueAt' | 'endedAt'>, now: string): boolean =>
  ['overdue', 'late'].includes(legStanding(leg, now))
