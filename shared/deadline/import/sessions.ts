/** Hours of a day in one cell: `07:00-11:30; 13:30-17:00`. */
import { foldWords } from '../../table/cell.ts'
import type { Cell } from '../../table/cell.ts'
import { bad, clock, good } from '../../table/readings.ts'
import type { Reading } from '../../table/readings.ts'
import type { WorkingCalendar } from '../calendar.ts'

export type Sessions = WorkingCalendar['week'][1]
/** A day off. */
export const noSessions = 'nghỉ'

export function sessions(cell: Cell): Reading<Sessions> {
  if (typeof cell !== 'string') return bad('BAD_SESSIONS')
  if (['nghi', 'khong lam viec'].includes(foldWords(cell))) return good([])
  const found: Sessions = []
  for (const part of cell.split(/[;,\n\r]+| và /u).filter((part) => part.trim() !== '')) {
    const [from, to, ...rest] = part
      .replace(/^\s*(?:sáng|chiều|từ)\s*:?/iu, '')
      .split(/\s*(?:-|–|—|đến)\s*/u)
      .map(clock)
    if (from?.ok !== true || to?.ok !== true || rest.length > 0) return bad('BAD_SESSIONS')
    found.push({ from: from.value, to: to.value })
  }
  if (found.length === 0 || found.length > 4) return bad('BAD_SESSIONS')
  return isOrderly(found) ? good(found) : bad('SESSIONS_OVERLAP')
}

function isOrderly(found: Sessions): boolean {
  return found.every(({ from, to }, index) => from < to && (found[index - 1]?.to ?? '') <= from)
}

export function writeSessions(list: Sessions): string {
  return list.length === 0 ? noSessions : list.map(({ from, to }) => `${from}-${to}`).join('; ')
}
