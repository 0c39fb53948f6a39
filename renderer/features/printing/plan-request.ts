/** From what a screen asks to print to the paper itself. */
import { builtInDefinitions } from '../../../shared/forms/definitions/all.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { FormDefinition } from '../../../shared/forms/definition.ts'
import { findDefinition } from '../../../shared/forms/library.ts'
import { planPaper, planSheet, practiceMark, practicePrefix } from '../../../shared/forms/papers.ts'
import type { FormSet } from '../../../shared/dossier/event.ts'
import type { PaperPlan, SheetContent } from '../../../shared/forms/papers.ts'
import { issuingAgencies } from '../../../shared/forms/views/context.ts'
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

/** In whose history the print is recorded; a register is printed of all and recorded in none. */
export function concernedDossiers(request: PaperRequest): string[] {
  if ('dossierId' in request) return [request.dossierId]
  return request.form === 'handoverSlip' ? request.content.dossiers.map(({ dossier }) => dossier.id) : []
}
