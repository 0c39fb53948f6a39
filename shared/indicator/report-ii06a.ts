/**
 * Report II.06a/VPCP/KSTT: what was received, solved and is being solved in a period, by field. Column numbers are those of the
 * form. Dossiers are given as they stood at the end of the period (`dossierAsOf`).
 */
import type { WorkingCalendar } from '../deadline/calendar.ts'
import { judgeFinished } from '../deadline/standing.ts'
import type { Dossier, DossierStatus } from '../dossier/dossier.ts'
import { compareVietnamese } from '../text/collation.ts'
import { isBefore, isIn } from './period.ts'
import type { Period } from './period.ts'

export interface ReportCounts {
  /** 3 */
  received: number
  /** 4 */
  online: number
  /** 5: at the desk and by public post */
  direct: number
  /** 6 */
  carriedOver: number
  /** 7 */
  solved: number
  /** 8 */
  early: number
  /** 9; also what was refused, stopped or withdrawn, and what has no limit */
  onTime: number
  /** 10 */
  late: number
  /** 11 */
  running: number
  /** 12; also what waits for the citizen's papers, asked for in time */
  withinLimit: number
  /** 13 */
  overdue: number
}
export interface ReportRow extends ReportCounts {
  field: string
}
export interface ReportII06a {
  period: Period
  rows: ReportRow[]
  total: ReportCounts
}

export type ReportProblem = {
  code: 'RECEIVED' | 'SOLVED' | 'RUNNING' | 'BALANCE' | 'TOTAL'
  /** null: the total line. */
  field: string | null
}

export type ReportedDossier = Pick<
  Dossier,
  'procedure' | 'channel' | 'status' | 'receivedAt' | 'finishedAt' | 'judgedDueAt' | 'supplements'
>

export type ReportColumn = keyof ReportCounts

export function reportII06a(
  dossiers: readonly ReportedDossier[],
  period: Period,
  calendar: WorkingCalendar,
): ReportII06a {
  return sumReport(
    dossiers.map((dossier) => ({ field: dossier.procedure.field, columns: columnsOf(dossier, period, calendar) })),
    period,
  )
}

/** The report of dossiers whose columns are known already. */
export function sumReport(
  dossiers: Iterable<{ field: string; columns: readonly ReportColumn[] }>,
  period: Period,
): ReportII06a {
  const rows = new Map<string, ReportRow>()
  for (const { field, columns } of dossiers) {
    if (columns.length === 0) continue
    const row = rows.get(field) ?? { field, ...noCounts() }
    rows.set(field, row)
    for (const column of columns) row[column] += 1
  }
  const sorted = [...rows.values()].sort((a, b) => compareVietnamese(a.field, b.field))
  return { period, rows: sorted, total: sumCounts(sorted) }
}

const endedWithoutResult: readonly DossierStatus[] = ['notAccepted', 'stopped']

/** In which columns the dossier is counted, so that a figure can show what is behind it; none: not of this period. */
export function columnsOf(dossier: ReportedDossier, period: Period, calendar: WorkingCalendar): ReportColumn[] {
  const carriedOver = isBefore(dossier.receivedAt, period.from)
  const belongs = isIn(dossier.receivedAt, period) || (carriedOver && !isBefore(dossier.finishedAt, period.from))
  if (!belongs) return []
  const came = carriedOver ? 'carriedOver' : dossier.channel === 'online' ? 'online' : 'direct'
  return ['received', came, ...standingOf(dossier, period, calendar)]
}

function standingOf(dossier: ReportedDossier, { until }: Period, calendar: WorkingCalendar): ReportColumn[] {
  if (dossier.finishedAt !== null && isBefore(dossier.finishedAt, until)) {
    const judged = judgeFinished(dossier.finishedAt, dossier.judgedDueAt, calendar)
    return ['solved', endedWithoutResult.includes(dossier.status) || judged === 'noLimit' ? 'onTime' : judged]
  }
  return ['running', isBefore(dossier.judgedDueAt, clockOf(dossier) ?? until) ? 'overdue' : 'withinLimit']
}

/** When the clock stopped for the citizen's papers; null: it runs. Asked for after the date, it stopped too late. */
function clockOf({ status, supplements }: ReportedDossier): string | null {
  if (status !== 'awaitingSupplement') return null
  return supplements.findLast((round) => round.completedAt === null)?.requestedAt ?? null
}

export function noCounts(): ReportCounts {
  return {
    received: 0,
    online: 0,
    direct: 0,
    carriedOver: 0,
    solved: 0,
    early: 0,
    onTime: 0,
    late: 0,
    running: 0,
    withinLimit: 0,
    overdue: 0,
  }
}

export function sumCounts(rows: readonly ReportCounts[]): ReportCounts {
  const total = noCounts()
  for (const row of rows)
    for (const column of Object.keys(total) as (keyof ReportCounts)[]) total[column] += row[column]
  return total
}

/** The form's own checks: 3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11, and the total line. Also for a report joined from several communes. */
export function checkReport({ rows, total }: Pick<ReportII06a, 'rows' | 'total'>): ReportProblem[] {
  const problems = [...rows, { field: null, ...total }].flatMap(({ field, ...counts }) =>
    checkCounts(counts).map((code): ReportProblem => ({ code, field })),
  )
  const sum = sumCounts(rows)
  const columns = Object.keys(sum) as (keyof ReportCounts)[]
  if (columns.some((column) => sum[column] !== total[column])) problems.push({ code: 'TOTAL', field: null })
  return problems
}

function checkCounts(counts: ReportCounts): Exclude<ReportProblem['code'], 'TOTAL'>[] {
  const { received, solved, running } = counts
  return [
    ...(received === counts.online + counts.direct + counts.carriedOver ? [] : ['RECEIVED' as const]),
    ...(solved === counts.early + counts.onTime + counts.late ? [] : ['SOLVED' as const]),
    ...(running === counts.withinLimit + counts.overdue ? [] : ['RUNNING' as const]),
    ...(received === solved + running ? [] : ['BALANCE' as const]),
  ]
}
