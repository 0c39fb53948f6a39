/** Which paper to print for a dossier: its definition, its values, its number, and whether it was printed before. Pure. */
import type { CashReport } from '../cash/cash-report.ts'
import type { Dossier } from '../dossier/dossier.ts'
import type { DossierEvent, FormSet } from '../dossier/event.ts'
import type { FormView } from './bindings.ts'
import type { FormDefinition, FormId } from './definition.ts'
import type { ReportII06a } from '../indicator/report-ii06a.ts'
import { reportName } from '../indicator/report-words.ts'
import { findDefinition } from './library.ts'
import { scannableCode } from './scan-codes.ts'
import type { FormContext, IssuingAgencies } from './views/context.ts'
import { cashReportView } from './views/cash-report.ts'
import { handoverSlipView } from './views/handover-slip.ts'
import type { HandoverInput } from './views/handover-slip.ts'
import { queueTicketView } from './views/queue-ticket.ts'
import type { QueueTicketInput } from './views/queue-ticket.ts'
import { reportII06aView } from './views/report-ii06a.ts'
import { registerView } from './views/register.ts'
import type { RegisterInput } from './views/register.ts'
import { paperSources } from './views/sources.ts'
import type { DossierForm } from './views/sources.ts'

export interface PaperInput {
  form: DossierForm
  dossier: Dossier
  /** The dossier's history; some papers speak of one event of it. */
  events: readonly DossierEvent[]
  /** The event the paper speaks of; null: the latest that fits. */
  eventId: string | null
  agencies: IssuingAgencies
  officers: readonly { id: string; name: string; title: string }[]
  register: FormContext['register']
  definitions: readonly FormDefinition[]
  /** Instant of the print with the desk's offset. */
  at: string
}

export interface Paper {
  form: FormId
  formSet: FormSet
  definition: FormDefinition
  view: FormView
  /** The paper's number: printed on it and kept with the print. */
  number: string
  reprint: boolean
  /** Across every page; left out: none. */
  watermark?: string
  at: string
  title: string
  /** For a saved file; without diacritics, safe on every file system. */
  fileName: string
}

/** Papers of several dossiers: the register, and what changes hands. */
export type SheetInput = {
  agencies: IssuingAgencies
  officer: FormContext['officer']
  /** Of the desk's catalogue: a sheet may hold dossiers of both sets. */
  formSet: FormSet
  definitions: readonly FormDefinition[]
  at: string
} & SheetContent

export type SheetContent =
  | { form: 'register'; content: RegisterInput }
  | { form: 'handoverSlip'; content: HandoverInput }
  | { form: 'queueTicket'; content: QueueTicketInput }
  | { form: 'cashReport'; content: CashReport }
  | { form: 'reportII06a'; content: ReportII06a }

export type PaperPlan =
  | { kind: 'paper'; paper: Paper }
  /** The dossier has nothing to say on such a paper yet. */
  | { kind: 'nothingToSay' }
  | { kind: 'noDefinition' }

export function planPaper(input: PaperInput): PaperPlan {
  const { form, dossier } = input
  const source = paperSources[form]
  const subject = source.subject(dossier, input.events, input.eventId)
  if (subject === null) return { kind: 'nothingToSay' }
  const definition = findDefinition(input.definitions, form, dossier.formSet, subject.at.slice(0, 10))
  if (definition === null) return { kind: 'noDefinition' }
  const number = subject.number ?? numberOfPaper(dossier.number.code, subject.ordinal)
  const reprintNumber = dossier.prints.filter((print) => print.form === form && print.number === number).length
  const reprint = reprintNumber > 0
  const context: FormContext = {
    ...input.agencies,
    officer: officerOf(input.officers, subject.officerId),
    register: input.register,
    print: { at: input.at, reprint, reprintNumber, number },
  }
  return {
    kind: 'paper',
    paper: {
      form,
      formSet: dossier.formSet,
      definition,
      view: source.view(dossier, input.events, context, subject),
      number,
      reprint,
      at: input.at,
      title: `${definition.name} ${dossier.number.code}`.trim(),
      fileName: `${fileSafe(definition.name)}_${fileSafe(number)}.pdf`,
    },
  }
}

/** Papers of one batch went out before: as often as the dossier says that has seen most of them. */
function earlierPrints(input: SheetContent): number {
  if (input.form !== 'handoverSlip' || input.content.batchId === undefined) return 0
  const { batchId, dossiers } = input.content
  const counts = dossiers.map(
    ({ dossier }) => dossier.prints.filter((print) => print.form === input.form && print.batchId === batchId).length,
  )
  return Math.max(0, ...counts)
}

export function planSheet(input: SheetInput): Exclude<PaperPlan, { kind: 'nothingToSay' }> {
  const definition = findDefinition(input.definitions, input.form, input.formSet, input.at.slice(0, 10))
  if (definition === null) return { kind: 'noDefinition' }
  const reprintNumber = earlierPrints(input)
  const reprint = reprintNumber > 0
  const context: FormContext = {
    ...input.agencies,
    officer: input.officer,
    register: null,
    print: { at: input.at, reprint, reprintNumber, number: null },
  }
  const { view, name } = sheetOf(input, context)
  return {
    kind: 'paper',
    paper: {
      form: input.form,
      formSet: input.formSet,
      definition,
      view,
      number: '',
      reprint,
      at: input.at,
      title: `${definition.name} ${name}`.trim(),
      fileName: `${fileSafe(definition.name)}_${fileSafe(name)}.pdf`,
    },
  }
}

function sheetOf(input: SheetInput, context: FormContext): { view: FormView; name: string } {
  switch (input.form) {
    case 'register': {
      const { year, volume } = input.content
      return { view: registerView(input.content, context), name: `${year} ${volume}`.trim() }
    }
    case 'handoverSlip':
      return { view: handoverSlipView(input.content, context), name: input.at.slice(0, 16) }
    case 'queueTicket':
      return { view: queueTicketView(input.content, context), name: input.content.number }
    case 'reportII06a':
      return { view: reportII06aView(input.content, context), name: reportName(input.content.period) }
    case 'cashReport': {
      const { from, to } = input.content.filter
      return { view: cashReportView(input.content, context), name: from === to ? from : `${from} ${to}` }
    }
  }
}

/** The same paper once more: what goes on paper a second time says so. */
export function markReprint(paper: Paper, at: string, momentInWords: string): Paper {
  const before = paper.view['print'] as Record<string, unknown>
  const reprintNumber = String(Number(before['reprintNumber'] ?? 0) + 1)
  const print = { ...before, reprint: true, reprintNumber, at: momentInWords }
  return { ...paper, reprint: true, at, view: { ...paper.view, print } }
}

/** The dossier's number serves as the paper's, as in the systems in use; a second paper of its kind adds `-2`. */
function numberOfPaper(code: string, ordinal: number): string {
  return ordinal <= 1 ? code : `${code}-${ordinal}`
}

function officerOf(officers: PaperInput['officers'], id: string): FormContext['officer'] {
  const officer = officers.find((candidate) => candidate.id === id)
  return { name: officer?.name ?? '', title: officer?.title ?? '' }
}

/** On a form that is not in force. */
export const trialMark = 'BẢN XEM THỬ – KHÔNG CÓ GIÁ TRỊ'
/** On whatever a practice desk prints. */
export const practiceMark = 'TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ'
/** Before the name of whatever file a practice desk saves: a file is seen by its name first. */
export const practicePrefix = 'TAP-HUAN_'

export function fileSafe(text: string): string {
  const safe = scannableCode(text)
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return safe.slice(0, 80)
}
