/**
 * The lock of a commune, and its positions. The lock is held until the commit, so a position handed out later is never
 * visible earlier (docs/decisions/positions-under-a-lock.md).
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Epoch } from '../store/identity.ts'
import type { Scoped } from '../store/store.ts'

export interface LockedCommune {
  epoch: Epoch
  position: number
  /** Hash of the gateway's last own event in this commune. */
  tail: string | null
}

export async function mustLockCommune(tx: Scoped, communeId: string): Promise<LockedCommune> {
  const row = await tx
    .selectFrom('commune')
    .innerJoin('gateway_state as gateway', (join) => join.onTrue())
    .select(['commune.gateway_tail', 'commune.position', 'gateway.epoch', 'gateway.generation'])
    .where('commune.commune_id', '=', communeId)
    .forUpdate('commune')
    .executeTakeFirstOrThrow()
  return { epoch: { id: row.epoch, generation: row.generation }, position: row.position, tail: row.gateway_tail }
}

export interface Place {
  position: number
  mark: string
}

/** The next position, with its mark. Callers hold the commune's lock. */
export async function drawPosition(tx: Scoped, communeId: string, tail: string | null): Promise<Place> {
  const mark = randomBytes(9).toString('base64url')
  const { rows } = await sql<{ position: number }>`
    with drawn as (
      update commune set position = position + 1, gateway_tail = ${tail} where commune_id = ${communeId} returning position
    )
    insert into position_mark (commune_id, position, mark)
    select ${communeId}, drawn.position, ${mark} from drawn
    returning position`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('no such commune')
  return { position: row.position, mark }
}
