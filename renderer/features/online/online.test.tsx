import { screen, waitFor } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import type { DossierRow } from '../../database/desk-database.ts'
import { sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../testing/show-at-desk.tsx'
import { DossierPage } from '../dossier/dossier-page.tsx'

const filed = {
  ...sampleEvent('registeredOnline', 0, {
    deskId: 'gateway',
    payload: { ...samplePayloads.registeredOnline(), paidOnline: 8000 },
  }),
  officerId: 'gateway',
}

function show(events: DossierEvent[] = [filed], duplicates: Partial<DossierRow>[] = []) {
  const desk = new DeskOfRecords(events)
  desk.overrides = { suspectedDuplicates: async () => duplicates as DossierRow[] }
  const page = (
    <Routes>
      <Route path="/dossiers/:dossierId" element={<DossierPage />} />
    </Routes>
  )
  return { desk, user: showAtDesk(desk, page, `/dossiers/${filed.dossierId}`) }
}
const dossierOf = (desk: DeskOfRecords) => desk.record(filed.dossierId)?.dossier

test('a filing is accepted: its limit counts from now, its receipt can be printed, the money is there once', async () => {
  const { desk, user } = show()
  expect(await screen.findByText('Hồ sơ nộp trực tuyến chờ trả lời')).toBeVisible()
  expect(screen.getByText('6 giờ 0 phút')).toBeVisible()
  // Nothing was promised yet; that is not to say that the law sets no limit.
  expect(screen.getByText(/tính từ lúc tiếp nhận/)).toBeVisible()
  expect(screen.queryByText(/không quy định/i)).toBeNull()
  expect(screen.getByText('Hệ thống của tỉnh · tự động')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /Tiếp nhận trực tuyến/ }))
  expect(await screen.findByText('Hẹn trả 17:00 27/11/2026')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByRole('button', { name: /In giấy tiếp nhận/ })).toBeVisible()
  expect(dossierOf(desk)).toMatchObject({
    status: 'accepted',
    number: { code: 'H53.1-20261124-0000042', kind: 'official' },
    payments: [{ amount: 8000 }],
    attention: [],
  })
  expect(screen.queryByText('Hồ sơ nộp trực tuyến chờ trả lời')).toBeNull()
})

test('less than was paid is refused at the field', async () => {
  const { desk, user } = show()
  await user.click(await screen.findByRole('button', { name: /Tiếp nhận trực tuyến/ }))
  const amount = await screen.findByLabelText(/Phí, lệ phí của hồ sơ/)
  for (const [typed, problem] of [
    ['7999', 'Ít hơn số công dân đã nộp trực tuyến'],
    ['tám nghìn', /Số tiền chưa đúng/],
  ] as const) {
    await user.clear(amount)
    await user.type(amount, typed)
    await user.click(screen.getByRole('button', { name: /^Lưu/ }))
    expect(await screen.findByText(problem)).toBeVisible()
  }
  expect(desk.saved).toEqual([])
})

test('the same case is shown, and has to be looked at', async () => {
  const same = { id: 'khac', number: '000.00.01.H53-261120-0003', status: 'processing' as const, submitterName: 'Hoà' }
  const { desk, user } = show([filed], [{ ...same, receivedAt: '2026-11-20T08:00:00+07:00' }])
  expect(await screen.findByRole('button', { name: same.number })).toBeVisible()
  await user.click(screen.getByRole('button', { name: /Tiếp nhận trực tuyến/ }))
  await user.click(await screen.findByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText('Hãy xem hồ sơ có thể trùng rồi xác nhận')).toBeVisible()
  expect(desk.saved).toEqual([])
  await user.click(screen.getByLabelText(/Đã xem hồ sơ có thể trùng/))
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  await waitFor(() => expect(desk.saved).toHaveLength(1))
})

test('asked to be completed first, it waits; then it can still be accepted', async () => {
  const { desk, user } = show()
  await user.click(await screen.findByRole('button', { name: /Trả lời, từ chối/ }))
  await user.click(await screen.findByRole('button', { name: /^Lưu/ }))
  expect((await screen.findAllByText('Không được để trống')).length).toBe(2)
  await user.type(screen.getByLabelText(/Nội dung cần bổ sung/), 'Ảnh chụp giấy khai sinh')
  await user.type(screen.getByLabelText(/^Lý do/), 'Tệp mờ, không đọc được')
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  await waitFor(() => expect(desk.saved).toMatchObject([{ type: 'supplementRequested' }]))
  expect(dossierOf(desk)).toMatchObject({ status: 'awaitingSupplement', attention: [] })
})

test('a refusal is asked once more, tells of the money paid, and ends it', async () => {
  const { desk, user } = show()
  await user.click(await screen.findByRole('button', { name: /Trả lời, từ chối/ }))
  await user.click(await screen.findByText('Từ chối tiếp nhận (Mẫu 03)'))
  expect(await screen.findByText(/đã nộp trực tuyến 8\.000/)).toBeVisible()
  await user.type(screen.getByLabelText(/Lý do từ chối, in trên phiếu/), 'Không thuộc thẩm quyền')
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText(/Lưu lần nữa để xác nhận/)).toBeVisible()
  expect(desk.saved).toEqual([])
  await user.click(screen.getByRole('button', { name: /^Xác nhận/ }))
  await waitFor(() => expect(dossierOf(desk)).toMatchObject({ status: 'notAccepted', attention: [] }))
})
