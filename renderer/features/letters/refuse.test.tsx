import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { sampleEvent } from '../../../test/support/event-builder.ts'
import { openDossier, saveDialog } from '../../testing/open-dossier.tsx'

const now = '2026-11-24T09:00:00+07:00'

async function openRefusal(opened: ReturnType<typeof openDossier>) {
  await opened.user.keyboard('{Alt>}0{/Alt}')
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Từ chối tiếp nhận' }))
  return screen.findByRole('dialog')
}

test('what was taken in is refused with a reason, after a question, and Mẫu 03 opens', async () => {
  const opened = openDossier([sampleEvent('received', 1)], now)
  const dialog = await openRefusal(opened)
  await saveDialog(opened)
  expect(within(dialog).getByLabelText(/^Lý do từ chối/)).toBeInvalid()
  await opened.user.selectOptions(within(dialog).getByLabelText('Lý do thường gặp'), [
    'Nội dung yêu cầu giải quyết không thuộc thẩm quyền của Ủy ban nhân dân cấp xã.',
  ])
  await opened.user.type(within(dialog).getByLabelText(/^Lý do từ chối/), ' Nộp tại Sở.')
  await saveDialog(opened)
  expect(await within(dialog).findByText(/không mở lại được/)).toBeVisible()
  expect(opened.saved).toEqual([])
  await saveDialog(opened)
  await waitFor(() => expect(opened.papers).toHaveLength(1))
  expect(opened.record().dossier).toMatchObject({ status: 'notAccepted', outcome: 'refused' })
  expect(opened.papers[0]?.definition.form).toBe('refusal')
  expect(opened.papers[0]?.view['reason']).toBe(
    'Nội dung yêu cầu giải quyết không thuộc thẩm quyền của Ủy ban nhân dân cấp xã. Nộp tại Sở.',
  )
})

test('a dossier that a unit works on is not refused any more', async () => {
  const { user } = openDossier([sampleEvent('received', 1), sampleEvent('forwarded', 2)], now)
  await user.keyboard('{Alt>}0{/Alt}')
  expect(await screen.findByRole('menuitem', { name: 'Dừng giải quyết' })).toBeVisible()
  expect(screen.queryByRole('menuitem', { name: 'Từ chối tiếp nhận' })).toBeNull()
})
