import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import { findEngines } from '../../test/support/gateway-engines.ts'
import { createWorld, makeReceipt, newDossierId } from '../../test/support/gateway-world.ts'
import { sql } from 'kysely'
import type { StoreOptions } from './store.ts'
import { prepareStatements } from './prepared.ts'

function fakeClient() {
  const calls: unknown[][] = []
  const client = { query: (...args: unknown[]) => void calls.push(args) } as unknown as pg.PoolClient
  prepareStatements(client)
  return { client, calls }
}

const server = (await findEngines()).find(({ name }) => name === 'postgres')
it.runIf(server !== undefined)(
  'a push of many dossiers runs the same statements as one of a single dossier',
  async () => {
    // One connection: a statement is known to the connection that prepared it.
    const create = async () => {
      const database = await server!.create()
      return { ...database, options: { ...database.options, connections: 1 } as StoreOptions }
    }
    const world = await createWorld({ ...server!, create })
    try {
      const desk = await world.enrol()
      const count = async () => {
        const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(
          world.gateway.store.db,
        )
        return rows.map(({ name }) => name).sort()
      }
      const push = (dossiers: number) =>
        desk.push(Array.from({ length: dossiers }, () => [makeReceipt(desk, newDossierId())]))
      await push(1)
      const after = await count()
      expect(after.length).toBeGreaterThan(4)
      await push(7)
      expect(await count()).toEqual(after)
    } finally {
      await world.stop()
    }
  },
)

describe('prepared statements', () => {
  it('have one name a text, on every connection', () => {
    const [one, other] = [fakeClient(), fakeClient()]
    void one.client.query('select $1', ['a'])
    void one.client.query('select $1', ['b'])
    void one.client.query('select $1, 2', ['b'])
    void other.client.query('select $1', ['c'])
    const configs = [...one.calls, ...other.calls].map(([config]) => config as { name: string; values: unknown[] })
    expect(configs.map(({ values }) => values)).toEqual([['a'], ['b'], ['b'], ['c']])
    const [first, second, third, fourth] = configs.map(({ name }) => name)
    expect([second, fourth]).toEqual([first, first])
    expect(third).not.toBe(first)
  })

  it('leave alone what has no parameters, or is no plain text', () => {
    const { client, calls } = fakeClient()
    const config = { text: 'select $1', values: [1] }
    void client.query('commit', [])
    void client.query('begin')
    void client.query(config)
    expect(calls).toEqual([
      ['commit', []],
      ['begin', undefined],
      [config, undefined],
    ])
  })

  // The last one: the names are the process's, and none is left afterwards.
  it('are not made without end', () => {
    const { client, calls } = fakeClient()
    for (let n = 0; n < 400; n++) void client.query(`select ${n}, $1`, [n])
    const named = calls.filter(([first]) => typeof first === 'object').length
    expect(named).toBeLessThanOrEqual(300)
    expect(calls.at(-1)).toEqual(['select 399, $1', [399]])
  })
})
