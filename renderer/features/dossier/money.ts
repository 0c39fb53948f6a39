import type { Dossier } from '../../../shared/dossier/dossier.ts'

/** Everything received for a dossier less what was given back, đồng. */
export function amountPaid({ payments }: Pick<Dossier, 'payments'>): number {
  return payments.reduce((sum, { kind, amount }) => sum + (kind === 'refund' ? -amount : amount), 0)
}

/** What is to be given back of a dossier that ended without a result, đồng. */
export function refundOwed(dossier: Pick<Dossier, 'status' | 'payments' | 'feesToReturn'>): number {
  if (dossier.status === 'notAccepted') return Math.max(0, amountPaid(dossier))
  const refunds = dossier.payments.reduce((sum, { kind, amount }) => sum + (kind === 'refund' ? amount : 0), 0)
  return Math.max(0, dossier.feesToReturn - refunds)
}

/** What the dossier costs: the charge agreed at intake and duties told later, đồng. */
export function amountDue({ charge, duties }: Pick<Dossier, 'charge' | 'duties'>): number {
  return charge.amount + duties.reduce((sum, { amount }) => sum + amount, 0)
}

/** Still owed; never less than nothing, and nothing of what ended without a result: its fees only go back. */
export function amountOwed(dossier: Pick<Dossier, 'status' | 'charge' | 'duties' | 'payments'>): number {
  if (dossier.status === 'stopped' || dossier.status === 'notAccepted') return 0
  return Math.max(0, amountDue(dossier) - amountPaid(dossier))
}
