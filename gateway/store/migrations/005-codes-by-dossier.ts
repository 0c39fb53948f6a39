/** A push looks for the codes that its dossiers hold already; without this it read all codes of the commune each time. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index dossier_code_by_dossier on dossier_code (commune_id, dossier_id)`.execute(db)
}
