/** The cash report of a day or of several: what was taken and given back, by whom, how, for what. Pure sums in whole đồng. */
import { wallClock } from '../forms/vietnamese.ts'
import { compareVietnamese } from '../text/collation.ts'
import type { CashLine, DossierCash, ExemptLine, PayWay } from './cash-lines.ts'
import { payWays } from './cash-lines.ts'
import type { MoneyKind } from './money-kind.ts'
import { moneyKinds } from './money-kind.ts'

export interface CashFilter {
  /** `yyyy-mm-dd` on the clock of the office, both included. */
  from: string
  to: string
  /** Empty: all. */
  officerId: string
  deskId: string
}

/** Đồng; `taken` and `givenBack` are never negative, `net` is their difference. */
export interface CashSum {
  taken: number
  givenBack: number
  net: number
  /** Movements of money, refunds among them. */
  count: number
}

export interface CashGroup extends CashSum {
  /** Id of the officer, desk or procedure. */
  id: string
  name: string
  exempt: number
}

export interface CashReport {
  filter: CashFilter
  /** Names of what is filtered by, also when nothing fits it; empty: all. */
  scope: { officer: string; desk: string }
  /** In order of time. */
  lines: CashLine[]
  exempt: ExemptLine[]
  total: CashSum
  byWay: Record<PayWay, CashSum>
  byKind: Record<MoneyKind, CashSum>
  byOfficer: CashGroup[]
  byDesk: CashGroup[]
  byProcedure: CashGroup[]
}

export interface CashNames {
  officer: (id: string) => string
  desk: (id: string) => string
}

export function cashReport(dossiers: Iterable<DossierCash>, filter: CashFilter, names: CashNames): CashReport {
  const lines: CashLine[] = []
  const exempt: ExemptLine[] = []
  for (const dossier of dossiers) {
    lines.push(...dossier.lines.filter((line) => belongs(line, filter)))
    if (dossier.exempt !== null && belongs(dossier.exempt, filter)) exempt.push(dossier.exempt)
  }
  lines.sort(byTime)
  exempt.sort(byTime)
  return {
    filter,
    scope: {
      officer: filter.officerId === '' ? '' : names.officer(filter.officerId),
      desk: filter.deskId === '' ? '' : names.desk(filter.deskId),
    },
    lines,
    exempt,
    total: sumOf(lines),
    byWay: partition(payWays, lines, ({ way }) => way),
    byKind: partition(moneyKinds, lines, ({ kind }) => kind),
    byOfficer: groups(
      lines,
      exempt,
      ({ officerId }) => officerId,
      ({ officerId }) => names.officer(officerId),
    ),
    byDesk: groups(
      lines,
      exempt,
      ({ deskId }) => deskId,
      ({ deskId }) => names.desk(deskId),
    ),
    byProcedure: groups(
      lines,
      exempt,
      ({ procedureCode }) => procedureCode,
      ({ procedure }) => procedure,
    ),
  }
}

type Line = CashLine | ExemptLine

function belongs(line: Line, { from, to, officerId, deskId }: CashFilter): boolean {
  const day = dayOf(line.at)
  if (day === null || day < from || day > to) return false
  return (officerId === '' || officerId === line.officerId) && (deskId === '' || deskId === line.deskId)
}

function dayOf(instant: string): string | null {
  const clock = wallClock(instant)
  if (clock === null) return null
  const two = (n: number) => String(n).padStart(2, '0')
  return `${clock.year}-${two(clock.month)}-${two(clock.day)}`
}

/** By the event where two are of the same second, so that every desk lists alike. */
function byTime(a: Line, b: Line): number {
  const times = Date.parse(a.at) - Date.parse(b.at)
  return times === 0 ? (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0) : times
}

export function sumOf(lines: readonly CashLine[]): CashSum {
  let taken = 0
  let givenBack = 0
  for (const { amount } of lines) {
    if (amount < 0) givenBack -= amount
    else taken += amount
  }
  return { taken, givenBack, net: taken - givenBack, count: lines.length }
}

function partition<K extends string>(
  keys: readonly K[],
  lines: readonly CashLine[],
  keyOf: (line: CashLine) => K,
): Record<K, CashSum> {
  return Object.fromEntries(keys.map((key) => [key, sumOf(lines.filter((line) => keyOf(line) === key))])) as Record<
    K,
    CashSum
  >
}

function groups(
  lines: readonly CashLine[],
  exempt: readonly ExemptLine[],
  idOf: (line: Line) => string,
  nameOf: (line: Line) => string,
): CashGroup[] {
  const all: Line[] = [...lines, ...exempt]
  const names = new Map(all.map((line) => [idOf(line), nameOf(line)]))
  return [...names]
    .map(([id, name]) => ({
      id,
      name,
      ...sumOf(lines.filter((line) => idOf(line) === id)),
      exempt: exempt.filter((line) => idOf(line) === id).length,
    }))
    .sort((a, b) => compareVietnamese(a.name, b.name) || (a.id < b.id ? -1 : 1))
}
