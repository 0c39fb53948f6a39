import type { Dossier } from './dossier.ts'

/** Filed on the national portal, and the desk has neither accepted nor refused it. */
export function isUnaccepted({
  online,
  receivedAt,
  status,
}: Pick<Dossier, 'online' | 'receivedAt' | 'status'>): boolean {
  return online !== null && receivedAt === '' && (status === 'registered' || status === 'awaitingSupplement')
}
