/**
 * What each event adds to the state. A contradicting event (`allowed` false) adds its own record, so that it stays
 * visible, but never overwrites what the allowed ones established.
 */
import type { Dossier, Payment } from './dossier.ts'
import type { EventType, KnownEvent, PayloadOf } from './event.ts'
import { readField, writeField } from './corrections.ts'

type Of<T extends EventType> = Extract<KnownEvent, { type: T }>
type Reducer<T extends EventType> = (dossier: Dossier, event: Of<T>, allowed: boolean) => void

export function reduce(dossier: Dossier, event: KnownEvent, allowed: boolean): void {
  const reducer = reducers[event.type] as (dossier: Dossier, event: KnownEvent, allowed: boolean) => void
  reducer(dossier, event, allowed)
}

/** Financial duty raised and not yet covered by payments made for it, in đồng. */
export function unpaidDuty(dossier: Dossier): number {
  const owed = dossier.duties.reduce((sum, duty) => sum + duty.amount, 0)
  const paid = dossier.payments.reduce((sum, payment) => sum + (payment.kind === 'paid' ? payment.amount : 0), 0)
  return owed - paid
}

const reducers: { [T in EventType]: Reducer<T> } = {
  received(dossier, event, allowed) {
    addCode(dossier, event.payload.number.code)
    if (!allowed) return
    takeReceipt(dossier, event.payload)
    dossier.receivedAt = event.at
    dossier.receivedBy = { officerId: event.officerId, deskId: event.deskId }
    addPayment(dossier, event, 'intake', event.payload.charge.paidAtIntake)
  },
  numberAssigned(dossier, event) {
    addCode(dossier, event.payload.code)
    dossier.number = { code: event.payload.code, kind: 'official' }
  },
  forwarded(dossier, event, allowed) {
    endLeg(dossier, event.at)
    const { from, to, legDueAt } = event.payload
    dossier.legs.push({ eventId: event.id, from, to, at: event.at, legDueAt, endedAt: null })
    if (allowed) dossier.holder = to
  },
  handedBack(dossier, event, allowed) {
    if (!allowed) return
    endLeg(dossier, event.at)
    dossier.holder = null
  },
  resultArrived(dossier, event, allowed) {
    for (const result of event.payload.results)
      dossier.results.push({
        eventId: event.id,
        at: event.at,
        name: result.name,
        number: result.number,
        count: result.count,
      })
    if (!allowed) return
    endLeg(dossier, event.at)
    dossier.holder = null
    dossier.finishedAt = event.at
    dossier.outcome = event.payload.outcome
  },
  supplementRequested(dossier, event) {
    const { items, reason, deadline } = event.payload
    dossier.supplements.push({ eventId: event.id, requestedAt: event.at, items, reason, deadline, completedAt: null })
  },
  supplemented(dossier, event, allowed) {
    dossier.components.push(...event.payload.components)
    const open = dossier.supplements.findLast((round) => round.completedAt === null)
    if (open !== undefined) open.completedAt = event.at
    if (!allowed) return
    dossier.due = event.payload.due
    dossier.dueAt = event.payload.due.dueAt
    dossier.judgedDueAt = event.payload.due.dueAt
  },
  financialDutyRaised(dossier, event) {
    const { amount, what, payBy } = event.payload
    dossier.duties.push({ eventId: event.id, at: event.at, amount, what, payBy })
  },
  paid(dossier, event) {
    addPayment(dossier, event, 'paid', event.payload.amount)
  },
  refunded(dossier, event) {
    addPayment(dossier, event, 'refund', event.payload.amount)
  },
  refused(dossier, event, allowed) {
    if (allowed) finish(dossier, event.at, 'refused')
  },
  withdrawalRequested() {},
  withdrawalAnswered(dossier, event, allowed) {
    if (allowed && event.payload.agreed) finish(dossier, event.at, dossier.outcome)
  },
  stopped(dossier, event, allowed) {
    if (allowed) finish(dossier, event.at, dossier.outcome)
  },
  apologised(dossier, event, allowed) {
    if (dossier.apologies.length > 0)
      dossier.attention.push({
        kind: 'secondReappointment',
        type: event.type,
        status: dossier.status,
        eventIds: [...dossier.apologies.map((apology) => apology.eventId), event.id],
      })
    const { reason, agency, newDueAt } = event.payload
    dossier.apologies.push({ eventId: event.id, at: event.at, reason, agency, oldDueAt: dossier.dueAt, newDueAt })
    if (allowed) dossier.dueAt = newDueAt
  },
  returned(dossier, event, allowed) {
    const { recipient, way, collected, complete } = event.payload
    dossier.returns.push({
      eventId: event.id,
      at: event.at,
      recipientName: recipient.name,
      relation: recipient.relation,
      way,
      collected,
      complete,
    })
    addPayment(dossier, event, 'return', collected)
    if (allowed && complete) dossier.returnedAt = event.at
  },
  originalsGivenBack() {},
  corrected(dossier, event) {
    const { field, from, to, reason } = event.payload
    if (readField(dossier, field) !== from)
      dossier.attention.push({
        kind: 'correctionOfOtherValue',
        eventIds: [event.id],
        type: event.type,
        status: dossier.status,
      })
    dossier.corrections.push({ eventId: event.id, at: event.at, field, from, to, reason })
    writeField(dossier, field, to)
  },
  noted() {},
  printed(dossier, event) {
    const { form, formSet, number, reprint } = event.payload
    dossier.prints.push({ eventId: event.id, at: event.at, form, formSet, number, reprint })
  },
}

function takeReceipt(dossier: Dossier, receipt: PayloadOf<'received'>): void {
  const { due, components, number, ...rest } = receipt
  Object.assign(dossier, {
    procedure: rest.procedure,
    catalogueVersion: rest.catalogueVersion,
    calendarVersion: rest.calendarVersion,
    formSet: rest.formSet,
    supplementPolicy: rest.supplementPolicy,
    submitter: { ...rest.submitter },
    owner: rest.owner === null ? null : { ...rest.owner },
    request: rest.request,
    sets: rest.sets,
    channel: rest.channel,
    delivery: { ...rest.delivery },
    charge: rest.charge,
    resolvingUnit: rest.resolvingUnit,
    note: rest.note,
  })
  // A supplement's papers or an official code may have been written by a desk whose clock runs early.
  dossier.components = [...components, ...dossier.components]
  if (dossier.number.kind !== 'official') dossier.number = number
  dossier.due = due
  dossier.dueAt = due.dueAt
  dossier.judgedDueAt = due.dueAt
  dossier.originalDueAt = due.dueAt
}

function finish(dossier: Dossier, at: string, outcome: Dossier['outcome']): void {
  endLeg(dossier, at)
  dossier.holder = null
  dossier.finishedAt = at
  dossier.outcome = outcome
}

function addCode(dossier: Dossier, code: string): void {
  if (!dossier.codes.includes(code)) dossier.codes.push(code)
}

function addPayment(dossier: Dossier, event: KnownEvent, kind: Payment['kind'], amount: number): void {
  if (amount > 0) dossier.payments.push({ eventId: event.id, at: event.at, amount, kind })
}

function endLeg(dossier: Dossier, at: string): void {
  const leg = dossier.legs.at(-1)
  if (leg !== undefined && leg.endedAt === null) leg.endedAt = at
}
