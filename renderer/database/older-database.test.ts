/** What an earlier version left on the disk, opened by this one. */
import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { firstValueFrom } from 'rxjs'
import { afterEach, expect, test } from 'vitest'
import type { EventDraft } from '../../shared/dossier/event.ts'
import { receivedPayload, sampleUuid } from '../../test/support/event-builder.ts'
import { FakeBridge, FakeProvince } from '../../test/support/fake-bridge.ts'
import type { DeskDatabase } from './desk-database.ts'
import { actionDraftId } from './draft-ids.ts'
import { openDeskDatabase } from './open.ts'
import { createSeal } from './seal.ts'
import { encodeLines } from './segment-codec.ts'

const dataKey = new Uint8Array(32).fill(9)
const now = new Date('2026-11-24T09:00:00+07:00')
const opened: DeskDatabase[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()))
})

async function open(bridge: FakeBridge, phases: string[] = []): Promise<DeskDatabase> {
  const db = await openDeskDatabase({
    bridge,
    dataKey,
    deskId: bridge.deskId,
    now: () => now,
    schedule: () => () => undefined,
    onProgress: ({ phase }) => phases.push(phase),
  })
  opened.push(db)
  return db
}

function offlineBridge(deskId: string, n: number): FakeBridge {
  const bridge = new FakeBridge(new FakeProvince(), deskId, n)
  bridge.link = { ...bridge.link, online: false }
  return bridge
}

const owner = { ...receivedPayload().submitter, name: 'Trần Văn Bé', idNumber: '072085009876' }
const receive: EventDraft = {
  dossierId: sampleUuid(0, 1),
  type: 'received',
  at: '2026-11-24T08:30:00+07:00',
  payload: receivedPayload({ owner }),
}

test('search rows of the version before are made again from the documents, once, with progress', async () => {
  const bridge = offlineBridge('ban-cu', 81)
  const first = await open(bridge)
  await first.save([receive])
  expect(await first.search({ text: owner.idNumber })).toHaveLength(1)
  opened.pop()
  await first.close()
  await putOlderRow('mot-cua-ban-cu-search')
  const phases: string[] = []
  const second = await open(bridge, phases)
  expect(phases).toContain('indexing')
  expect(await second.search({ text: owner.idNumber })).toHaveLength(1)
  opened.pop()
  await second.close()
  const again: string[] = []
  const third = await open(bridge, again)
  expect(again).not.toContain('indexing')
  expect(await third.search({ text: owner.idNumber })).toHaveLength(1)
})

/** As that version sealed it: without the owner's number. */
async function putOlderRow(name: string): Promise<void> {
  const seal = await createSeal(dataKey, 'search')
  const line = {
    id: receive.dossierId,
    receivedMs: Date.parse(receive.at),
    receivedOn: '2026-11-24',
    folded: ' nguien thi hoa tran van be',
    codes: '',
    accented: '',
    status: 'accepted' as const,
    procedureCode: '1.004873',
    open: null,
  }
  const db = new Dexie(name)
  await db.open()
  await db.table('segments').clear()
  await db.table('segments').add({ sealed: await seal.sealBytes(encodeLines([line]), 'search-segment') })
  db.close()
}

test('drafts of actions are a dossier’s, and no intakes', async () => {
  const db = await open(offlineBridge('ban-nhap', 82))
  const draft = (id: string) => ({ id, officerId: 'can-bo-1', updatedAt: now.toISOString(), title: '', body: {} })
  const ofNote = actionDraftId(sampleUuid(0, 1), 'note')
  await db.drafts.put(draft('tiep-nhan-1'))
  await db.drafts.put(draft(ofNote))
  await db.drafts.put(draft(actionDraftId(sampleUuid(0, 2), 'note')))
  const ids = (drafts: { id: string }[]) => drafts.map(({ id }) => id)
  expect(ids(await firstValueFrom(db.drafts.watch('can-bo-1')))).toEqual(['tiep-nhan-1'])
  expect(ids(await firstValueFrom(db.drafts.watchActions(sampleUuid(0, 1))))).toEqual([ofNote])
})
