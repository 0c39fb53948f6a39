/** From the form to the `received` event. Only called on a form without problems. */
import { normaliseIdNumber } from '../../../shared/citizen/personal-id.ts'
import type { WorkingCalendar } from '../../../shared/deadline/calendar.ts'
import { computeDue } from '../../../shared/deadline/compute-due.ts'
import type { DueResult } from '../../../shared/deadline/compute-due.ts'
import type { DossierNumber, PayloadOf, SubmittedComponent } from '../../../shared/dossier/event.ts'
import type { Person } from '../../../shared/dossier/person.ts'
import type { Catalogue, Channel, Procedure } from '../../../shared/procedure/catalogue.ts'
import type { Organisation } from '../../../shared/reference/organisation.ts'
import { findResolvingUnit } from '../../../shared/reference/units.ts'
import { orNull, tidyBlock, tidyLine } from '../../ui/field-checks.ts'
import { localInstant, parseBirthEntry } from '../../ui/time.ts'
import { toCharge } from './charge.ts'
import type { ComponentEntry, IntakeForm, PersonEntry } from './form.ts'

export function dueFor(procedure: Procedure, channel: Channel, calendar: WorkingCalendar, at: Date): DueResult {
  return computeDue(localInstant(at), procedure.timeLimitByChannel[channel] ?? procedure.timeLimit, calendar)
}

export function toPerson(entry: PersonEntry): Person {
  const isPerson = entry.kind === 'citizen'
  const idNumber = orNull(normaliseIdNumber(entry.idNumber))
  return {
    kind: entry.kind,
    name: tidyLine(entry.name),
    idNumber,
    idKind: idNumber === null ? null : entry.idKind,
    birth: isPerson ? parseBirthEntry(entry.birth) : null,
    sex: isPerson ? entry.sex : null,
    address: tidyLine(entry.address),
    phone: orNull(tidyLine(entry.phone)),
    email: orNull(tidyLine(entry.email)),
  }
}

export function toComponent({ id, name, kind, count, toGiveBack }: ComponentEntry): SubmittedComponent {
  return { id, name: tidyLine(name), kind, count: Number(count), toGiveBack }
}

export interface ReceiptFacts {
  form: IntakeForm
  procedure: Procedure
  catalogue: Catalogue
  calendar: WorkingCalendar
  organisations: Organisation[]
  communeId: string
  number: DossierNumber
  at: Date
}

/** null: no due date may be promised; `validate` has said why. */
export function toReceipt(facts: ReceiptFacts): PayloadOf<'received'> | null {
  const { form, procedure, catalogue, calendar, communeId, organisations, number, at } = facts
  const due = dueFor(procedure, form.channel, calendar, at)
  if (!due.ok) return null
  const unit = findResolvingUnit({ version: '', organisations }, communeId, procedure.resolvingUnitId)
  const address = form.deliveryWay === 'byPost' ? orNull(tidyLine(form.deliveryAddress)) : null
  return {
    number,
    procedure: { code: procedure.code, version: procedure.version, name: procedure.name, field: procedure.field },
    catalogueVersion: catalogue.version,
    calendarVersion: calendar.version,
    formSet: catalogue.formSet,
    submitter: toPerson(form.submitter),
    owner: form.hasOwner ? toPerson(form.owner) : null,
    request: tidyBlock(form.request),
    components: form.components.filter(({ received }) => received).map(toComponent),
    sets: Number(form.sets),
    channel: form.channel,
    delivery: { way: form.deliveryWay, address },
    charge: toCharge(form, procedure),
    supplementPolicy: procedure.supplementPolicy,
    due: due.due,
    resolvingUnit: unit === null ? null : { id: unit.id, name: unit.name },
    note: tidyBlock(form.note),
  }
}
