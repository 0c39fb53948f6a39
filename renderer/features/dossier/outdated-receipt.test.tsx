import { screen, waitFor } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { sampleEvent, sampleUuid } from '../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../testing/show-at-desk.tsx'
import { DossierPage } from './dossier-page.tsx'

const page = (
  <Routes>
    <Route path="/dossiers/:dossierId" element={<DossierPage />} />
  </Routes>
)
const address = `/dossiers/${sampleUuid(0, 0)}`
const hint = /Giấy tiếp nhận đã in còn ghi theo thông tin cũ: Họ tên người nộp/

test('a corrected name calls for a new receipt until one is printed', async () => {
  const history = [sampleEvent('received', 1), sampleEvent('printed', 2)]
  const desk = new DeskOfRecords(history)
  const user = showAtDesk(desk, page, address)
  await user.click(await screen.findByRole('button', { name: /Sửa sai sót/ }))
  expect(screen.queryByText(hint)).toBeNull()
  await user.clear(await screen.findByLabelText(/^Sửa thành/))
  await user.type(screen.getByLabelText(/^Sửa thành/), 'Nguyễn Thị Hòa')
  await user.type(screen.getByLabelText(/^Lý do sửa/), 'Sai dấu')
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText(hint)).toBeVisible()
  expect(screen.getByRole('button', { name: 'In lại giấy tiếp nhận' })).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})
