/** The paper in the citizen's hand after a slip was put right at the desk. */
import type { CorrectableField } from './correction-schema.ts'
import type { Correction, Dossier } from './dossier.ts'

/** What no receipt shows (forms/definitions/receipt.ts). */
const neverPrinted: readonly CorrectableField[] = [
  'submitter.birth',
  'submitter.sex',
  'owner.birth',
  'owner.sex',
  'owner.phone',
  'owner.email',
  'note',
]

/**
 * Corrections that the last receipt printed does not have yet; none when no receipt went out, or nobody will come with it
 * any more.
 */
export function correctionsSinceReceipt(dossier: Dossier): Correction[] {
  const { corrections, prints, steps, status } = dossier
  if (status === 'returned' || status === 'stopped' || status === 'notAccepted') return []
  const printed = prints.findLast(({ form }) => form === 'receipt')
  if (printed === undefined) return []
  const placeOf = (eventId: string) => steps.findIndex((step) => step.eventId === eventId)
  const place = placeOf(printed.eventId)
  return corrections.filter(({ eventId, field }) => placeOf(eventId) > place && !neverPrinted.includes(field))
}
