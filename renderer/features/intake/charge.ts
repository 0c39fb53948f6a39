/** What a dossier costs: the fee rules of its procedure, and what the officer says about them. Đồng. */
import type { Charge, Procedure } from '../../../shared/procedure/catalogue.ts'
import { exemptionGroups, workOutFees } from '../../../shared/procedure/fees.ts'
import type { FeeWorkingOut } from '../../../shared/procedure/fees.ts'
import { orNull, tidyLine } from '../../ui/field-checks.ts'
import { parseMoney } from '../../ui/money.ts'
import type { ChargeEntry, IntakeForm } from './form.ts'

const quantity = (typed: string): number => (/^\d{1,5}$/.test(typed.trim()) ? Number(typed) : Number.NaN)

export function workOut(form: IntakeForm, procedure: Procedure | null): FeeWorkingOut {
  const { copies, pages, cases, exemptGroup } = form.charge
  const quantities = { copies: quantity(copies), pages: quantity(pages), cases: quantity(cases) }
  return workOutFees(procedure ?? { fees: [] }, form.channel, quantities, exemptGroup === '' ? null : exemptGroup)
}

export function suggestedAmount(form: IntakeForm, procedure: Procedure | null): number {
  if (form.charge.exemptGroup === 'other') return 0
  const { atIntake, atReturn } = workOut(form, procedure)
  return atIntake + atReturn
}

/** null: what was typed is no amount. */
export function chosenAmount(form: IntakeForm, procedure: Procedure | null): number | null {
  return form.charge.amount === null ? suggestedAmount(form, procedure) : parseMoney(form.charge.amount)
}

function wordExemption({ exemptGroup, exemption }: ChargeEntry): string | null {
  if (exemptGroup === 'other') return orNull(tidyLine(exemption))
  return exemptionGroups.find(({ id }) => id === exemptGroup)?.name ?? null
}

export function toCharge(form: IntakeForm, procedure: Procedure): Charge {
  const { charge } = form
  const amount = chosenAmount(form, procedure) ?? 0
  const exemption = wordExemption(charge)
  const unpaid = { exemption, paidAtIntake: 0, receiptNumber: null }
  if (amount === 0) return { ...unpaid, amount, timing: exemption === null ? 'none' : 'exempt' }
  const paid = charge.timing === 'atIntake' && charge.paid
  if (!paid) return { ...unpaid, amount, timing: charge.timing }
  return {
    amount,
    timing: charge.timing,
    exemption,
    paidAtIntake: amount,
    receiptNumber: orNull(tidyLine(charge.receiptNumber)),
    method: charge.method,
  }
}
