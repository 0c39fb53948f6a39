/** The forms in force: those the program brings, corrected by those a province sends as reference data. */
import { z } from 'zod'
import { bindingProblems } from './bindings.ts'
import { formDefinitionSchema } from './definition.ts'
import type { DefinitionSet, FormDefinition, FormId } from './definition.ts'
import type { FormSet } from '../dossier/event.ts'

export const formListSchema = z.object({ version: z.string().min(1).max(80), forms: z.array(z.unknown()).max(200) })

/** What a gateway publishes: a list with a fault in it is refused where somebody can correct it. */
export const publishableFormsSchema = formListSchema.superRefine(({ forms }, context) => {
  for (const { index, faults } of parseDefinitions(forms).problems)
    for (const fault of faults) context.addIssue({ code: 'custom', path: ['forms', index], message: fault })
})

export interface FormProblem {
  /** Position in the list, and which form it says it is. */
  index: number
  form: string
  /** One sentence a fault, each naming the place. */
  faults: string[]
}

/** One definition of unknown origin. */
export function parseDefinition(
  input: unknown,
): { kind: 'valid'; definition: FormDefinition } | { kind: 'invalid'; faults: string[] } {
  const parsed = formDefinitionSchema.safeParse(input)
  if (!parsed.success) return { kind: 'invalid', faults: parsed.error.issues.map(faultOf) }
  const faults = bindingProblems(parsed.data)
  return faults.length === 0 ? { kind: 'valid', definition: parsed.data } : { kind: 'invalid', faults }
}

function faultOf(issue: { path: PropertyKey[]; message: string }): string {
  const place = issue.path.map(String).join('.')
  return place === '' ? issue.message : `${place}: ${issue.message}`
}

/** Good definitions are kept although others of the same list are not: one slip must not take all forms away. */
export function parseDefinitions(inputs: readonly unknown[]): { valid: FormDefinition[]; problems: FormProblem[] } {
  const valid: FormDefinition[] = []
  const problems: FormProblem[] = []
  for (const [index, input] of inputs.entries()) {
    const parsed = parseDefinition(input)
    if (parsed.kind === 'valid') valid.push(parsed.definition)
    else problems.push({ index, form: nameOf(input), faults: parsed.faults })
  }
  return { valid, problems }
}

function nameOf(input: unknown): string {
  if (input === null || typeof input !== 'object') return typeof input
  const { form, formSet, version } = input as Record<string, unknown>
  return [form, formSet, version].filter((part) => typeof part === 'string').join(' ') || 'object without a form'
}

/**
 * The definition of a form for a dossier's set on a day: the latest version in effect, from any of the lists. A day that no
 * version covers gets the latest of all: a gap in the data must not leave a citizen without a receipt.
 *
 * @param day `yyyy-mm-dd`
 */
export function findDefinition(
  definitions: readonly FormDefinition[],
  form: FormId,
  formSet: FormSet,
  day: string,
): FormDefinition | null {
  const fits = (set: DefinitionSet) => set === formSet || set === 'local'
  const candidates = definitions.filter((candidate) => candidate.form === form && fits(candidate.formSet))
  const inEffect = candidates.filter(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo),
  )
  const usable = inEffect.length > 0 ? inEffect : candidates
  return usable.toSorted(comparePrecedence).at(-1) ?? null
}

/** A set's own form before a local one; then the version, of which `.10` comes after `.9`. */
export function comparePrecedence(a: FormDefinition, b: FormDefinition): number {
  const local = Number(b.formSet === 'local') - Number(a.formSet === 'local')
  if (local !== 0) return local
  const [dayA = '', nA = '0'] = a.version.split('.')
  const [dayB = '', nB = '0'] = b.version.split('.')
  return dayA === dayB ? Number(nA) - Number(nB) : dayA < dayB ? -1 : 1
}
