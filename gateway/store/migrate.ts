/** Numbered, forward only, one process at a time (Kysely takes an advisory lock on PostgreSQL's side). */
import { Migrator } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import * as sync from './migrations/001-sync.ts'
import * as province from './migrations/002-province.ts'
import * as statusPage from './migrations/003-status-page.ts'
import * as numbersAfterRestores from './migrations/004-numbers-after-restores.ts'
import * as codesByDossier from './migrations/005-codes-by-dossier.ts'
import type { Tables } from './tables.ts'

const migrations: Record<string, Migration> = {
  '001-sync': sync,
  '002-province': province,
  '003-status-page': statusPage,
  '004-numbers-after-restores': numbersAfterRestores,
  '005-codes-by-dossier': codesByDossier,
}

export async function mustMigrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
