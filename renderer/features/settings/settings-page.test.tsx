import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { fold } from '../../../shared/dossier/fold.ts'
import { receivedPayload, sampleUuid } from '../../../test/support/event-builder.ts'
import { usePreferences } from '../../app/preferences.ts'
import { places } from '../../app/shell/commands.ts'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'

afterEach(closeApps)
afterEach(() => {
  usePreferences.getState().setScale(100)
  localStorage.clear()
})

async function openDesk(host = offlineHost()) {
  const app = openApp(host)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  return app
}

describe('settings', () => {
  test('the scale holds for everything at once and after a restart', async () => {
    const { user } = await openDesk()
    await user.keyboard('{Control>},{/Control}')
    await screen.findByRole('heading', { level: 1, name: 'Cài đặt' })
    await user.click(screen.getByText('150 %'))
    expect(document.documentElement.style.fontSize).toBe('150%')
    expect(localStorage.getItem('mot-cua.scale')).toBe('150')
    await user.click(screen.getByText('30 phút'))
    expect(usePreferences.getState().idleMinutes).toBe(30)
  })

  test('language changes where one sits', async () => {
    const { user } = await openDesk()
    await user.keyboard('{Control>},{/Control}')
    await user.click(await screen.findByText('English'))
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  })
})

describe('the help', () => {
  test('F1 lists every function key of the rail, and ? in a field types itself', async () => {
    const { user } = await openDesk()
    await user.keyboard('{F1}')
    const help = within(await screen.findByRole('dialog', { name: 'Phím tắt' }))
    for (const { keys } of places) if (keys !== null) expect(help.getAllByText(keys).length).toBeGreaterThan(0)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('?')
    await screen.findByRole('dialog', { name: 'Phím tắt' })
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('{F3}')
    await waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await user.keyboard('a?')
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

async function openDossier() {
  const host = offlineHost()
  const at = '2026-11-24T08:00:00+07:00'
  const dossierId = sampleUuid(6, 1)
  await host.call('journal.commit', { drafts: [{ dossierId, type: 'received', at, payload: receivedPayload() }] })
  const { user } = await openDesk(host)
  window.location.hash = `#/dossiers/${dossierId}`
  const write = async (text: string) => {
    await user.click(await screen.findByRole('button', { name: /Ghi chú/ }))
    await user.type(await screen.findByLabelText(/Nội dung/), text)
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    ;(document.activeElement as HTMLElement | null)?.blur()
  }
  return { host, user, write, types: () => host.journal.map(({ event }) => event.type) }
}

describe('undo', () => {
  test('a note is taken back by Ctrl+Z within the minute, and both stay in the history', async () => {
    const { host, user, write, types } = await openDossier()
    await write('Gọi lại chiều nay')
    await screen.findByRole('button', { name: /Hoàn tác/ })
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(types()).toEqual(['received', 'noted', 'undone']))
    expect(await screen.findByText('Đã hoàn tác')).toBeVisible()
    expect(screen.getByText('Bỏ việc: Ghi chú')).toBeVisible()
    expect(screen.getByText('Gọi lại chiều nay')).toBeVisible()
    expect(fold(host.journal.map(({ event }) => event)).attention).toEqual([])
    await user.keyboard('{Control>}z{/Control}')
    expect(host.journal).toHaveLength(3)
  })

  test('is of the last act alone: the second of two notes, and nothing once something else was done', async () => {
    const { host, user, write, types } = await openDossier()
    await write('Việc thứ nhất')
    await write('Việc thứ hai')
    await waitFor(() => expect(screen.getAllByRole('button', { name: /Hoàn tác/ })).toHaveLength(1))
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(types()).toHaveLength(4))
    const second = host.journal.find(({ event }) => event.payload['text'] === 'Việc thứ hai')
    expect(host.journal.at(-1)?.event.payload).toMatchObject({ eventId: second?.event.id, what: 'noted' })
    await write('Việc thứ ba')
    await user.click(screen.getByRole('button', { name: /Việc khác/ }))
    await user.click(await screen.findByRole('menuitem', { name: 'Từ chối tiếp nhận' }))
    await user.type(await screen.findByLabelText(/^Lý do từ chối/), 'Không thuộc thẩm quyền')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(types().at(-1)).toBe('refused'))
    await waitFor(() => expect(screen.queryByRole('button', { name: /Hoàn tác/ })).toBeNull())
  })
})
