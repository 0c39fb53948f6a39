/** Who this gateway is: its epoch, its keys, and the database they live in. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { makePrivateKey, mustReadSigningKey } from '../keys/ed25519.ts'
import type { SigningKey } from '../keys/ed25519.ts'
import type { Scoped, Store } from './store.ts'
import type { Tables } from './tables.ts'

export interface Identity {
  /** Signs the short-lived tokens of desks, and checkpoints. */
  tokenSecret: Uint8Array
  signing: SigningKey
}

export interface Epoch {
  id: string
  generation: number
}

function makeEpoch(generation: number): string {
  return `${generation}-${randomBytes(12).toString('base64url')}`
}

/** Makes the identity on first use; begins a new epoch when the database has come from another cluster or timeline. */
export async function openIdentity({ db }: Store): Promise<Identity> {
  const server = await readServerIdentity(db)
  await db
    .insertInto('gateway_state')
    .values({
      epoch: makeEpoch(0),
      generation: 0,
      token_secret: randomBytes(32).toString('base64'),
      signing_key: makePrivateKey(),
      server_identity: server,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const state = await db.selectFrom('gateway_state').selectAll().executeTakeFirstOrThrow()
  if (state.server_identity !== server) await beginEpoch(db, { from: state.epoch, server })
  return {
    tokenSecret: Buffer.from(state.token_secret, 'base64'),
    signing: mustReadSigningKey(state.signing_key),
  }
}

/** Read in each transaction: another process may have begun a new epoch. */
export async function mustGetEpoch(tx: Kysely<Tables> | Scoped): Promise<Epoch> {
  const row = await tx.selectFrom('gateway_state').select(['epoch', 'generation']).executeTakeFirstOrThrow()
  return { id: row.epoch, generation: row.generation }
}

/**
 * After a restore: desks notice the new epoch and offer again all they have. Numbers come from a new band, because those
 * given out after the backup are not known here. `from`: only if this is still the epoch, so that two processes begin one.
 */
export async function beginEpoch(
  db: Kysely<Tables>,
  options: { from?: string; above?: number; server?: string } = {},
): Promise<Epoch> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('gateway_state')
      .select(['epoch', 'generation'])
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (options.from !== undefined && options.from !== row.epoch) return { id: row.epoch, generation: row.generation }
    const generation = Math.max(row.generation, options.above ?? 0) + 1
    const next = { epoch: makeEpoch(generation), generation }
    const server = options.server === undefined ? {} : { server_identity: options.server }
    await tx
      .updateTable('gateway_state')
      .set({ ...next, ...server })
      .execute()
    await noteRestores(tx, row.generation + 1, generation)
    return { id: next.epoch, generation }
  })
}

/** Several when desks tell of restores that this copy of the database does not know. */
async function noteRestores(tx: Kysely<Tables>, first: number, last: number): Promise<void> {
  const generations = Array.from({ length: last - first + 1 }, (_, index) => ({ generation: first + index }))
  await tx
    .insertInto('gateway_restore')
    .values(generations)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * A restored dump lives in another cluster or another database; point-in-time recovery and a promoted replica start
 * another timeline. A folder or a machine's image copied back keeps them all: that shows in what desks have seen (see
 * sync/pull.ts).
 */
async function readServerIdentity(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ identity: string }>`
    select s.system_identifier::text || '/' || c.timeline_id::text || '/' || d.oid::text as identity
    from pg_control_system() s, pg_control_checkpoint() c, pg_database d
    where d.datname = current_database()`.execute(db)
  return rows[0]?.identity ?? 'unknown'
}
