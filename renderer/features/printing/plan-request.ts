/** From what a screen asks to print to the paper itself. */
import { builtInDefinitions } from '../../../shared/forms/definitions/all.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { FormDefinition, FormId } from '../../../shared/forms/definition.ts'
import { findDefinition } from '../../../shared/forms/library.ts'
import { planPaper, planSheet, practiceMark, practicePrefix, trialMark } from '../../../shared/forms/papers.ts'
import type { FormSet } from '../../../shared/dossier/event.ts'
import type { PaperInput, PaperPlan, SheetContent } from '../../../shared/forms/papers.ts'
import { issuingAgencies } from '../../../shared/forms/views/context.ts'
import { sampleHistory, sampleRegister } from '../../../shared/forms/sample-history.ts'
import { paperSources } from '../../../shared/forms/views/sources.ts'
import type { DossierForm } from '../../../shared/forms/views/sources.ts'
import type { Desk } from '../../app/desk-context.tsx'
import { localDate, localInstant } from '../../ui/time.ts'

export type PaperRequest =
  | {
      form: DossierForm
      dossierId: string
      /** The event the paper speaks of (which return, which request); left out: the latest. */
      eventId?: string
    }
  /** A form that is not in force, tried on an invented dossier. */
  | { form: FormId; trial: FormDefinition }
  /** `formSet` left out: the catalogue's. */
  | (SheetContent & { formSet?: FormSet })

export function definitionsOf({ reference }: Pick<Desk, 'reference'>): FormDefinition[] {
  return [...builtInDefinitions, ...(reference.forms ?? [])]
}

/** Whether the dossier's set has such a form: the stop notice came with that of 2025. */
export function hasForm(desk: Desk, form: DossierForm, { formSet }: Pick<Dossier, 'formSet'>): boolean {
  return findDefinition(definitionsOf(desk), form, formSet, localDate(desk.now())) !== null
}

type Planned = PaperPlan | { kind: 'noDossier' }

export async function planRequest(desk: Desk, request: PaperRequest): Promise<Planned> {
  const planned = await planPlain(desk, request)
  if (desk.info.practice !== true || planned.kind !== 'paper') return planned
  const { paper } = planned
  return { ...planned, paper: { ...paper, watermark: practiceMark, fileName: `${practicePrefix}${paper.fileName}` } }
}

async function planPlain(desk: Desk, request: PaperRequest): Promise<Planned> {
  const agencies = issuingAgencies(desk.reference.organisations, desk.info.communeId, desk.info.communeName)
  const definitions = definitionsOf(desk)
  const at = localInstant(desk.now())
  if ('trial' in request) return planTrial(desk, request.trial, { agencies, at })
  if (!('dossierId' in request)) {
    const chosen = request.form === 'register' ? request.formSet : undefined
    const formSet = chosen ?? desk.reference.catalogue?.formSet ?? 'TT03_2025'
    return planSheet({ ...request, agencies, definitions, at, formSet, officer: desk.officer })
  }
  const record = await desk.db.get(request.dossierId)
  if (record === null) return { kind: 'noDossier' }
  return planPaper({
    form: request.form,
    dossier: record.dossier,
    events: record.events,
    eventId: request.eventId ?? null,
    agencies,
    officers: desk.officers,
    register: null,
    definitions,
    at,
  })
}

/** Whether a form can be tried: the desk's own sheets are made of what it holds. */
export function canTry(form: FormId): form is DossierForm | 'register' {
  return form === 'register' || Object.hasOwn(paperSources, form)
}

function planTrial(desk: Desk, trial: FormDefinition, common: Pick<PaperInput, 'agencies' | 'at'>): PaperPlan {
  const { form } = trial
  if (!canTry(form)) return { kind: 'nothingToSay' }
  const formSet = trial.formSet === 'local' ? 'TT03_2025' : trial.formSet
  // Whatever day it is to be used from.
  const definitions = [{ ...trial, effectiveFrom: '2000-01-01', effectiveTo: null }]
  const events = sampleHistory(formSet, form)
  const plan =
    form === 'register'
      ? planSheet({ ...sampleRegister(formSet), ...common, definitions, formSet, officer: desk.officer })
      : planPaper({
          ...common,
          form,
          events,
          dossier: fold(events),
          eventId: null,
          officers: [{ ...desk.officer, id: 'mau' }],
          register: null,
          definitions,
        })
  return plan.kind === 'paper' ? { kind: 'paper', paper: { ...plan.paper, watermark: trialMark } } : plan
}

/** In whose history the print is recorded; a register is printed of all and recorded in none. */
export function concernedDossiers(request: PaperRequest): string[] {
  if ('dossierId' in request) return [request.dossierId]
  if ('trial' in request) return []
  return request.form === 'handoverSlip' ? request.content.dossiers.map(({ dossier }) => dossier.id) : []
}

/** Of a handover slip: by it a later print knows that it is a reprint; null: another paper. */
export function batchOf(request: PaperRequest): string | null {
  if (!('content' in request) || request.form !== 'handoverSlip') return null
  return request.content.batchId ?? null
}
