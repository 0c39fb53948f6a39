import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { receivedPayload, sampleEvent } from '../../../test/support/event-builder.ts'
import { openAction, openDossier, saveDialog } from '../../testing/open-dossier.tsx'

// Received at 08:01 on Tuesday 24/11/2026; three working days, until Friday.
const received = (supplementPolicy: 'RESTART' | 'PAUSE' = 'RESTART') =>
  sampleEvent('received', 1, { payload: receivedPayload({ supplementPolicy }) })
const asked = (deadline: string | null = null) =>
  sampleEvent('supplementRequested', 2, {
    payload: { items: ['Tờ khai theo mẫu (cần sửa, hoàn thiện): ký tên'], reason: 'Sai', deadline, formNumber: null },
  })
const soon = '2026-11-25T09:00:00+07:00'

describe('asking for papers', () => {
  test('picked and free lines, reason, deadline and contact become one request, and its paper opens', async () => {
    const opened = openDossier([received()], soon)
    const dialog = await openAction(opened, /Yêu cầu bổ sung/)
    const { user } = opened
    await user.click(within(dialog).getByRole('checkbox', { name: /^Tờ khai theo mẫu/ }))
    await user.type(within(dialog).getByLabelText('Cụ thể: Tờ khai theo mẫu'), 'thiếu  chữ ký')
    await user.type(within(dialog).getByLabelText('Nội dung khác 1'), 'Ảnh 3x4')
    await user.type(within(dialog).getByLabelText(/^Lý do/), 'Chưa đúng mẫu')
    await user.type(within(dialog).getByLabelText(/^Hạn bổ sung/), '30/11/2026')
    expect(dialog).toHaveTextContent('Nếu nộp đủ hôm nay17:00 30/11/2026')
    expect(dialog).toHaveTextContent('Nếu nộp đủ ngày 30/11/202617:00 03/12/2026')
    await saveDialog(opened)
    await waitFor(() => expect(opened.saved).toHaveLength(1))
    expect(opened.saved[0]?.payload).toMatchObject({
      items: ['Tờ khai theo mẫu (cần sửa, hoàn thiện): thiếu chữ ký', 'Ảnh 3x4'],
      reason: 'Chưa đúng mẫu',
      deadline: '2026-11-30',
      contact: { name: 'Lê Văn Đức' },
    })
    expect(opened.record().dossier.status).toBe('awaitingSupplement')
    await waitFor(() => expect(opened.papers).toHaveLength(1))
    expect(opened.papers[0]?.definition.form).toBe('supplementRequest')
    expect(opened.papers[0]?.view['reason']).toBe('Chưa đúng mẫu')
  })

  test('nothing asked, no reason, a day that is none or is past: said at the fields, nothing saved, nothing lost', async () => {
    const opened = openDossier([received()], soon)
    const dialog = await openAction(opened, /Yêu cầu bổ sung/)
    await opened.user.type(within(dialog).getByLabelText(/^Hạn bổ sung/), '31/02/2026')
    await saveDialog(opened)
    expect(within(dialog).getByText('Chưa chọn hoặc ghi nội dung cần bổ sung')).toBeVisible()
    expect(within(dialog).getByLabelText(/^Lý do/)).toBeInvalid()
    expect(within(dialog).getByLabelText(/^Hạn bổ sung/)).toBeInvalid()
    await opened.user.clear(within(dialog).getByLabelText(/^Hạn bổ sung/))
    await opened.user.type(within(dialog).getByLabelText(/^Hạn bổ sung/), '24/11/2026')
    expect(within(dialog).getByText('Hạn bổ sung không được trước hôm nay')).toBeVisible()
    await opened.user.click(within(dialog).getByLabelText('Nội dung khác 1'))
    await opened.user.paste('x'.repeat(1001))
    expect(within(dialog).getByLabelText('Nội dung khác 1')).toBeInvalid()
    await saveDialog(opened)
    expect(opened.saved).toEqual([])
  })

  test('a full disk keeps what was typed, and saving again works', async () => {
    const opened = openDossier([received()], soon)
    const dialog = await openAction(opened, /Yêu cầu bổ sung/)
    await opened.user.type(within(dialog).getByLabelText('Nội dung khác 1'), 'Ảnh 3x4')
    await opened.user.type(within(dialog).getByLabelText(/^Lý do/), 'Thiếu ảnh')
    opened.refuseWith.answer = { kind: 'failed', code: 'DISK_FULL', lastKnownInstant: null }
    await saveDialog(opened)
    expect(await within(dialog).findByText(/Ổ đĩa đã đầy/)).toBeVisible()
    expect(within(dialog).getByLabelText(/^Lý do/)).toHaveValue('Thiếu ảnh')
    opened.refuseWith.answer = null
    await saveDialog(opened)
    await waitFor(() => expect(opened.saved).toHaveLength(1))
  })

  test('later than three working days is said', async () => {
    const opened = openDossier([received()], '2026-11-28T09:00:00+07:00')
    const dialog = await openAction(opened, /Yêu cầu bổ sung/)
    expect(within(dialog).getByText(/Đã quá 3 ngày làm việc.*17:00 27\/11\/2026/)).toBeVisible()
    expect(within(dialog).queryByText(/lần yêu cầu bổ sung thứ/)).toBeNull()
  })

  test('a second request is warned of, and saved only when confirmed', async () => {
    const answered = sampleEvent('supplemented', 3)
    const opened = openDossier([received(), asked(), answered], soon)
    const dialog = await openAction(opened, /Yêu cầu bổ sung/)
    expect(within(dialog).getByText(/lần yêu cầu bổ sung thứ 2/)).toBeVisible()
    await opened.user.type(within(dialog).getByLabelText('Nội dung khác 1'), 'Ảnh 3x4')
    await opened.user.type(within(dialog).getByLabelText(/^Lý do/), 'Thiếu ảnh')
    await saveDialog(opened)
    expect(await within(dialog).findByText(/Hồ sơ sẽ bị tính trễ hạn/)).toBeVisible()
    expect(opened.saved).toEqual([])
    await saveDialog(opened)
    await waitFor(() => expect(opened.saved).toHaveLength(1))
  })
})

describe('the answer', () => {
  test('what came is added to the papers, and the clock starts anew with its reason', async () => {
    const opened = openDossier([received(), asked('2026-11-25')], '2026-11-30T10:00:00+07:00')
    const dialog = await openAction(opened, /Đã bổ sung/)
    expect(within(dialog).getByText('Đã quá hạn bổ sung 25/11/2026.')).toBeVisible()
    await opened.user.click(within(dialog).getByRole('checkbox', { name: 'Đã nhận: Tờ khai theo mẫu' }))
    expect(within(dialog).getByTestId('new-due')).toHaveTextContent('17:00 03/12/2026')
    expect(within(dialog).getByText(/Tính lại từ đầu từ ngày nhận đủ hồ sơ bổ sung.*30\/11\/2026/)).toBeVisible()
    await saveDialog(opened)
    await waitFor(() => expect(opened.saved).toHaveLength(1))
    const { dossier } = opened.record()
    expect(dossier).toMatchObject({ status: 'processing', dueAt: '2026-12-03T17:00:00+07:00' })
    expect(dossier.components.map(({ id }) => id)).toEqual(['to-khai', 'supplement-1-1'])
    expect(dossier.attention).toEqual([])
  })

  test('a pausing procedure gives the waiting time back', async () => {
    const opened = openDossier([received('PAUSE'), asked()], '2026-11-26T10:00:00+07:00')
    const dialog = await openAction(opened, /Đã bổ sung/)
    expect(within(dialog).getByTestId('new-due')).toHaveTextContent('17:00 01/12/2026')
  })

  test('papers that did not come are asked about before the clock runs; a nameless paper is refused', async () => {
    const opened = openDossier([received(), asked()], soon)
    const dialog = await openAction(opened, /Đã bổ sung/)
    await opened.user.click(within(dialog).getByRole('button', { name: 'Thêm giấy tờ khác' }))
    await saveDialog(opened)
    expect(opened.saved).toEqual([])
    expect(screen.queryByText(/chưa đánh dấu đã nhận/)).toBeNull()
    await opened.user.type(within(dialog).getAllByLabelText('Tên giấy tờ thêm')[1] as HTMLElement, 'Ảnh')
    await saveDialog(opened)
    expect(await within(dialog).findByText(/Còn 1 nội dung chưa đánh dấu đã nhận/)).toBeVisible()
    await saveDialog(opened)
    await waitFor(() => expect(opened.saved).toHaveLength(1))
    expect(opened.saved[0]?.payload).toMatchObject({ components: [{ name: 'Ảnh', id: 'supplement-1-1' }] })
  })
})
