/**
 * A province's corrected forms, from a JSON file to a list to publish: every fault with its place, and what a reader of the paper
 * will see change. Versions that were published stay in the list for ever: a paper printed by one is printed again by it.
 */
import { canonicalJson } from '../../dossier/canonical.ts'
import { Report } from '../../table/report.ts'
import type { TableProblem } from '../../table/report.ts'
import { hasErrors } from '../../table/report.ts'
import { formDefinitionSchema } from '../definition.ts'
import type { FormDefinition } from '../definition.ts'
import { bindingProblems, boundPaths } from '../bindings.ts'
import { comparePrecedence } from '../library.ts'
import { compareTexts } from './compare-texts.ts'
import { wordIssue } from './word-issue.ts'

export interface FormList {
  version: string
  forms: unknown[]
}

export interface FormsContext {
  /** Published last; null: nothing yet. */
  current: FormList | null
  builtIn: readonly FormDefinition[]
  /** Of the list, where the file does not say it. */
  version: string
  /** Of earlier lists. */
  knownVersions: readonly string[]
}

export interface FormChange {
  definition: FormDefinition
  /** What it takes the place of on its first day; null: there was none. */
  replaces: FormDefinition | null
  /** Texts that are new on the paper, and those that are gone. */
  added: string[]
  removed: string[]
}

export interface FormsPlan {
  problems: TableProblem[]
  /** null: there is an error, and nothing is imported. */
  list: FormList | null
  changes: FormChange[]
}

const mostForms = 200

export function planForms(value: unknown, context: FormsContext): FormsPlan {
  const report = new Report()
  const read = readList(value, report)
  const definitions = read.forms.flatMap((input, index) => readOne(input, index, report))
  // The forms of the program count as published: papers were printed by them.
  const known = [...context.builtIn, ...publishedOf(context.current)]
  checkTogether(definitions, known, report)
  if (hasErrors(report.problems)) return { problems: report.problems, list: null, changes: [] }
  const fresh = definitions.filter((one) => !known.some((other) => isSame(other, one)))
  const changes = fresh.map((definition) => changeOf(definition, known))
  for (const change of changes) warnOf(change, report)
  const version = read.version ?? context.version
  if (fresh.length > 0 && context.knownVersions.includes(version))
    report.add({ sheet: '' }, 'FORMS_VERSION_KNOWN', { version })
  const forms = [...(context.current?.forms ?? []), ...fresh]
  if (forms.length > mostForms) report.add({ sheet: '' }, 'FORMS_TOO_MANY', { limit: mostForms })
  return {
    problems: report.problems,
    list: hasErrors(report.problems) ? null : { version, forms },
    changes,
  }
}

/** One form, several in a list, or a whole published list. */
function readList(value: unknown, report: Report): { version: string | null; forms: unknown[] } {
  if (Array.isArray(value)) return mustHold(value, null, report)
  if (value !== null && typeof value === 'object') {
    const { forms, version, form } = value as Record<string, unknown>
    if (Array.isArray(forms)) return mustHold(forms, typeof version === 'string' ? version.slice(0, 80) : null, report)
    if (form !== undefined) return { version: null, forms: [value] }
  }
  report.add({ sheet: '' }, 'FORMS_SHAPE')
  return { version: null, forms: [] }
}

function mustHold(forms: unknown[], version: string | null, report: Report) {
  if (forms.length === 0) report.add({ sheet: '' }, 'FORMS_SHAPE')
  if (forms.length > mostForms) report.add({ sheet: '' }, 'FORMS_TOO_MANY', { limit: mostForms })
  return { version: version === '' ? null : version, forms: forms.slice(0, mostForms) }
}

function readOne(input: unknown, index: number, report: Report): FormDefinition[] {
  const sheet = nameOf(input, index)
  const parsed = formDefinitionSchema.safeParse(input)
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      report.add({ sheet, column: issue.path.map(String).join('.') || null }, 'FORM_FAULT', { fault: wordIssue(issue) })
    return []
  }
  for (const fault of bindingProblems(parsed.data)) report.add({ sheet }, 'FORM_FAULT', { fault })
  const { effectiveFrom, effectiveTo } = parsed.data
  if (effectiveTo !== null && effectiveTo < effectiveFrom)
    report.add({ sheet, column: 'effectiveTo' }, 'FORM_ENDS_BEFORE', { from: effectiveFrom, to: effectiveTo })
  return [parsed.data]
}

const keyOf = ({ form, formSet, version }: FormDefinition) => `${form} ${formSet} ${version}`
const isSame = (a: FormDefinition, b: FormDefinition) => canonicalJson(a) === canonicalJson(b)

function publishedOf(current: FormList | null): FormDefinition[] {
  return (current?.forms ?? []).flatMap((form) => formDefinitionSchema.safeParse(form).data ?? [])
}

/** A version that desks may have printed by cannot become another paper under the same name. */
function checkTogether(definitions: readonly FormDefinition[], published: readonly FormDefinition[], report: Report) {
  const seen = new Set<string>()
  for (const definition of definitions) {
    const key = keyOf(definition)
    const sheet = key
    if (seen.has(key)) report.add({ sheet, column: 'version' }, 'FORM_TWICE')
    seen.add(key)
    const before = published.find((other) => keyOf(other) === key)
    if (before !== undefined && !isSame(before, definition))
      report.add({ sheet, column: 'version' }, 'FORM_VERSION_TAKEN', { version: definition.version })
  }
}

function changeOf(definition: FormDefinition, known: readonly FormDefinition[]): FormChange {
  const { form, formSet, effectiveFrom } = definition
  const others = known.filter((one) => one.form === form && one.formSet === formSet)
  const inEffect = others.filter(
    (one) => one.effectiveFrom <= effectiveFrom && (one.effectiveTo === null || effectiveFrom <= one.effectiveTo),
  )
  const replaces = (inEffect.length > 0 ? inEffect : others).toSorted(comparePrecedence).at(-1) ?? null
  return { definition, replaces, ...compareTexts(replaces, definition) }
}

function warnOf({ definition, replaces }: FormChange, report: Report): void {
  const sheet = keyOf(definition)
  if (!definition.verified) report.add({ sheet, column: 'verified' }, 'FORM_UNVERIFIED')
  if (replaces === null) return
  if (comparePrecedence(definition, replaces) <= 0)
    report.add({ sheet, column: 'version' }, 'FORM_NOT_LATER', { version: replaces.version })
  const now = new Set(boundPaths(definition))
  const gone = boundPaths(replaces).filter((path) => !now.has(path))
  if (gone.length > 0) report.add({ sheet }, 'FORM_DROPS', { paths: gone.join(', ') })
}

function nameOf(input: unknown, index: number): string {
  const { form, formSet, version } = (input ?? {}) as Record<string, unknown>
  const name = [form, formSet, version].filter((part) => typeof part === 'string').join(' ')
  return name === '' ? `Mẫu thứ ${index + 1}` : name.slice(0, 120)
}
