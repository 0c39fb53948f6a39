/** What changed, told to every process of this gateway by the database itself (LISTEN / NOTIFY), on both engines. */
import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import pg from 'pg'
import { z } from 'zod'
import type { Tables } from './tables.ts'

const noticeSchema = z.discriminatedUnion('kind', [
  /** `from`: the desk that pushed, when it did so over the wire. */
  z.object({
    kind: z.literal('dossiers'),
    communeId: z.string(),
    position: z.number(),
    from: z.string().optional(),
  }),
  z.object({ kind: z.literal('reference'), communeId: z.string(), reference: z.string() }),
  /** Notices may have been missed: whoever listens should look for itself. */
  z.object({ kind: z.literal('resumed') }),
])
export type Notice = z.infer<typeof noticeSchema>
export type NoticeListener = (notice: Notice) => void

const channel = 'mot_cua'
const reconnectMs = 2_000

/** Inside a transaction: heard only when, and if, it commits. */
export async function sendNotice(tx: Kysely<Tables>, notice: Notice): Promise<void> {
  await sql`select ${noticeSql(notice)}`.execute(tx)
}

export function noticeSql(notice: Notice): RawBuilder<unknown> {
  return sql`pg_notify(${channel}, ${JSON.stringify(notice)})`
}

export async function listenOnPGlite(client: PGlite, listener: NoticeListener): Promise<() => Promise<void>> {
  return client.listen(channel, (payload) => hand(payload, listener))
}

/** A connection of its own, made again whenever it breaks. */
export async function listenOnPostgres(url: string, listener: NoticeListener): Promise<() => Promise<void>> {
  let stopped = false
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 15_000 })
    fresh.on('notification', ({ payload }) => hand(payload ?? '', listener))
    fresh.on('error', () => undefined)
    fresh.on('end', retry)
    client = fresh
    await fresh.connect()
    await fresh.query(`listen ${channel}`)
  }
  function retry(): void {
    if (stopped || timer !== null) return
    timer = setTimeout(() => {
      timer = null
      connect().then(() => listener({ kind: 'resumed' }), retry)
    }, reconnectMs)
  }

  await connect()
  return async () => {
    stopped = true
    if (timer !== null) clearTimeout(timer)
    await client?.end()
  }
}

function hand(payload: string, listener: NoticeListener): void {
  try {
    const notice = noticeSchema.safeParse(JSON.parse(payload))
    if (notice.success) listener(notice.data)
  } catch {
    // Another program's notice on the same channel.
  }
}
