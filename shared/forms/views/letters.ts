/** Mẫu 02 to 05: the desk writes to the citizen about one event. */
import { z } from 'zod'
import type { Dossier } from '../../dossier/dossier.ts'
import type { DossierEvent } from '../../dossier/event.ts'
import { dateInWords, money, momentInWords } from '../vietnamese.ts'
import type { FormContext } from './context.ts'
import { eventsOf, payloadOf, subjectOf } from './of-event.ts'
import { dossierView, dossierViewSchema, headSchema, headView, printSchema, printView, unbroken } from './parts.ts'
import type { PaperSubject } from './sources.ts'

const text = z.string()
const listed = z.array(z.object({ n: text, name: text }))
const common = { head: headSchema, print: printSchema, dossier: dossierViewSchema }

const numbered = (names: readonly string[]) => names.map((name, i) => ({ n: String(i + 1), name }))

function commonView(dossier: Dossier, context: FormContext, subject: PaperSubject) {
  return {
    head: headView(context, subject.at),
    print: printView(context, dossier.number.code),
    dossier: dossierView(dossier, context),
  }
}

export const supplementRequestViewSchema = z.object({
  ...common,
  items: listed,
  reason: text,
  /** Local addition: until when the papers are expected. */
  deadline: text,
  /** `1`, `2` …; a second request makes the dossier late in the supervisors' count. */
  round: text,
  later: z.boolean(),
  /** Whom the citizen asks, and at what number. */
  contactName: text,
  contactPhone: text,
})

export function supplementRequestView(
  dossier: Dossier,
  events: readonly DossierEvent[],
  context: FormContext,
  subject: PaperSubject,
): z.infer<typeof supplementRequestViewSchema> {
  const payload = payloadOf(events, 'supplementRequested', subject)
  return {
    ...commonView(dossier, context, subject),
    items: numbered(payload?.items ?? []),
    reason: payload?.reason ?? '',
    deadline: dateInWords(payload?.deadline ?? null),
    round: String(subject.ordinal),
    later: subject.ordinal > 1,
    contactName: payload?.contact?.name || context.officer.name,
    contactPhone: payload?.contact?.phone || (context.agencyPhone ?? ''),
  }
}

export const refusalViewSchema = z.object({ ...common, reason: text })

export function refusalView(
  dossier: Dossier,
  events: readonly DossierEvent[],
  context: FormContext,
  subject: PaperSubject,
): z.infer<typeof refusalViewSchema> {
  return {
    ...commonView(dossier, context, subject),
    reason: (payloadOf(events, 'refused', subject) ?? payloadOf(events, 'refusedAtCounter', subject))?.reason ?? '',
  }
}

/** A refusal of what was taken in or filed, or at the counter. */
export function refusalSubject(events: readonly DossierEvent[], eventId: string | null): PaperSubject | null {
  return (
    subjectOf(events, 'refused', eventId, (payload) => payload.formNumber) ??
    subjectOf(events, 'refusedAtCounter', eventId, (payload) => payload.formNumber)
  )
}

export const apologyViewSchema = z.object({
  ...common,
  addressee: text,
  reason: text,
  /** The agency that owes the result; it signs, not the desk (NĐ 61/2018 Đ19.9). */
  agency: text,
  signer: text,
  receivedOn: text,
  oldDueAt: text,
  newDueAt: text,
  /** Where the result will be handed over. */
  place: text,
})

export function apologyView(
  dossier: Dossier,
  events: readonly DossierEvent[],
  context: FormContext,
  subject: PaperSubject,
): z.infer<typeof apologyViewSchema> {
  const payload = payloadOf(events, 'apologised', subject)
  const apology = dossier.apologies.find((candidate) => candidate.eventId === subject.eventId)
  const view = commonView(dossier, context, subject)
  return {
    ...view,
    addressee: dossier.submitter.name,
    reason: asSentence(payload?.reason ?? ''),
    agency: unbroken(payload?.agency ?? ''),
    signer: payload?.signer ?? '',
    receivedOn: dateInWords(dossier.receivedAt),
    oldDueAt: momentInWords(apology?.oldDueAt ?? dossier.originalDueAt),
    newDueAt: momentInWords(payload?.newDueAt ?? null),
    place: placeInSentence(dossier, view.dossier.delivery),
  }
}

/** Behind “tại”; elsewhere it stands behind a colon. */
function placeInSentence({ delivery }: Dossier, words: string): string {
  if (delivery.way === 'online') return 'Cổng Dịch vụ công quốc gia (trực tuyến)'
  return delivery.way === 'byPost' ? words.replace(/^Địa/, 'địa') : words
}

/** It ends a sentence of the paper: officers leave the stop out, or do not. */
function asSentence(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`
}

export const stopNoticeViewSchema = z.object({
  ...common,
  /** Who asked for it; empty: the agency stops by itself. */
  requester: text,
  requestReason: text,
  reason: text,
  /** How far the work had come. */
  stage: text,
  stoppedAt: text,
  paid: text,
  refunded: text,
  papersGivenBack: listed,
})

export function stopNoticeView(
  dossier: Dossier,
  events: readonly DossierEvent[],
  context: FormContext,
  subject: PaperSubject,
): z.infer<typeof stopNoticeViewSchema> {
  const stopped = payloadOf(events, 'stopped', subject)
  const answered = payloadOf(events, 'withdrawalAnswered', subject)
  const request = isOfRequest(dossier, subject) ? eventsOf(events, 'withdrawalRequested').at(-1)?.payload : undefined
  const toReturn = (stopped ?? answered)?.feesToReturn ?? 0
  const requestReason = request?.reason ?? ''
  return {
    ...commonView(dossier, context, subject),
    requester: request?.requester ?? '',
    requestReason,
    reason: stopped?.reason ?? (answered?.reason || requestReason),
    stage: stageAt(dossier, subject.eventId),
    stoppedAt: momentInWords(subject.at),
    ...sums(dossier, toReturn),
    papersGivenBack: numbered((stopped ?? answered)?.papersGivenBack ?? []),
  }
}

/** The agency may stop by itself what a citizen once asked to withdraw in vain. */
function isOfRequest(dossier: Dossier, subject: PaperSubject): boolean {
  const index = dossier.steps.findIndex((step) => step.eventId === subject.eventId)
  return index > 0 && dossier.steps[index - 1]?.status === 'withdrawalRequested'
}

/** `stopped`, or a withdrawal that was agreed to; of several, the latest. */
export function stopSubject(events: readonly DossierEvent[], eventId: string | null): PaperSubject | null {
  const agreed = eventsOf(events, 'withdrawalAnswered').filter((event) => event.payload.agreed)
  const ends = [...eventsOf(events, 'stopped'), ...agreed].toSorted((a, b) => (a.clock < b.clock ? -1 : 1))
  const index = eventId === null ? ends.length - 1 : ends.findIndex((event) => event.id === eventId)
  const event = ends[index]
  if (event === undefined) return null
  const number = event.payload.formNumber ?? null
  return { eventId: event.id, at: event.at, officerId: event.officerId, number: number || null, ordinal: index + 1 }
}

function stageAt(dossier: Dossier, eventId: string | null): string {
  const index = dossier.steps.findIndex((step) => step.eventId === eventId)
  const leg = dossier.legs.findLast((candidate) =>
    dossier.steps.slice(0, Math.max(0, index)).some((step) => step.eventId === candidate.eventId),
  )
  const before = dossier.steps.slice(0, Math.max(0, index)).findLast((step) => step.status !== 'withdrawalRequested')
  if (before?.status === 'awaitingSupplement') return 'Đang chờ bổ sung, hoàn thiện hồ sơ'
  if (before?.status === 'awaitingPayment') return 'Đang chờ thực hiện nghĩa vụ tài chính'
  return leg === undefined ? 'Đã tiếp nhận, chưa chuyển giải quyết' : `Đang giải quyết tại ${leg.to.name}`
}

/** @param toReturn đồng that the stop promised, whether given back by now or not */
function sums(dossier: Dossier, toReturn: number): { paid: string; refunded: string } {
  const sum = (refunds: boolean) =>
    dossier.payments
      .filter((payment) => (payment.kind === 'refund') === refunds)
      .reduce((total, payment) => total + payment.amount, 0)
  const [paid, refunded] = [sum(false), Math.max(sum(true), toReturn)]
  return { paid: paid > 0 ? money(paid) : '', refunded: refunded > 0 ? money(refunded) : '' }
}
