/** The desk's own paper for what goes back to the citizen; each side keeps a copy. */
import { z } from 'zod'
import type { Dossier } from '../../dossier/dossier.ts'
import type { DossierEvent, PayloadOf } from '../../dossier/event.ts'
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
  /** Empty: nothing was collected. */
  collected: text,
  collectedWords: text,
  results: z.array(z.object({ n: text, name: text, number: text, count: text })),
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
    collected: collected > 0 ? money(collected) : '',
    collectedWords: collected > 0 ? moneyInWords(collected) : '',
    results: resultRows(dossier, events, subject),
    papersGivenBack: (payload?.papersGivenBack ?? []).map((name, i) => ({ n: String(i + 1), name })),
    complete: payload?.complete ?? true,
    note: payload?.note ?? '',
  }
}

/** Results that had arrived by then: those of a later part belong on that part's own paper. */
function resultRows(dossier: Dossier, events: readonly DossierEvent[], subject: PaperSubject) {
  const handedOver = eventsOf(events, 'returned').find((event) => event.id === subject.eventId)
  const arrived = eventsOf(events, 'resultArrived').filter(
    (event) => handedOver === undefined || event.clock <= handedOver.clock,
  )
  const results = arrived.flatMap((event) => event.payload.results)
  const shown = results.length > 0 ? results : dossier.results
  return shown.map((result, i) => ({
    n: String(i + 1),
    name: result.name,
    number: result.number ?? '',
    count: paddedCount(result.count),
  }))
}
