import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { receivedPayload, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import { TestDesks, draft, now, receive } from '../testing/desk-databases.ts'
import type { DeskDatabase } from './desk-database.ts'

let db: DeskDatabase
const desks = new TestDesks()
beforeEach(() => desks.next())
afterEach(() => desks.closeAll())
const openOffline = () => desks.open(desks.offlineBridge())

test('by the number of a parcel, in and out, as printed or typed', async () => {
  db = await openOffline()
  const inbound = { trackingNumber: 'EA123456785VN', postmarkedOn: null, arrivedOn: '2026-11-24' }
  await db.save([
    receive(1, { channel: 'byPost', inbound }),
    receive(2),
    draft('returned', 2, { ...samplePayloads.returned(), way: 'byPost', trackingNumber: 'RR473124829VN' }),
    receive(3),
  ])
  for (const [typed, dossier] of [
    ['ea 123 456 785 vn', 1],
    ['RR473124829VN', 2],
  ] as const)
    expect((await db.findByCode(typed)).map(({ id }) => id)).toEqual([sampleUuid(0, dossier)])
  expect((await db.search({ text: 'RR 473 124 829 VN' })).map(({ id }) => id)).toEqual([sampleUuid(0, 2)])
  expect((await db.search({ text: '473124829' })).map(({ id }) => id)).toEqual([sampleUuid(0, 2)])
})

test('a result that nobody comes for is uncollected once its promised day is over, and tells who was reminded', async () => {
  db = await openOffline()
  const due = (dueAt: string | null) => ({ due: { ...receivedPayload().due, dueAt } })
  const finished = (dossier: number, at: string) => draft('resultArrived', dossier, samplePayloads.resultArrived(), at)
  await db.save([
    receive(1, due('2026-11-20T17:00:00+07:00')),
    finished(1, '2026-11-18T10:00:00+07:00'),
    receive(2, due('2026-11-24T08:00:00+07:00')),
    finished(2, '2026-11-18T10:00:00+07:00'),
    receive(3, due(null)),
    finished(3, '2026-11-12T10:00:00+07:00'),
    receive(4, due('2026-11-20T17:00:00+07:00')),
    finished(4, '2026-11-24T08:50:00+07:00'),
    receive(5, due('2026-11-18T17:00:00+07:00')),
    finished(5, '2026-11-23T10:00:00+07:00'),
    // Finished after the other, but its citizen could come earlier.
    receive(6, due('2026-11-15T17:00:00+07:00')),
    finished(6, '2026-11-19T10:00:00+07:00'),
    draft('noted', 1, { text: 'Đã gọi', reminder: { by: 'call', reached: true } }, '2026-11-22T09:00:00+07:00'),
  ])
  const { uncollected, counts } = await firstValueFrom(db.watchDueBoard(() => now))
  expect(uncollected.map(({ id }) => id)).toEqual([3, 6, 1, 5].map((dossier) => sampleUuid(0, dossier)))
  expect(counts).toMatchObject({ toReturn: 6, uncollected: 4 })
  expect(uncollected[2]?.pickUp).toEqual({
    judgedDueAt: '2026-11-20T17:00:00+07:00',
    way: 'atDesk',
    reminders: 1,
    remindedAt: '2026-11-22T09:00:00+07:00',
    reached: true,
  })
})

test('filings from the portal wait in a list of their own, the oldest first, and are duplicates to the counter', async () => {
  db = await openOffline()
  const filing = (dossier: number, at: string) =>
    draft(
      'registeredOnline',
      dossier,
      { ...samplePayloads.registeredOnline(), code: `H53.1-20261120-000000${dossier}` },
      at,
    )
  await db.save([
    filing(1, '2026-11-23T20:00:00+07:00'),
    filing(2, '2026-11-20T20:00:00+07:00'),
    filing(3, '2026-11-21T20:00:00+07:00'),
    draft('refused', 3, samplePayloads.refused()),
    filing(4, '2026-11-22T20:00:00+07:00'),
    draft('supplementRequested', 4, samplePayloads.supplementRequested()),
    receive(5),
  ])
  const { online, counts } = await firstValueFrom(db.watchDueBoard(() => now))
  // The fourth waits for its citizen.
  expect(online.map(({ id }) => id)).toEqual([2, 1, 4].map((dossier) => sampleUuid(0, dossier)))
  expect(counts).toMatchObject({ online: 3, open: 1 })
  const { idNumber } = receivedPayload().submitter
  const since = (receivedSince: string) =>
    db.suspectedDuplicates({ idNumber: idNumber ?? '', procedureCode: '1.004873', receivedSince })
  expect((await since('2026-11-01T00:00:00+07:00')).map(({ id }) => id).sort()).toEqual(
    [1, 2, 3, 4, 5].map((dossier) => sampleUuid(0, dossier)),
  )
  expect(await since('2026-11-23T19:00:00+07:00')).toHaveLength(2)
})
