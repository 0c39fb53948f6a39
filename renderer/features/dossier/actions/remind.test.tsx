import { screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { sampleEvent } from '../../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../../testing/show-at-desk.tsx'
import { DossierPage } from '../dossier-page.tsx'

const history = [sampleEvent('received', 0), sampleEvent('resultArrived', 1)]
const dossierId = sampleEvent('received', 0).dossierId
const page = (
  <Routes>
    <Route path="/dossiers/:dossierId" element={<DossierPage />} />
  </Routes>
)

test('a reminder is a note that older desks can read, counted on the dossier; late pick-up is said to be no lateness', async () => {
  const desk = new DeskOfRecords(history)
  const user = showAtDesk(desk, page, `/dossiers/${dossierId}`)
  expect(await screen.findByText(/Xử lý xong trước hạn\. Tính theo lúc xử lý xong/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: /Nhắc nhận kết quả/ }))
  await user.click(await screen.findByLabelText('Công dân đã biết kết quả đang chờ'))
  await user.type(screen.getByLabelText('Ghi chú'), 'hẹn chiều thứ Năm')
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText(/Đã nhắc nhận kết quả 1 lần, gần nhất 14:00 24\/11\/2026/)).toBeVisible()
  expect(desk.saved).toMatchObject([
    {
      type: 'noted',
      payload: {
        text: 'Gọi điện nhắc nhận kết quả: hẹn chiều thứ Năm',
        reminder: { by: 'call', reached: true },
      },
    },
  ])
})

test('characters that cannot be printed are refused at the field', async () => {
  const desk = new DeskOfRecords(history)
  const user = showAtDesk(desk, page, `/dossiers/${dossierId}`)
  await user.click(await screen.findByRole('button', { name: /Nhắc nhận kết quả/ }))
  await user.click(await screen.findByLabelText('Ghi chú'))
  await user.paste('gọi\u0007lại')
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText(/ký tự điều khiển/)).toBeVisible()
  expect(desk.saved).toEqual([])
})

test('nothing to collect, nothing to remind of', async () => {
  showAtDesk(new DeskOfRecords(history.slice(0, 1)), page, `/dossiers/${dossierId}`)
  expect(await screen.findByRole('button', { name: /Có kết quả/ })).toBeVisible()
  expect(screen.queryByRole('button', { name: /Nhắc nhận kết quả/ })).toBeNull()
})
