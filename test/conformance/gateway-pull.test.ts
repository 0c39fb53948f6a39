import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takePush } from '../../gateway/sync/push.ts'
import { openIdentity } from '../../gateway/store/identity.ts'
import type { Store } from '../../gateway/store/store.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { historyDigest } from '../../shared/wire/digest.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeA, communeB, createWorld, makeEvent, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()

/** Pulls until nothing is left; `between` runs after each page. */
async function pullAll(desk: WireDesk, from: string | null, limit: number, between?: (page: number) => Promise<void>) {
  const events = new Map<string, DossierEvent>()
  let checkpoint = from
  for (let page = 0; ; page += 1) {
    const answer = await desk.pull(checkpoint, limit)
    for (const dossier of answer.dossiers) for (const event of dossier.events) events.set(event.id, event)
    checkpoint = answer.checkpoint
    if (!answer.more) return { events: [...events.values()], checkpoint }
    await between?.(page)
  }
}
const idsOf = (events: readonly DossierEvent[]) => events.map(({ id }) => id).sort()

describe.each(engines)('pull on $name', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await createWorld(engine)
  }, 60_000)
  afterAll(() => world.stop())

  it('hands out everything, page by page, with the events as they were signed', async () => {
    const desk = await world.enrol()
    const { checkpoint } = await pullAll(desk, null, 500)
    const sent = Array.from({ length: 7 }, () => {
      const id = newDossierId()
      return [makeReceipt(desk, id), makeEvent(desk, id, 'forwarded')]
    })
    await desk.push(sent)
    const first = await desk.pull(checkpoint, 3)
    expect(first).toMatchObject({ more: true, remaining: 4 })
    const pulled = await pullAll(desk, checkpoint, 3)
    expect(pulled.events.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      sent.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    const nothing = await desk.pull(pulled.checkpoint, 3)
    expect(nothing).toMatchObject({ dossiers: [], more: false, remaining: 0 })
  })

  it('misses no event of a dossier that changes again while it is paged', async () => {
    const desk = await world.enrol()
    const { checkpoint } = await pullAll(desk, null, 500)
    const ids = Array.from({ length: 6 }, newDossierId)
    const sent = ids.map((id) => [makeReceipt(desk, id)])
    // One push each, so that every dossier has a position of its own.
    for (const history of sent) await desk.push([history])
    const later: DossierEvent[] = []
    const pulled = await pullAll(desk, checkpoint, 1, async (page) => {
      if (page > 2) return
      // A dossier not yet delivered moves behind the page: its first event lies between the floor and the page.
      const note = makeEvent(desk, ids[4]!, 'noted')
      later.push(note)
      await desk.push([[note]])
    })
    expect(idsOf(pulled.events)).toEqual(idsOf([...sent.flat(), ...later]))
  })

  it('never skips what commits late', async () => {
    const [desk, other] = [await world.enrol(), await world.enrol(communeB)]
    const { checkpoint } = await pullAll(desk, null, 500)
    const otherStart = (await pullAll(other, null, 500)).checkpoint
    const held = makeReceipt(desk, newDossierId())
    const gate = await holdOpen(world.gateway.store, held)

    const behind = makeReceipt(desk, newDossierId())
    const elsewhere = makeReceipt(other, newDossierId())
    let behindDone = false
    const pushBehind = desk.push([[behind]]).then(() => (behindDone = true))
    const pushElsewhere = other.push([[elsewhere]])
    let whileHeld = checkpoint
    if (engine.concurrent) {
      await pushElsewhere
      expect(idsOf((await pullAll(other, otherStart, 500)).events)).toEqual([elsewhere.id])
      const early = await pullAll(desk, checkpoint, 500)
      expect(early.events).toEqual([])
      expect(behindDone).toBe(false)
      whileHeld = early.checkpoint
    }
    gate.release()
    await Promise.all([gate.committed, pushBehind, pushElsewhere])
    expect(idsOf((await pullAll(desk, whileHeld, 1)).events)).toEqual(idsOf([held, behind]))
  })

  it('misses nothing however pushes and pulls interleave', async () => {
    const desks = await Promise.all([world.enrol(), world.enrol(), world.enrol()])
    const start = (await pullAll(desks[0]!, null, 500)).checkpoint
    const sent: DossierEvent[] = []
    const seen = new Set<string>()
    let pushing = true
    const reader = (async () => {
      let checkpoint = start
      for (let last = false; !last;) {
        last = !pushing
        const pulled = await pullAll(desks[0]!, checkpoint, 2)
        for (const { id } of pulled.events) seen.add(id)
        checkpoint = pulled.checkpoint
      }
    })()
    await Promise.all(
      desks.map(async (desk) => {
        for (let round = 0; round < 15; round += 1) {
          const id = newDossierId()
          const history = [makeReceipt(desk, id), makeEvent(desk, id, 'noted')]
          sent.push(...history)
          await desk.push(history.map((event) => [event]))
        }
      }),
    )
    pushing = false
    await reader
    expect(sent.filter(({ id }) => !seen.has(id))).toEqual([])
  })

  it('starts from the beginning for a checkpoint that is not its own', async () => {
    const desk = await world.enrol()
    const all = await pullAll(desk, null, 500)
    const touched = `${all.checkpoint.slice(0, -2)}AA`
    for (const odd of ['garbage', '1.0-x.9.9...AAAAAAAAAAAAAAAAAAAAAA', touched])
      expect(idsOf((await pullAll(desk, odd, 500)).events)).toEqual(idsOf(all.events))
    const stranger = await world.enrol(communeB)
    const theirs = await pullAll(stranger, all.checkpoint, 500)
    expect(theirs.events.every(({ communeId }) => communeId === communeB)).toBe(true)
  })

  it('tells after an epoch change which dossiers differ', async () => {
    const desk = await world.enrol()
    const [same, more, unknown] = [newDossierId(), newDossierId(), newDossierId()]
    const [a, b] = [makeReceipt(desk, same), makeReceipt(desk, more)]
    await desk.push([[a], [b]])
    const dossiers = [
      { dossierId: same, digest: historyDigest([a.id]) },
      { dossierId: more, digest: historyDigest([b.id, newDossierId()]) },
      { dossierId: unknown, digest: historyDigest([newDossierId()]) },
    ]
    const { body } = await desk.raw('/v1/reconcile', { dossiers })
    expect(body).toMatchObject({ different: [more, unknown] })
  })

  /** The real push, stopped when everything is written and nothing committed. */
  async function holdOpen(store: Store, event: DossierEvent) {
    const { signing } = await openIdentity(store)
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    let written: () => void = () => undefined
    const isWritten = new Promise<void>((resolve) => (written = resolve))
    const held: Store = {
      ...store,
      inCommune: (communeId, mode, work) =>
        store.inCommune(communeId, mode, async (tx) => {
          const result = await work(tx)
          written()
          await released
          return result
        }),
    }
    const context = { store: held, signing, now: Date.now, report: (error: unknown) => expect.fail(String(error)) }
    const committed = takePush(context, communeA, [{ dossierId: event.dossierId, events: [event] }])
    await isWritten
    return { release, committed }
  }
})
