import { screen, within } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { receivedPayload, sampleEvent } from '../../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../../testing/show-at-desk.tsx'
import { DossierPage } from '../dossier-page.tsx'

const received = sampleEvent('received', 0, {
  payload: receivedPayload({
    charge: { amount: 0, timing: 'none', exemption: null, paidAtIntake: 0, receiptNumber: null },
  }),
})
const page = (
  <Routes>
    <Route path="/dossiers/:dossierId" element={<DossierPage />} />
  </Routes>
)
const show = (desk: DeskOfRecords) => showAtDesk(desk, page, `/dossiers/${received.dossierId}`)

async function openDuty(desk: DeskOfRecords) {
  const user = show(desk)
  await screen.findByRole('button', { name: /Có kết quả/ })
  await user.keyboard('{Alt>}0{/Alt}')
  await user.click(await screen.findByRole('menuitem', { name: 'Nghĩa vụ tài chính' }))
  return { user, dialog: within(await screen.findByRole('dialog')) }
}

test('a financial duty makes the dossier wait; paid by transfer with a QR, work goes on', async () => {
  const desk = new DeskOfRecords([received])
  const { user, dialog } = await openDuty(desk)
  await user.type(dialog.getByLabelText(/Khoản phải nộp/), 'Lệ phí trước bạ')
  await user.type(dialog.getByLabelText(/Số tiền/), '1.250.000')
  await user.type(dialog.getByLabelText(/Hạn nộp/), '05/12/2026')
  await user.click(dialog.getByRole('button', { name: /^Lưu/ }))
  expect((await screen.findAllByText('Yêu cầu thực hiện nghĩa vụ tài chính')).length).toBeGreaterThan(0)
  expect(desk.saved).toMatchObject([
    { type: 'financialDutyRaised', payload: { amount: 1_250_000, what: 'Lệ phí trước bạ', payBy: '2026-12-05' } },
  ])
  await user.click(screen.getByRole('button', { name: /Thu tiền/ }))
  const pay = within(await screen.findByRole('dialog', { name: 'Thu tiền' }))
  expect(pay.queryByRole('img')).toBeNull()
  await user.selectOptions(pay.getByLabelText('Cách thu'), 'transfer')
  const qr = await pay.findByRole('img', { name: /Mã QR chuyển khoản 1\.250\.000/ })
  expect(qr.querySelector('path')?.getAttribute('d')).toMatch(/^M2 2h7/)
  expect(pay.getByText(/tài khoản MAU25459, nội dung HS 000\.00\.01\.H53-261124-\d{4}/)).toBeVisible()
  await user.click(pay.getByRole('button', { name: /^Lưu/ }))
  expect((await screen.findAllByText('Đang xử lý')).length).toBeGreaterThan(0)
})

test('garbage is said at the field, and nothing is saved', async () => {
  const desk = new DeskOfRecords([received])
  const { user, dialog } = await openDuty(desk)
  await user.type(dialog.getByLabelText(/Số tiền/), 'nhiều')
  await user.type(dialog.getByLabelText(/Hạn nộp/), '32/13/2026')
  await user.click(dialog.getByRole('button', { name: /^Lưu/ }))
  for (const field of [/Khoản phải nộp/, /Số tiền/, /Hạn nộp/]) expect(dialog.getByLabelText(field)).toBeInvalid()
  await user.clear(dialog.getByLabelText(/Số tiền/))
  await user.type(dialog.getByLabelText(/Số tiền/), '0')
  await user.click(dialog.getByRole('button', { name: /^Lưu/ }))
  expect(dialog.getByLabelText(/Số tiền/)).toBeInvalid()
  expect(desk.saved).toEqual([])
})
