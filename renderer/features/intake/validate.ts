/** What stands in the way of saving, by field. Doubts about numbers are warnings and live in `doubts.ts`. */
import { readEmail } from '../../../shared/citizen/email.ts'
import { normaliseIdNumber } from '../../../shared/citizen/personal-id.ts'
import type { WorkingCalendar } from '../../../shared/deadline/calendar.ts'
import { addressLimit, nameLimit, noteLimit } from '../../../shared/dossier/person.ts'
import type { Catalogue } from '../../../shared/procedure/catalogue.ts'
import { checkBirth, checkCount, checkPastDate, checkText, tidyLine } from '../../ui/field-checks.ts'
import type { FieldProblem } from '../../ui/field-checks.ts'
import { daysBetween, localDate, parseDateEntry } from '../../ui/time.ts'
import { checkAtOnce, isAnsweredAtOnce } from './at-once.ts'
import { chosenAmount } from './charge.ts'
import { findChosen, procedureProblem } from './form.ts'
import type { ComponentEntry, IntakeForm, PersonEntry } from './form.ts'
import { dueFor } from './payload.ts'

export type IntakeProblem =
  | FieldProblem
  | { code: 'procedureMissing' | 'procedureWithdrawn' | 'procedureNotYet' | 'procedureEnded' }
  | { code: 'postmarkAfterArrival' | 'arrivalLongAgo' }
  | { code: 'noCatalogue' | 'noCalendar' | 'outsideCalendar' | 'badLimit' | 'duplicatesUnseen' | 'emailShape' }

/** Keys are paths of the form: `submitter.name`, `components.2.count`, `due`. */
export type Problems = Record<string, IntakeProblem>

export interface Surroundings {
  catalogue: Catalogue | null
  calendar: WorkingCalendar | null
  duplicateIds: readonly string[]
  now: Date
}

export function validate(form: IntakeForm, around: Surroundings): Problems {
  const found: [string, IntakeProblem | null][] = [
    ['procedure', checkProcedure(form, around)],
    ...checkPerson('submitter', form.submitter, localDate(around.now)),
    ...(form.hasOwner ? checkPerson('owner', form.owner, localDate(around.now)) : []),
    ...form.components.flatMap(checkComponent),
    ['sets', checkCount(form.sets, 1, 99)],
    ...checkInbound(form, localDate(around.now)),
    ['deliveryAddress', checkDelivery(form)],
    ...checkCharge(form, around),
    ...(isAnsweredAtOnce(form, findChosen(form, around.catalogue)) ? checkAtOnce(form.atOnce) : []),
    ['request', checkText(form.request, { limit: noteLimit, lines: true })],
    ['note', checkText(form.note, { limit: noteLimit, lines: true })],
    ['due', checkDue(form, around)],
    ['duplicates', checkDuplicates(form, around)],
  ]
  return Object.fromEntries(found.filter((entry): entry is [string, IntakeProblem] => entry[1] !== null))
}

function checkProcedure(form: IntakeForm, { catalogue, now }: Surroundings): IntakeProblem | null {
  if (catalogue === null) return { code: 'noCatalogue' }
  const codes = {
    missing: 'procedureMissing',
    withdrawn: 'procedureWithdrawn',
    notYet: 'procedureNotYet',
    ended: 'procedureEnded',
  } as const
  const problem = procedureProblem(form, catalogue, localDate(now))
  return problem === null ? null : { code: codes[problem] }
}

function checkPerson(path: string, person: PersonEntry, today: string): [string, IntakeProblem | null][] {
  const email = tidyLine(person.email)
  return [
    [`${path}.name`, checkText(person.name, { limit: nameLimit, required: true })],
    [`${path}.idNumber`, checkText(normaliseIdNumber(person.idNumber), { limit: 40 })],
    [`${path}.birth`, person.kind === 'citizen' ? checkBirth(person.birth, today) : null],
    [`${path}.address`, checkText(person.address, { limit: addressLimit, required: true })],
    [`${path}.phone`, checkText(person.phone, { limit: 30 })],
    [`${path}.email`, email === '' || readEmail(email).ok ? null : { code: 'emailShape' }],
  ]
}

export function checkComponent(component: ComponentEntry, index: number): [string, IntakeProblem | null][] {
  if (!component.received) return []
  return [
    [`components.${index}.name`, checkText(component.name, { limit: 500, required: true })],
    [`components.${index}.count`, checkCount(component.count, 1, 999)],
  ]
}

const longestWayDays = 60

function checkInbound({ channel, inbound }: IntakeForm, today: string): [string, IntakeProblem | null][] {
  if (channel !== 'byPost') return []
  const postmarked = parseDateEntry(inbound.postmarkedOn)
  const arrived = parseDateEntry(inbound.arrivedOn) ?? today
  return [
    ['inbound.tracking', checkText(inbound.tracking, { limit: 80 })],
    [
      'inbound.postmarkedOn',
      checkPastDate(inbound.postmarkedOn, today, false) ??
        (postmarked !== null && postmarked > arrived ? { code: 'postmarkAfterArrival' } : null),
    ],
    [
      'inbound.arrivedOn',
      checkPastDate(inbound.arrivedOn, today, false) ??
        (daysBetween(arrived, today) > longestWayDays ? { code: 'arrivalLongAgo' } : null),
    ],
  ]
}

function checkDelivery(form: IntakeForm): IntakeProblem | null {
  if (form.deliveryWay !== 'byPost') return null
  return checkText(form.deliveryAddress, { limit: addressLimit, required: true })
}

function checkCharge(form: IntakeForm, { catalogue }: Surroundings): [string, IntakeProblem | null][] {
  const { charge } = form
  const other = charge.exemptGroup === 'other'
  const amount = chosenAmount(form, findChosen(form, catalogue))
  return [
    ['charge.amount', amount === null || amount > 100_000_000_000 ? { code: 'money' } : null],
    ...(['copies', 'pages', 'cases'] as const).map((name): [string, IntakeProblem | null] => [
      `charge.${name}`,
      checkCount(charge[name], 0, 10_000),
    ]),
    ['charge.exemption', other ? checkText(charge.exemption, { limit: 200, required: true }) : null],
    ['charge.receiptNumber', checkText(charge.receiptNumber, { limit: 80 })],
  ]
}

function checkDue(form: IntakeForm, { catalogue, calendar, now }: Surroundings): IntakeProblem | null {
  const procedure = findChosen(form, catalogue)
  if (procedure === null) return null
  if (calendar === null) return { code: 'noCalendar' }
  const due = dueFor(procedure, form, calendar, now)
  if (due.ok) return null
  return { code: due.code === 'OUTSIDE_CALENDAR' ? 'outsideCalendar' : 'badLimit' }
}

function checkDuplicates(form: IntakeForm, { duplicateIds }: Surroundings): IntakeProblem | null {
  const seen = duplicateIds.every((id) => form.duplicatesSeen.includes(id))
  return seen ? null : { code: 'duplicatesUnseen' }
}
