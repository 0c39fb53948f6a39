/**
 * Today, soon, late, to return, uncollected: worked out in memory from the open dossiers, so that it costs nothing to keep current.
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

export type BoardRows = Pick<DueBoard, 'today' | 'soon' | 'late' | 'toReturn' | 'uncollected' | 'online'>
type PlainBoard = { [K in keyof BoardRows]: StoredRow[] } & { counts: DueBoard['counts'] }

export class OpenDossiers {
  readonly #open = new Map<string, OpenRow>()

  put({ id, open }: Pick<SearchLine, 'id' | 'open'>): void {
    if (open === null) this.#open.delete(id)
    else this.#open.set(id, open)
  }

  board(now: Date, calendar: WorkingCalendar | null, receivedToday: number): PlainBoard {
    const nowLocal = localInstant(now)
    const today = nowLocal.slice(0, 10)
    const horizon = horizonDate(nowLocal, calendar)
    const lists: { [K in keyof BoardRows]: StoredRow[] } = {
      today: [],
      soon: [],
      late: [],
      toReturn: [],
      uncollected: [],
      online: [],
    }
    for (const { board, row } of this.#open.values()) {
      if (board === 'online') lists.online.push(row)
      else if (board === 'return') {
        lists.toReturn.push(row)
        if (waitsSince(row).slice(0, 10) < today) lists.uncollected.push(row)
      } else if (row.dueAt !== null && row.status !== 'awaitingSupplement') {
        const dueDate = localInstant(new Date(row.dueAt)).slice(0, 10)
        if (Date.parse(row.dueAt) < now.getTime()) lists.late.push(row)
        else if (dueDate === today) lists.today.push(row)
        else if (dueDate <= horizon) lists.soon.push(row)
      }
    }
    const counts = {
      online: lists.online.length,
      today: lists.today.length,
      soon: lists.soon.length,
      late: lists.late.length,
      toReturn: lists.toReturn.length,
      uncollected: lists.uncollected.length,
      open: this.#open.size - lists.online.length,
      receivedToday,
    }
    const byDue = (a: StoredRow, b: StoredRow) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? '')
    const byFinish = (a: StoredRow, b: StoredRow) => Date.parse(a.finishedAt ?? '') - Date.parse(b.finishedAt ?? '')
    const byWaiting = (a: StoredRow, b: StoredRow) => (waitsSince(a) < waitsSince(b) ? -1 : 1)
    const byFiling = (a: StoredRow, b: StoredRow) => Date.parse(a.filedAt ?? '') - Date.parse(b.filedAt ?? '')
    return {
      online: lists.online.sort(byFiling).slice(0, shown),
      today: lists.today.sort(byDue).slice(0, shown),
      soon: lists.soon.sort(byDue).slice(0, shown),
      late: lists.late.sort(byDue).slice(0, shown),
      toReturn: lists.toReturn.sort(byFinish).slice(0, shown),
      uncollected: lists.uncollected.sort(byWaiting).slice(0, shown),
      counts,
    }
  }
}

/** Since when the citizen could have come: the promised moment, or the result when that came later. Local time. */
export function waitsSince({ dueAt, finishedAt }: Pick<StoredRow, 'dueAt' | 'finishedAt'>): string {
  const moments = [dueAt, finishedAt].map((at) => Date.parse(at ?? '')).filter((ms) => !Number.isNaN(ms))
  return localInstant(new Date(Math.max(0, ...moments)))
}

/** The last day that counts as soon; three plain days when the calendar does not reach. */
function horizonDate(nowLocal: string, calendar: WorkingCalendar | null): string {
  const horizon = calendar === null ? null : soonHorizon(nowLocal, calendar)
  return (horizon ?? localInstant(new Date(Date.parse(nowLocal) + 3 * 86_400_000))).slice(0, 10)
}
