/**
 * What each event adds to the state. A contradicting event (`allowed` false) adds its own record, so that it stays
 * visible, but never overwrites what the allowed ones established.
 */
import type { ArrivedResult, Attention, Dossier, Payment } from './dossier.ts'
import { settle } from './attention.ts'
import { readField, writeField } from './corrections.ts'
import { closes } from './handing-over.ts'
import type { EventType, KnownEvent, PayloadOf, SubmittedComponent } from './event.ts'
import { answerHandover, offerHandover } from './handover.ts'
import { isUnaccepted, markSeen } from './online-filing.ts'

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

export function awaitsPapers(dossier: Dossier): boolean {
  return dossier.supplements.some((round) => round.completedAt === null)
}

const reducers: { [T in EventType]: Reducer<T> } = {
  received(dossier, event, allowed) {
    addCode(dossier, event.payload.number.code)
    if (!allowed) return
    // An online filing that was asked to be completed is complete once the desk accepts it.
    for (const round of dossier.supplements) round.completedAt ??= event.at
    markSeen(dossier, event, event.payload.papersSeen)
    takeReceipt(dossier, event.payload)
    dossier.receivedAt = event.at
    dossier.receivedBy = { officerId: event.officerId, deskId: event.deskId }
    addPayment(dossier, event, 'intake', event.payload.charge.paidAtIntake)
  },
  registeredOnline(dossier, event, allowed) {
    const { code, paidOnline, procedure, submitter, owner, request, components, delivery, note } = event.payload
    addCode(dossier, code)
    if (!allowed) return
    Object.assign(dossier, { procedure, request, delivery: { ...delivery }, note, channel: 'online' })
    dossier.submitter = { ...submitter }
    dossier.owner = owner === null ? null : { ...owner }
    dossier.number = { code, kind: 'official' }
    dossier.components = [...components, ...dossier.components]
    dossier.online = { eventId: event.id, at: event.at, code, components }
    addPayment(dossier, event, 'intake', paidOnline)
  },
  papersFiledOnline(dossier, event) {
    const { reference, note, paidOnline } = event.payload
    const components = withFreeIds(event.payload.components, dossier.components)
    dossier.papersFiled.push({ eventId: event.id, at: event.at, reference, components, note, seenBy: null })
    addPayment(dossier, event, 'intake', paidOnline)
    // Of an accepted dossier an officer confirms what came, and that it is complete.
    if (!isUnaccepted(dossier)) return
    dossier.components.push(...components)
    for (const round of dossier.supplements) round.completedAt ??= event.at
  },
  numberAssigned(dossier, event) {
    const { code, instead } = event.payload
    addCode(dossier, code)
    if (instead !== undefined && instead === dossier.number.code) {
      dossier.number = { code, kind: 'official' }
      return flag(dossier, event, 'numberReplaced', [])
    }
    // A final code is on the citizen's paper: a second one is searchable, but does not take its place.
    if (dossier.number.kind === 'provisional') dossier.number = { code, kind: 'official' }
    else if (dossier.number.code !== code) flag(dossier, event, 'eventOutOfOrder', [])
  },
  forwarded(dossier, event, allowed) {
    const { from, to, legDueAt, limit = null } = event.payload
    if (allowed) endLeg(dossier, event.at)
    // A contradicting leg is kept, but nobody waits for its end.
    const endedAt = allowed ? null : event.at
    dossier.legs.push({ eventId: event.id, from, to, at: event.at, legDueAt, limit, endedAt })
    if (allowed) dossier.holder = to
  },
  handedBack(dossier, event, allowed) {
    if (!allowed) return
    endLeg(dossier, event.at)
    dossier.holder = null
  },
  resultArrived(dossier, event, allowed) {
    for (const [index, { name, number, count }] of event.payload.results.entries())
      dossier.results.push({ eventId: event.id, index, at: event.at, name, number, count, returnedBy: null })
    if (!allowed) return
    endLeg(dossier, event.at)
    dossier.holder = null
    dossier.outcome = event.payload.outcome
    if (event.payload.moreExpected !== true) dossier.finishedAt = event.at
  },
  supplementRequested(dossier, event, allowed) {
    const { items, reason, deadline } = event.payload
    // A request that came too late (the dossier was finished) waits for no answer.
    const completedAt = allowed || dossier.status === 'awaitingSupplement' ? null : event.at
    dossier.supplements.push({ eventId: event.id, requestedAt: event.at, items, reason, deadline, completedAt })
    markSeen(dossier, event, event.payload.papersSeen)
  },
  supplemented(dossier, event, allowed) {
    const { components, papersSeen, completedAt = event.at } = event.payload
    dossier.components.push(...components)
    markSeen(dossier, event, papersSeen)
    if (!allowed) return
    // Two desks may both have asked: the citizen answers once.
    for (const round of dossier.supplements) round.completedAt ??= completedAt
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
    markSeen(dossier, event, event.payload.papersSeen)
    if (allowed) finish(dossier, event.at, 'refused')
  },
  refusedAtCounter(dossier, event, allowed) {
    addCode(dossier, event.payload.number.code)
    if (!allowed) return
    takeTurnedAway(dossier, event.payload)
    dossier.turnedAwayAt = event.at
    dossier.receivedBy = { officerId: event.officerId, deskId: event.deskId }
    finish(dossier, event.at, 'refused')
  },
  withdrawalRequested() {},
  withdrawalAnswered(dossier, event, allowed) {
    const { agreed, papersGivenBack = [], feesToReturn = 0 } = event.payload
    addGivenBack(dossier, event, papersGivenBack, '')
    if (!allowed || !agreed) return
    // The citizen wants nothing more of it: what was filed needs no look.
    for (const papers of dossier.papersFiled) papers.seenBy ??= event.id
    dossier.feesToReturn += feesToReturn
    finish(dossier, event.at, dossier.outcome)
  },
  stopped(dossier, event, allowed) {
    addGivenBack(dossier, event, event.payload.papersGivenBack, '')
    if (!allowed) return
    dossier.feesToReturn += event.payload.feesToReturn ?? 0
    finish(dossier, event.at, dossier.outcome)
  },
  apologised(dossier, event, allowed) {
    if (dossier.apologies.length > 0)
      flag(
        dossier,
        event,
        'secondReappointment',
        dossier.apologies.map((apology) => apology.eventId),
      )
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
      trackingNumber: event.payload.trackingNumber,
      postedOn: event.payload.postedOn ?? null,
      post: null,
    })
    addPayment(dossier, event, 'return', collected)
    addGivenBack(dossier, event, event.payload.papersGivenBack, recipient.name)
    if (!allowed) return
    markHandedOver(dossier, event)
    if (closes(dossier, event)) dossier.returnedAt = event.at
  },
  postReported(dossier, event) {
    const { returnEventId, outcome, on } = event.payload
    const record = dossier.returns.find(({ eventId, way }) => eventId === returnEventId && way === 'byPost')
    if (record === undefined || record.post !== null) {
      const contradicts = record?.post?.outcome !== outcome
      if (contradicts) flag(dossier, event, 'eventOutOfOrder', record?.post ? [record.post.eventId] : [])
      return
    }
    record.post = { eventId: event.id, outcome, on }
    if (outcome === 'cameBack') takeBack(dossier, returnEventId)
  },
  originalsGivenBack(dossier, event) {
    addGivenBack(dossier, event, event.payload.papers, event.payload.recipient)
  },
  corrected(dossier, event) {
    const { field, from, to, reason } = event.payload
    const earlier = dossier.corrections.filter((correction) => correction.field === field)
    const wasOther = readField(dossier, field) !== from
    dossier.corrections.push({ eventId: event.id, at: event.at, field, from, to, reason })
    const isWritten = writeField(dossier, field, to)
    if (wasOther || !isWritten)
      flag(
        dossier,
        event,
        'correctionOfOtherValue',
        earlier.slice(-1).map((correction) => correction.eventId),
      )
  },
  noted(dossier, event) {
    const { reminder, settles } = event.payload
    if (settles !== undefined) {
      settle(dossier, event.id, settles)
      markSeen(dossier, event, settles)
    }
    if (reminder === undefined) return
    dossier.reminders.push({ eventId: event.id, at: event.at, by: reminder.by, reached: reminder.reached })
  },
  handoverOffered: offerHandover,
  handoverAnswered: answerHandover,
  scansAdded() {},
  scanRefiled() {},
  printed(dossier, event) {
    const { form, formSet, number, reprint, version = null } = event.payload
    // Older desks did not name the batch: it was the one that was offered last.
    const offered = form === 'handoverSlip' ? (dossier.handovers.at(-1)?.batchId ?? null) : null
    const batchId = event.payload.batchId ?? offered
    dossier.prints.push({ eventId: event.id, at: event.at, form, formSet, number, reprint, version, batchId })
    if (form === 'receipt') dossier.attention = dossier.attention.filter(({ kind }) => kind !== 'numberReplaced')
  },
  // What was taken back never comes here; see `fold`.
  undone() {},
}

/** A paper filed again stands beside the first, so it needs an id of its own. */
function withFreeIds(components: readonly SubmittedComponent[], others: readonly SubmittedComponent[]) {
  const taken = new Set(others.map(({ id }) => id))
  return components.map((component) => {
    let id = component.id
    for (let n = 2; taken.has(id); n += 1) id = `${component.id.slice(0, 70)}~${n}`
    taken.add(id)
    return { ...component, id }
  })
}

/** A result that two desks handed over is the first one's, and both are shown. */
function markHandedOver(dossier: Dossier, event: Of<'returned'>): void {
  const { handedOver, complete } = event.payload
  const named = (result: ArrivedResult) =>
    handedOver?.some(({ eventId, index }) => eventId === result.eventId && index === result.index) ??
    (complete && result.returnedBy === null)
  const twice = new Set<string>()
  for (const result of dossier.results.filter(named)) {
    if (result.returnedBy === null) result.returnedBy = event.id
    else if (result.returnedBy !== event.id) twice.add(result.returnedBy)
  }
  if (twice.size > 0) flag(dossier, event, 'resultReturnedTwice', [...twice])
}

/** What the post brought back waits for the citizen once more. */
function takeBack(dossier: Dossier, returnEventId: string): void {
  for (const result of dossier.results) if (result.returnedBy === returnEventId) result.returnedBy = null
  dossier.givenBack = dossier.givenBack.filter(({ eventId }) => eventId !== returnEventId)
  dossier.returnedAt = null
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
    inbound: rest.inbound === undefined ? null : { ...rest.inbound },
    delivery: { ...rest.delivery },
    charge: rest.charge,
    resolvingUnit: rest.resolvingUnit,
    note: rest.note,
  })
  // The receipt lists what the desk took over of an online filing.
  const filed = new Set([dossier.online, ...dossier.papersFiled].flatMap((delivery) => delivery?.components ?? []))
  // A supplement's papers or an official code may have been written by a desk whose clock runs early.
  dossier.components = [...components, ...dossier.components.filter((component) => !filed.has(component))]
  if (dossier.number.kind !== 'official') dossier.number = number
  dossier.due = due
  dossier.dueAt = due.dueAt
  dossier.judgedDueAt = due.dueAt
  dossier.originalDueAt = due.dueAt
  for (const { field, to } of dossier.corrections) writeField(dossier, field, to)
}

function takeTurnedAway(dossier: Dossier, turnedAway: PayloadOf<'refusedAtCounter'>): void {
  const { procedure, formSet, submitter, owner, request, channel, components, number } = turnedAway
  Object.assign(dossier, { procedure, formSet, request, channel })
  dossier.submitter = { ...submitter }
  dossier.owner = owner === null ? null : { ...owner }
  dossier.components = [...components, ...dossier.components]
  if (dossier.number.kind !== 'official') dossier.number = number
  for (const { field, to } of dossier.corrections) writeField(dossier, field, to)
}

function flag(dossier: Dossier, event: KnownEvent, kind: Attention['kind'], others: readonly string[]): void {
  dossier.attention.push({ kind, eventIds: [...others, event.id], type: event.type, status: dossier.status })
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

function addGivenBack(dossier: Dossier, event: KnownEvent, papers: readonly string[], recipient: string): void {
  if (papers.length > 0) dossier.givenBack.push({ eventId: event.id, at: event.at, papers: [...papers], recipient })
}

function endLeg(dossier: Dossier, at: string): void {
  const open = dossier.legs.findLast((leg) => leg.endedAt === null)
  if (open !== undefined) open.endedAt = at
}
