/** An officer who leaves in the middle of a word finds it again. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { receivedPayload, sampleUuid } from '../../../test/support/event-builder.ts'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'

afterEach(closeApps)

test('what was typed the moment before signing out is there after the next sign-in', async () => {
  const host = offlineHost()
  const dossierId = sampleUuid(6, 9)
  const at = '2026-11-24T08:00:00+07:00'
  await host.call('journal.commit', { drafts: [{ dossierId, type: 'received', at, payload: receivedPayload() }] })
  const app = openApp(host)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  const openNote = async () => {
    window.location.hash = `#/dossiers/${dossierId}`
    await app.user.click(await screen.findByRole('button', { name: /Ghi chú/ }))
    return within(await screen.findByRole('dialog')).getByLabelText(/Nội dung/)
  }
  await openNote()
  await app.user.keyboard('{Control>}k{/Control}')
  const palette = await screen.findByPlaceholderText(/lệnh/i)
  await app.user.type(palette, 'dang xuat')
  await app.user.click(screen.getByLabelText(/Nội dung/, { selector: 'textarea' }))
  await app.user.paste('Gọi lại chiều nay')
  // Sooner than any draft is written by itself.
  screen.getByText('Đăng xuất').closest('button')?.click()
  await screen.findByRole('heading', { level: 1, name: 'Đăng nhập' })
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  const field = await openNote()
  await waitFor(() => expect(field).toHaveValue('Gọi lại chiều nay'))
})
