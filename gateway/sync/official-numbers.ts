/**
 * The sequence of an agency on a day: leased ranges and official codes for provisional dossiers come from one counter, so
 * that they never meet. Callers hold the commune's lock.
 */
import { mustFormatLeased, mustFormatPrefix } from '../../shared/dossier/numbers.ts'
import type { Scoped } from '../store/store.ts'

/** What a code has room for. Four digits are the rule; a fifth is added rather than a number given twice. */
export const lastSequence = 9_999_999
/** Desks ask for numbers of the days ahead; a date beyond is a wrong clock, and would use up that day's numbers. */
export const leaseDaysAhead = 14
const bandStarts = [1, 7000, 8000, 9000] as const
const bandLength = 10_000

export interface DayOfAgency {
  communeId: string
  agencyCode: string
  /** `yyyy-mm-dd`. Counted by its last six digits, as the code shows it: 1926 and 2026 share their numbers. */
  day: string
}

export interface Sequence {
  last: number
  /** Sequences that a dossier holds already, however it got them. */
  taken: ReadonlySet<number>
}

/**
 * After the n-th restore, numbers start here: those given out between a backup and its restore are not known, and lie below.
 * An agency that gives out more than 6,999 numbers on a day runs into the next band; no commune comes near.
 */
export function bandStart(restores: number): number {
  return bandStarts[restores] ?? Math.min(bandLength * (restores - bandStarts.length + 1), lastSequence)
}

/**
 * The restores that matter to a day: numbers for it could be given out before them. Other days start at 1, or a commune
 * whose gateway was restored once would never again have a number of the usual size.
 */
export async function countRestores(tx: Scoped, day: string): Promise<number> {
  const earliest = new Date(Date.parse(day) - leaseDaysAhead * 86_400_000).toISOString().slice(0, 10)
  const { count } = await tx
    .selectFrom('gateway_restore')
    .select((row) => row.fn.countAll<string>().as('count'))
    .where('noticed_on', '>=', earliest)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Leases stop at four digits where they can, and desks then number provisionally: one that asks too much uses up no day. */
export function lastLeasable(restores: number): number {
  return restores < bandStarts.length ? 9999 : bandStart(restores) + bandLength - 1
}

/** `count` numbers in a row, after the last, up to `most`; null: the day has no such row left. */
export function planRange(
  sequence: Sequence,
  restores: number,
  count: number,
  most = lastSequence,
): { first: number; last: number } | null {
  let first = Math.max(sequence.last + 1, bandStart(restores))
  for (let number = first; number < first + count; number += 1) {
    if (number > most) return null
    if (sequence.taken.has(number)) first = number + 1
  }
  return { first, last: first + count - 1 }
}

export async function readSequence(tx: Scoped, { communeId, agencyCode, day }: DayOfAgency): Promise<Sequence> {
  const counter = await tx
    .selectFrom('number_counter')
    .select('last')
    .where('commune_id', '=', communeId)
    .where('agency_code', '=', agencyCode)
    .where('day', '=', day.slice(2))
    .executeTakeFirst()
  const prefix = mustFormatPrefix(agencyCode, day)
  const codes = await tx
    .selectFrom('dossier_code')
    .select('code')
    .where('commune_id', '=', communeId)
    .where('code', '>=', prefix)
    .where('code', '<', `${prefix}:`) // ':' follows '9'
    .execute()
  return { last: counter?.last ?? 0, taken: new Set(codes.map(({ code }) => Number(code.slice(prefix.length)))) }
}

export async function writeLast(tx: Scoped, day: DayOfAgency, last: number): Promise<void> {
  await tx
    .insertInto('number_counter')
    .values({ commune_id: day.communeId, agency_code: day.agencyCode, day: day.day.slice(2), last })
    .onConflict((conflict) => conflict.columns(['commune_id', 'agency_code', 'day']).doUpdateSet({ last }))
    .execute()
}

/** One official code for each caller's dossier of that day, none of `alsoTaken`; fewer when the day runs out. */
export async function takeCodes(
  tx: Scoped,
  day: DayOfAgency,
  count: number,
  alsoTaken: Iterable<string> = [],
): Promise<string[]> {
  const sequence = await readSequence(tx, day)
  const restores = await countRestores(tx, day.day)
  const prefix = mustFormatPrefix(day.agencyCode, day.day)
  const numbers = [...alsoTaken]
    .filter((code) => code.startsWith(prefix))
    .map((code) => Number(code.slice(prefix.length)))
  const taken = new Set([...sequence.taken, ...numbers])
  const codes: string[] = []
  let { last } = sequence
  while (codes.length < count) {
    const next = planRange({ last, taken }, restores, 1)
    if (next === null) break
    last = next.last
    codes.push(mustFormatLeased(prefix, next.first))
  }
  if (last !== sequence.last) await writeLast(tx, day, last)
  return codes
}
