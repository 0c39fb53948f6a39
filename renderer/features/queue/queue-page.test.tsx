/** The queue by keyboard through the whole application, and the screen above the counter. */
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fold } from '../../../shared/dossier/fold.ts'
import { BoardApp } from '../../app/board-app.tsx'
import { createI18n } from '../../app/i18n.ts'
import { closeApps, deskTime, offlineHost, openApp, signIn, type OpenedApp } from '../../testing/open-app.tsx'
import { pressSaveBehind } from '../../testing/save-behind.ts'

afterEach(closeApps)
beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('mot-cua.queue-print', 'no')
})

async function openQueue(app = openApp(offlineHost())): Promise<OpenedApp> {
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F9}')
  await screen.findByRole('heading', { level: 1, name: 'Lấy số và gọi số' })
  await screen.findByText('Nộp hồ sơ')
  return app
}
const callNext = (app: OpenedApp) => app.user.keyboard('{Control>}{Enter}{/Control}')

describe('the queue', () => {
  test('numbers by Alt and a digit, called with Ctrl+Enter, ended by the next call', async () => {
    const app = await openQueue()
    await app.user.keyboard('{Alt>}1{/Alt}')
    await screen.findByText('Số A001 · Nộp hồ sơ')
    await app.user.keyboard('{Alt>}2{/Alt}')
    await screen.findByText('Số B001 · Nhận kết quả')
    await callNext(app)
    await screen.findByRole('button', { name: /Xong, gọi số tiếp theo/ })
    expect(app.bridge.queue.tickets).toMatchObject([
      { number: 'A001', state: 'called', window: 1 },
      { state: 'waiting' },
    ])
    await app.user.keyboard('{Alt>}v{/Alt}')
    await waitFor(() => expect(app.bridge.queue.tickets[0]?.state).toBe('skipped'))
    await app.user.click(await screen.findByRole('button', { name: 'Gọi lại A001 đến cửa của tôi' }))
    await waitFor(() => expect(app.bridge.queue.tickets[0]).toMatchObject({ state: 'called', calls: 2 }))
    await callNext(app)
    await waitFor(() => expect(app.bridge.queue.tickets.map(({ state }) => state)).toEqual(['finished', 'called']))
  })

  test('what the disk did not take is said, and the number stays unissued', async () => {
    const app = await openQueue()
    app.bridge.overrides['queue.act'] = () => ({ kind: 'refused', code: 'IO' })
    await app.user.keyboard('{Alt>}1{/Alt}')
    expect(await screen.findByText(/Chưa ghi được vào đĩa/)).toBeVisible()
    expect(app.bridge.queue.tickets).toEqual([])
    app.bridge.overrides['queue.act'] = () => Promise.reject(new Error('gone'))
    await app.user.keyboard('{Alt>}1{/Alt}')
    expect(await screen.findByText(/Chương trình chạy nền không trả lời. Hãy thử lại/)).toBeVisible()
  })

  test('an intake begun from the called number carries it, and the number knows the dossier', async () => {
    const app = await openQueue()
    await app.user.keyboard('{Alt>}1{/Alt}')
    await screen.findByText('Số A001 · Nộp hồ sơ')
    await callNext(app)
    await screen.findByRole('button', { name: /Tiếp nhận hồ sơ/ })
    await app.user.keyboard('{Alt>}t{/Alt}')
    await screen.findByText(/Đang phục vụ số A001/)
    await app.user.type(await screen.findByLabelText('Tìm thủ tục'), 'xac nhan tinh trang{Enter}')
    await app.user.click(await screen.findByLabelText('Quét thẻ căn cước'))
    await app.user.paste('072190001234||Nguyễn Thị Hoàng Yến|17051990|Nữ|Khu phố 4, Phường Tân Ninh|01072021')
    await waitFor(() =>
      expect((screen.getAllByLabelText(/Họ và tên/)[0] as HTMLInputElement).value).toBe('Nguyễn Thị Hoàng Yến'),
    )
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('button', { name: /In giấy tiếp nhận/ })
    const [record] = app.bridge.journal
    expect(record?.event.payload['ticket']).toBe('A001')
    const dossierId = fold([record!.event]).id
    await waitFor(() => expect(app.bridge.queue.tickets[0]?.dossierIds).toEqual([dossierId]))
  })

  test('services are edited; an empty or over-long name is said at its field', async () => {
    const app = await openQueue()
    await app.user.click(screen.getByRole('button', { name: 'Sửa các loại việc' }))
    const field = await screen.findByLabelText('Tên loại việc A')
    await app.user.clear(field)
    await app.user.click(screen.getByRole('button', { name: /^Lưu/ }))
    await waitFor(() => expect(screen.getByLabelText('Tên loại việc A')).toBeInvalid())
    await app.user.click(field)
    await app.user.paste('x'.repeat(81))
    await app.user.click(screen.getByRole('button', { name: /^Lưu/ }))
    expect(app.bridge.queue.services[0]?.name).toBe('Nộp hồ sơ')
    await app.user.clear(screen.getByLabelText('Tên loại việc A'))
    await app.user.click(screen.getByLabelText('Tên loại việc A'))
    await app.user.paste('Đất đai')
    await app.user.click(screen.getByRole('button', { name: /^Lưu/ }))
    await waitFor(() => expect(app.bridge.queue.services[0]).toEqual({ letter: 'A', name: 'Đất đai' }))
  })

  test('the key saves the services in front of the page, and calls nobody', async () => {
    const app = await openQueue()
    await app.user.keyboard('{Alt>}1{/Alt}')
    await screen.findByText('Số A001 · Nộp hồ sơ')
    await app.user.click(screen.getByRole('button', { name: 'Sửa các loại việc' }))
    await app.user.type(await screen.findByLabelText('Tên loại việc A'), ' đất đai')
    expect(pressSaveBehind()).toBe(true)
    await waitFor(() => expect(app.bridge.queue.services[0]?.name).toBe('Nộp hồ sơ đất đai'))
    expect(app.bridge.queue.tickets).toMatchObject([{ state: 'waiting' }])
  })
})

describe('the screen above the counter', () => {
  test('shows the latest call in big type, follows by itself, and asks for nothing but the board', async () => {
    const host = offlineHost()
    render(<BoardApp bridge={host} now={() => deskTime} i18n={createI18n('vi')} />)
    await screen.findByText('Xin mời lấy số và chờ gọi')
    await host.call('queue.act', { command: { kind: 'issue', letter: 'A', priority: null } })
    await host.call('queue.act', { command: { kind: 'callNext', window: 3, letters: null } })
    expect(await screen.findByText('A001')).toBeVisible()
    expect(screen.getByText('Cửa số 3')).toBeVisible()
    expect(screen.getByRole('button', { name: /Máy không có giọng đọc tiếng Việt/ })).toBeDisabled()
    host.overrides['queue.board'] = () => Promise.reject(new Error('gone'))
    host.tell('queue.changed', {})
    expect(await screen.findByRole('alert')).toHaveTextContent('tạm thời chưa cập nhật được')
    cleanup()
    expect(new Set(host.calls)).toEqual(new Set(['queue.board', 'app.info', 'queue.act']))
  })
})
