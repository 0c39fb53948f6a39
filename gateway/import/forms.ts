/** The province's corrected forms, from a file to the desks: read, compared, published. */
import { builtInDefinitions } from '../../shared/forms/definitions/all.ts'
import { planForms } from '../../shared/forms/import/plan-forms.ts'
import type { FormList, FormsPlan } from '../../shared/forms/import/plan-forms.ts'
import { formListSchema } from '../../shared/forms/library.ts'
import { Report } from '../../shared/table/report.ts'
import { publishFor } from '../admin.ts'
import { listScheduled, listVersions, readReference, wholeProvince } from '../store/references.ts'
import type { Store } from '../store/store.ts'
import { readImportFile } from './read-file.ts'

export interface FormsImport {
  bytes: Uint8Array
  /** null: the whole province. */
  communeId: string | null
  /** Of the list, where the file does not say it. */
  version: string | null
  /** Milliseconds since the epoch. */
  now: number
}

export type FormsImportPlan = FormsPlan & {
  /** Version that was compared with. */
  replaces: string | null
  scheduled: { version: string; from: Date }[]
}

export async function planFormsFile(store: Store, request: FormsImport): Promise<FormsImportPlan> {
  const file = await readImportFile(request.bytes)
  if (file.kind !== 'json') {
    const report = new Report()
    report.add({ sheet: '' }, 'FORMS_SHAPE')
    const problems = file.kind === 'unreadable' ? file.problems : report.problems
    return { problems, list: null, changes: [], replaces: null, scheduled: [] }
  }
  const place = request.communeId ?? wholeProvince
  const current = await findForms(store, request.communeId)
  const knownVersions = await listVersions(store, place, 'forms')
  const plan = planForms(file.value, {
    current,
    builtIn: builtInDefinitions,
    version: request.version ?? nextVersion(request.now, knownVersions),
    knownVersions,
  })
  return { ...plan, replaces: current?.version ?? null, scheduled: await listScheduled(store, place, 'forms') }
}

/** `2026-11-24.1`, and the next number when the day has one already. */
function nextVersion(now: number, known: readonly string[]): string {
  const day = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10)
  let n = 1
  while (known.includes(`${day}.${n}`)) n += 1
  return `${day}.${n}`
}

/** null: desks print by the forms of their program alone. */
export async function findForms(store: Store, communeId: string | null): Promise<FormList | null> {
  const found = await readReference(store, communeId ?? wholeProvince, 'forms', null)
  return found === null ? null : formListSchema.parse(JSON.parse(found.body))
}

/** What to correct: what was published, and beside it the forms that desks have in their program. */
export async function exportForms(store: Store, communeId: string | null): Promise<FormList> {
  const current = await findForms(store, communeId)
  return { version: '', forms: [...builtInDefinitions, ...(current?.forms ?? [])] }
}

export async function publishForms(
  store: Store,
  list: FormList,
  place: { communeId: string | null; inForceFrom: Date | null },
): Promise<void> {
  await publishFor(store, 'forms', list, place)
}
