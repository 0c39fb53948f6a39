/** Mẫu 05 (2018) / 06 (2025): every handing-over of the papers, in order. What was taken back at once never happened to them. */
import { z } from 'zod'
import type { Dossier } from '../../dossier/dossier.ts'
import type { DossierEvent, KnownEvent } from '../../dossier/event.ts'
import { asKnownEvent } from '../../dossier/event.ts'
import { compareEvents } from '../../dossier/merge.ts'
import { listStanding } from '../../dossier/undone.ts'
import { momentInWords, outcomeText } from '../vietnamese.ts'
import type { FormContext } from './context.ts'
import { dossierView, dossierViewSchema, headSchema, headView, printSchema, printView } from './parts.ts'
import type { PaperSubject } from './sources.ts'

const text = z.string()
export const controlSlipViewSchema = z.object({
  head: headSchema,
  print: printSchema,
  dossier: dossierViewSchema,
  register: z.object({ volume: text, entry: text }),
  coordinating: text,
  handovers: z.array(z.object({ giver: text, receiver: text, at: text, result: text, note: text })),
})
export type ControlSlipView = z.infer<typeof controlSlipViewSchema>

export function controlSlipView(
  dossier: Dossier,
  events: readonly DossierEvent[],
  context: FormContext,
  subject: PaperSubject,
): ControlSlipView {
  const handovers = listStanding(events)
    .toSorted(compareEvents)
    .flatMap((event) => asKnownEvent(event) ?? [])
    .flatMap((event) => handover(event, dossier, context.agency))
  return {
    head: headView(context, subject.at),
    print: printView(context, dossier.number.code),
    dossier: dossierView(dossier, context),
    register: context.register ?? { volume: '', entry: '' },
    coordinating: coordinating(dossier),
    handovers,
  }
}

type Handover = ControlSlipView['handovers'][number]

function handover(event: KnownEvent, dossier: Dossier, desk: string): Handover[] {
  const at = momentInWords(event.at)
  switch (event.type) {
    case 'forwarded': {
      const leg = dossier.legs.find((candidate) => candidate.eventId === event.id)
      const due = event.payload.legDueAt
      const result = leg === undefined || leg.endedAt === null ? '' : outcomeText(leg.endedAt, due)
      const limit = due === null ? '' : `Hạn: ${momentInWords(due)}`
      const note = [limit, event.payload.note].filter(Boolean).join('\n')
      return [{ giver: event.payload.from.name, receiver: event.payload.to.name, at, result, note }]
    }
    case 'handedBack':
      return [{ giver: event.payload.from.name, receiver: desk, at, result: '', note: event.payload.reason }]
    case 'resultArrived': {
      // The whole is judged when the last result is here.
      const result = event.payload.moreExpected === true ? '' : outcomeText(event.at, dossier.judgedDueAt)
      return [{ giver: event.payload.from.name, receiver: desk, at, result, note: event.payload.note }]
    }
    case 'handoverAnswered':
      return event.payload.answer === 'accepted' ? betweenOfficers(event.payload.batchId, dossier, at) : []
    default:
      return []
  }
}

/** Papers that went to a unit are listed by their forwarding already. */
function betweenOfficers(batchId: string, { handovers }: Dossier, at: string): Handover[] {
  const taken = handovers.find((one) => one.batchId === batchId && one.state === 'accepted')
  if (taken === undefined || taken.to.kind === 'unit') return []
  const note = [taken.reason, taken.note].filter(Boolean).join('\n')
  return [{ giver: taken.from.name, receiver: taken.to.name, at, result: '', note }]
}

/** Everybody who had the papers besides the desk and the resolving unit. */
function coordinating(dossier: Dossier): string {
  const desks = new Set(dossier.legs.slice(0, 1).map((leg) => leg.from.id))
  const resolving = dossier.resolvingUnit?.id ?? dossier.legs[0]?.to.id
  const units = dossier.legs.map((leg) => leg.to).filter((unit) => unit.id !== resolving && !desks.has(unit.id))
  return [...new Set(units.map((unit) => unit.name))].join('; ')
}
