/**
 * What is due, owed, awaited and ready: worked out in memory from the open dossiers, so that it costs nothing to keep
 * current. A dossier that waits for the citizen's papers is open, but its clock does not run.
 */
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import { apologyDeadline, soonHorizon } from '../../shared/deadline/standing.ts'
import { answerOwedSince } from './answer-owed.ts'
import type { BoardLists, DueBoard } from './desk-database.ts'
import type { StoredRow } from './document.ts'
import type { OpenRow, SearchLine } from './search-index.ts'

const shown = 200
const deskOffsetMs = 7 * 3_600_000

/** `2026-11-24T08:30:00+07:00`: Vietnam has one offset and no daylight saving. */
export function localInstant(now: Date): string {
  return `${new Date(now.getTime() + deskOffsetMs).toISOString().slice(0, 19)}+07:00`
}

type Name = keyof BoardLists
type Lists = Record<Name, StoredRow[]>

/** Completed papers, then what is unanswered, then what waits for the citizen. */
function turnOf(row: StoredRow): number {
  if ((row.papersFiledAt ?? null) !== null) return 0
  return answerOwedSince(row) === null ? 2 : 1
}

/** What each list is sorted by, the earliest first; null comes last. */
const urgency: { readonly [N in Name]: (row: StoredRow) => string | null } = {
  apologyOwed: ({ apologyOwed }) => apologyOwed?.by ?? null,
  late: ({ dueAt }) => dueAt,
  today: ({ dueAt }) => dueAt,
  soon: ({ dueAt }) => dueAt,
  supplementOverdue: ({ duties }) => duties?.supplement?.deadline ?? null,
  waiting: ({ duties }) => duties?.supplement?.deadline ?? null,
  apologySent: ({ dueAt }) => dueAt,
  toReturn: ({ finishedAt }) => finishedAt,
  uncollected: waitsSince,
  online: (row) => answerOwedSince(row) ?? row.filedAt ?? null,
}
export const boardNames = Object.keys(urgency) as Name[]

interface Moment {
  now: Date
  nowLocal: string
  /** The last day that counts as soon. */
  horizon: string
  calendar: WorkingCalendar | null
}

export class OpenDossiers {
  readonly #open = new Map<string, OpenRow>()

  put({ id, open }: Pick<SearchLine, 'id' | 'open'>): void {
    if (open === null) this.#open.delete(id)
    else this.#open.set(id, open)
  }

  rows(): StoredRow[] {
    return [...this.#open.values()]
      .filter(({ board }) => board !== 'settle' && board !== 'online')
      .map(({ row }) => row)
  }

  /** Open or done. */
  contradictions(): StoredRow[] {
    return [...this.#open.values()].map(({ row }) => row).filter(({ needsAttention }) => needsAttention)
  }

  board(
    now: Date,
    calendar: WorkingCalendar | null,
    receivedToday: number,
  ): { lists: Lists; counts: DueBoard['counts'] } {
    const nowLocal = localInstant(now)
    const moment: Moment = { now, nowLocal, calendar, horizon: horizonDate(nowLocal, calendar) }
    const lists = Object.fromEntries(boardNames.map((name) => [name, []])) as unknown as Lists
    for (const open of this.#open.values()) sortIn(lists, open, moment)
    const sizes = Object.fromEntries(boardNames.map((name) => [name, lists[name].length])) as Record<Name, number>
    for (const name of boardNames) lists[name].sort(byUrgency(urgency[name]))
    lists.online.sort((a, b) => turnOf(a) - turnOf(b))
    for (const name of boardNames) lists[name] = lists[name].slice(0, shown)
    return { lists, counts: { ...sizes, open: this.rows().length, receivedToday } }
  }
}

function sortIn(lists: Lists, { board, row }: OpenRow, moment: Moment): void {
  if (board === 'settle') return
  if (board === 'online') {
    lists.online.push(row)
    return
  }
  if (board === 'return') {
    lists.toReturn.push(row)
    if (waitsSince(row).slice(0, 10) < moment.nowLocal.slice(0, 10)) lists.uncollected.push(row)
    return
  }
  if ((row.papersFiledAt ?? null) !== null) lists.online.push(row)
  const apologised = (row.duties?.apology ?? null) !== null
  if (row.status === 'awaitingSupplement') {
    lists.waiting.push(row)
    const deadline = row.duties?.supplement?.deadline ?? null
    if (deadline !== null && deadline < moment.nowLocal.slice(0, 10)) lists.supplementOverdue.push(row)
    if (apologised) lists.apologySent.push(row)
    return
  }
  const apologyOwed = owedApology(row, moment)
  const owing = apologyOwed === null ? row : { ...row, apologyOwed }
  const near = nearness(row, moment)
  if (near !== null) lists[near].push(owing)
  if (apologised) lists.apologySent.push(owing)
  else if (apologyOwed !== null) lists.apologyOwed.push(owing)
}

function nearness({ dueAt }: StoredRow, { now, nowLocal, horizon }: Moment): 'late' | 'today' | 'soon' | null {
  if (dueAt === null) return null
  if (Date.parse(dueAt) < now.getTime()) return 'late'
  const dueDate = localInstant(new Date(dueAt)).slice(0, 10)
  if (dueDate === nowLocal.slice(0, 10)) return 'today'
  return dueDate <= horizon ? 'soon' : null
}

/** null: none, or not before a later day. As `apologyDuty` tells of one dossier. */
function owedApology(row: StoredRow, { now, nowLocal, calendar }: Moment): StoredRow['apologyOwed'] | null {
  const by = calendar === null ? null : deadlineOf(row, calendar)
  if (by === null || localInstant(new Date(by)).slice(0, 10) > nowLocal.slice(0, 10)) return null
  const spent = (row.duties?.apology ?? null) !== null
  return { by, kind: spent ? 'exhausted' : now.getTime() <= Date.parse(by) ? 'today' : 'missed' }
}

/** A row is never changed, only replaced: what is worked out of it stays true, and thousands are asked each minute. */
const deadlines = new WeakMap<StoredRow, { calendar: WorkingCalendar; by: string | null }>()

function deadlineOf(row: StoredRow, calendar: WorkingCalendar): string | null {
  const known = deadlines.get(row)
  if (known?.calendar === calendar) return known.by
  const by = apologyDeadline(row, calendar)
  deadlines.set(row, { calendar, by })
  return by
}

function byUrgency(key: (row: StoredRow) => string | null) {
  const instant = (row: StoredRow) => Date.parse(key(row) ?? '') || Number.POSITIVE_INFINITY
  // Two without a date keep the order of receipt.
  return (a: StoredRow, b: StoredRow) =>
    instant(a) === instant(b) ? Date.parse(a.receivedAt) - Date.parse(b.receivedAt) : instant(a) - instant(b)
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
