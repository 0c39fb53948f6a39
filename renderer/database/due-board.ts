/**
 * Today, soon, late, to return: worked out in memory from the open dossiers, so that it costs nothing to keep current.
 * A dossier that waits for the citizen's papers is open, but its clock does not run.
 */
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import { soonHorizon } from '../../shared/deadline/standing.ts'
import type { DueBoard } from './desk-database.ts'
import type { StoredRow } from './document.ts'
import type { OpenRow, SearchLine } from './search-index.ts'

const shown = 200
const deskOffsetMs = 7 * 3_600_000

/** `2026-11-24T08:30:00+07:00`: Vietnam has one offset and no daylight saving. */
export function localInstant(now: Date): string {
  return `${new Date(now.getTime() + deskOffsetMs).toISOString().slice(0, 19)}+07:00`
}

export type BoardRows = Pick<DueBoard, 'today' | 'soon' | 'late' | 'toReturn'>
type PlainBoard = { [K in keyof BoardRows]: StoredRow[] } & { counts: DueBoard['counts'] }

export class OpenDossiers {
  readonly #open = new Map<string, OpenRow>()

  put({ id, open }: Pick<SearchLine, 'id' | 'open'>): void {
    if (open === null) this.#open.delete(id)
    else this.#open.set(id, open)
  }

  rows(): StoredRow[] {
    return [...this.#open.values()].map(({ row }) => row)
  }

  board(now: Date, calendar: WorkingCalendar | null, receivedToday: number): PlainBoard {
    const nowLocal = localInstant(now)
    const today = nowLocal.slice(0, 10)
    const horizon = horizonDate(nowLocal, calendar)
    const lists: { [K in keyof BoardRows]: StoredRow[] } = { today: [], soon: [], late: [], toReturn: [] }
    for (const { board, row } of this.#open.values()) {
      if (board === 'return') lists.toReturn.push(row)
      else if (row.dueAt !== null && row.status !== 'awaitingSupplement') {
        const dueDate = localInstant(new Date(row.dueAt)).slice(0, 10)
        if (Date.parse(row.dueAt) < now.getTime()) lists.late.push(row)
        else if (dueDate === today) lists.today.push(row)
        else if (dueDate <= horizon) lists.soon.push(row)
      }
    }
    const counts = {
      today: lists.today.length,
      soon: lists.soon.length,
      late: lists.late.length,
      toReturn: lists.toReturn.length,
      open: this.#open.size,
      receivedToday,
    }
    const byDue = (a: StoredRow, b: StoredRow) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? '')
    const byFinish = (a: StoredRow, b: StoredRow) => Date.parse(a.finishedAt ?? '') - Date.parse(b.finishedAt ?? '')
    return {
      today: lists.today.sort(byDue).slice(0, shown),
      soon: lists.soon.sort(byDue).slice(0, shown),
      late: lists.late.sort(byDue).slice(0, shown),
      toReturn: lists.toReturn.sort(byFinish).slice(0, shown),
      counts,
    }
  }
}

/** The last day that counts as soon; three plain days when the calendar does not reach. */
function horizonDate(nowLocal: string, calendar: WorkingCalendar | null): string {
  const horizon = calendar === null ? null : soonHorizon(nowLocal, calendar)
  return (horizon ?? localInstant(new Date(Date.parse(nowLocal) + 3 * 86_400_000))).slice(0, 10)
}
