/** What a push and a pull read must not grow with the commune: rows are counted, never time. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openIdentity } from '../../gateway/store/identity.ts'
import type { Scoped } from '../../gateway/store/store.ts'
import { readPage } from '../../gateway/sync/pull.ts'
import { readKnown } from '../../gateway/sync/read-known.ts'
import { canonicalJson } from '../../shared/dossier/canonical.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeA, createWorld, makeEvent, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()
const stored = 400

/** Rows of what grows that this session has read; compared within a transaction, for earlier ones may count still. */
async function countRead(tx: Scoped): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as read
    from pg_stat_xact_user_tables where relname in ('event', 'dossier_code', 'dossier')`.execute(tx)
  return rows[0]?.read ?? 0
}

describe.each(engines)('rows read on $name, of a commune that nobody has analysed', (engine) => {
  let world: World
  let desk: WireDesk
  beforeAll(async () => {
    world = await createWorld(engine)
    desk = await world.enrol()
    await desk.push(Array.from({ length: stored }, () => [makeReceipt(desk, newDossierId())]))
  }, 60_000)
  afterAll(() => world.stop())

  it('a push reads its own dossiers, and no others', async () => {
    const id = newDossierId()
    const history = [makeReceipt(desk, id), makeEvent(desk, id, 'noted')]
    await desk.push([history])
    const event = makeEvent(desk, id, 'forwarded')
    const candidate = { dossierId: id, events: [{ event, body: canonicalJson(event) }], digest: null }
    await world.gateway.store.inCommune(communeA, 'read', async (tx) => {
      const before = await countRead(tx)
      const known = await readKnown(tx, communeA, [candidate])
      expect(known.events.map((row) => row.id).sort()).toEqual(history.map((one) => one.id).sort())
      expect([...known.codeHolders.values()]).toEqual([id])
      expect((await countRead(tx)) - before).toBeLessThan(10)
    })
  })

  it('a pull after the last change reads what changed', async () => {
    const { store } = world.gateway
    const identity = await openIdentity(store)
    const all = await readPage(store, identity, { communeId: communeA, checkpoint: null, limit: 500 })
    expect(all.more).toBe(false)
    const id = newDossierId()
    await desk.push([[makeReceipt(desk, id)]])
    let read = Infinity
    // The page opens its own transaction: the count is taken in it, at its end.
    const counted: typeof store = {
      ...store,
      inCommune: (communeId, mode, work) =>
        store.inCommune(communeId, mode, async (tx) => {
          const before = await countRead(tx)
          const answer = await work(tx)
          read = (await countRead(tx)) - before
          return answer
        }),
    }
    const { checkpoint } = all
    const page = await readPage(counted, identity, { communeId: communeA, checkpoint, limit: 500 })
    expect(page.dossiers.map(({ dossierId }) => dossierId)).toEqual([id])
    expect(read).toBeLessThan(10)
  })
})
