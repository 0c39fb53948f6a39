import { screen, waitFor } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { sampleEvent, samplePayloads } from '../../../../test/support/event-builder.ts'
import { pressSaveBehind } from '../../../testing/save-behind.ts'
import { DeskOfRecords, showAtDesk } from '../../../testing/show-at-desk.tsx'
import { DossierPage } from '../dossier-page.tsx'

const received = sampleEvent('received', 0)
const page = (
  <Routes>
    <Route path="/dossiers/:dossierId" element={<DossierPage />} />
  </Routes>
)
const show = (desk: DeskOfRecords) => showAtDesk(desk, page, `/dossiers/${received.dossierId}`)

test('a limit in hours comes to a moment of working time, kept with what it was counted from', async () => {
  const desk = new DeskOfRecords([received])
  const user = show(desk)
  await user.click(await screen.findByRole('button', { name: /Chuyển xử lý/ }))
  await user.click(await screen.findByRole('combobox', { name: /Chuyển đến/ }))
  await user.keyboard('{ArrowDown}{Enter}')
  await user.selectOptions(screen.getByLabelText('Tính bằng'), 'hours')
  await user.type(screen.getByLabelText(/Hạn của đơn vị/), '4')
  expect(await screen.findByText(/Đơn vị phải xong lúc 08:00 25\/11\/2026/)).toBeVisible()
  await user.clear(screen.getByLabelText(/Hạn của đơn vị/))
  await user.type(screen.getByLabelText(/Hạn của đơn vị/), '200')
  expect(await screen.findByText(/Sau ngày hẹn trả của hồ sơ/)).toBeVisible()
  await user.clear(screen.getByLabelText(/Hạn của đơn vị/))
  await user.type(screen.getByLabelText(/Hạn của đơn vị/), 'bốn')
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText(/Số ngày từ 1 đến 365/)).toBeVisible()
  expect(desk.saved).toEqual([])
  await user.clear(screen.getByLabelText(/Hạn của đơn vị/))
  await user.type(screen.getByLabelText(/Hạn của đơn vị/), '4')
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText('trong hạn')).toBeVisible()
  expect(desk.saved).toMatchObject([
    { payload: { legDueAt: '2026-11-25T08:00:00+07:00', limit: { value: 4, unit: 'hours' } } },
  ])
  expect(screen.getAllByText(/08:00 25\/11\/2026 \(4 giờ làm việc\)/).length).toBe(2)
})

test('late legs stand out, on the page and in the timeline', async () => {
  const late = sampleEvent('forwarded', 1, {
    payload: { ...samplePayloads.forwarded(), legDueAt: '2026-11-24T10:00:00+07:00' },
  })
  const next = { ...samplePayloads.forwarded(), from: samplePayloads.forwarded().to }
  const to = { id: '80.thue', name: 'Thuế cơ sở' }
  const second = sampleEvent('forwarded', 2, {
    wallMs: Date.parse('2026-11-24T11:00:00+07:00'),
    payload: { ...next, to, legDueAt: '2026-11-24T13:00:00+07:00' },
  })
  show(new DeskOfRecords([received, late, second]))
  expect(await screen.findByText('đang quá hạn')).toBeVisible()
  // The first leg in the panel, and both in the timeline.
  expect(screen.getAllByText('quá hạn')).toHaveLength(3)
})

test('Ctrl+Enter is the dialog’s also while the focus is still on the page behind it', async () => {
  const desk = new DeskOfRecords([received])
  const user = show(desk)
  await user.click(await screen.findByRole('button', { name: /Ghi chú/ }))
  await user.type(await screen.findByLabelText(/Nội dung/), 'Gọi lại')
  expect(pressSaveBehind()).toBe(true)
  await waitFor(() => expect(desk.saved).toMatchObject([{ type: 'noted', payload: { text: 'Gọi lại' } }]))
})
