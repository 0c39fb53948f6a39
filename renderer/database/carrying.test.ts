import 'fake-indexeddb/auto'
import { firstValueFrom, filter as keep } from 'rxjs'
import { afterEach, describe, expect, test } from 'vitest'
import type { DossierEvent, EventDraft } from '../../shared/dossier/event.ts'
import { receivedPayload, sampleEvent, sampleUuid } from '../../test/support/event-builder.ts'
import { FakeBridge } from '../../test/support/fake-bridge.ts'
import { planFiles } from './carrying.ts'
import type { DeskDatabase } from './desk-database.ts'
import { openDeskDatabase } from './open.ts'

const now = new Date('2026-11-24T09:00:00+07:00')
let desks = 0
const opened: DeskDatabase[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()))
})

/** A desk that met the province once and lost its link then. */
async function deskWithoutLink(): Promise<{ bridge: FakeBridge; db: DeskDatabase }> {
  desks += 1
  const bridge = new FakeBridge(undefined, `mang-usb-${desks}`, 300 + desks)
  const dataKey = new Uint8Array(32).fill(3)
  const schedule = () => () => undefined
  const db = await openDeskDatabase({ bridge, dataKey, deskId: bridge.deskId, now: () => now, schedule })
  opened.push(db)
  await firstValueFrom(db.watchSync().pipe(keep(({ phase, lastSuccessAt }) => phase === 'idle' && !!lastSuccessAt)))
  bridge.setOnline(false)
  return { bridge, db }
}
const id = sampleUuid(0, 1)
const draft = (type: 'received' | 'noted'): EventDraft =>
  ({
    dossierId: id,
    type,
    at: '2026-11-24T08:30:00+07:00',
    payload: type === 'received' ? receivedPayload() : { text: 'Thêm' },
  }) as EventDraft
const rejection = { code: 'INVALID_EVENT', message: 'Sai', eventId: null, path: null, otherDossierId: null } as const

describe('an answer from a stick', () => {
  test('what the province took is sent no more, and a second import changes nothing', async () => {
    const { bridge, db } = await deskWithoutLink()
    await db.save([draft('received')])
    const [file] = await db.carrying.plan()
    const { epoch, outcomes } = bridge.province.push(file!.requests[0]!.dossiers)
    for (let time = 0; time < 2; time += 1)
      expect(await db.carrying.takeAnswer({ epoch, answers: 'x', outcomes })).toEqual({
        kind: 'taken',
        confirmed: 1,
        rejected: 0,
      })
    expect((await db.get(id))?.syncState).toBe('atProvince')
    expect(await db.carrying.plan()).toEqual([])
  })

  test('what was added after the bundle stays unsent', async () => {
    const { bridge, db } = await deskWithoutLink()
    await db.save([draft('received')])
    const [file] = await db.carrying.plan()
    await db.save([draft('noted')])
    const { epoch, outcomes } = bridge.province.push(file!.requests[0]!.dossiers)
    await db.carrying.takeAnswer({ epoch, answers: 'x', outcomes })
    expect((await db.get(id))?.unsentEventIds).toHaveLength(1)
  })

  test('a refusal concerns what was offered, and is shown only of a bundle this desk remembers', async () => {
    const { db } = await deskWithoutLink()
    await db.save([draft('received')])
    const [file] = await db.carrying.plan()
    const answer = {
      epoch: 'epoch-1',
      answers: 'goi-1',
      outcomes: [{ outcome: 'rejected' as const, dossierId: id, rejection }],
    }
    await db.carrying.takeAnswer(answer)
    expect((await db.get(id))?.syncState).toBe('savedHere')
    await db.carrying.remember('goi-1', file!)
    await db.carrying.takeAnswer(answer)
    expect((await db.get(id))?.rejection?.message).toBe('Sai')
    await db.save([draft('noted')])
    await db.carrying.takeAnswer(answer)
    expect((await db.get(id))?.rejection).toBeNull()
  })

  test('from before the province was restored: nothing is taken as sent', async () => {
    const { bridge, db } = await deskWithoutLink()
    await db.save([draft('received')])
    const [file] = await db.carrying.plan()
    const { outcomes } = bridge.province.push(file!.requests[0]!.dossiers)
    expect(await db.carrying.takeAnswer({ epoch: 'epoch-0', answers: 'x', outcomes })).toEqual({ kind: 'otherEpoch' })
    expect((await db.get(id))?.syncState).toBe('savedHere')
  })
})

describe('files', () => {
  const outgoing = (dossier: number, events: number) => ({
    dossierId: sampleUuid(0, dossier),
    digest: '0'.repeat(32),
    events: Array.from({ length: events }, (_, n): DossierEvent => sampleEvent('noted', n, { dossier })),
  })

  test('long histories are cut, large backlogs go in several files, and every event is in exactly one', () => {
    const unsent = [outgoing(1, 1203), ...Array.from({ length: 40 }, (_, n) => outgoing(n + 2, 3))]
    const files = planFiles(unsent, { fileBytes: 200_000, requestBytes: 50_000 })
    expect(files.length).toBeGreaterThan(1)
    const pieces = files.flatMap((file) => file.requests.flatMap((request) => request.dossiers))
    expect(Math.max(...pieces.map(({ events }) => events.length))).toBe(500)
    const ids = pieces.flatMap(({ events }) => (events as DossierEvent[]).map((event) => event.id))
    expect(ids).toHaveLength(1203 + 120)
    expect(new Set(ids).size).toBe(ids.length)
    expect(files.reduce((sum, { events }) => sum + events, 0)).toBe(ids.length)
  })

  test('nothing unsent: no file', () => expect(planFiles([])).toEqual([]))
})
