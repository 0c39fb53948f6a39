import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Route, Routes } from 'react-router'
import type { DossierEvent, EventType, PayloadOf } from '../../../shared/dossier/event.ts'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../testing/show-at-desk.tsx'
import { DossierPage } from '../dossier/dossier-page.tsx'
import { openAction, openDossier, saveDialog } from '../../testing/open-dossier.tsx'

const step = <T extends EventType>(type: T, n: number, change: Partial<PayloadOf<T>> = {}, wallMs?: number) =>
  sampleEvent(type, n, {
    deskId: type === 'registeredOnline' || type === 'papersFiledOnline' ? 'gateway' : 'desk-1',
    payload: { ...samplePayloads[type](), ...change } as PayloadOf<T>,
    ...(wallMs === undefined ? {} : { wallMs }),
  })
const filed = step('registeredOnline', 0)
const asked = step('supplementRequested', 1)
const file = {
  id: 'cd'.repeat(32),
  name: 'Giấy khai sinh.pdf',
  mediaType: 'application/pdf' as const,
  bytes: 120_000,
  componentId: 'giay-khai-sinh',
}
// At 21:15 on Tuesday, out of hours.
const evening = Date.parse('2026-11-24T21:15:00+07:00')
const papers = step('papersFiledOnline', 5, { files: [file], note: 'Xin xem giúp' }, evening)
const morning = '2026-11-25T09:00:00+07:00'

function showPage(events: DossierEvent[]) {
  const page = (
    <Routes>
      <Route path="/dossiers/:dossierId" element={<DossierPage />} />
    </Routes>
  )
  const desk = new DeskOfRecords(events)
  desk.overrides = { suspectedDuplicates: async () => [] }
  return { desk, user: showAtDesk(desk, page, `/dossiers/${filed.dossierId}`) }
}

test('a filing that the citizen completed says so, with what came, when, and its files', async () => {
  showPage([filed, asked, papers])
  expect(await screen.findByText('Công dân đã bổ sung, chờ trả lời')).toBeVisible()
  expect(screen.getByText('Nộp lúc 21:15 24/11/2026')).toBeVisible()
  expect(screen.getByText('Chưa xem')).toBeVisible()
  expect(screen.getByText('Xin xem giúp')).toBeVisible()
  expect(screen.getByText('1 tệp kèm theo, xem ở mục Bản quét')).toBeVisible()
  expect(screen.getAllByText('Giấy khai sinh.pdf')[0]).toBeVisible()
  expect(screen.getByText('Công dân gửi qua Cổng Dịch vụ công; tải về khi mở')).toBeVisible()
})

// The sample desk writes its events on the same day.
const early = step('papersFiledOnline', 5)

test('and is then accepted with them', async () => {
  const { desk, user } = showPage([filed, asked, early])
  await user.click(await screen.findByRole('button', { name: /Tiếp nhận trực tuyến/ }))
  expect(await screen.findByRole('checkbox', { name: 'Giấy khai sinh' })).toHaveProperty('checked', true)
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText('Đã xem xét')).toBeVisible()
  expect(desk.saved[0]).toMatchObject({ type: 'received', payload: { papersSeen: [early.id] } })
  expect(desk.record(filed.dossierId)?.dossier).toMatchObject({ status: 'accepted', attention: [] })
})

test('what still lacks is asked for once more only after a warning, or refused', async () => {
  const opened = openDossier([filed, asked, papers], morning)
  const dialog = await openAction(opened, /Trả lời, từ chối/)
  expect(within(dialog).getByText(/lần yêu cầu bổ sung thứ 2/)).toBeVisible()
  await opened.user.type(within(dialog).getByLabelText(/Nội dung cần bổ sung/), 'Ảnh 3x4')
  await opened.user.type(within(dialog).getByLabelText(/^Lý do/), 'Còn thiếu ảnh')
  await saveDialog(opened)
  expect(opened.saved).toEqual([])
  await saveDialog(opened)
  expect(opened.saved[0]).toMatchObject({ type: 'supplementRequested', payload: { papersSeen: [papers.id] } })
  expect(opened.record().dossier).toMatchObject({ status: 'awaitingSupplement', attention: [] })
})

const accepted = [
  filed,
  step(
    'received',
    1,
    receivedPayload({ channel: 'online', number: { code: 'H53.1-20261124-0000042', kind: 'official' } }),
  ),
  step('supplementRequested', 2, { items: ['Giấy khai sinh', 'Ảnh 3x4'] }),
  papers,
]

test('an accepted dossier: the officer confirms, and the limit counts from the filing as the law counts it', async () => {
  const opened = openDossier(accepted, '2026-11-26T14:00:00+07:00')
  const dialog = await openAction(opened, /Đã bổ sung/)
  expect(within(dialog).getByDisplayValue('Giấy khai sinh')).toBeVisible()
  // Filed on Tuesday evening: three working days from Wednesday morning, until Monday; from Thursday it would be Tuesday.
  expect(within(dialog).getByTestId('new-due')).toHaveTextContent('17:00 30/11/2026')
  await opened.user.selectOptions(within(dialog).getByLabelText(/Đủ giấy tờ từ lúc/), 'bây giờ (nộp đủ tại quầy)')
  expect(within(dialog).getByTestId('new-due')).toHaveTextContent('17:00 01/12/2026')
  await opened.user.selectOptions(
    within(dialog).getByLabelText(/Đủ giấy tờ từ lúc/),
    'công dân nộp trực tuyến 21:15 24/11/2026',
  )
  await saveDialog(opened)
  // The photograph did not come: asked once more.
  expect(opened.saved).toEqual([])
  // Also from the button that has the focus of a dialog without a first field.
  within(dialog).getByRole('button', { name: 'Đóng' }).focus()
  await opened.user.keyboard('{Control>}{Enter}{/Control}')
  expect(opened.saved[0]?.payload).toMatchObject({
    completedAt: papers.at,
    papersSeen: [papers.id],
    components: [{ id: 'giay-khai-sinh', name: 'Giấy khai sinh', kind: 'electronic' }],
  })
  expect(opened.record().dossier).toMatchObject({
    status: 'processing',
    dueAt: '2026-11-30T17:00:00+07:00',
    supplements: [{ completedAt: papers.at }],
    attention: [],
  })
})

test('its page says what the officer has to do, and who has looked', async () => {
  showPage(accepted)
  expect(await screen.findByText(/thời hạn tính từ lúc công dân nộp/)).toBeVisible()
  expect(screen.getByText('Chưa xem')).toBeVisible()
  expect(screen.getByRole('button', { name: /Chưa đủ giấy tờ/ })).toBeVisible()
})

test('what is not enough is noted, and the dossier goes on waiting', async () => {
  const opened = openDossier(accepted, morning)
  const dialog = await openAction(opened, /Chưa đủ giấy tờ/)
  await saveDialog(opened)
  expect(opened.saved).toEqual([])
  await opened.user.type(within(dialog).getByLabelText(/Còn thiếu gì/), 'Thiếu ảnh, đã gọi điện')
  await saveDialog(opened)
  expect(opened.saved[0]).toMatchObject({ type: 'noted', payload: { settles: [papers.id] } })
  expect(opened.record().dossier).toMatchObject({ status: 'awaitingSupplement', attention: [] })
  showPage(opened.events)
  expect(await screen.findByText('Đã xem xét')).toBeVisible()
})

test('a withdrawal through the portal is answered, and nothing else is offered meanwhile', async () => {
  const withdrawal = { ...step('withdrawalRequested', 1, { reference: 'rut-1' }), deskId: 'gateway' }
  const opened = openDossier([filed, withdrawal], morning)
  expect(screen.queryByRole('button', { name: /Tiếp nhận trực tuyến/ })).toBeNull()
  await openAction(opened, /Trả lời yêu cầu rút/)
  await saveDialog(opened)
  await saveDialog(opened)
  expect(opened.record().dossier).toMatchObject({ status: 'stopped', attention: [] })
})

test('papers that nobody asked for are pointed out until somebody has looked at them', async () => {
  showPage([...accepted.slice(0, 2), papers])
  expect(await screen.findByText(/đã gửi thêm giấy tờ qua Cổng Dịch vụ công/)).toBeVisible()
})

test('a withdrawal stands on the page', async () => {
  showPage([filed, { ...step('withdrawalRequested', 1, { reference: 'rut-1' }), deskId: 'gateway' }])
  expect(await screen.findByText('Công dân xin rút hồ sơ, chờ trả lời')).toBeVisible()
})
