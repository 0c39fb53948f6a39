import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { sampleEvent } from '../../../test/support/event-builder.ts'
import { openAction, openDossier, saveDialog } from '../../testing/open-dossier.tsx'

// Promised for 17:00 on Friday 27/11/2026; the apology is owed by Thursday's end of work.
const atUnit = [sampleEvent('received', 1), sampleEvent('forwarded', 2)]
const thursday = '2026-11-26T09:00:00+07:00'

test('says who owes it and by when; the new date is kept beside the first, and the letter opens', async () => {
  const opened = openDossier(atUnit, thursday)
  const dialog = await openAction(opened, /Xin lỗi, hẹn lại/)
  const duty = within(dialog).getByRole('region', { name: 'Nghĩa vụ xin lỗi' })
  expect(duty).toHaveTextContent('Hẹn ban đầu17:00 27/11/2026')
  expect(duty).toHaveTextContent('Đơn vị phải xin lỗiBộ phận Tư pháp – Hộ tịch')
  expect(duty).toHaveTextContent('Chậm nhất17:00 26/11/2026')
  await opened.user.type(within(dialog).getByLabelText(/^Ngày hẹn mới/), '02/12/2026')
  await opened.user.type(within(dialog).getByLabelText(/^Giờ hẹn/), '9h30')
  await opened.user.type(within(dialog).getByLabelText(/^Lý do chậm/), 'Chờ xác minh')
  await opened.user.type(within(dialog).getByLabelText('Số văn bản (nếu có)'), '15')
  await saveDialog(opened)
  expect(await within(dialog).findByText(/Hẹn lại 09:30 02\/12\/2026/)).toBeVisible()
  expect(opened.saved).toEqual([])
  await saveDialog(opened)
  await waitFor(() => expect(opened.papers).toHaveLength(1))
  expect(opened.record().dossier).toMatchObject({
    originalDueAt: '2026-11-27T17:00:00+07:00',
    judgedDueAt: '2026-11-27T17:00:00+07:00',
    dueAt: '2026-12-02T09:30:00+07:00',
    attention: [],
  })
  expect(opened.papers[0]?.view).toMatchObject({ reason: 'Chờ xác minh.', print: { number: '15' } })
})

test.each([
  ['31/02/2026', 'Chưa có ngày hẹn mới đúng'],
  ['27/11/2026', 'Ngày hẹn mới phải sau ngày đã hẹn'],
  ['29/11/2026', 'Ngày này cơ quan không làm việc'],
  ['05/01/2099', 'Ngày này quá xa lịch làm việc đã công bố nên không hẹn được'],
])('%s: %s', async (typed, said) => {
  const opened = openDossier(atUnit, thursday)
  const dialog = await openAction(opened, /Xin lỗi, hẹn lại/)
  await opened.user.type(within(dialog).getByLabelText(/^Ngày hẹn mới/), typed)
  await opened.user.type(within(dialog).getByLabelText(/^Lý do chậm/), 'Chờ xác minh')
  await saveDialog(opened)
  await saveDialog(opened)
  expect(within(dialog).getByText(said)).toBeVisible()
  expect(opened.saved).toEqual([])
})

test('a second re-appointment is impossible, and says why', async () => {
  const opened = openDossier([...atUnit, sampleEvent('apologised', 3)], thursday)
  const dialog = await openAction(opened, /Xin lỗi, hẹn lại/)
  expect(within(dialog).getByRole('alert')).toHaveTextContent(/từ 17:00 27\/11\/2026 sang 17:00 04\/12\/2026/)
  expect(within(dialog).queryByLabelText(/^Ngày hẹn mới/)).toBeNull()
  await opened.user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(opened.saved).toEqual([])
})
