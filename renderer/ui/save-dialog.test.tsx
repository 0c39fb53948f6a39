import { MantineProvider, Modal } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { expect, test, vi } from 'vitest'
import { createI18n } from '../app/i18n.ts'
import { pressSaveBehind } from '../testing/save-behind.ts'
import { SaveDialog } from './save-dialog.tsx'
import { onSaveKey } from './save-key.ts'

interface Shown {
  action?: string | null
  busy?: boolean
  inFront?: boolean
}

/** A dialog with a field, in the tree of a page that saves with the same key. */
function show({ action = 'Lưu', busy = false, inFront = false }: Shown = {}) {
  const [save, savePage] = [vi.fn(), vi.fn()]
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <div onKeyDown={onSaveKey(savePage)}>
          <input aria-label="Trang" />
          <SaveDialog title="Ghi chú" action={action} busy={busy} onSave={save} onClose={() => undefined}>
            <input aria-label="Nội dung" />
            <Modal opened={inFront} onClose={() => undefined} title="Trợ giúp">
              <input aria-label="Tìm" />
            </Modal>
          </SaveDialog>
        </div>
      </MantineProvider>
    </I18nextProvider>,
  )
  return { save, savePage, user: userEvent.setup() }
}
const keys = '{Control>}{Enter}{/Control}'

test('the key saves the dialog, from its fields and from the page behind it, and the page never', async () => {
  const { save, savePage, user } = show()
  await user.type(screen.getByLabelText('Nội dung'), keys)
  expect(save).toHaveBeenCalledTimes(1)
  expect(pressSaveBehind()).toBe(true)
  expect(save).toHaveBeenCalledTimes(2)
  expect(pressSaveBehind(true)).toBe(true)
  expect(save).toHaveBeenCalledTimes(2)
  expect(savePage).not.toHaveBeenCalled()
})

test.each<[string, Shown]>([
  ['is being saved', { busy: true }],
  ['has nothing to do', { action: null }],
])('a dialog that %s takes the key and does nothing', async (_name, shown) => {
  const { save, savePage, user } = show(shown)
  await user.type(screen.getByLabelText('Nội dung'), keys)
  expect(pressSaveBehind()).toBe(true)
  expect(save).not.toHaveBeenCalled()
  expect(savePage).not.toHaveBeenCalled()
})

test('with another dialog in front, the key of the page behind is not for this one', async () => {
  const { save } = show({ inFront: true })
  await screen.findByLabelText('Tìm')
  pressSaveBehind()
  expect(save).not.toHaveBeenCalled()
})
