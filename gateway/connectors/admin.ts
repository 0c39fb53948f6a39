/** What an operator does with connectors: add, list, look at dead letters, replay. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Store } from '../store/store.ts'
import { countDeliveries } from './deliveries.ts'

/** From now on each change is owed to this address. @returns the secret that signs them, shown this once */
export async function addConnector({ db }: Store, id: string, url: string): Promise<string> {
  if (!/^[\w-]{1,40}$/.test(id)) throw new Error('a connector’s name is of letters, digits, - and _')
  if (!['http:', 'https:'].includes(new URL(url).protocol))
    throw new Error('a connector’s address begins with http(s)://')
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await db.insertInto('connector').values({ id, url, secret }).execute()
  return secret
}

/** What is owed stays owed, and is sent when it is switched on again. Nothing new is owed meanwhile: replay then. */
export async function switchConnector({ db }: Store, id: string, active: boolean): Promise<boolean> {
  const result = await db.updateTable('connector').set({ active }).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function listConnectors(store: Store) {
  const [connectors, counts] = await Promise.all([
    store.db.selectFrom('connector').select(['id', 'url', 'active']).orderBy('id').execute(),
    countDeliveries(store.db),
  ])
  const countOf = (id: string, state: string) =>
    counts.find((row) => row.connectorId === id && row.state === state)?.count ?? 0
  return connectors.map((row) => ({ ...row, waiting: countOf(row.id, 'waiting'), dead: countOf(row.id, 'dead') }))
}

/** A dead letter holds back the later changes of its dossier until it is replayed or skipped. */
export async function listDeadLetters({ db }: Store, connectorId: string) {
  return db
    .selectFrom('delivery')
    .select([
      'commune_id as communeId',
      'dossier_id as dossierId',
      'position',
      'attempts',
      'problem',
      'settled_at as at',
    ])
    .where('connector_id', '=', connectorId)
    .where('state', '=', 'dead')
    .orderBy('settled_at')
    .execute()
}

export type Replay = { what: 'dead' } | { what: 'dossier'; dossierId: string } | { what: 'all' }

/** Owes again what was dead, all changes of one dossier, or everything there is (for a system that starts anew). */
export async function replay({ db }: Store, connectorId: string, chosen: Replay): Promise<number> {
  if (chosen.what === 'dead') {
    const result = await db
      .updateTable('delivery')
      .set({ state: 'waiting', attempts: 0, due_at: sql<Date>`now()`, claimed_until: null, settled_at: null })
      .where('connector_id', '=', connectorId)
      .where('state', '=', 'dead')
      .executeTakeFirst()
    return Number(result.numUpdatedRows)
  }
  const only = chosen.what === 'dossier' ? sql`where e.dossier_id = ${chosen.dossierId}` : sql``
  const { numAffectedRows } = await sql`
    insert into delivery (commune_id, connector_id, dossier_id, position)
    select distinct e.commune_id, k.id, e.dossier_id, e.position
    from event e join connector k on k.id = ${connectorId} ${only}
    on conflict (commune_id, connector_id, dossier_id, position)
    do update set state = 'waiting', attempts = 0, due_at = now(), claimed_until = null, settled_at = null`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Gives up one dead letter: the dossier's later changes go out. */
export async function skipDeadLetter({ db }: Store, connectorId: string, dossierId: string): Promise<number> {
  const result = await db
    .updateTable('delivery')
    .set({ state: 'delivered', problem: 'SKIPPED' })
    .where('connector_id', '=', connectorId)
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
