/** From the form to the `received` event. Only called on a form without problems. */
import { normaliseIdNumber } from '../../../shared/citizen/personal-id.ts'
import type { WorkingCalendar } from '../../../shared/deadline/calendar.ts'
import { computeDue } from '../../../shared/deadline/compute-due.ts'
import type { DueResult } from '../../../shared/deadline/compute-due.ts'
import { closingOf } from '../../../shared/deadline/working-time.ts'
import type { DossierNumber, PayloadOf, SubmittedComponent } from '../../../shared/dossier/event.ts'
import type { Person } from '../../../shared/dossier/person.ts'
import { normaliseTrackingNumber } from '../../../shared/post/tracking-number.ts'
import type { Catalogue, Procedure } from '../../../shared/procedure/catalogue.ts'
import type { Organisation } from '../../../shared/reference/organisation.ts'
import { findResolvingUnit } from '../../../shared/reference/units.ts'
import { orNull, tidyBlock, tidyLine } from '../../ui/field-checks.ts'
import { localDate, localInstant, parseBirthEntry, parseDateEntry } from '../../ui/time.ts'
import { toCharge } from './charge.ts'
import type { ComponentEntry, IntakeForm, PersonEntry } from './form.ts'

type Counted = Pick<IntakeForm, 'channel' | 'inbound'>

/** Day the parcel arrived; today when nothing else was typed. null: it did not come by post, or this is no date. */
export function arrivalOf({ channel, inbound }: Counted, at: Date): string | null {
  if (channel !== 'byPost') return null
  return inbound.arrivedOn.trim() === '' ? localDate(at) : parseDateEntry(inbound.arrivedOn)
}

/** The time limit counts from the arrival at the desk, also when a parcel is opened a day later. */
export function dueFor(procedure: Procedure, form: Counted, calendar: WorkingCalendar, at: Date): DueResult {
  const arrived = arrivalOf(form, at)
  const counted = arrived === null || arrived >= localDate(at) ? localInstant(at) : closingOf(arrived, calendar)
  return computeDue(counted, procedure.timeLimitByChannel[form.channel] ?? procedure.timeLimit, calendar)
}

function toInbound({ inbound }: IntakeForm, arrivedOn: string): NonNullable<PayloadOf<'received'>['inbound']> {
  return {
    trackingNumber: orNull(normaliseTrackingNumber(tidyLine(inbound.tracking))),
    postmarkedOn: parseDateEntry(inbound.postmarkedOn),
    arrivedOn,
  }
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
  const due = dueFor(procedure, form, calendar, at)
  const arrivedOn = arrivalOf(form, at)
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
    ...(arrivedOn === null ? {} : { inbound: toInbound(form, arrivedOn) }),
    delivery: { way: form.deliveryWay, address },
    charge: toCharge(form, procedure),
    supplementPolicy: procedure.supplementPolicy,
    due: due.due,
    resolvingUnit: unit === null ? null : { id: unit.id, name: unit.name },
    note: tidyBlock(form.note),
  }
}
