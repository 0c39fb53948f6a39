/** A procedure that is answered at once: the same save records the intake, the result and its return (NĐ 61/2018 Đ17.4). */
import type { EventDraft, PayloadOf, Unit } from '../../../shared/dossier/event.ts'
import type { Procedure } from '../../../shared/procedure/catalogue.ts'
import { checkCount, checkText, orNull, tidyLine } from '../../ui/field-checks.ts'
import type { FieldProblem } from '../../ui/field-checks.ts'
import type { IntakeForm } from './form.ts'

export type AtOnceEntry = IntakeForm['atOnce']

/** Offered where the catalogue allows it, and for what is handed in and collected at the counter. */
export function mayAnswerAtOnce(form: Pick<IntakeForm, 'channel'>, procedure: Procedure | null): boolean {
  return procedure?.answeredAtOnce === true && form.channel === 'atDesk'
}

export function isAnsweredAtOnce(form: Pick<IntakeForm, 'channel' | 'atOnce'>, procedure: Procedure | null): boolean {
  return form.atOnce.on && mayAnswerAtOnce(form, procedure)
}

export function checkAtOnce({ results }: AtOnceEntry): [string, FieldProblem | null][] {
  return results.flatMap(({ name, number, count }, index): [string, FieldProblem | null][] => [
    [`atOnce.${index}.name`, checkText(name, { limit: 500, required: true })],
    [`atOnce.${index}.number`, checkText(number, { limit: 120 })],
    [`atOnce.${index}.count`, checkCount(count, 1, 999)],
  ])
}

/** What is taken at the counter with the result: whatever was not paid before it and is due then. */
export function collectedAtOnce({ amount, timing, paidAtIntake }: PayloadOf<'received'>['charge']): number {
  return timing === 'atReturn' ? Math.max(0, amount - paidAtIntake) : 0
}

/** The events after `received`; only called on a form without problems. */
export function answerAtOnce(
  dossierId: string,
  form: IntakeForm,
  receipt: PayloadOf<'received'>,
  from: Unit,
  at: string,
): EventDraft[] {
  const results = form.atOnce.results.map(({ name, number, count }) => ({
    name: tidyLine(name),
    number: orNull(tidyLine(number)),
    count: Number(count),
  }))
  const { submitter, components, charge } = receipt
  const recipient = {
    name: submitter.name,
    idNumber: submitter.idNumber,
    relation: 'submitter' as const,
    authorisation: null,
  }
  return [
    { dossierId, type: 'resultArrived', at, payload: { from, outcome: 'granted', results, note: '' } },
    {
      dossierId,
      type: 'returned',
      at,
      payload: {
        recipient,
        way: 'atDesk',
        trackingNumber: null,
        collected: collectedAtOnce(charge),
        papersGivenBack: components.filter(({ toGiveBack }) => toGiveBack).map(({ name }) => name),
        // All of it: what the host will call the result's event is not known before it is saved.
        complete: true,
        note: '',
      },
    },
  ]
}
