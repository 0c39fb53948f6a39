import type { TFunction } from 'i18next'
import type { ArrivedResult } from '../../../shared/dossier/dossier.ts'

/** A result in one line: its name, its number where it has one, how many. */
export function wordResult(
  { name, number, count }: Pick<ArrivedResult, 'name' | 'number' | 'count'>,
  t: TFunction<'dossier'>,
): string {
  return number === null ? t('line.result', { name, n: count }) : t('line.resultNumber', { name, number, n: count })
}
