import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import { sampleEvent } from '../../../test/support/event-builder.ts'
import { DeskProvider, type Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import { RefileDialog } from './refile-dialog.tsx'
import { scansOf, type ScanRef } from './scans-of.ts'

const events = [sampleEvent('received', 1), sampleEvent('scansAdded', 2)]
const dossier = fold(events)
const [component] = dossier.components

async function show(change: Partial<ScanRef> = {}) {
  const saved: EventDraft[] = []
  const save = async (drafts: EventDraft[]) => {
    saved.push(...drafts)
    return { kind: 'saved', events: [] }
  }
  const desk = { db: { save }, officer: { id: 'can-bo-1' }, now: () => new Date(0), lock: () => undefined }
  const scan = { ...scansOf(events)[0]!, ...change }
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <DeskProvider value={desk as unknown as Desk}>
          <RefileDialog dossier={dossier} scan={scan} onClose={() => undefined} />
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return { saved, user: userEvent.setup(), dialog: within(await screen.findByRole('dialog')) }
}

test('moves a scan to another paper, and nothing is saved while it stays where it is', async () => {
  const { saved, user, dialog } = await show()
  await user.click(dialog.getByRole('button', { name: /^Lưu/ }))
  expect(await dialog.findByText('Bản quét đang ở giấy tờ này')).toBeVisible()
  expect(saved).toEqual([])
  await user.selectOptions(dialog.getByLabelText('Thuộc giấy tờ'), component!.name)
  await user.click(dialog.getByRole('button', { name: /^Lưu/ }))
  const payload = { from: null, to: component!.id, removed: false, name: 'Tờ khai.pdf' }
  await waitFor(() => expect(saved).toMatchObject([{ type: 'scanRefiled', payload }]))
})

test('takes a scan off with its reason, which has to be given', async () => {
  const { saved, user, dialog } = await show()
  await user.click(dialog.getByRole('radio', { name: /Không thuộc hồ sơ này/ }))
  await user.click(dialog.getByRole('button', { name: /^Lưu/ }))
  const reason = dialog.getByLabelText(/Lý do/)
  expect(reason).toBeInvalid()
  expect(saved).toEqual([])
  await user.type(reason, 'Giấy tờ của người khác')
  await user.click(dialog.getByRole('button', { name: /^Lưu/ }))
  await waitFor(() =>
    expect(saved).toMatchObject([{ payload: { removed: true, reason: 'Giấy tờ của người khác', to: null } }]),
  )
})

test('what was taken off comes back, where it was or elsewhere', async () => {
  const { saved, user, dialog } = await show({ removed: 'Nhầm' })
  expect(dialog.queryByRole('radio', { name: /Không thuộc hồ sơ này/ })).toBeNull()
  await user.click(dialog.getByRole('button', { name: /^Lưu/ }))
  await waitFor(() => expect(saved).toMatchObject([{ payload: { from: null, to: null, removed: false } }]))
})
