/** The comparison of two catalogues in lines, for who decides whether it is published. */
import type { Catalogue, Procedure } from '../catalogue.ts'
import { formatDate } from '../../table/readings.ts'
import { changesNothing } from './compare.ts'
import type { CatalogueComparison, FieldChange, Gap } from './compare.ts'
import { comparisonWords } from './messages.ts'
import type { Language } from '../../text/language.ts'

type PreviewWords = (typeof comparisonWords)[Language]

export function describeComparison(
  comparison: CatalogueComparison,
  after: Catalogue,
  language: Language = 'vi',
): string[] {
  const words = comparisonWords[language]
  const { info, added, changed, withdrawn, unchanged } = comparison
  if (changesNothing(comparison)) return [words.nothing]
  const counts = { added: added.length, changed: changed.length, withdrawn: withdrawn.length, unchanged }
  return [
    words.summary({ version: after.version, ...counts }),
    ...info.flatMap((change) => describeChange('  ', change, words)),
    ...listed(words.added, added),
    ...(changed.length === 0 ? [] : [`${words.changed}:`]),
    ...changed.flatMap(({ code, version, name, changes, sameDecision }) => [
      `  ${code}  ${name}${sameDecision ? ` (${words.sameDecision(version)})` : ''}`,
      ...changes.flatMap((change) => describeChange('    ', change, words)),
    ]),
    ...listed(words.withdrawn, withdrawn),
    ...(isMassWithdrawal(comparison) ? [words.massWithdrawal] : []),
  ]
}

export function describeGaps(gaps: readonly Gap[], language: Language = 'vi'): string[] {
  return gaps.map(({ code, name, from }) => comparisonWords[language].gap(`${code} ${name}`, formatDate(from)))
}

/** A file that holds only what changes would otherwise take everything else from the desks. */
export function isMassWithdrawal({ changed, withdrawn, unchanged }: CatalogueComparison): boolean {
  return withdrawn.length * 3 > changed.length + withdrawn.length + unchanged
}

function listed(title: string, procedures: readonly Procedure[]): string[] {
  if (procedures.length === 0) return []
  return [`${title}:`, ...procedures.map(({ code, version, name }) => `  ${code}  ${name} (${version})`)]
}

function describeChange(indent: string, { title, before, after }: FieldChange, { empty }: PreviewWords): string[] {
  const tell = (lines: readonly string[]) => lines.filter((line) => line !== '')
  const [old, now] = [tell(before), tell(after)]
  if (old.length <= 1 && now.length <= 1) return [`${indent}${title}: ${old[0] ?? empty} → ${now[0] ?? empty}`]
  return [
    `${indent}${title}:`,
    ...old.map((line) => `${indent}  − ${line}`),
    ...now.map((line) => `${indent}  + ${line}`),
  ]
}
