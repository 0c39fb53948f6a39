/** What the officer fills into a request for papers, and the event it becomes. */
import { useState } from 'react'
import { z } from 'zod'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { nameLimit, noteLimit } from '../../../shared/dossier/person.ts'
import { itemLimit, itemLine } from '../../../shared/dossier/supplement-items.ts'
import type { ItemChoice } from '../../../shared/dossier/supplement-items.ts'
import { issuingAgencies } from '../../../shared/forms/views/context.ts'
import type { Catalogue } from '../../../shared/procedure/catalogue.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { Desk } from '../../app/desk-context.tsx'
import { useKept } from '../../app/save/kept-entries.tsx'
import { checkText, tidyBlock, tidyLine } from '../../ui/field-checks.ts'
import { localDate, localInstant, parseDateEntry } from '../../ui/time.ts'

export interface Choice extends ItemChoice {
  id: string
  chosen: boolean
}

/** With the name of a paper before it, a line has to stay within an item. */
export const remarkLimit = 400
export const phoneLimit = 40

/** What was handed in, and what the procedure asks for beside it. */
export function listChoices(dossier: Dossier, catalogue: Catalogue | null): Choice[] {
  const { code, version } = dossier.procedure
  const procedure = catalogue?.procedures.find((one) => one.code === code && one.version === version)
  const present = new Set(dossier.components.flatMap(({ id, name }) => [id, name]))
  const absent = (procedure?.components ?? []).filter(({ id, name }) => !present.has(id) && !present.has(name))
  const blank = { chosen: false, remark: '' }
  return [
    ...absent.map(({ id, name }): Choice => ({ ...blank, id, name, state: 'missing' })),
    ...dossier.components.map(({ id, name }, n): Choice => ({ ...blank, id: `${n}-${id}`, name, state: 'incorrect' })),
  ]
}

/** A day as typed; null: none. */
export function checkDeadline(typed: string, today: string): { date: string | null; problem: 'date' | 'past' | null } {
  if (typed.trim() === '') return { date: null, problem: null }
  const date = parseDateEntry(typed)
  if (date === null) return { date: null, problem: 'date' }
  return { date, problem: date < today ? 'past' : null }
}

const choiceSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['missing', 'incorrect']),
  chosen: z.boolean(),
  remark: z.string(),
})
const entrySchema = z.object({
  choices: z.array(choiceSchema),
  lines: z.array(z.string()),
  reason: z.string(),
  deadline: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
})
export type RequestEntry = z.infer<typeof entrySchema>

function problemsOf(entry: RequestEntry, items: readonly string[]) {
  return {
    items: items.length === 0,
    remarks: entry.choices.map(({ remark }) => checkText(remark, { limit: remarkLimit })),
    lines: entry.lines.map((line) => checkText(line, { limit: itemLimit })),
    reason: checkText(entry.reason, { limit: noteLimit, required: true, lines: true }),
    contactName: checkText(entry.contactName, { limit: nameLimit }),
    contactPhone: checkText(entry.contactPhone, { limit: phoneLimit }),
  }
}

function itemsOf({ choices, lines }: RequestEntry): string[] {
  return [
    ...choices.filter(({ chosen }) => chosen).map((one) => itemLine({ ...one, remark: tidyLine(one.remark) })),
    ...lines.map(tidyLine).filter((line) => line !== ''),
  ]
}

export function useSupplementRequest(dossier: Dossier) {
  const desk = useDesk()
  const [kept, setEntry] = useKept<RequestEntry>('entry', entrySchema, () => firstEntry(dossier, desk))
  const [fresh] = useState(() => listChoices(dossier, desk.reference.catalogue))
  const entry = { ...kept, choices: asChosen(fresh, kept.choices) }
  const [checked, setChecked] = useState(false)
  const set = (change: Partial<RequestEntry>) => setEntry((current) => ({ ...current, ...change }))
  const items = itemsOf(entry)
  const day = checkDeadline(entry.deadline, localDate(desk.now()))
  const problems = problemsOf(entry, items)
  const { items: empty, remarks, lines, ...others } = problems
  const texts = [...remarks, ...lines, ...Object.values(others)]
  const isWrong = empty || day.problem !== null || texts.some((problem) => problem !== null)
  const make = (): EventDraft | null => {
    setChecked(true)
    if (isWrong) return null
    const contact = { name: tidyLine(entry.contactName), phone: tidyLine(entry.contactPhone) }
    const payload = { items, reason: tidyBlock(entry.reason), deadline: day.date, formNumber: null, contact }
    return { dossierId: dossier.id, type: 'supplementRequested', at: localInstant(desk.now()), payload }
  }
  return { entry, set, day, checked, problems, make }
}

/** The papers as they are now, with what was chosen of them. */
function asChosen(choices: readonly Choice[], kept: readonly Choice[]): Choice[] {
  return choices.map((choice) => {
    const before = kept.find(({ id, name }) => id === choice.id && name === choice.name)
    return before === undefined ? choice : { ...choice, chosen: before.chosen, remark: before.remark }
  })
}

function firstEntry(dossier: Dossier, { officer, info, reference }: Desk): RequestEntry {
  const { agencyPhone } = issuingAgencies(reference.organisations, info.communeId, info.communeName)
  return {
    choices: listChoices(dossier, reference.catalogue),
    lines: [''],
    reason: '',
    deadline: '',
    contactName: officer.name,
    contactPhone: agencyPhone ?? '',
  }
}
