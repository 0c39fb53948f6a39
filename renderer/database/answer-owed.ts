import type { DossierRow } from './desk-database.ts'

/** Since when the citizen waits for this desk's word on what was filed online; null: the desk waits for the citizen. */
export function answerOwedSince({
  filedAt = null,
  papersFiledAt = null,
  status,
}: Pick<DossierRow, 'filedAt' | 'papersFiledAt' | 'status'>): string | null {
  return papersFiledAt ?? (status === 'awaitingSupplement' ? null : filedAt)
}
