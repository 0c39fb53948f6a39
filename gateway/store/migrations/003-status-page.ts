/** The public page finds a dossier by the id in the QR of a receipt that was printed without a network. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index dossier_by_id on dossier (id)`.execute(db)
}
