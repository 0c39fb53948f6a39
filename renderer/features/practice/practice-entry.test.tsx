import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { closeApps, offlineHost, openApp } from '../../testing/open-app.tsx'

afterEach(closeApps)
afterEach(() => vi.restoreAllMocks())

describe('the way into practice', () => {
  test('a blocked window and a host that cannot are said plainly', async () => {
    const host = offlineHost()
    vi.spyOn(window, 'open').mockReturnValue(null)
    host.overrides['practice.open'] = () => ({ kind: 'address', address: 'http://127.0.0.1:1234/open?token=x' })
    const { user } = openApp(host)
    await user.click(await screen.findByRole('button', { name: 'Mở chế độ tập huấn' }))
    expect(await screen.findByText(/Trình duyệt chặn cửa sổ mới/)).toBeVisible()
    host.overrides['practice.open'] = () => ({ kind: 'failed' })
    await user.click(screen.getByRole('button', { name: 'Mở chế độ tập huấn' }))
    expect(await screen.findByText(/Chưa mở được chế độ tập huấn/)).toBeVisible()
    expect(screen.queryByRole('note')).toBeNull()
  })

  test('inside: the band, the PIN, and a reset that is asked for twice', async () => {
    const host = offlineHost()
    const usual = host.overrides['app.info']
    host.overrides['app.info'] = async (none) => ({ ...(await usual!(none)), practice: true })
    host.overrides['practice.reset'] = () => ({ kind: 'refused' })
    const { user } = openApp(host)
    expect(await screen.findByRole('note')).toHaveTextContent('TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ')
    expect(screen.getByText('Mã PIN tập huấn của mọi cán bộ: 1111')).toBeVisible()
    await user.click(screen.getByRole('button', { name: /Xóa dữ liệu tập huấn/ }))
    expect(host.calls).not.toContain('practice.reset')
    await user.click(screen.getByRole('button', { name: 'Thôi' }))
    await user.click(screen.getByRole('button', { name: /Xóa dữ liệu tập huấn/ }))
    await user.click(screen.getByRole('button', { name: 'Xóa và làm lại' }))
    await waitFor(() => expect(host.calls).toContain('practice.reset'))
    expect(await screen.findByText(/Chưa xóa được/)).toBeVisible()
  })
})
