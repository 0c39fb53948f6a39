/**
 * The province's database: one SQL on two engines. Desks' requests run in `inCommune`, as a role that sees one commune's
 * rows and can neither change nor delete an event; `db` itself is for sign-in, administration and migrations.
 */
import { PGlite, types as pgliteTypes } from '@electric-sql/pglite'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Transaction } from 'kysely'
import pg from 'pg'
import { DurableFolder, durableStartParams } from './durable-folder.ts'
import { mustMigrate } from './migrate.ts'
import { PGliteDialect } from './pglite-dialect.ts'
import { prepareStatements } from './prepared.ts'
import { listenOnPGlite, listenOnPostgres } from './notices.ts'
import type { NoticeListener } from './notices.ts'
import type { Tables } from './tables.ts'

export type StoreOptions =
  | { kind: 'folder'; folder: string }
  | { kind: 'memory' }
  | { kind: 'server'; url: string; connections?: number; replicaUrl?: string }
export type Scoped = Transaction<Tables>

export interface Store {
  readonly engine: 'pglite' | 'postgres'
  readonly db: Kysely<Tables>
  /** For what may be a little behind: a read replica where there is one. Never for desks: they would seem ahead of it. */
  readonly replica: Kysely<Tables>
  /** One transaction that sees and writes this commune's rows only. `read`: one unchanging picture, nothing written. */
  inCommune<T>(communeId: string, mode: 'read' | 'write', work: (tx: Scoped) => Promise<T>): Promise<T>
  /** Calls back for each notice that any process of this gateway sends, once its transaction is committed. */
  listen(listener: NoticeListener): Promise<() => Promise<void>>
  close(): Promise<void>
}

const serverLimits = '-c statement_timeout=60s -c lock_timeout=20s -c idle_in_transaction_session_timeout=30s'
const int8 = 20

export async function openStore(options: StoreOptions): Promise<Store> {
  const store = options.kind === 'server' ? openServer(options) : await openEmbedded(options)
  try {
    await mustMigrate(store.db)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

async function openEmbedded(options: Exclude<StoreOptions, { kind: 'server' }>): Promise<Store> {
  const parsers = { [pgliteTypes.INT8]: Number }
  const client =
    options.kind === 'memory'
      ? await PGlite.create({ parsers })
      : await PGlite.create({
          parsers,
          fs: new DurableFolder(options.folder),
          startParams: [...durableStartParams],
        })
  const db = new Kysely<Tables>({ dialect: new PGliteDialect(client) })
  return makeStore('pglite', db, (listener) => listenOnPGlite(client, listener))
}

function openServer({ url, connections = 10, replicaUrl }: Extract<StoreOptions, { kind: 'server' }>): Store {
  const db = openPool(url, connections)
  const replica = replicaUrl === undefined ? db : openPool(replicaUrl, connections)
  return makeStore('postgres', db, (listener) => listenOnPostgres(url, listener), replica)
}

function openPool(connectionString: string, connections: number): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    options: serverLimits,
    connectionTimeoutMillis: 15_000,
    // A new session costs more than ten pushes, and has to plan its statements again: it outlives a quiet moment.
    idleTimeoutMillis: 300_000,
    keepAlive: true,
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  })
  pool.on('connect', prepareStatements)
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

function makeStore(
  engine: Store['engine'],
  db: Kysely<Tables>,
  listen: Store['listen'],
  replica: Kysely<Tables> = db,
): Store {
  return {
    engine,
    db,
    replica,
    listen,
    async inCommune(communeId, mode, work) {
      const builder =
        mode === 'read'
          ? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
          : db.transaction().setIsolationLevel('read committed')
      return builder.execute(async (tx) => {
        // SET LOCAL ROLE and the scope, in one round trip; both end with the transaction.
        await sql`select set_config('role', 'mot_cua_app', true), set_config('app.commune', ${communeId}, true)`.execute(
          tx,
        )
        return work(tx)
      })
    },
    async close() {
      await db.destroy()
      if (replica !== db) await replica.destroy()
    },
  }
}
