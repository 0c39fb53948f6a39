/** What is typed into an action outlives its dialog, and goes once it is saved. */
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { receivedPayload, sampleEvent, sampleUuid } from '../../../test/support/event-builder.ts'
import { actionDraftId } from '../../database/draft-ids.ts'
import { openAction, openDossier, saveDialog } from '../../testing/open-dossier.tsx'
import type { OpenedDossier } from '../../testing/open-dossier.tsx'

const received = sampleEvent('received', 1, { payload: receivedPayload() })
const now = '2026-11-25T09:00:00+07:00'
const idOf = (action: string) => actionDraftId(received.dossierId, action)

async function leave({ user }: OpenedDossier): Promise<void> {
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
}
const reason = (dialog: HTMLElement) => within(dialog).getByLabelText(/^Lý do/)

describe('what is typed into an action', () => {
  test('is there again after Escape, says so, and is gone once saved', async () => {
    const opened = openDossier([received], now)
    const dialog = await openAction(opened, /Yêu cầu bổ sung/)
    await opened.user.click(within(dialog).getByRole('checkbox', { name: /^Tờ khai theo mẫu/ }))
    await opened.user.type(within(dialog).getByLabelText('Cụ thể: Tờ khai theo mẫu'), 'thiếu chữ ký')
    await opened.user.type(reason(dialog), 'Chưa đúng mẫu')
    await leave(opened)
    expect(await screen.findByRole('button', { name: /Yêu cầu bổ sung · có bản nháp/ })).toBeVisible()
    const again = await openAction(opened, /Yêu cầu bổ sung/)
    expect(within(again).getByText(/Đã mở lại bản nháp lúc 09:00 25\/11\/2026/)).toBeVisible()
    expect(within(again).getByLabelText('Cụ thể: Tờ khai theo mẫu')).toHaveValue('thiếu chữ ký')
    expect(reason(again)).toHaveValue('Chưa đúng mẫu')
    await saveDialog(opened)
    await waitFor(() => expect(opened.saved).toHaveLength(1))
    expect(opened.saved[0]?.payload).toMatchObject({ reason: 'Chưa đúng mẫu' })
    await waitFor(() => expect(opened.drafts.all()).toEqual([]))
  })

  test('can be thrown away, and what is as at the beginning is no draft', async () => {
    const opened = openDossier([received], now)
    const dialog = await openAction(opened, /Ghi chú/)
    await opened.user.type(within(dialog).getByLabelText(/Nội dung/), 'Gọi lại')
    await leave(opened)
    const again = await openAction(opened, /Ghi chú/)
    await opened.user.click(within(again).getByRole('button', { name: 'Bỏ bản nháp' }))
    await waitFor(() => expect(within(screen.getByRole('dialog')).getByLabelText(/Nội dung/)).toHaveValue(''))
    expect(screen.queryByText(/Đã mở lại bản nháp/)).toBeNull()
    expect(opened.drafts.all()).toEqual([])
    const fresh = screen.getByRole('dialog')
    await opened.user.type(within(fresh).getByLabelText(/Nội dung/), 'x')
    await opened.user.clear(within(fresh).getByLabelText(/Nội dung/))
    await leave(opened)
    expect(opened.drafts.all()).toEqual([])
  })

  test('stays when saving fails, and each action has its own', async () => {
    const opened = openDossier([received], now)
    const dialog = await openAction(opened, /Ghi chú/)
    await opened.user.type(within(dialog).getByLabelText(/Nội dung/), 'Gọi lại')
    opened.refuseWith.answer = { kind: 'failed', code: 'DISK_FULL', lastKnownInstant: null }
    await saveDialog(opened)
    await within(dialog).findByText(/Ổ đĩa đã đầy/)
    await leave(opened)
    expect(opened.drafts.all().map(({ id }) => id)).toEqual([idOf('note')])
    const other = await openAction(opened, /Yêu cầu bổ sung/)
    expect(reason(other)).toHaveValue('')
    expect(within(other).queryByText(/Đã mở lại bản nháp/)).toBeNull()
  })

  test('is gone when it reached the journal only: saved again it would be there twice', async () => {
    const opened = openDossier([received], now)
    const dialog = await openAction(opened, /Ghi chú/)
    await opened.user.type(within(dialog).getByLabelText(/Nội dung/), 'Gọi lại')
    opened.refuseWith.answer = { kind: 'journalledOnly', events: [], reason: 'IndexedDB' }
    await saveDialog(opened)
    await waitFor(() => expect(screen.queryByRole('button', { name: /Lưu/ })).toBeNull())
    await leave(opened)
    expect(opened.drafts.all()).toEqual([])
  })

  test('of a colleague, and from before something happened, says so', async () => {
    const opened = openDossier([received], now)
    const body = { eventCount: 7, fields: { text: 'Của đồng nghiệp' } }
    const draft = { id: idOf('note'), officerId: 'can-bo-1', updatedAt: '2026-11-25T01:30:00.000Z', title: '', body }
    await opened.drafts.put(draft)
    const dialog = await openAction(opened, /Ghi chú/)
    expect(within(dialog).getByLabelText(/Nội dung/)).toHaveValue('Của đồng nghiệp')
    expect(within(dialog).getByText(/Sau lúc đó hồ sơ đã có việc mới/)).toBeVisible()
  })

  test.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'x'],
    ['other fields', { eventCount: 1, fields: { text: 7, note: [] } }],
    ['no count', { fields: { text: 'Chữ' } }],
  ])('%s in the place of a draft opens an empty dialog', async (_name, body) => {
    const opened = openDossier([received], now)
    await opened.drafts.put({
      id: idOf('note'),
      officerId: 'x',
      updatedAt: '2026-11-25T01:30:00.000Z',
      title: '',
      body,
    })
    const dialog = await openAction(opened, /Ghi chú/)
    expect(within(dialog).getByLabelText(/Nội dung/)).toHaveValue('')
    await leave(opened)
    expect(opened.drafts.all()).toMatchObject([{ body }])
  })

  test('what the dossier no longer allows can still be read, and thrown away', async () => {
    const opened = openDossier([received, sampleEvent('resultArrived', 2)], now)
    const body = { eventCount: 1, fields: { entry: { reason: 'Thiếu chữ ký của cha', lines: ['Ảnh 3x4'] } } }
    const id = idOf('supplementRequest')
    await opened.drafts.put({ id, officerId: 'can-bo-1', updatedAt: '2026-11-25T01:30:00.000Z', title: '', body })
    await opened.user.click(await screen.findByText(/Bản nháp “Yêu cầu bổ sung”/))
    expect(screen.getByText('Thiếu chữ ký của cha')).toBeVisible()
    expect(screen.getByText('Ảnh 3x4')).toBeVisible()
    await opened.user.click(screen.getByRole('button', { name: 'Bỏ bản nháp' }))
    await waitFor(() => expect(opened.drafts.all()).toEqual([]))
  })

  test('an id of any dossier and action fits the database', () => {
    expect(idOf('x'.repeat(24)).length).toBeLessThanOrEqual(64)
    expect(actionDraftId(sampleUuid(1, 1), 'a')).not.toBe(actionDraftId(sampleUuid(1, 2), 'a'))
  })
})
