/** Indicator 2.1 of 766/QĐ-TTg (solved on time) and the shares that supervisors ask for: pure sums over dossiers. */
import type { Dossier } from '../dossier/dossier.ts'
import { isIn } from './period.ts'
import type { Period } from './period.ts'

export type RatedDossier = Pick<
  Dossier,
  'receivedAt' | 'finishedAt' | 'judgedDueAt' | 'status' | 'supplements' | 'apologies' | 'channel' | 'delivery'
>

/**
 * Late as 766 counts: past the due moment at the end of processing, at the request for papers when it waits for them, else at
 * `now`; and always when papers were asked for more than once. The time waited is in `judgedDueAt` already.
 */
export function isLate766(dossier: RatedDossier, now: string): boolean {
  if (dossier.supplements.length > 1) return true
  if (dossier.judgedDueAt === null) return false
  const open = dossier.supplements.findLast((round) => round.completedAt === null)
  const waitingSince = dossier.status === 'awaitingSupplement' ? open?.requestedAt : undefined
  return Date.parse(dossier.finishedAt ?? waitingSince ?? now) > Date.parse(dossier.judgedDueAt)
}

export interface OnTimeRate {
  received: number
  onTime: number
  /** 0 to 1; null: nothing was received. */
  rate: number | null
  /** Of 20 points. */
  score: number | null
}

/** Of the dossiers received in the period, as they stand. */
export function onTimeRate(dossiers: readonly RatedDossier[], period: Period, now: string): OnTimeRate {
  const received = dossiers.filter((dossier) => isIn(dossier.receivedAt, period))
  const onTime = received.filter((dossier) => !isLate766(dossier, now)).length
  const rate = ratio(onTime, received.length)
  return { received: received.length, onTime, rate, score: rate === null ? null : scoreOf(rate, 20, 1) }
}

export interface Shares {
  online: number | null
  /** Taken in or given back by public post. */
  byPost: number | null
  /** Of the late ones, those for which an apology was written: to be 1. */
  apologised: number | null
}

export function shares(dossiers: readonly RatedDossier[], period: Period, now: string): Shares {
  const received = dossiers.filter((dossier) => isIn(dossier.receivedAt, period))
  const late = received.filter((dossier) => isPastDue(dossier, now))
  const part = (of: readonly RatedDossier[], fits: (dossier: RatedDossier) => boolean) =>
    ratio(of.filter(fits).length, of.length)
  return {
    online: part(received, ({ channel }) => channel === 'online'),
    byPost: part(received, ({ channel, delivery }) => channel === 'byPost' || delivery.way === 'byPost'),
    apologised: part(late, ({ apologies }) => apologies.length > 0),
  }
}

/** An apology is owed for the date alone, not for a second request for papers. */
function isPastDue(dossier: RatedDossier, now: string): boolean {
  return isLate766({ ...dossier, supplements: dossier.supplements.slice(-1) }, now)
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** Full marks from `threshold` on, below it in proportion; to two decimals, as scores are published. */
export function scoreOf(rate: number, maximum: number, threshold: number): number {
  return rate >= threshold ? maximum : Math.round(((rate * maximum) / threshold) * 100) / 100
}
