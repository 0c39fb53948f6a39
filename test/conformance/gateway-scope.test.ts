import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scoped } from '../../gateway/store/store.ts'
import type { Tables } from '../../gateway/store/tables.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeA, communeB, createWorld, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'

const engines = await findEngines()
const scoped = [
  'commune',
  'position_mark',
  'desk',
  'event',
  'dossier',
  'dossier_code',
  'number_counter',
  'lease',
] as const

describe.each(engines)('scope on $name', (engine) => {
  let world: World
  const ids = { [communeA]: newDossierId(), [communeB]: newDossierId() }
  beforeAll(async () => {
    world = await createWorld(engine)
    for (const communeId of [communeA, communeB] as const) {
      const desk = await world.enrol(communeId)
      const code = `TẠM-${desk.deskId}-261124-001`
      await desk.push([[makeReceipt(desk, ids[communeId]!, { code, kind: 'provisional' })]])
      await desk.lease(new Date().toISOString().slice(0, 10), 5)
    }
  }, 60_000)
  afterAll(() => world.stop())
  const inA = <T>(work: (tx: Scoped) => Promise<T>) => world.gateway.store.inCommune(communeA, 'write', work)

  it.each(scoped)('a commune sees its own rows of %s only', async (table) => {
    const rows = await inA((tx) => tx.selectFrom(table).select('commune_id').execute())
    expect(new Set(rows.map((row) => row.commune_id))).toEqual(new Set([communeA]))
    const asked = await inA((tx) =>
      tx.selectFrom(table).select('commune_id').where('commune_id', '=', communeB).execute(),
    )
    expect(asked).toEqual([])
    const all = await world.gateway.store.db.selectFrom(table).select('commune_id').execute()
    expect(new Set(all.map((row) => row.commune_id))).toEqual(new Set([communeA, communeB]))
  })

  it.each(['organisation', 'reference'] as const)('of %s it sees its own and the province’s', async (table) => {
    const rows = await inA((tx) => tx.selectFrom(table).select('commune_id').execute())
    expect(new Set(rows.map((row) => row.commune_id))).toEqual(new Set([communeA, '*']))
  })

  it('writes no row of another commune', async () => {
    const event = { commune_id: communeB, id: newDossierId(), dossier_id: ids[communeB]!, position: 1, body: '{}' }
    await expect(inA((tx) => tx.insertInto('event').values(event).execute())).rejects.toThrow(/row-level security/)
    const code = { commune_id: communeB, code: 'X-1', dossier_id: ids[communeB]! }
    await expect(inA((tx) => tx.insertInto('dossier_code').values(code).execute())).rejects.toThrow(
      /row-level security/,
    )
    const { numUpdatedRows } = await inA((tx) =>
      tx.updateTable('dossier').set({ status: 'stopped' }).where('commune_id', '=', communeB).executeTakeFirst(),
    )
    expect(numUpdatedRows).toBe(0n)
  })

  it('can neither change nor delete an event, not even its own', async () => {
    const attempts: ((tx: Scoped) => Promise<unknown>)[] = [
      (tx) => tx.updateTable('event').set({ body: '{}' }).execute(),
      (tx) => tx.deleteFrom('event').execute(),
      (tx) => tx.deleteFrom('dossier').execute(),
      (tx) => tx.updateTable('dossier_code').set({ dossier_id: ids[communeA]! }).execute(),
      (tx) => sql`truncate event`.execute(tx),
      (tx) => tx.selectFrom('gateway_state').select('token_secret').execute(),
      (tx) => tx.selectFrom('enrolment_code').select('code_hash').execute(),
    ]
    for (const attempt of attempts) await expect(inA(attempt)).rejects.toThrow(/permission denied/)
  })

  it('sees nothing without a commune, and keeps none after the transaction', async () => {
    await inA((tx) => tx.selectFrom('event').select('id').execute())
    const { db } = world.gateway.store
    const left = await sql<{ role: string; commune: string | null }>`
      select current_user as role, current_setting('app.commune', true) as commune`.execute(db)
    expect(left.rows[0]?.role).not.toBe('mot_cua_app')
    expect(left.rows[0]?.commune ?? '').toBe('')
    const rows = await db.transaction().execute(async (tx) => {
      await sql`set local role mot_cua_app`.execute(tx)
      return tx.selectFrom('event').select('id').execute()
    })
    expect(rows).toEqual([])
  })

  it('has the commune in front of every key', async () => {
    const keys = await sql<{ table: keyof Tables | 'kysely_migration'; first: string }>`
      select c.relname as table, a.attname as first
      from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisprimary`.execute(world.gateway.store.db)
    const others = keys.rows.filter(({ first }) => first !== 'commune_id').map(({ table }) => table)
    expect(others.sort()).toEqual([
      'api_key',
      'connector',
      'gateway_restore',
      'gateway_state',
      'kysely_migration',
      'kysely_migration_lock',
    ])
  })
})
