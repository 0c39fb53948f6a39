import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import type { EventDraft } from '../../shared/dossier/event.ts'
import { receivedPayload, sampleUuid } from '../../test/support/event-builder.ts'
import { FakeBridge, FakeProvince } from '../../test/support/fake-bridge.ts'
import type { DeskDatabase, DossierRecord, VisitOptions, VisitRange } from './desk-database.ts'
import { openDeskDatabase } from './open.ts'

let db: DeskDatabase
afterEach(() => db.close())

async function openWith(count: number): Promise<void> {
  const bridge = new FakeBridge(new FakeProvince(), `desk-visit-${count}`, 40 + count)
  bridge.link = { ...bridge.link, online: false }
  db = await openDeskDatabase({
    bridge,
    dataKey: new Uint8Array(32).fill(9),
    deskId: bridge.deskId,
    now: () => new Date('2026-11-24T09:00:00+07:00'),
    schedule: () => () => undefined,
  })
  const drafts = Array.from({ length: count }, (_, n): EventDraft => receipt(n))
  await db.save(drafts)
}

const receipt = (n: number): EventDraft => ({
  dossierId: sampleUuid(0, n + 1),
  type: 'received',
  at: `2026-11-${String(24 - (n % 20)).padStart(2, '0')}T08:30:00+07:00`,
  payload: receivedPayload({
    number: { code: `000.00.01.H53-261124-${String(n).padStart(4, '0')}`, kind: 'leased' },
  }),
})

async function visit(range: VisitRange, options?: VisitOptions): Promise<DossierRecord[]> {
  const found: DossierRecord[] = []
  await db.visit(range, (records) => found.push(...records), options)
  return found
}

test('every dossier of the span, once, oldest first, and how far it is', async () => {
  await openWith(450)
  const progress: [number, number][] = []
  const all = await visit({}, { onProgress: (done, total) => progress.push([done, total]) })
  expect(new Set(all.map(({ dossier }) => dossier.id)).size).toBe(450)
  const times = all.map(({ dossier }) => dossier.receivedAt)
  expect(times).toEqual(times.toSorted())
  expect(progress).toEqual([
    [0, 450],
    [200, 450],
    [400, 450],
    [450, 450],
  ])
  const days = await visit({ receivedFrom: '2026-11-20', receivedTo: '2026-11-21' })
  expect(new Set(days.map(({ dossier }) => dossier.receivedAt.slice(8, 10)))).toEqual(new Set(['20', '21']))
  expect(await visit({ ids: [sampleUuid(0, 3), 'nobody'] })).toHaveLength(1)
  expect(await visit({ receivedFrom: '2027-01-01' })).toEqual([])
})

test('cancelled, it reads no further', async () => {
  await openWith(420)
  const leaving = new AbortController()
  const pieces: number[] = []
  const reading = db.visit(
    {},
    (records) => {
      pieces.push(records.length)
      leaving.abort()
    },
    { signal: leaving.signal },
  )
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  expect(pieces).toEqual([200])
})

test('what is written is told', async () => {
  await openWith(1)
  const told: string[] = []
  const subscription = db.watchChanges().subscribe((ids) => told.push(...ids))
  await db.save([receipt(77)])
  subscription.unsubscribe()
  expect(told).toEqual([sampleUuid(0, 78)])
})
