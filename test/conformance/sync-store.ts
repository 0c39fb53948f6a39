/** What sync relies on in a desk's storage, whatever it is made of. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Change, DossierDocument } from '../../renderer/database/document.ts'
import type { SyncStore } from '../../renderer/sync/sync-store.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { historyDigest } from '../../shared/wire/digest.ts'
import { sampleEvent, sampleUuid } from '../support/event-builder.ts'

export interface StoreSubject {
  store: SyncStore & {
    change(changes: readonly Change[]): Promise<DossierDocument[]>
    getMany(ids: readonly string[]): Promise<Map<string, DossierDocument>>
  }
  /** From now on every write of dossiers fails. */
  breakDisk(): void
  close(): Promise<void>
}

const at = '2026-11-24T02:00:00.000Z'
const everything = new Set<string>()
const dossierId = (dossier: number) => sampleUuid(0, dossier)
/** The n-th event of a dossier, one minute after the one before. */
const event = (dossier: number, n: number): DossierEvent => sampleEvent(n === 1 ? 'received' : 'noted', n, { dossier })
const events = (dossier: number, ...ns: number[]) => ns.map((n) => event(dossier, n))
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id)
const rejection = { code: 'INTERNAL' as const, message: 'không', eventId: null, path: null, otherDossierId: null }

export function describeSyncStore(name: string, open: () => Promise<StoreSubject>): void {
  describe(`storage of a desk: ${name}`, () => {
    let subject: StoreSubject
    let store: StoreSubject['store']
    beforeEach(async () => {
      subject = await open()
      store = subject.store
    })
    afterEach(() => subject.close())

    const save = (dossier: number, ...ns: number[]) =>
      store.change([{ dossierId: dossierId(dossier), events: events(dossier, ...ns), areUnsent: true }])
    const held = async (dossier: number) =>
      (await store.getMany([dossierId(dossier)])).get(dossierId(dossier))?.body.events ?? []
    const unsent = async () => (await store.listUnsent(100, everything)).flatMap((outgoing) => idsOf(outgoing.events))
    const refuse = (dossier: number, ...ns: number[]) =>
      store.refuse([{ dossierId: dossierId(dossier), rejection, eventIds: idsOf(events(dossier, ...ns)), at }])

    test('adding is a union: nothing is dropped, doubled or changed, whatever comes in whatever order', async () => {
      const step = fc.record({
        dossier: fc.integer({ min: 1, max: 3 }),
        ns: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
        way: fc.constantFrom('saved', 'pulled', 'confirmed'),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const fresh = await open()
          const expected = new Map<number, Set<string>>()
          for (const { dossier, ns, way } of steps) {
            const history = { dossierId: dossierId(dossier), events: events(dossier, ...ns) }
            if (way === 'saved') await fresh.store.change([{ ...history, areUnsent: true }])
            else if (way === 'pulled') await fresh.store.addPulled([history])
            else await fresh.store.confirm([{ ...history, eventIds: [] }])
            const ids = expected.get(dossier) ?? new Set()
            expected.set(dossier, new Set([...ids, ...idsOf(history.events)]))
          }
          const all = await fresh.store.getMany([1, 2, 3].map(dossierId))
          for (const [dossier, ids] of expected) {
            const found = all.get(dossierId(dossier))?.body.events ?? []
            expect(found).toEqual(events(dossier, 1, 2, 3, 4, 5, 6).filter(({ id }) => ids.has(id)))
          }
          await fresh.close()
        }),
        { numRuns: 15 },
      )
    })

    test('a known id with other content changes nothing', async () => {
      await save(1, 1, 2)
      const forged = { ...event(1, 2), payload: { text: 'khác' } }
      await store.addPulled([{ dossierId: dossierId(1), events: [forged] }])
      expect(await held(1)).toEqual(events(1, 1, 2))
    })

    test('an event waits until it is confirmed by name', async () => {
      await save(1, 1, 2, 3)
      await store.confirm([{ dossierId: dossierId(1), eventIds: idsOf(events(1, 1, 3)), events: [] }])
      expect(await unsent()).toEqual(idsOf(events(1, 2)))
      expect(await held(1)).toHaveLength(3)
      await store.confirm([{ dossierId: dossierId(1), eventIds: idsOf(events(1, 2)), events: [] }])
      expect(await unsent()).toEqual([])
      expect(store.countUnsent()).toEqual({ dossiers: 0, rejected: 0, oldestAt: null })
    })

    test('an event that comes from the province is confirmed by that', async () => {
      await save(1, 1, 2)
      await store.addPulled([{ dossierId: dossierId(1), events: events(1, 2, 3) }])
      expect(await unsent()).toEqual(idsOf(events(1, 1)))
    })

    test('what was only pulled is never offered', async () => {
      await store.addPulled([{ dossierId: dossierId(1), events: events(1, 1, 2) }])
      expect(await unsent()).toEqual([])
    })

    test('a confirmation of an unknown dossier says nothing', async () => {
      await store.confirm([{ dossierId: dossierId(9), eventIds: [sampleUuid(1, 1)], events: [] }])
      expect(await held(9)).toEqual([])
    })

    test('a refusal stands until something is added', async () => {
      await save(1, 1)
      await refuse(1, 1)
      expect(await unsent()).toEqual([])
      expect(store.countUnsent()).toMatchObject({ dossiers: 0, rejected: 1 })
      await save(1, 2)
      expect(await unsent()).toEqual(idsOf(events(1, 1, 2)))
      expect(store.countUnsent()).toMatchObject({ dossiers: 1, rejected: 0 })
    })

    test('a refusal of less than what waits by now does not hold it back', async () => {
      await save(1, 1, 2)
      await refuse(1, 1)
      expect(await unsent()).toEqual(idsOf(events(1, 1, 2)))
    })

    test('a refusal ends when the province has it after all', async () => {
      await save(1, 1)
      await refuse(1, 1)
      await store.addPulled([{ dossierId: dossierId(1), events: events(1, 1) }])
      expect(store.countUnsent()).toEqual({ dossiers: 0, rejected: 0, oldestAt: null })
    })

    test('what waits longest comes first; what is left out is left out', async () => {
      await save(2, 5)
      await save(3, 1)
      await save(1, 3)
      const list = async (limit: number, without: ReadonlySet<string>) =>
        (await store.listUnsent(limit, without)).map((outgoing) => outgoing.dossierId)
      expect(await list(10, everything)).toEqual([3, 1, 2].map(dossierId))
      expect(await list(2, everything)).toEqual([3, 1].map(dossierId))
      expect(await list(2, new Set([dossierId(3)]))).toEqual([1, 2].map(dossierId))
      expect(store.countUnsent()).toEqual({ dossiers: 3, rejected: 0, oldestAt: event(3, 1).clock.split('_')[0] })
    })

    test('an offer carries the digest of the whole history, its events in clock order', async () => {
      await store.addPulled([{ dossierId: dossierId(1), events: events(1, 1) }])
      await save(1, 4, 2)
      expect(await store.listUnsent(1, everything)).toEqual([
        {
          dossierId: dossierId(1),
          events: events(1, 2, 4),
          digest: historyDigest(idsOf(events(1, 1, 2, 4))),
        },
      ])
    })

    test('digests come in pages that skip and repeat nothing', async () => {
      await store.addPulled(
        [5, 1, 4, 2, 3].map((dossier) => ({ dossierId: dossierId(dossier), events: events(dossier, 1) })),
      )
      const seen: string[] = []
      for (let after: string | null = null; ;) {
        const page: { dossierId: string; digest: string }[] = await store.listDigests(after, 2)
        if (page.length === 0) break
        expect(page.length).toBeLessThanOrEqual(2)
        seen.push(...page.map((row) => row.dossierId))
        after = page.at(-1)?.dossierId ?? null
      }
      expect(seen).toEqual([1, 2, 3, 4, 5].map(dossierId))
    })

    test('offering again makes every event unsent, refused ones too', async () => {
      await store.addPulled([{ dossierId: dossierId(1), events: events(1, 1, 2) }])
      await save(2, 1)
      await refuse(2, 1)
      await store.offerAgain([dossierId(1), dossierId(2), dossierId(9)])
      expect((await unsent()).sort()).toEqual(idsOf([...events(1, 1, 2), ...events(2, 1)]).sort())
    })

    test('a failed write rejects, and nothing of it is there', async () => {
      await save(1, 1)
      subject.breakDisk()
      const page = [1, 2].map((dossier) => ({ dossierId: dossierId(dossier), events: events(dossier, 2) }))
      await expect(store.addPulled(page)).rejects.toThrow(/full/)
      await expect(
        store.confirm([{ dossierId: dossierId(1), eventIds: idsOf(events(1, 1)), events: [] }]),
      ).rejects.toThrow(/full/)
      expect(store.countUnsent().dossiers).toBe(1)
    })

    test('the mark is what was written last', async () => {
      expect(await store.readMark()).toBeNull()
      await store.writeMark({ epoch: 'e1', checkpoint: null, seen: 's' })
      await store.writeMark({ epoch: 'e1', checkpoint: 'c2', seen: null })
      expect(await store.readMark()).toEqual({ epoch: 'e1', checkpoint: 'c2', seen: null })
    })

    test('changes of one dossier made at once do not overwrite each other', async () => {
      await Promise.all([
        save(1, 1),
        save(1, 2),
        store.addPulled([{ dossierId: dossierId(1), events: events(1, 3) }]),
        store.confirm([{ dossierId: dossierId(1), eventIds: [], events: events(1, 4) }]),
      ])
      expect(await held(1)).toEqual(events(1, 1, 2, 3, 4))
      expect(await unsent()).toEqual(idsOf(events(1, 1, 2)))
    })
  })
}
