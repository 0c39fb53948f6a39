import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readmitDesk } from '../../gateway/admin.ts'
import { startGateway } from '../../gateway/gateway.ts'
import type { Gateway } from '../../gateway/gateway.ts'
import { beginEpoch } from '../../gateway/store/identity.ts'
import { findEngines } from '../support/gateway-engines.ts'
import type { TestDatabase } from '../support/gateway-engines.ts'
import { communeA, enrolAt, makeReceipt, newDossierId, openLimits, publishSample } from '../support/gateway-world.ts'

const engines = await findEngines()

describe.each(engines)('restore from a backup on $name', (engine) => {
  let database: TestDatabase
  let gateway: Gateway
  const start = async (port = 0) => {
    gateway = await startGateway({ store: database.options, rateLimits: openLimits, port })
  }
  beforeEach(async () => {
    database = await engine.create('kept')
    await start()
    await publishSample(gateway)
  }, 60_000)
  afterEach(async () => {
    await gateway.stop()
    await database.drop()
  })
  const today = () => new Date().toISOString().slice(0, 10)

  it('begins a new epoch by itself when a desk knows of more than the database does', async () => {
    const desk = await enrolAt(gateway, communeA)
    const kept = makeReceipt(desk, newDossierId())
    await desk.push([[kept]])
    await gateway.stop()
    await database.backUp()
    await start(gateway.port)
    const lost = makeReceipt(desk, newDossierId())
    await desk.push([[lost]])
    const before = await desk.pull(null, 500)
    const leased = await desk.lease(today(), 10)
    await gateway.stop()
    await database.restore()
    await start(gateway.port)

    await desk.signIn()
    const after = await desk.pull(before.checkpoint, 500)
    expect(after.epoch).not.toBe(before.epoch)
    expect(after.dossiers.map(({ dossierId }) => dossierId)).toEqual([kept.dossierId])
    expect((await desk.push([[lost]])).outcomes).toMatchObject([{ outcome: 'accepted' }])
    // Ten numbers were leased after the backup: they are not known here, and are not given again.
    const again = await desk.lease(today(), 10)
    expect(again.first).toBeGreaterThan(leased.last)
    expect((await desk.pull(after.checkpoint, 500)).epoch).toBe(after.epoch)
  })

  it('notices although other pushes have passed the position that the desk knew', async () => {
    const desk = await enrolAt(gateway, communeA)
    await gateway.stop()
    await database.backUp()
    await start(gateway.port)
    const lost = makeReceipt(desk, newDossierId())
    await desk.push([[lost]])
    const before = await desk.pull(null, 500)
    await gateway.stop()
    await database.restore()
    await start(gateway.port)
    for (let round = 0; round < 3; round += 1) await desk.push([[makeReceipt(desk, newDossierId())]])
    const after = await desk.pull(before.checkpoint, 500)
    expect(after.epoch).not.toBe(before.epoch)
    expect(after.dossiers).toHaveLength(3)
  })

  it('notices by the desk’s last push, although it never pulled after it', async () => {
    const desk = await enrolAt(gateway, communeA)
    await desk.push([[makeReceipt(desk, newDossierId())]])
    const before = await desk.pull(null, 500)
    await gateway.stop()
    await database.backUp()
    await start(gateway.port)
    const { seen } = await desk.push([[makeReceipt(desk, newDossierId())]])
    await gateway.stop()
    await database.restore()
    await start(gateway.port)
    const query = new URLSearchParams({ checkpoint: before.checkpoint, seen: seen! })
    const { body } = await desk.raw(`/v1/pull?${query}`)
    expect((body as { epoch: string }).epoch).not.toBe(before.epoch)
  })

  it('takes back a desk that was enrolled after the backup, with what it signed', async () => {
    await gateway.stop()
    await database.backUp()
    await start(gateway.port)
    const desk = await enrolAt(gateway, communeA)
    const receipt = makeReceipt(desk, newDossierId())
    await desk.push([[receipt]])
    await gateway.stop()
    await database.restore()
    await start(gateway.port)
    await expect(desk.signIn()).rejects.toMatchObject({ status: 401 })
    const { deskId, publicKey } = desk
    const place = { communeId: communeA, organisationId: `${communeA}.mot-cua`, name: 'Quầy' }
    await readmitDesk(gateway.store, { ...place, deskId, publicKey })
    await desk.signIn()
    expect((await desk.push([[receipt]])).outcomes).toMatchObject([{ outcome: 'accepted' }])
    await expect(readmitDesk(gateway.store, { ...place, deskId: '25480-X', publicKey })).rejects.toThrow('commune')
    await expect(readmitDesk(gateway.store, { ...place, deskId: '25459-X', publicKey: 'x' })).rejects.toThrow('Ed25519')
  })

  it('keeps its epoch over an ordinary restart', async () => {
    const desk = await enrolAt(gateway, communeA)
    await desk.push([[makeReceipt(desk, newDossierId())]])
    const before = await desk.pull(null, 500)
    await gateway.stop()
    await start(gateway.port)
    const after = await desk.pull(before.checkpoint, 500)
    expect(after).toMatchObject({ epoch: before.epoch, dossiers: [] })
  })

  it('begins one by hand, and desks then start from the beginning', async () => {
    const desk = await enrolAt(gateway, communeA)
    await desk.push([[makeReceipt(desk, newDossierId())]])
    const before = await desk.pull(null, 500)
    await beginEpoch(gateway.store.db)
    const after = await desk.pull(before.checkpoint, 500)
    expect(after.epoch).not.toBe(before.epoch)
    expect(after.dossiers).toHaveLength(1)
  })

  it('begins one when the database has moved to another server or timeline', async () => {
    const before = await gateway.store.db.selectFrom('gateway_state').select('epoch').executeTakeFirstOrThrow()
    await gateway.store.db.updateTable('gateway_state').set({ server_identity: 'another/1' }).execute()
    await gateway.stop()
    await start()
    const after = await gateway.store.db.selectFrom('gateway_state').select('epoch').executeTakeFirstOrThrow()
    expect(after.epoch).not.toBe(before.epoch)
  })
})
