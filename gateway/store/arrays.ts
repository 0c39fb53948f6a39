/** Lists as one parameter: a statement's text stays the same whatever their length, and 65,535 parameters are no limit. */
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** For `where(column, '=', anyOf(values))`. */
export function anyOf(values: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${[...values]}::text[])`
}
