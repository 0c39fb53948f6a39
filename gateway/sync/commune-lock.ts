/**
 * The lock of a commune, and its positions. The lock is held until the commit, so a position handed out later is never
 * visible earlier (docs/decisions/positions-under-a-lock.md).
 */
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
