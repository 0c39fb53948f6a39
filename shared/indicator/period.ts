/** A reporting period and a dossier as it stood at its end. */
import type { Dossier } from '../dossier/dossier.ts'
import type { DossierEvent } from '../dossier/event.ts'
import { fold } from '../dossier/fold.ts'
import { listStanding } from '../dossier/undone.ts'

/** ISO instants with offset; `from` belongs to the period, `until` to the next. */
export interface Period {
  from: string
  until: string
}

export function isIn(instant: string | null, { from, until }: Period): boolean {
  const at = Date.parse(instant ?? '')
  return Date.parse(from) <= at && at < Date.parse(until)
}

export function isBefore(instant: string | null, limit: string): boolean {
  return Date.parse(instant ?? '') < Date.parse(limit)
}

/**
 * What was known of a dossier before `until`. A report on a past period needs this: what happened since (a supplement that
 * moved the date, a return) must not change it. Except that something was taken back: then it had not happened.
 */
export function dossierAsOf(events: readonly DossierEvent[], until: string): Dossier {
  return fold(listStanding(events).filter((event) => isBefore(event.at, until)))
}
