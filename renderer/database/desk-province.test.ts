/** A desk's database and the province: what it owes, what comes back, and what is refused. */
import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sampleUuid } from '../../test/support/event-builder.ts'
import { TestDesks, draft, receive, settled } from '../testing/desk-databases.ts'
import type { DeskDatabase } from './desk-database.ts'

const desks = new TestDesks()
beforeEach(() => desks.next())
afterEach(() => desks.closeAll())

describe('with a province', () => {
  test('two desks that worked apart meet, and neither loses', async () => {
    const a = desks.bridge()
    const b = desks.bridge(a.province, `${desks.id}-b`, 500 + desks.number)
    const [first, second] = [await desks.open(a), await desks.open(b)]
    await first.save([receive(1)])
    await settled(first)
    second.syncNow()
    await expect.poll(() => second.get(sampleUuid(0, 1))).not.toBeNull()
    a.setOnline(false)
    b.setOnline(false)
    await first.save([draft('noted', 1, { text: 'Từ bàn một' })])
    await second.save([draft('noted', 1, { text: 'Từ bàn hai' })])
    a.setOnline(true)
    b.setOnline(true)
    await Promise.all([settled(first), settled(second)])
    first.syncNow()
    const texts = async (db: DeskDatabase) =>
      (await db.get(sampleUuid(0, 1)))?.events.map((event) => event.payload['text'] ?? 'received')
    await expect.poll(() => texts(first)).toHaveLength(3)
    expect(await texts(first)).toEqual(await texts(second))
  })

  test('a rejected dossier says why, delays no other, and goes again once something is added', async () => {
    const bridge = desks.bridge()
    const rejection = {
      code: 'NUMBER_TAKEN' as const,
      message: 'Mã đã cấp',
      eventId: null,
      path: null,
      otherDossierId: sampleUuid(0, 9),
    }
    bridge.province.rejections.set(sampleUuid(0, 1), rejection)
    const db = await desks.open(bridge)
    await db.save([receive(1), receive(2)])
    await expect.poll(() => db.get(sampleUuid(0, 2))).toMatchObject({ syncState: 'atProvince' })
    expect(await db.get(sampleUuid(0, 1))).toMatchObject({ syncState: 'rejected', rejection })
    bridge.province.rejections.clear()
    await db.save([draft('noted', 1, { text: 'Đã sửa' })])
    await expect.poll(() => db.get(sampleUuid(0, 1))).toMatchObject({ syncState: 'atProvince', rejection: null })
  })

  test('a refused dossier is listed with the province’s words, and may be sent once more unchanged', async () => {
    const bridge = desks.bridge()
    const rejection = {
      code: 'INTERNAL' as const,
      message: 'Hệ thống bận',
      eventId: null,
      path: null,
      otherDossierId: null,
    }
    bridge.province.rejections.set(sampleUuid(0, 1), rejection)
    const db = await desks.open(bridge)
    await db.save([receive(1)])
    const rejected = () => firstValueFrom(db.watchRejected())
    await expect
      .poll(async () => (await rejected()).map((record) => record.rejection?.message))
      .toEqual(['Hệ thống bận'])
    bridge.province.rejections.clear()
    await db.sendAgain(sampleUuid(0, 1))
    await expect.poll(() => db.get(sampleUuid(0, 1))).toMatchObject({ syncState: 'atProvince' })
    expect(await rejected()).toEqual([])
  })

  test('an event added while the dossier is on its way is never shown as sent', async () => {
    const bridge = desks.bridge()
    const db = await desks.open(bridge)
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    bridge.overrides['province.push'] = async ({ dossiers }) => {
      await gate
      return { ok: true, value: bridge.province.push(dossiers) }
    }
    await db.save([receive(1)])
    await expect.poll(() => db.get(sampleUuid(0, 1))).toMatchObject({ syncState: 'sending' })
    await db.save([draft('noted', 1, { text: 'Thêm' })])
    expect(await db.get(sampleUuid(0, 1))).toMatchObject({ syncState: 'changedWhileSending' })
    release()
    await expect.poll(() => db.get(sampleUuid(0, 1))).toMatchObject({ syncState: 'atProvince' })
    expect(bridge.province.histories.get(sampleUuid(0, 1))).toHaveLength(2)
  })

  test('after the province was restored from a backup, the desk offers again what it lacks', async () => {
    const bridge = desks.bridge()
    const db = await desks.open(bridge)
    await db.save([receive(1), receive(2)])
    await settled(db)
    bridge.province.restore('epoch-2', (id) => id === sampleUuid(0, 1))
    db.syncNow()
    await expect.poll(() => bridge.province.histories.size).toBe(2)
    await settled(db)
  })
})
