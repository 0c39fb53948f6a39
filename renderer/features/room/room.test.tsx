/** The room on F9 and on *Máy bàn này*, through the whole application. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RoomStatus } from '../../../shared/bridge/room.ts'
import { emptyQueue } from '../../../shared/queue/queue.ts'
import { aloneRoom, type FakeBridge } from '../../../test/support/fake-bridge.ts'
import { closeApps, offlineHost, openApp, signIn, type OpenedApp } from '../../testing/open-app.tsx'
import { pressSaveBehind } from '../../testing/save-behind.ts'
import { readPlace } from './use-room.ts'

afterEach(closeApps)
beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('mot-cua.queue-print', 'no')
})

const desks = [
  { deskId: 'a', deskName: 'Quầy số 1', series: 1, isSelf: false, isConnected: null },
  { deskId: 'b', deskName: 'Quầy số 2', series: 2, isSelf: true, isConnected: null },
]
const member: RoomStatus = {
  ...aloneRoom,
  role: 'member',
  link: { kind: 'connected' },
  keeper: { deskId: 'a', deskName: 'Quầy số 1' },
  series: 2,
  address: '192.168.1.11',
  port: 4085,
  desks,
}
const searching = { kind: 'searching', since: '2026-11-24T02:12:00.000Z', reason: 'NO_ANSWER' } as const
const keeper: RoomStatus = {
  ...member,
  role: 'keeper',
  link: { kind: 'open' },
  keeper: { deskId: 'a', deskName: 'Quầy số 1' },
  isFounder: true,
  series: 1,
  address: '192.168.1.10',
  desks: [
    { ...desks[0]!, isSelf: true, isConnected: false },
    { ...desks[1]!, isSelf: false, isConnected: true },
  ],
}

interface Opened extends OpenedApp {
  host: FakeBridge
  set: (status: RoomStatus) => void
  asked: [string, unknown][]
}

async function open(path: 'queue' | 'machine', status: RoomStatus, role = 'it'): Promise<Opened> {
  const host = offlineHost()
  const asked: Opened['asked'] = []
  let shown = status
  const signInHere = host.overrides['session.signIn']!
  host.overrides['session.signIn'] = async (params) => {
    const result = (await signInHere(params)) as { officer: object }
    return { ...result, officer: { ...result.officer, roles: [role] } } as never
  }
  const take = (name: string) => (params: unknown) => {
    asked.push([name, params])
    return { kind: 'saved' as const }
  }
  Object.assign(host.overrides, {
    'room.status': () => shown,
    'machine.settings': () => ({
      gatewayUrl: 'https://motcua.tinh.example',
      dataFolder: '/du-lieu',
      backupFolder: '/sao',
      backupIsDefault: false,
      ownCa: null,
      scannerFolder: null,
      recoveryCopyAt: null,
      restartNeeded: false,
    }),
    'backup.status': () => null,
    ...Object.fromEntries(
      ['open', 'listenAt', 'close', 'makeCode', 'removeDesk', 'join', 'leave', 'setKeeperHost', 'takeOver'].map(
        (name) => [`room.${name}`, take(name)],
      ),
    ),
  })
  const app = openApp(host)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  window.location.hash = `#/${path}`
  await screen.findByRole('heading', { level: 1, name: path === 'queue' ? 'Lấy số và gọi số' : 'Máy bàn này' })
  const set = (next: RoomStatus) => {
    shown = next
    host.tell('room.changed', {})
  }
  return { ...app, host, set, asked }
}

describe('whose queue it is, on F9', () => {
  test('alone nothing is said; with others, who keeps it and how many are connected', async () => {
    const { set } = await open('queue', aloneRoom)
    await screen.findByText('Nộp hồ sơ')
    expect(screen.queryByText(/Hàng chờ chung/)).toBeNull()
    set(keeper)
    expect(await screen.findByText('Hàng chờ chung của phòng · bàn này giữ · 1 bàn khác đang nối')).toBeVisible()
    set({ ...keeper, link: { kind: 'shut', problem: 'PORT_IN_USE' } })
    expect(await screen.findByText(/cổng đang bị chương trình khác dùng/)).toBeVisible()
    set(member)
    expect(await screen.findByText('Hàng chờ chung của phòng · Quầy số 1 giữ · đang nối')).toBeVisible()
  })

  test('a lost keeper is said at once, with since when; nothing is offered that would fail; it ends by itself', async () => {
    const { set, host, user } = await open('queue', member)
    await screen.findByText('Nộp hồ sơ')
    host.overrides['queue.act'] = () => ({ kind: 'refused', code: 'NO_KEEPER' })
    set({ ...member, link: searching })
    expect(await screen.findByRole('alert')).toHaveTextContent(/Mất nối với Quầy số 1.*từ 09:12/)
    expect(screen.getByRole('button', { name: /Nộp hồ sơ/ })).toBeDisabled()
    await user.keyboard('{Alt>}1{/Alt}')
    expect(await screen.findByText(/nên chưa có gì thay đổi/)).toBeVisible()
    delete host.overrides['queue.act']
    set(member)
    await waitFor(() => expect(screen.queryByText(/Mất nối với/)).toBeNull())
    expect(screen.queryByText(/nên chưa có gì thay đổi/)).toBeNull()
    await user.keyboard('{Alt>}1{/Alt}')
    await screen.findByText('Số A001 · Nộp hồ sơ')
  })

  test('keeping the queue here: asked for by key, explained, confirmed by key', async () => {
    const { set, asked, user, host } = await open('queue', { ...member, link: searching })
    await screen.findByText('Nộp hồ sơ')
    await user.keyboard('{Alt>}g{/Alt}')
    expect(await screen.findByText(/Không nối được với Quầy số 1/)).toBeVisible()
    expect(screen.getByText(/Số mới bắt đầu bằng 2 \(2A001…\)/)).toBeVisible()
    expect(asked).toEqual([])
    const confirm = within(screen.getByRole('dialog')).getByRole('button', { name: /^Giữ hàng chờ/ })
    await waitFor(() => expect(confirm).toHaveFocus())
    host.overrides['room.takeOver'] = () => ({ kind: 'failed', code: 'NO_ADDRESS' })
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText(/Máy này không có địa chỉ đó/)).toBeVisible()
    host.overrides['room.takeOver'] = (params) => {
      asked.push(['takeOver', params])
      set({ ...keeper, isFounder: false, series: 2 })
      return { kind: 'saved' }
    }
    await user.click(screen.getByRole('combobox', { name: /Địa chỉ của máy này/ }))
    await user.click(await screen.findByRole('option', { name: /192\.168\.1\.10/, hidden: true }))
    confirm.focus()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('Bàn này giữ hàng chờ từ bây giờ.')).toBeVisible()
    expect(asked).toEqual([['takeOver', { address: '192.168.1.10' }]])
  })

  test('keeping the queue here is confirmed while the focus is still behind the dialog, and calls nobody', async () => {
    const { asked, user, host } = await open('queue', { ...member, link: { kind: 'connected' } })
    await screen.findByText('Nộp hồ sơ')
    await host.call('queue.act', { command: { kind: 'issue', letter: 'A', priority: null } })
    await user.keyboard('{Alt>}g{/Alt}')
    await screen.findByRole('dialog')
    expect(pressSaveBehind()).toBe(true)
    expect(await screen.findByText('Bàn này giữ hàng chờ từ bây giờ.')).toBeVisible()
    expect(asked).toEqual([['takeOver', { address: null }]])
    expect(host.queue.tickets).toMatchObject([{ state: 'waiting' }])
  })

  test('a room that was closed leaves the desk with its own queue, whatever that one counts', async () => {
    const { host, set } = await open('queue', member)
    await host.call('queue.act', { command: { kind: 'issue', letter: 'A', priority: null } })
    expect(await screen.findByText('Đang chờ (1)')).toBeVisible()
    host.queue = emptyQueue('2026-11-24')
    set(aloneRoom)
    host.tell('queue.changed', {})
    expect(await screen.findByText('Đang chờ (0)')).toBeVisible()
  })

  test('a number that somebody else called to this window says so: two machines may have the same window set', async () => {
    const { host } = await open('queue', member)
    await screen.findByText('Nộp hồ sơ')
    await host.call('queue.act', { command: { kind: 'issue', letter: 'A', priority: null } })
    await host.call('queue.act', { command: { kind: 'callNext', window: 1, letters: null } })
    await screen.findByText('A001')
    expect(screen.queryByText(/đã gọi số này đến cửa/)).toBeNull()
    const [ticket] = host.queue.tickets
    host.queue = { ...host.queue, tickets: [{ ...ticket!, officerId: 'can-bo-3' }] }
    host.tell('queue.changed', {})
    expect(await screen.findByText(/Thạch Thị Sóc Kha đã gọi số này đến cửa 1/)).toBeVisible()
  })

  test('a call is sent with what its officer saw, under an id of its own', async () => {
    const { host, user } = await open('queue', member)
    await screen.findByText('Nộp hồ sơ')
    const sent: unknown[] = []
    host.overrides['queue.act'] = (params) => {
      sent.push(params)
      return { kind: 'refused', code: 'CHANGED' }
    }
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText(/Cửa này vừa được gọi từ máy khác/)).toBeVisible()
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(sent).toHaveLength(2))
    const [first, second] = sent as { id: string; command: object }[]
    expect(first!.command).toMatchObject({ kind: 'callNext', seen: null })
    expect(first!.id).not.toBe(second!.id)
  })
})

describe('the room on this machine', () => {
  test('is opened at an address of this machine, or joined by address and code', async () => {
    const { user, asked, host } = await open('machine', aloneRoom)
    await user.click(await screen.findByRole('button', { name: 'Mở hàng chờ chung' }))
    await waitFor(() => expect(asked).toEqual([['open', { address: '192.168.1.10', port: 4085 }]]))
    await user.click(screen.getByRole('button', { name: 'Tham gia' }))
    expect(screen.getByLabelText('Địa chỉ bàn giữ hàng chờ')).toBeInvalid()
    expect(screen.getByLabelText('Mã tham gia')).toBeInvalid()
    await user.click(screen.getByLabelText('Địa chỉ bàn giữ hàng chờ'))
    await user.paste(' 192.168.1.20')
    host.overrides['room.join'] = (params) => {
      asked.push(['join', params])
      return { kind: 'failed', code: 'WRONG_CODE' }
    }
    await user.click(screen.getByLabelText('Mã tham gia'))
    await user.paste('abcd-efgh-jklm')
    await user.keyboard('{Enter}')
    expect(await screen.findByText(/Mã tham gia không đúng/)).toBeVisible()
    expect(asked.at(-1)).toEqual(['join', { host: '192.168.1.20', port: 4085, code: 'abcd-efgh-jklm' }])
  })

  test('the keeper shows its address and the code; closing and putting a desk out are asked twice', async () => {
    const { user, asked, set } = await open('machine', keeper)
    expect(await screen.findByText('192.168.1.10:4085')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Tạo mã cho một bàn' }))
    set({ ...keeper, code: { code: 'ABCD-EFGH-JKLM', expiresAt: '2026-11-24T02:30:00.000Z' } })
    expect(await screen.findByText('ABCD-EFGH-JKLM')).toBeVisible()
    expect(screen.getByText('Dùng cho một bàn, đến 09:30.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Đóng hàng chờ chung' }))
    await user.click(screen.getByRole('button', { name: 'Thôi' }))
    await user.click(screen.getByRole('button', { name: 'Bỏ bàn Quầy số 2' }))
    expect(asked.map(([name]) => name)).toEqual(['makeCode'])
    await user.click(screen.getAllByRole('button', { name: 'Bỏ bàn Quầy số 2' }).at(-1)!)
    await waitFor(() => expect(asked.at(-1)).toEqual(['removeDesk', { deskId: 'b' }]))
    await user.click(screen.getByRole('button', { name: 'Đóng hàng chờ chung' }))
    await user.click(screen.getByRole('button', { name: 'Đóng và tách các bàn' }))
    await waitFor(() => expect(asked.at(-1)?.[0]).toBe('close'))
  })

  test('a keeper whose address is gone is opened at another one', async () => {
    const { user, asked } = await open('machine', { ...keeper, link: { kind: 'shut', problem: 'NO_ADDRESS' } })
    expect(await screen.findByText(/không còn địa chỉ đã chọn/)).toBeVisible()
    await user.click(await screen.findByRole('button', { name: 'Mở ở địa chỉ này' }))
    await waitFor(() => expect(asked).toEqual([['listenAt', { address: '192.168.1.10' }]]))
  })

  test('a desk that joined sees where it stands, and can be told a new address or leave', async () => {
    const { user, asked } = await open('machine', { ...member, link: { ...searching, reason: 'WRONG_KEY' } })
    expect(await screen.findByText(/không đúng khóa của phòng/)).toBeVisible()
    await user.click(screen.getByLabelText(/Địa chỉ mới/))
    await user.paste('192.168.1.30:4085')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(asked).toEqual([['setKeeperHost', { host: '192.168.1.30' }]]))
    await user.click(screen.getByRole('button', { name: 'Rời hàng chờ chung' }))
    await user.click(screen.getByRole('button', { name: 'Rời' }))
    await waitFor(() => expect(asked.at(-1)?.[0]).toBe('leave'))
  })

  test('an officer of the counter sees, and changes nothing; practice has no room', async () => {
    const { set } = await open('machine', keeper, 'intake')
    expect(await screen.findByText('192.168.1.10:4085')).toBeVisible()
    for (const name of [/Tạo mã/, /Đóng hàng chờ/, /Bỏ bàn/]) expect(screen.queryByRole('button', { name })).toBeNull()
    set({ ...aloneRoom, available: false })
    await waitFor(() => expect(screen.queryByText('192.168.1.10:4085')).toBeNull())
    expect(screen.queryByRole('button', { name: /Mở hàng chờ/ })).toBeNull()
  })
})

test('an address as it is read from the other screen', () => {
  expect(readPlace(' 192.168.1.10:4090 ')).toEqual({ host: '192.168.1.10', port: 4090 })
  expect(readPlace('may-quay-1')).toEqual({ host: 'may-quay-1', port: 4085 })
  for (const wrong of ['', ':4085', '192.168.1.10:80', '192.168.1.10:x', 'a:1:2', 'http://a', 'a b'])
    expect(readPlace(wrong)).toBeNull()
})
