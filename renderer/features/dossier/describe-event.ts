/** What a line of the timeline says about an event, one function a type. */
import type { TFunction } from 'i18next'
import { asKnownEvent, isKnownType } from '../../../shared/dossier/event.ts'
import type { DossierEvent, EventType, KnownEvent } from '../../../shared/dossier/event.ts'
import { wordLimit } from '../../ui/due-steps.tsx'
import { formatMoney } from '../../ui/money.ts'
import { formatBirth, formatDate, formatMoment } from '../../ui/time.ts'
import { wordResult } from './result-words.ts'

export interface Words {
  t: TFunction<'dossier'>
  ui: TFunction<'ui'>
}
type Line = string | null | false
type Of<T extends EventType> = Extract<KnownEvent, { type: T }>['payload']
type Describers = { [T in EventType]: (payload: Of<T>, words: Words) => Line[] }

export interface Description {
  title: string
  lines: string[]
}

export function titleOf(type: string, { t }: Words): string {
  return isKnownType(type) ? t(`event.${type}`) : t('event.unknown')
}

export function describeEvent(event: DossierEvent, words: Words): Description {
  const known = asKnownEvent(event)
  if (known === null) return { title: words.t('event.unknown'), lines: [words.t('line.newer', { type: event.type })] }
  const describe = describers[known.type] as (payload: unknown, words: Words) => Line[]
  const lines = describe(known.payload, words).filter((line): line is string => typeof line === 'string' && line !== '')
  return { title: isReminder(known) ? words.t('event.reminded') : titleOf(known.type, words), lines }
}

/** A note by its type, so that desks of older versions can read it; an officer looks for the reminder. */
const isReminder = ({ type, payload }: KnownEvent) => type === 'noted' && payload.reminder !== undefined

const reasonLine = (reason: string, { t }: Words) => reason !== '' && t('line.reason', { reason })
const noteLine = (note: string, { t }: Words) => note !== '' && t('line.note', { note })

const answerLine = {
  accepted: 'line.handoverAccepted',
  declined: 'line.handoverDeclined',
  withdrawn: 'line.handoverWithdrawn',
} as const

const inboundLines = (inbound: Of<'received'>['inbound'], { t }: Words): Line[] =>
  inbound === undefined
    ? []
    : [
        t('line.arrivedOn', { date: formatDate(inbound.arrivedOn) }),
        inbound.postmarkedOn !== null && t('line.postmarkedOn', { date: formatDate(inbound.postmarkedOn) }),
        inbound.trackingNumber !== null && t('line.tracking', { number: inbound.trackingNumber }),
      ]

const stopLines = (papers: string[] | undefined, fees: number | undefined, { t }: Words): Line[] => [
  papers !== undefined && papers.length > 0 && t('line.givenBack', { papers: papers.join(', ') }),
  fees !== undefined && fees > 0 && t('line.feesToReturn', { amount: formatMoney(fees) }),
]

const describers: Describers = {
  received: (p, w) => [
    w.t('line.number', { code: p.number.code }),
    p.due.dueAt === null ? w.ui('due.none') : w.t('line.due', { at: formatMoment(p.due.dueAt) }),
    w.t('line.papers', { n: p.components.length, sets: p.sets }),
    ...inboundLines(p.inbound, w),
    p.ticket !== undefined && w.t('line.ticket', { number: p.ticket }),
    noteLine(p.note, w),
  ],
  registeredOnline: (p, w) => [
    w.t('line.number', { code: p.code }),
    p.files !== undefined && p.files.length > 0 && w.t('line.files', { n: p.files.length }),
    p.paidOnline > 0 && w.t('line.paidOnline', { amount: formatMoney(p.paidOnline) }),
    noteLine(p.note, w),
  ],
  papersFiledOnline: (p, w) => [
    ...p.components.map(({ name }) => name),
    p.files.length > 0 && w.t('line.files', { n: p.files.length }),
    p.paidOnline > 0 && w.t('line.paidOnline', { amount: formatMoney(p.paidOnline) }),
    noteLine(p.note, w),
  ],
  numberAssigned: (p, { t }) => [
    t('line.number', { code: p.code }),
    p.instead !== undefined && t('line.numberInstead', { code: p.instead }),
  ],
  forwarded: (p, w) => [
    w.t('line.fromTo', { from: p.from.name, to: p.to.name }),
    p.legDueAt !== null &&
      (p.limit === undefined
        ? w.t('line.legDue', { at: formatMoment(p.legDueAt) })
        : w.t('line.legDueCounted', { at: formatMoment(p.legDueAt), limit: wordLimit(p.limit, w.ui) })),
    noteLine(p.note, w),
  ],
  handedBack: (p, w) => [w.t('line.from', { from: p.from.name }), reasonLine(p.reason, w)],
  resultArrived: (p, w) => [
    [w.t('line.from', { from: p.from.name }), w.ui(`outcome.${p.outcome}`)].join(' · '),
    ...p.results.map((result) => wordResult(result, w.t)),
    p.moreExpected === true && w.t('line.moreExpected'),
    noteLine(p.note, w),
  ],
  supplementRequested: (p, w) => [
    ...p.items,
    reasonLine(p.reason, w),
    p.deadline !== null && w.t('line.deadline', { date: formatDate(p.deadline) }),
  ],
  supplemented: (p, w) => [
    ...p.components.map(({ name }) => name),
    p.completedAt !== undefined && w.t('line.completedAt', { at: formatMoment(p.completedAt) }),
    p.due.dueAt !== null && w.t('line.due', { at: formatMoment(p.due.dueAt) }),
    noteLine(p.note, w),
  ],
  financialDutyRaised: (p, { t }) => [
    p.what,
    t('line.amount', { amount: formatMoney(p.amount) }),
    p.payBy !== null && t('line.payBy', { date: formatDate(p.payBy) }),
  ],
  paid: (p, { t, ui }) => [
    t('line.paidAs', { amount: formatMoney(p.amount), method: ui(`method.${p.method}`) }),
    p.what,
    p.receiptNumber !== null && t('line.receipt', { number: p.receiptNumber }),
  ],
  refunded: (p, w) => [w.t('line.amount', { amount: formatMoney(p.amount) }), reasonLine(p.reason, w)],
  refused: (p, w) => [reasonLine(p.reason, w)],
  refusedAtCounter: (p, w) => [w.t('line.number', { code: p.number.code }), reasonLine(p.reason, w)],
  withdrawalRequested: (p, w) => [w.t('line.requester', { name: p.requester }), reasonLine(p.reason, w)],
  withdrawalAnswered: (p, w) => [
    w.t(p.agreed ? 'line.agreed' : 'line.disagreed'),
    reasonLine(p.reason, w),
    ...stopLines(p.papersGivenBack, p.feesToReturn, w),
  ],
  stopped: (p, w) => [reasonLine(p.reason, w), ...stopLines(p.papersGivenBack, p.feesToReturn, w)],
  apologised: (p, w) => [
    w.t('line.newDue', { at: formatMoment(p.newDueAt) }),
    w.t('line.agency', { name: p.agency }),
    reasonLine(p.reason, w),
  ],
  returned: (p, w) => [
    w.t('line.recipient', { name: p.recipient.name, relation: w.ui(`relation.${p.recipient.relation}`) }),
    p.recipient.authorisation !== null && w.t('line.authorisation', { text: p.recipient.authorisation }),
    w.ui(`delivery.${p.way}`),
    p.trackingNumber !== null && w.t('line.tracking', { number: p.trackingNumber }),
    typeof p.postedOn === 'string' && w.t('line.postedOn', { date: formatDate(p.postedOn) }),
    p.collected > 0 && w.t('line.collected', { amount: formatMoney(p.collected) }),
    p.papersGivenBack.length > 0 && w.t('line.givenBack', { papers: p.papersGivenBack.join(', ') }),
    !p.complete && w.t('line.partly'),
    noteLine(p.note, w),
  ],
  postReported: (p, w) => [w.t(`line.${p.outcome}`, { date: formatDate(p.on) }), noteLine(p.note, w)],
  originalsGivenBack: (p, { t }) => [t('line.givenBack', { papers: p.papers.join(', ') }), p.recipient],
  corrected: (p, w) => [
    w.t('line.corrected', {
      field: fieldName(p.field, w),
      from: wordValue(p.field, p.from, w),
      to: wordValue(p.field, p.to, w),
    }),
    reasonLine(p.reason, w),
  ],
  noted: (p, { t }) => [p.text, p.reminder !== undefined && t(p.reminder.reached ? 'line.reached' : 'line.notReached')],
  handoverOffered: (p, w) => [
    w.t('line.handover', { from: p.from.name, to: p.to.name }),
    reasonLine(p.reason, w),
    noteLine(p.note, w),
  ],
  handoverAnswered: (p, w) => [
    w.t(answerLine[p.answer], { by: p.by }),
    p.way === 'paper' && w.t('line.handoverOnPaper'),
    reasonLine(p.reason, w),
  ],
  scansAdded: (p) => p.scans.map(({ name }) => name),
  scanRefiled: (p, w) => [p.name, w.t(p.removed ? 'line.scanRemoved' : 'line.scanMoved'), reasonLine(p.reason, w)],
  printed: (p, { t }) => {
    const form = t(`form.${p.form as 'receipt'}`, { defaultValue: p.form })
    return [t(p.reprint ? 'line.reprint' : 'line.printed', { form })]
  },
  undone: (p, w) => [w.t('line.undone', { what: titleOf(p.what, w) })],
}

type Field = Of<'corrected'>['field']
type Hyphenated<F extends string> = F extends `${infer A}.${infer B}` ? `${A}-${B}` : F

/** Message keys may not hold a dot. */
export function fieldName(field: Field, { t }: Words): string {
  return t(`field.${field.replace('.', '-') as Hyphenated<Field>}`)
}

export function wordValue(field: Field, value: string | number | null, { t, ui }: Words): string {
  if (value === null || value === '') return t('line.empty')
  if (field.endsWith('.sex') && (value === 'male' || value === 'female')) return ui(`sex.${value}`)
  return field.endsWith('.birth') ? formatBirth(String(value)) : String(value)
}
