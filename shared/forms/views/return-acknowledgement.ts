/** The desk's own paper for what goes back to the citizen; each side keeps a copy. */
import { z } from 'zod'
import type { ArrivedResult, Dossier } from '../../dossier/dossier.ts'
import type { DossierEvent, PayloadOf } from '../../dossier/event.ts'
import { fold } from '../../dossier/fold.ts'
import { listWaiting } from '../../dossier/handing-over.ts'
import { dateInWords, money, moneyInWords, momentInWords, paddedCount } from '../vietnamese.ts'
import type { FormContext } from './context.ts'
import { eventsOf, payloadOf } from './of-event.ts'
import { dossierView, dossierViewSchema, headSchema, headView, printSchema, printView } from './parts.ts'
import type { PaperSubject } from './sources.ts'

const text = z.string()
export const returnAcknowledgementViewSchema = z.object({
  head: headSchema,
  print: printSchema,
  dossier: dossierViewSchema,
  recipient: z.object({ name: text, idNumber: text, relation: text, authorisation: text }),
  returnedAt: text,
  returnedOn: text,
  way: text,
  trackingNumber: text,
  /** Day it was handed to the post. */
  postedOn: text,
  /** Empty: nothing was collected. */
  collected: text,
  collectedWords: text,
  results: z.array(z.object({ n: text, name: text, number: text, count: text })),
  /** What is here and was not handed over with it. */
  remaining: z.array(z.object({ n: text, name: text, count: text })),
  papersGivenBack: z.array(z.object({ n: text, name: text })),
  /** Everything was handed over: nothing is owed to the citizen any more. */
  complete: z.boolean(),
  note: text,
})
export type ReturnAcknowledgementView = z.infer<typeof returnAcknowledgementViewSchema>

const relationText: Record<PayloadOf<'returned'>['recipient']['relation'], string> = {
  submitter: 'Người nộp hồ sơ',
  owner: 'Chủ hồ sơ',
  authorised: 'Người được ủy quyền',
}
const wayText: Record<PayloadOf<'returned'>['way'], string> = {
  atDesk: 'Trực tiếp tại nơi tiếp nhận',
  byPost: 'Qua dịch vụ bưu chính công ích',
  online: 'Trực tuyến',
}

export function returnAcknowledgementView(
  dossier: Dossier,
  events: readonly DossierEvent[],
  context: FormContext,
  subject: PaperSubject,
): ReturnAcknowledgementView {
  const payload = payloadOf(events, 'returned', subject)
  const { now, left } = shareOut(dossier, events, subject)
  const { recipient } = payload ?? {}
  const collected = payload?.collected ?? 0
  return {
    head: headView(context, subject.at),
    print: printView(context, dossier.number.code),
    dossier: dossierView(dossier, context),
    recipient: {
      name: recipient?.name ?? '',
      idNumber: recipient?.idNumber ?? '',
      relation: recipient === undefined ? '' : relationText[recipient.relation],
      authorisation: recipient?.authorisation ?? '',
    },
    returnedAt: momentInWords(subject.at),
    returnedOn: dateInWords(subject.at),
    way: payload === null ? '' : wayText[payload.way],
    trackingNumber: payload?.trackingNumber ?? '',
    postedOn: dateInWords(payload?.postedOn ?? null),
    collected: collected > 0 ? money(collected) : '',
    collectedWords: collected > 0 ? moneyInWords(collected) : '',
    results: resultRows(now),
    remaining: resultRows(left).map(({ n, name, number, count }) => ({
      n,
      name: number === '' ? name : `${name} số ${number}`,
      count,
    })),
    papersGivenBack: (payload?.papersGivenBack ?? []).map((name, i) => ({ n: String(i + 1), name })),
    complete: payload?.complete ?? true,
    note: payload?.note ?? '',
  }
}

type Result = Pick<ArrivedResult, 'name' | 'number' | 'count'>

/** What that return handed over, and what waited on: a later part belongs on that part's own paper. */
function shareOut(
  dossier: Dossier,
  events: readonly DossierEvent[],
  subject: PaperSubject,
): { now: Result[]; left: Result[] } {
  const returned = eventsOf(events, 'returned').find((event) => event.id === subject.eventId)
  if (returned === undefined) return { now: dossier.results, left: [] }
  const { handedOver, complete } = returned.payload
  const then = fold(events.filter((event) => event.clock <= returned.clock))
  if (handedOver === undefined) {
    // Desks that did not yet say which results meant all that had arrived.
    const now = then.results.length > 0 ? then.results : dossier.results
    return { now, left: [] }
  }
  const isNamed = (result: ArrivedResult) =>
    handedOver.some(({ eventId, index }) => eventId === result.eventId && index === result.index)
  return { now: dossier.results.filter(isNamed), left: complete ? [] : listWaiting(then) }
}

function resultRows(results: readonly Result[]) {
  return results.map((result, i) => ({
    n: String(i + 1),
    name: result.name,
    number: result.number ?? '',
    count: paddedCount(result.count),
  }))
}
