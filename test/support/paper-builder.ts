/** Papers of invented dossiers, as a desk of the sample commune prints them. */
import { builtInDefinitions } from '../../shared/forms/definitions/all.ts'
import { planPaper } from '../../shared/forms/papers.ts'
import type { Paper, PaperInput, PaperPlan } from '../../shared/forms/papers.ts'
import type { FormContext } from '../../shared/forms/views/context.ts'
import { fold } from '../../shared/dossier/fold.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'

export const sampleAgencies: PaperInput['agencies'] = {
  parentAgency: 'Ủy ban nhân dân phường Tân Ninh',
  agency: 'Trung tâm Phục vụ hành chính công phường Tân Ninh',
  agencyPhone: '0276 382 2233',
  agencyWebsite: 'https://tanninh.tayninh.gov.vn',
  agencyAddress: 'Số 1 đường Cách Mạng Tháng Tám',
  place: 'Tân Ninh',
  lookupUrl: null,
}
export const sampleOfficers = [{ id: 'can-bo-1', name: 'Lê Văn Đức', title: 'Chuyên viên' }]
export const printedAt = '2026-11-24T09:15:00+07:00'

export const sampleContext: FormContext = {
  ...sampleAgencies,
  officer: { name: 'Lê Văn Đức', title: 'Chuyên viên' },
  register: null,
  print: { at: printedAt, reprint: false, number: null },
}

export function planSample(
  form: PaperInput['form'],
  events: readonly DossierEvent[],
  overrides: Partial<PaperInput> = {},
): PaperPlan {
  return planPaper({
    form,
    dossier: fold(events),
    events,
    eventId: null,
    agencies: sampleAgencies,
    officers: sampleOfficers,
    register: null,
    definitions: builtInDefinitions,
    at: printedAt,
    ...overrides,
  })
}

export function mustPlan(
  form: PaperInput['form'],
  events: readonly DossierEvent[],
  overrides: Partial<PaperInput> = {},
): Paper {
  const plan = planSample(form, events, overrides)
  if (plan.kind !== 'paper') throw new Error(`no ${form}: ${plan.kind}`)
  return plan.paper
}
