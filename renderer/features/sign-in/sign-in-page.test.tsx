import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'

afterEach(closeApps)
afterEach(() => localStorage.clear())

const pinField = () => screen.findByLabelText(/Mã PIN của/)

describe('signing in', () => {
  test('needs nothing but the keyboard', async () => {
    const { user } = openApp(offlineHost())
    const cards = await screen.findAllByRole('radio')
    expect(cards[0]).toHaveFocus()
    await user.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}')
    expect(cards.at(-1)).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(await pinField()).toHaveFocus()
    await user.keyboard('1111{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: /Chào Võ Minh Triết/ })).toBeVisible()
  })

  test('officers stand in Vietnamese order of names', async () => {
    openApp(offlineHost())
    const names = (await screen.findAllByRole('radio')).map((card) => card.textContent)
    const given = names.map((name) => /Bảo|Đạt|Hương|Kha|Ngân|Triết/.exec(name ?? '')?.[0])
    expect(given).toEqual(['Bảo', 'Đạt', 'Hương', 'Kha', 'Ngân', 'Triết'])
  })

  test('the pad types too, and takes back', async () => {
    const { user } = openApp(offlineHost())
    await user.click(await screen.findByText('Trần Quốc Đạt'))
    for (const name of ['Số 1', 'Số 1', 'Số 9', 'Xóa một số', 'Số 1', 'Số 1'])
      await user.click(screen.getByRole('button', { name }))
    expect(await pinField()).toHaveValue('1111')
    await user.click(screen.getByRole('button', { name: 'Vào làm việc' }))
    expect(await screen.findByRole('heading', { level: 1, name: /Chào/ })).toBeVisible()
  })

  test('a wrong PIN is forgotten at once, and the cursor waits for the next', async () => {
    const app = openApp(offlineHost())
    await signIn(app, '9999')
    expect(await screen.findByRole('alert')).toHaveTextContent('Mã PIN không đúng. Còn 4 lần thử.')
    expect(await pinField()).toHaveValue('')
    expect(await pinField()).toHaveFocus()
  })

  test('too many wrong ones: a countdown, and no typing until it ends', async () => {
    const host = offlineHost()
    host.overrides['session.signIn'] = () => ({ kind: 'locked', retryAfterMs: 61_000 })
    const app = openApp(host)
    await signIn(app, '9999')
    expect(await screen.findByRole('alert')).toHaveTextContent(/Thử lại sau 1 phút [01] giây/)
    expect(await pinField()).toBeDisabled()
  })

  test.each([
    ['unknown', () => ({ kind: 'unknownOfficer' }) as const, /không còn được dùng máy này/],
    ['a silent host', () => Promise.reject(new Error('gone')), /không trả lời/],
  ])('%s is said plainly', async (_, answer, words) => {
    const host = offlineHost()
    host.overrides['session.signIn'] = answer
    const app = openApp(host)
    await signIn(app)
    expect(await screen.findByRole('alert')).toHaveTextContent(words)
  })

  test('a machine without a list of officers says what it needs', async () => {
    const host = offlineHost()
    host.overrides['session.officers'] = () => []
    openApp(host)
    expect(await screen.findByRole('alert')).toHaveTextContent(/chưa có danh sách cán bộ/)
  })

  test('a database that does not open: nothing is lost, and trying again works', async () => {
    const host = offlineHost()
    const reading = host.overrides['reference.get']!
    host.overrides['reference.get'] = () => Promise.reject(new Error('the disk is asleep'))
    const app = openApp(host)
    await signIn(app)
    expect(await screen.findByText(/Không có hồ sơ nào bị mất/)).toBeVisible()
    host.overrides['reference.get'] = reading
    await app.user.click(screen.getByRole('button', { name: 'Thử lại' }))
    expect(await screen.findByRole('heading', { level: 1, name: /Chào/ })).toBeVisible()
  })
})

describe('the lock', () => {
  async function lock(app: ReturnType<typeof openApp>) {
    await app.user.keyboard('{Control>}k{/Control}')
    await app.user.type(await screen.findByLabelText(/Gõ tên lệnh/), 'khoa man{Enter}')
    await screen.findByRole('heading', { name: 'Màn hình đang khóa' })
  }

  test('hides the work, keeps it, and gives it back after the PIN', async () => {
    const app = openApp(offlineHost())
    await signIn(app)
    await screen.findByRole('heading', { level: 1, name: /Chào/ })
    await app.user.keyboard('{F2}')
    await app.user.type((await screen.findAllByLabelText(/Họ và tên/))[0]!, 'Nguyễn Văn Ẩn')
    await lock(app)
    expect(screen.getByDisplayValue('Nguyễn Văn Ẩn')).not.toBeVisible()
    await app.user.keyboard('1111{Enter}')
    await waitFor(() => expect(screen.getByDisplayValue('Nguyễn Văn Ẩn')).toBeVisible())
  })

  test('another officer signs in to an empty desk', async () => {
    const app = openApp(offlineHost())
    await signIn(app)
    await screen.findByRole('heading', { level: 1, name: /Chào/ })
    await app.user.keyboard('{F3}')
    await lock(app)
    await app.user.click(screen.getByRole('button', { name: 'Cán bộ khác đăng nhập' }))
    expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
    expect(window.location.hash).toBe('#/')
    await waitFor(() => expect(app.bridge.calls).toContain('session.signOut'))
  })

  test('a host that began anew asks for the PIN', async () => {
    const app = openApp(offlineHost())
    await signIn(app)
    await screen.findByRole('heading', { level: 1, name: /Chào/ })
    app.bridge.tell('session.ended', { reason: 'hostStopped' })
    expect(await screen.findByRole('heading', { name: 'Màn hình đang khóa' })).toBeVisible()
  })
})
