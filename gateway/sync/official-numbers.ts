/**
 * The sequence of an agency on a day: leased ranges and official codes for provisional dossiers come from one counter, so
 * that they never meet. Callers hold the commune's lock.
 */
import { mustFormatLeased, mustFormatPrefix } from '../../shared/dossier/numbers.ts'
import type { Scoped } from '../store/store.ts'

export const lastSequence = 9999
/**
 * After the n-th restore, numbers start here: those given out between the backup and the restore are not known, and lie
 * below. A day on which an agency gives out more than 6,999 numbers would end this; no commune comes near.
 */
const bandStarts = [1, 7000, 8000, 9000] as const

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

export function bandStart(generation: number): number {
  return bandStarts[Math.min(generation, bandStarts.length - 1)] ?? 1
}

/** `count` numbers in a row, after the last; null: the day has no such row left. */
export function planRange(
  sequence: Sequence,
  generation: number,
  count: number,
): { first: number; last: number } | null {
  let first = Math.max(sequence.last + 1, bandStart(generation))
  for (let number = first; number < first + count; number += 1) {
    if (number > lastSequence) return null
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

/** One official code for each caller's dossier of that day; fewer when the day runs out. */
export async function takeCodes(tx: Scoped, day: DayOfAgency, generation: number, count: number): Promise<string[]> {
  const sequence = await readSequence(tx, day)
  const prefix = mustFormatPrefix(day.agencyCode, day.day)
  const codes: string[] = []
  let last = sequence.last
  while (codes.length < count) {
    const next = planRange({ ...sequence, last }, generation, 1)
    if (next === null) break
    last = next.last
    codes.push(mustFormatLeased(prefix, next.first))
  }
  if (last !== sequence.last) await writeLast(tx, day, last)
  return codes
}
