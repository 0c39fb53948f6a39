import type { EventDraft, PayloadOf } from '../../../shared/dossier/event.ts'
import { payloadSchemas } from '../../../shared/dossier/event.ts'
import type { Desk } from '../../app/desk-context.tsx'
import { tidyBlock } from '../../ui/field-checks.ts'
import { localDate, localInstant } from '../../ui/time.ts'
import { deskUnit } from '../dossier/actions/units.ts'
import { answerAtOnce, isAnsweredAtOnce } from './at-once.ts'
import type { DraftBody } from './form.ts'
import { findChosen } from './form.ts'
import { servedTicket } from '../queue/serving.ts'
import { toComponent, toPerson, toReceipt } from './payload.ts'

/** The number taken before, while it is still of today; else a fresh one. */
async function takeNumber({ bridge }: Desk, body: DraftBody, date: string): Promise<NonNullable<DraftBody['number']>> {
  if (body.number?.date === date) return body.number
  return { ...(await bridge.call('numbers.take', { date })), date }
}

/**
 * The events to save. `onNumber` hears of the number before anything is written, so that a failed save keeps it.
 * Throws when the form is not valid: the screen validates first.
 */
export async function makeReceived(
  desk: Desk,
  body: DraftBody,
  onNumber: (number: NonNullable<DraftBody['number']>) => void,
): Promise<EventDraft[]> {
  const at = desk.now()
  const { catalogue, calendar, organisations } = desk.reference
  const procedure = findChosen(body.form, catalogue)
  if (catalogue === null || calendar === null || procedure === null) throw new Error('Intake without reference data')
  const number = await takeNumber(desk, body, localDate(at))
  onNumber(number)
  const receipt = toReceipt({
    form: body.form,
    procedure,
    catalogue,
    calendar,
    organisations,
    communeId: desk.info.communeId,
    number: { code: number.code, kind: number.kind },
    at,
  })
  if (receipt === null) throw new Error('Intake without a due date')
  const ticket = receipt.channel === 'atDesk' ? await servedTicket(desk) : null
  const payload = payloadSchemas.received.parse(ticket === null ? receipt : { ...receipt, ticket: ticket.number })
  const { form, dossierId } = body
  const received: EventDraft = { dossierId, type: 'received', at: localInstant(at), payload }
  if (!isAnsweredAtOnce(form, procedure)) return [received]
  const from = payload.resolvingUnit ?? deskUnit(desk)
  return [received, ...answerAtOnce(dossierId, form, payload, from, localInstant(at))]
}

type RefusedDraft = Extract<EventDraft, { type: 'refusedAtCounter' }>

/** As `makeReceived`, of what is turned away at the counter: no due date, no charge. */
export async function makeRefused(
  desk: Desk,
  body: DraftBody,
  reason: string,
  onNumber: (number: NonNullable<DraftBody['number']>) => void,
): Promise<[RefusedDraft]> {
  const at = desk.now()
  const { form } = body
  const { catalogue } = desk.reference
  const procedure = findChosen(form, catalogue)
  if (catalogue === null || procedure === null) throw new Error('Refusal without a procedure')
  const number = await takeNumber(desk, body, localDate(at))
  onNumber(number)
  const { code, version, name, field } = procedure
  const refusal: PayloadOf<'refusedAtCounter'> = {
    number: { code: number.code, kind: number.kind },
    procedure: { code, version, name, field },
    formSet: catalogue.formSet,
    submitter: toPerson(form.submitter),
    owner: form.hasOwner ? toPerson(form.owner) : null,
    request: tidyBlock(form.request),
    components: form.components.filter(({ received }) => received).map(toComponent),
    channel: form.channel,
    reason,
    formNumber: null,
  }
  const payload = payloadSchemas.refusedAtCounter.parse(refusal)
  return [{ dossierId: body.dossierId, type: 'refusedAtCounter', at: localInstant(at), payload }]
}
