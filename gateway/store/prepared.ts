/**
 * Statements are parsed and planned once a connection and not once a call: half of what a small push costs the server. Texts
 * do not change with the length of lists (see arrays.ts), so there are few of them.
 */
import type pg from 'pg'

/** More than the gateway has; beyond it statements run unprepared rather than fill the server's memory. */
const mostStatements = 300
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostStatements) return known
  const name = `mot_cua_${names.size + 1}`
  names.set(text, name)
  return name
}

/** For `pool.on('connect', …)`. Statements without parameters are those that begin and end transactions: nothing to plan. */
export function prepareStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const prepared = (text: unknown, values: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return query(text, values, ...rest)
    const name = nameOf(text)
    return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest)
  }
  client.query = prepared as typeof client.query
}
