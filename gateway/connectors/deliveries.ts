/** The outbox: what is owed to each system of the province. Written with the events, claimed by whichever process is free. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'

export interface Claim {
  communeId: string
  connectorId: string
  dossierId: string
  position: number
  attempts: number
  url: string
  secret: string
}

/**
 * The oldest unsettled change of each dossier, never one behind it: order per dossier. A claim ends by itself, for its
 * process may have died; the change is then sent again.
 */
export async function claimDeliveries(db: Kysely<Tables>, limit: number, claimSeconds: number): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    update delivery d
    set claimed_until = now() + make_interval(secs => ${claimSeconds}), attempts = d.attempts + 1
    from connector k, (
      select c.commune_id, c.connector_id, c.dossier_id, c.position
      from delivery c join connector on connector.id = c.connector_id and connector.active
      where c.state = 'waiting' and c.due_at <= now() and (c.claimed_until is null or c.claimed_until < now())
        and not exists (
          select 1 from delivery e
          where e.commune_id = c.commune_id and e.connector_id = c.connector_id and e.dossier_id = c.dossier_id
            and e.position < c.position and e.state <> 'delivered')
      order by c.due_at, c.position
      limit ${limit}
      for update of c skip locked
    ) head
    where k.id = d.connector_id and d.commune_id = head.commune_id and d.connector_id = head.connector_id
      and d.dossier_id = head.dossier_id and d.position = head.position
    returning d.commune_id as "communeId", d.connector_id as "connectorId", d.dossier_id as "dossierId",
      d.position, d.attempts, k.url, k.secret`.execute(db)
  return rows
}

export type Settlement =
  | { state: 'delivered' }
  | { state: 'dead'; problem: string }
  | { state: 'waiting'; problem: string; afterSeconds: number }

export async function settle(db: Kysely<Tables>, claim: Claim, settlement: Settlement): Promise<void> {
  const seconds = settlement.state === 'waiting' ? settlement.afterSeconds : 0
  await db
    .updateTable('delivery')
    .set({
      state: settlement.state,
      claimed_until: null,
      problem: settlement.state === 'delivered' ? null : settlement.problem,
      settled_at: settlement.state === 'waiting' ? null : sql<Date>`now()`,
      due_at: sql<Date>`now() + make_interval(secs => ${seconds})`,
    })
    .where('commune_id', '=', claim.communeId)
    .where('connector_id', '=', claim.connectorId)
    .where('dossier_id', '=', claim.dossierId)
    .where('position', '=', claim.position)
    .execute()
}

/** Delivered changes are kept for a while, so that an operator can see them. */
export async function forgetDelivered(db: Kysely<Tables>, days: number): Promise<void> {
  await sql`delete from delivery where state = 'delivered' and settled_at < now() - make_interval(days => ${days})`.execute(
    db,
  )
}

export async function countDeliveries(
  db: Kysely<Tables>,
): Promise<{ connectorId: string; state: string; count: number }[]> {
  const rows = await db
    .selectFrom('delivery')
    .select((row) => ['connector_id as connectorId', 'state', row.fn.countAll<number>().as('count')])
    .where('state', '!=', 'delivered')
    .groupBy(['connector_id', 'state'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}
