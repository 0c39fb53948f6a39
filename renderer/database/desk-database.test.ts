import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { receivedPayload, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import { FakeBridge } from '../../test/support/fake-bridge.ts'
import { TestDesks, draft, receive, settled, now } from '../testing/desk-databases.ts'
import type { DeskDatabase } from './desk-database.ts'

const desks = new TestDesks()
beforeEach(() => desks.next())
afterEach(() => desks.closeAll())

const person = (name: string, more = {}) => ({ ...receivedPayload().submitter, name, ...more })

describe('saving', () => {
  test('the journal comes first; saved is said after both, and the dossier is there', async () => {
    const bridge = desks.offlineBridge()
    const db = await desks.open(bridge)
    const result = await db.save([receive(1)])
    expect(result.kind).toBe('saved')
    expect(bridge.journal).toHaveLength(1)
    const record = await db.get(sampleUuid(0, 1))
    expect(record?.dossier.submitter.name).toBe('Nguyễn Thị Hoà')
    expect(record?.syncState).toBe('savedHere')
  })

  test('a refusal of the journal is passed on and nothing is stored', async () => {
    const bridge = desks.offlineBridge()
    const db = await desks.open(bridge)
    bridge.overrides['journal.commit'] = () => ({ kind: 'failed', code: 'DISK_FULL', lastKnownInstant: null })
    expect(await db.save([receive(1)])).toMatchObject({ kind: 'failed', code: 'DISK_FULL' })
    expect(await db.get(sampleUuid(0, 1))).toBeNull()
  })

  test('a later event is stamped after what the desk knows of the dossier', async () => {
    const bridge = desks.offlineBridge()
    const db = await desks.open(bridge)
    await db.save([receive(1, {}, '2026-11-24T08:30:00+07:00')])
    await db.save([draft('noted', 1, { text: 'Đồng hồ chậm' }, '2026-11-24T07:00:00+07:00')])
    const record = await db.get(sampleUuid(0, 1))
    expect(record?.events.map((event) => event.type)).toEqual(['received', 'noted'])
  })
})

describe('starting again', () => {
  test('what was in the journal but not in the database comes back', async () => {
    const bridge = desks.offlineBridge()
    const first = await desks.open(bridge)
    await first.save([receive(1)])
    await desks.close(first)
    await bridge.call('journal.commit', { drafts: [draft('noted', 1, { text: 'Trước khi mất điện' }), receive(2)] })
    const second = await desks.open(bridge)
    expect((await second.get(sampleUuid(0, 1)))?.events).toHaveLength(2)
    expect((await second.get(sampleUuid(0, 2)))?.unsentEventIds).toHaveLength(1)
    expect(await second.search({ text: 'hoa' })).toHaveLength(2)
  })

  test('a deleted IndexedDB is rebuilt from the journal and from the province', async () => {
    const bridge = desks.bridge()
    const other = new FakeBridge(bridge.province, `${desks.id}-b`, 900 + desks.number)
    const first = await desks.open(bridge)
    await first.save([receive(1)])
    await settled(first)
    const second = await desks.open(other)
    await second.save([receive(2)])
    await settled(second)
    await desks.close(first)
    for (const { name } of await indexedDB.databases())
      if (name?.includes(`mot-cua-${desks.id}`) && !name.includes('-b')) indexedDB.deleteDatabase(name)
    const rebuilt = await desks.open(bridge)
    await settled(rebuilt)
    expect((await rebuilt.get(sampleUuid(0, 1)))?.syncState).toBe('atProvince')
    await expect.poll(() => rebuilt.get(sampleUuid(0, 2))).toMatchObject({ syncState: 'atProvince' })
  })

  test('a journal that was begun anew is read from its start', async () => {
    const bridge = desks.offlineBridge()
    const first = await desks.open(bridge)
    await first.save([receive(1), draft('noted', 1, { text: 'Một' })])
    await desks.close(first)
    bridge.journal.splice(0)
    await bridge.call('journal.commit', { drafts: [receive(2)] })
    const second = await desks.open(bridge)
    expect(await second.get(sampleUuid(0, 2))).not.toBeNull()
    expect(await second.get(sampleUuid(0, 1))).not.toBeNull()
  })

  test('an event that only the journal has is not passed by the mark', async () => {
    const bridge = desks.offlineBridge()
    const first = await desks.open(bridge)
    const put = IDBObjectStore.prototype.put
    const add = IDBObjectStore.prototype.add
    IDBObjectStore.prototype.put = IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    const failed = await first.save([receive(1)]).finally(() => {
      IDBObjectStore.prototype.put = put
      IDBObjectStore.prototype.add = add
    })
    expect(failed.kind).toBe('journalledOnly')
    await first.save([receive(2)])
    await desks.close(first)
    const second = await desks.open(bridge)
    expect(await second.get(sampleUuid(0, 1))).not.toBeNull()
    expect(await second.get(sampleUuid(0, 2))).not.toBeNull()
  })
})

describe('at rest', () => {
  test('IndexedDB holds no name, number of a person, phone or address', async () => {
    const db = await desks.open(desks.offlineBridge())
    await db.save([receive(1)])
    await db.drafts.put({
      id: 'nháp-1',
      officerId: 'can-bo-1',
      updatedAt: now.toISOString(),
      title: 'Nguyễn Thị Hoà',
      body: { name: 'Nguyễn Thị Hoà' },
    })
    const raw = JSON.stringify(await readEverything())
    for (const secret of ['Nguyễn', 'nguyen', 'Hoà', '072190001234', '0912345678', 'Khu phố'])
      expect(raw.includes(secret), secret).toBe(false)
    expect(raw).toContain(sampleUuid(0, 1))
  })

  test('another key opens nothing', async () => {
    const bridge = desks.offlineBridge()
    const db = await desks.open(bridge)
    await db.save([receive(1)])
    await desks.close(db)
    await expect(desks.open(bridge, new Uint8Array(32).fill(1))).rejects.toThrow('does not open')
    await desks.open(bridge)
  })
})

describe('searching', () => {
  async function withPeople(): Promise<DeskDatabase> {
    const db = await desks.open(desks.offlineBridge())
    await db.save([
      receive(1, { submitter: person('Nguyễn Văn Hòa') }, '2026-11-20T08:00:00+07:00'),
      receive(
        2,
        { submitter: person('Trần Thị Hoa', { idNumber: '080195004321', phone: '+84 276 3822 222' }) },
        '2026-11-21T08:00:00+07:00',
      ),
      receive(3, { submitter: person('Đặng Quý Lý'), owner: person('Phạm Đức An') }, '2026-11-22T08:00:00+07:00'),
    ])
    return db
  }
  const numbersOf = (rows: { number: string }[]) => rows.map((row) => Number(row.number.slice(-4)))

  test.each([
    ['hoa', [2, 1]],
    ['Hòa', [1, 2]],
    ['hoà', [1, 2]],
    ['van h', [1]],
    ['dang qui', [3]],
    ['ĐẶNG', [3]],
    ['duc an', [3]],
    ['08019500', [2]],
    ['0276', [2]],
    ['261124-0002', [2]],
    ['000.00.01.H53-261124-0003', [3]],
    ['0003', [3]],
    ['khong co', []],
    ['', [3, 2, 1]],
  ])('%s finds %j', async (text, expected) => {
    const db = await withPeople()
    expect(numbersOf(await db.search({ text }))).toEqual(expected)
  })

  test('filters and limit', async () => {
    const db = await withPeople()
    expect(numbersOf(await db.search({ text: '', receivedFrom: '2026-11-21', receivedTo: '2026-11-21' }))).toEqual([2])
    expect(numbersOf(await db.search({ text: '', statuses: ['returned'] }))).toEqual([])
    expect(numbersOf(await db.search({ text: '', limit: 2 }))).toEqual([3, 2])
  })

  test('any code it ever had finds it, typed as one likes', async () => {
    const db = await desks.open(desks.offlineBridge())
    await db.save([
      receive(1, { number: { code: 'TẠM-desk-1-261124-001', kind: 'provisional' } }),
      draft('numberAssigned', 1, samplePayloads.numberAssigned()),
    ])
    for (const code of ['tam-desk-1-261124-001', '000.00.01.h53-261124-0777', '0000001H532611240777'])
      expect(numbersOf(await db.findByCode(code)), code).toEqual([777])
    expect(await db.findByCode('0777')).toEqual([])
  })

  test('a search that is watched finds what is added later', async () => {
    const db = await desks.open(desks.offlineBridge())
    const seen: number[] = []
    const watching = db.watchSearch({ text: 'hoang yen' }).subscribe((rows) => seen.push(rows.length))
    await expect.poll(() => seen).toEqual([0])
    await db.save([receive(1, { submitter: person('Nguyễn Thị Hoàng Yến') })])
    await expect.poll(() => seen).toEqual([0, 1])
    watching.unsubscribe()
  })

  test('suspected duplicates are the same person and procedure since a date', async () => {
    const db = await withPeople()
    const question = { idNumber: '080195004321', procedureCode: '1.004873', receivedSince: '2026-11-01T00:00:00+07:00' }
    expect(numbersOf(await db.suspectedDuplicates(question))).toEqual([2])
    expect(await db.suspectedDuplicates({ ...question, procedureCode: '1.001193' })).toEqual([])
    expect(await db.suspectedDuplicates({ ...question, receivedSince: '2026-11-22T00:00:00+07:00' })).toEqual([])
  })
})

test('the due board follows what happens', async () => {
  const db = await desks.open(desks.offlineBridge())
  const due = (dueAt: string) => ({ due: { ...receivedPayload().due, dueAt } })
  await db.save([
    receive(1, due('2026-11-24T17:00:00+07:00')),
    receive(2, due('2026-11-23T17:00:00+07:00')),
    receive(3, due('2026-11-26T17:00:00+07:00')),
    receive(4, due('2026-12-24T17:00:00+07:00')),
  ])
  const board = () => firstValueFrom(db.watchDueBoard(() => now))
  expect((await board()).counts).toMatchObject({ today: 1, soon: 1, late: 1, toReturn: 0, open: 4, receivedToday: 4 })
  await db.save([draft('resultArrived', 2, samplePayloads.resultArrived())])
  expect((await board()).counts).toMatchObject({ late: 0, toReturn: 1, open: 4 })
  await db.save([draft('returned', 2, samplePayloads.returned())])
  expect((await board()).counts).toMatchObject({ toReturn: 0, open: 3 })
})

test('a contradiction is listed, also of a closed dossier, until a note settles it', async () => {
  const db = await desks.open(desks.offlineBridge())
  const contradictions = async () => (await firstValueFrom(db.watchContradictions())).map(({ id }) => id)
  await db.save([receive(1), receive(2)])
  for (const type of ['resultArrived', 'returned', 'returned'] as const)
    await db.save([draft(type, 1, samplePayloads[type]())])
  expect(await contradictions()).toEqual([sampleUuid(0, 1)])
  const counts = async () => (await firstValueFrom(db.watchDueBoard(() => now))).counts
  expect((await counts()).open).toBe(1)
  expect(await firstValueFrom(db.watchOpen(() => true))).toHaveLength(1)
  const { attention } = (await db.get(sampleUuid(0, 1)))!.dossier
  await db.save([draft('noted', 1, { text: 'Đã gọi lại', settles: attention.flatMap(({ eventIds }) => eventIds) })])
  expect(await contradictions()).toEqual([])
})

test('drafts survive a restart, by officer', async () => {
  const bridge = desks.offlineBridge()
  const first = await desks.open(bridge)
  await first.drafts.put({
    id: 'a',
    officerId: 'can-bo-1',
    updatedAt: '2026-11-24T01:00:00Z',
    title: 'Khai sinh',
    body: { step: 2 },
  })
  await first.drafts.put({ id: 'b', officerId: 'can-bo-2', updatedAt: '2026-11-24T01:00:00Z', title: 'Khác', body: {} })
  await desks.close(first)
  const second = await desks.open(bridge)
  const drafts = await firstValueFrom(second.drafts.watch('can-bo-1'))
  expect(drafts.map((item) => item.title)).toEqual(['Khai sinh'])
  await second.drafts.remove('a')
  expect(await second.drafts.get('a')).toBeNull()
})

async function readEverything(): Promise<unknown[]> {
  const found: unknown[] = []
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined || !name.includes(`mot-cua-${desks.id}`)) continue
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
    for (const store of db.objectStoreNames) {
      const request = db.transaction(store).objectStore(store).getAll()
      found.push(await new Promise((resolve) => request.addEventListener('success', () => resolve(request.result))))
    }
    db.close()
  }
  return found
}
