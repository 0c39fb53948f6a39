/** When each restore was noticed: it matters only to days for which numbers could be given out before it. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'

const today = `to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`

const statements = [
  `create table gateway_restore (
    generation integer primary key,
    noticed_on text collate "C" not null default ${today}
  )`,
  // Of earlier ones the day is not known: as if they were today's, so that no number is given again.
  `insert into gateway_restore (generation)
    select generate_series(1, generation) from gateway_state`,
  'grant select on gateway_restore to mot_cua_app',
  'alter table number_counter drop constraint number_counter_last_check',
  'alter table number_counter add constraint number_counter_last_check check (last between 0 and 9999999)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
