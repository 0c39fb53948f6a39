import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnector,
  listConnectors,
  listDeadLetters,
  replay,
  skipDeadLetter,
  switchConnector,
} from '../../gateway/connectors/admin.ts'
import { startGateway } from '../../gateway/gateway.ts'
import { createApiKey } from '../../gateway/http/api-keys.ts'
import { fold } from '../../shared/dossier/fold.ts'
import { onlineFilingSchema } from '../../shared/wire/connector.ts'
import type { OnlineFiling } from '../../shared/wire/connector.ts'
import { z } from 'zod'
import { CoreSystem } from '../support/core-system.ts'
import { samplePayloads } from '../support/event-builder.ts'
import { findEngines } from '../support/gateway-engines.ts'
import {
  communeA,
  communeB,
  createWorld,
  makeEvent,
  makeReceipt,
  newDossierId,
  openLimits,
} from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { arbitraryOf, garbled } from '../support/schema-arbitrary.ts'
import { SeededRandom } from '../support/random.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()
const patience = { timeout: 20_000 }

describe.each(engines)('connectors on $name', (engine) => {
  let world: World
  let core: CoreSystem
  let desk: WireDesk
  beforeEach(async () => {
    world = await createWorld(engine, { deliveryIdleMs: 50 })
    core = await new CoreSystem().start()
    core.secret = await addConnector(world.gateway.store, 'loi', core.url)
    desk = await world.enrol()
  }, 60_000)
  afterEach(async () => {
    await world.stop()
    await core.stop()
  })

  /** Three dossiers, their changes pushed one by one, mixed. */
  async function pushMixed(): Promise<Map<string, string[]>> {
    const ids = [newDossierId(), newDossierId(), newDossierId()]
    const sent = new Map<string, string[]>(ids.map((id) => [id, []]))
    for (let round = 0; round < 4; round += 1)
      for (const id of ids) {
        const event = round === 0 ? makeReceipt(desk, id) : makeEvent(desk, id, 'noted')
        sent.get(id)!.push(event.id)
        await desk.push([[event]])
      }
    return sent
  }
  const eventsAtCore = () => new Map([...core.dossiers].map(([id, { events }]) => [id, events]))
  /** Per connector; a request that was not well signed counts too. */
  const unsettled = async () =>
    (await listConnectors(world.gateway.store)).map(({ waiting, dead }) => waiting + dead + core.bad.length)

  it('tell each change, signed, in order per dossier, whatever fails on the way', async () => {
    const random = new SeededRandom(20261124)
    core.script = () => {
      const draw = random.next()
      return draw < 0.15 ? 500 : draw < 0.25 ? 'cut' : draw < 0.35 ? 'lost' : 200
    }
    const sent = await pushMixed()
    await expect.poll(unsettled, patience).toEqual([0])
    // In order: what each dossier's core knows is exactly what was pushed, in the order it was pushed.
    expect(eventsAtCore()).toEqual(sent)
    for (const { positions } of core.dossiers.values()) expect(positions).toEqual(positions.toSorted((a, b) => a - b))
    const { dossiers } = await desk.pull(null, 500)
    for (const { dossierId, events } of dossiers) {
      const { status, number } = fold(events)
      expect(core.dossiers.get(dossierId)?.dossier).toMatchObject({ status, number: number.code, nationalStatus: 2 })
    }
  }, 60_000)

  it('hold back a dossier behind its dead letter, and no other, until replayed or skipped', async () => {
    const bad = newDossierId()
    const receipt = makeReceipt(desk, bad)
    let refuse = true
    core.script = ({ dossierId }) => (refuse && dossierId === bad ? 422 : 200)
    await desk.push([[receipt]])
    const note = makeEvent(desk, bad, 'noted')
    await desk.push([[note]])
    const sent = await pushMixed()
    await expect.poll(() => eventsAtCore(), patience).toEqual(sent)
    expect(await listDeadLetters(world.gateway.store, 'loi')).toMatchObject([{ dossierId: bad, problem: 'HTTP 422' }])
    refuse = false
    expect(await replay(world.gateway.store, 'loi', { what: 'dead' })).toBe(1)
    await expect.poll(() => core.dossiers.get(bad)?.events, patience).toEqual([receipt.id, note.id])

    refuse = true
    const [lost, later] = [makeEvent(desk, bad, 'noted'), makeEvent(desk, bad, 'noted')]
    await desk.push([[lost]])
    await expect.poll(() => listDeadLetters(world.gateway.store, 'loi'), patience).toHaveLength(1)
    refuse = false
    await desk.push([[later]])
    expect(await skipDeadLetter(world.gateway.store, 'loi', bad)).toBe(1)
    await expect.poll(() => core.dossiers.get(bad)?.events, patience).toEqual([receipt.id, note.id, later.id])
  }, 60_000)

  it('tell a system that starts anew everything again, in the same order', async () => {
    const sent = await pushMixed()
    await expect.poll(() => eventsAtCore(), patience).toEqual(sent)
    core.changes.length = 0
    expect(await replay(world.gateway.store, 'loi', { what: 'all' })).toBe(12)
    await expect.poll(unsettled, patience).toEqual([0])
    expect(eventsAtCore()).toEqual(sent)
    core.changes.length = 0
    const [one] = [...sent.keys()]
    expect(await replay(world.gateway.store, 'loi', { what: 'dossier', dossierId: one! })).toBe(4)
    await expect.poll(() => [...eventsAtCore().keys()], patience).toEqual([one])
  }, 60_000)

  it('keep what is owed while a system is away, or switched off', async () => {
    core.script = () => 503
    const sent = await pushMixed()
    await expect.poll(unsettled, patience).toEqual([12])
    await switchConnector(world.gateway.store, 'loi', false)
    core.script = () => 200
    await new Promise((resolve) => setTimeout(resolve, 300))
    core.changes.length = 0
    await switchConnector(world.gateway.store, 'loi', true)
    await expect.poll(() => eventsAtCore(), patience).toEqual(sent)
  }, 60_000)

  it('are owed nothing by what was refused', async () => {
    await desk.push([[{ ...makeReceipt(desk, newDossierId()), signature: 'AAAA' }]])
    expect(await unsettled()).toEqual([0])
  })

  describe('inbound', () => {
    const filing = (n: number, changes: Partial<OnlineFiling> = {}): OnlineFiling => ({
      ...samplePayloads.registeredOnline(),
      communeId: communeA,
      code: `H53.1-20261124-${String(n).padStart(7, '0')}`,
      filedAt: '2026-11-23T21:15:00+07:00',
      ...changes,
    })

    it('brings a dossier filed online to the desks of its commune, once', async () => {
      const key = await createApiKey(world.gateway.store, 'core', 'loi')
      const file = (body: OnlineFiling) => core.file(world.gateway.url, key, body)
      const first = await file(filing(1))
      expect(first.status).toBe(200)
      expect(await file(filing(1))).toEqual(first)
      const { dossiers } = await desk.pull(null, 500)
      const { dossierId } = first.body as { dossierId: string }
      expect(dossiers.map((dossier) => dossier.dossierId)).toEqual([dossierId])
      const dossier = fold(dossiers[0]!.events)
      expect(dossier).toMatchObject({
        status: 'registered',
        online: { at: filing(1).filedAt },
        number: { code: filing(1).code },
      })
      expect((await (await world.enrol(communeB)).pull(null, 500)).dossiers).toEqual([])
      // Accepted at the desk under the national code; the core hears of both.
      const receipt = makeReceipt(desk, dossierId, { code: filing(1).code, kind: 'official' })
      expect((await desk.push([[...dossiers[0]!.events, receipt]])).outcomes).toMatchObject([{ outcome: 'accepted' }])
      await expect.poll(() => core.dossiers.get(dossierId)?.dossier.status, patience).toBe('accepted')
    }, 60_000)

    it('is the same event when it is filed again at a gateway that was restored', async () => {
      const { store } = world.gateway
      const key = await createApiKey(store, 'core', 'loi')
      await core.file(world.gateway.url, key, filing(8))
      const [before] = (await desk.pull(null, 500)).dossiers
      for (const table of ['event', 'dossier', 'dossier_code'] as const) await store.db.deleteFrom(table).execute()
      await core.file(world.gateway.url, key, filing(8))
      expect((await desk.push([before!.events])).outcomes).toMatchObject([{ outcome: 'accepted' }])
    }, 60_000)

    it('refuses another content under the same code, a code in use, a strange commune, a wrong key', async () => {
      const key = await createApiKey(world.gateway.store, 'core', 'loi')
      await core.file(world.gateway.url, key, filing(2))
      const refused = async (body: OnlineFiling, code: string, status: number, as = key) =>
        expect(await core.file(world.gateway.url, as, body)).toMatchObject({ status, body: { code } })
      await refused(filing(2, { request: 'Khác' }), 'ONLINE_CHANGED', 409)
      await desk.push([[makeReceipt(desk, newDossierId(), { code: filing(3).code })]])
      await refused(filing(3), 'NUMBER_TAKEN', 409)
      await refused(filing(4, { filedAt: '2099-01-01T00:00:00+07:00' }), 'BAD_REQUEST', 400)
      await refused(filing(4, { communeId: '99999' }), 'COMMUNE_UNKNOWN', 422)
      await refused(filing(4), 'UNAUTHENTICATED', 401, 'mck_wrong')
      await refused(filing(4), 'UNAUTHENTICATED', 401, await createApiKey(world.gateway.store, 'operator', 'x'))
      await refused(filing(4, { components: [{ id: 1 } as never] }), 'BAD_REQUEST', 400)
    }, 60_000)

    it('never fails on garbage', async () => {
      const key = await createApiKey(world.gateway.store, 'core', 'loi')
      const body = garbled(
        fc.oneof(fc.constant(filing(9)), arbitraryOf(z.toJSONSchema(onlineFilingSchema, { io: 'input' }) as object)),
      )
      await fc.assert(
        fc.asyncProperty(body, async (garbage) => {
          expect((await core.file(world.gateway.url, key, garbage as OnlineFiling)).status).toBeLessThan(500)
        }),
        { numRuns: 60 },
      )
    }, 60_000)
  })

  if (!engine.concurrent) return
  it('are told in order by two processes of one gateway, and by the one that is left', async () => {
    const options = { store: world.database.options, rateLimits: openLimits, deliveryIdleMs: 50 }
    const second = await startGateway(options)
    const random = new SeededRandom(7)
    core.script = () => (random.chance(0.2) ? 500 : 200)
    const sent = await pushMixed()
    await expect.poll(unsettled, patience).toEqual([0])
    expect(eventsAtCore()).toEqual(sent)
    await second.stop()
    core.script = () => 503
    const late = await pushMixed()
    await world.gateway.stop()
    core.script = () => 200
    const third = await startGateway(options)
    await expect.poll(() => new Map([...eventsAtCore()].slice(3)), patience).toEqual(late)
    await third.stop()
  }, 60_000)
})
