import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { receipt2025 } from '../../../shared/forms/definitions/receipt.ts'
import type { MachineSettings } from '../../../shared/bridge/machine.ts'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'

afterEach(closeApps)

const settings: MachineSettings = {
  gatewayUrl: 'https://motcua.tinh.example',
  dataFolder: '/du-lieu/mot-cua',
  backupFolder: '/du-lieu/mot-cua/backup',
  backupIsDefault: true,
  ownCa: null,
  scannerFolder: null,
  recoveryCopyAt: null,
  restartNeeded: false,
}

/** The page as a leader or as an officer of the counter sees it. */
async function openMachine({
  as = 'leader' as 'leader' | 'intake',
  ...change
}: Partial<MachineSettings> & { as?: 'leader' | 'intake' } = {}) {
  const host = offlineHost()
  const known = { ...settings, ...change }
  const asked: [string, unknown][] = []
  const signInHere = host.overrides['session.signIn']!
  const answers = (method: string) => async (params: unknown) => {
    asked.push([method, params])
    return { kind: 'saved' }
  }
  Object.assign(host.overrides, {
    'session.signIn': async (params: never) => {
      const result = (await signInHere(params)) as { officer: object }
      return { ...result, officer: { ...result.officer, roles: [as] } }
    },
    'machine.settings': () => ({ ...known }),
    'backup.status': () => ({ folder: known.backupFolder, verifiedAt: null, problem: null, bytes: 0, scans: 0 }),
    'backup.run': () => ({
      folder: known.backupFolder,
      verifiedAt: '2026-11-24T01:30:00.000Z',
      problem: null,
      bytes: 2048,
    }),
    'machine.setBackupFolder': answers('folder'),
    'machine.setScannerFolder': answers('scanner'),
    'machine.setOwnCa': answers('ca'),
    'machine.writeRecoveryCopy': answers('recovery'),
  })
  const app = openApp(host)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  window.location.hash = '#/machine'
  expect(await screen.findByRole('heading', { level: 1, name: 'Máy bàn này' })).toBeVisible()
  await screen.findByText('/du-lieu/mot-cua')
  return { ...app, host, known, asked }
}

describe('a form that is not in force', () => {
  const pick = async (user: Awaited<ReturnType<typeof openMachine>>['user'], content: string) =>
    user.upload(
      await screen.findByLabelText('Tệp mẫu giấy'),
      new File([content], 'mau.json', { type: 'application/json' }),
    )

  test('is checked, compared, and can be drawn; its faults are named with their place', async () => {
    const { user } = await openMachine()
    await pick(user, 'không phải JSON')
    expect(await screen.findByText(/Không đọc được tệp/)).toBeVisible()
    const corrected = { ...receipt2025, version: '2026-12-01.1', effectiveFrom: '2026-12-01' }
    await pick(user, JSON.stringify({ ...corrected, titel: 'x' }))
    expect(await screen.findByText(/không rõ mục “titel”/)).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Xem thử:/ })).toBeNull()
    const blocks = [...receipt2025.blocks, { kind: 'line', text: 'Mang theo giấy này.' }]
    await pick(user, JSON.stringify({ ...corrected, blocks }))
    expect(await screen.findByText('+ Mang theo giấy này.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: /^Xem thử: Giấy tiếp nhận/ }))
    expect(await screen.findByRole('dialog')).toBeVisible()
  })
})

describe('this machine', () => {
  test('a copy made before the restart is said to lie where it lies, not in the folder just chosen', async () => {
    const { user, host, known } = await openMachine()
    const stays = known.backupFolder
    const status = { folder: stays, verifiedAt: '2026-11-24T01:30:00.000Z', problem: null, bytes: 2048, scans: 0 }
    Object.assign(host.overrides, { 'backup.status': () => status, 'backup.run': () => status })
    Object.assign(known, { backupFolder: '/o-khac', backupIsDefault: false, restartNeeded: true })
    await user.type(screen.getByLabelText(/Thư mục bản sao/), '/o-khac{Enter}')
    await user.click(screen.getByRole('button', { name: 'Sao ngay' }))
    expect(await screen.findByText('08:30 24/11/2026')).toBeVisible()
    expect(screen.getByText('Nơi đặt').nextSibling).toHaveTextContent(stays)
    expect((await screen.findByText('Từ lần mở ứng dụng tiếp theo')).nextSibling).toHaveTextContent('/o-khac')
  })

  test('says what would be lost, before it is', async () => {
    await openMachine()
    expect(screen.getByText(/Bản sao đang nằm cùng ổ đĩa/)).toBeVisible()
    expect(screen.getByText(/Chưa có bản khóa dự phòng/)).toBeVisible()
    expect(screen.getByText('https://motcua.tinh.example')).toBeVisible()
  })

  test('an officer of the counter sees, and changes nothing', async () => {
    await openMachine({ as: 'intake' })
    expect(screen.getByText(/Chỉ cán bộ công nghệ thông tin/)).toBeVisible()
    for (const name of ['Lưu', 'Tạo bản khóa', 'Chọn tệp .pem…', 'Dùng thư mục này'])
      expect(screen.getByRole('button', { name })).toBeDisabled()
  })

  test('the folder of the copy is sent trimmed, an empty one as none, and a refusal stands at the field', async () => {
    const { user, asked, host } = await openMachine()
    const field = screen.getByLabelText('Thư mục bản sao')
    await user.type(field, '  /media/sao-luu {Enter}')
    await waitFor(() => expect(asked).toEqual([['folder', { folder: '/media/sao-luu' }]]))
    await user.clear(field)
    await user.type(field, '{Enter}')
    await waitFor(() => expect(asked.at(-1)).toEqual(['folder', { folder: null }]))
    host.overrides['machine.setBackupFolder'] = () => ({ kind: 'failed', code: 'NOT_A_FOLDER' })
    await user.type(field, '/khong/co{Enter}')
    expect(await screen.findByText(/Không tìm thấy thư mục này/)).toBeVisible()
    expect(field).toHaveValue('/khong/co')
  })

  test('a copy made now shows when it was compared', async () => {
    const { user } = await openMachine()
    expect(screen.getByText('chưa lần nào')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Sao ngay' }))
    expect(await screen.findByText(/08:30/)).toBeVisible()
  })

  test('a copy that takes long says how far it is', async () => {
    const { user, host } = await openMachine()
    const status = { folder: '/media/sao-luu', verifiedAt: null, problem: null, bytes: 0, scans: 0 }
    const running = Promise.withResolvers<typeof status>()
    host.overrides['backup.run'] = () => running.promise
    host.overrides['backup.status'] = async () => ({ ...status, progress: { done: 3, total: 4 } })
    await user.click(screen.getByRole('button', { name: 'Sao ngay' }))
    expect(await screen.findByText('75 %', {}, { timeout: 10_000 })).toBeVisible()
    running.resolve({ ...status })
    await waitFor(() => expect(screen.queryByText('75 %')).toBeNull())
  })

  test('a passphrase is asked twice, long enough, and leaves the screen', async () => {
    const { user, asked, known } = await openMachine()
    const [first, again] = [screen.getByLabelText(/Mật khẩu khôi phục/), screen.getByLabelText('Nhập lại mật khẩu')]
    await user.type(first, 'ngắn quá{Enter}')
    expect(first).toBeInvalid()
    await user.clear(first)
    await user.type(first, 'đò ngang sang Gò Dầu')
    await user.type(again, 'đò ngang{Enter}')
    expect(again).toBeInvalid()
    expect(asked).toEqual([])
    known.recoveryCopyAt = '2026-11-24T02:00:00.000Z'
    await user.type(again, ' sang Gò Dầu{Enter}')
    expect(await screen.findByText('Đã có, tạo lúc 09:00 24/11/2026.')).toBeVisible()
    expect(asked).toEqual([['recovery', { passphrase: 'đò ngang sang Gò Dầu' }]])
    expect(first).toHaveValue('')
  })

  test('certificates: what is in use, a file that is none, and going back to the system’s', async () => {
    const { user, asked, host, known } = await openMachine()
    host.overrides['machine.setOwnCa'] = () => ({ kind: 'failed', code: 'NOT_A_CERTIFICATE' })
    const input = screen.getByLabelText('Tệp chứng thư số')
    await user.upload(input, new File(['chữ'], 'ca.pem'))
    expect(await screen.findByText('Tệp này không phải chứng thư số (PEM).')).toBeVisible()
    host.overrides['machine.setOwnCa'] = async (params) => {
      asked.push(['ca', params])
      const { pem } = params as { pem: string | null }
      Object.assign(known, {
        ownCa: pem === null ? null : [{ subject: 'Tỉnh', validTo: '2027-01-31T00:00:00.000Z' }],
        restartNeeded: true,
      })
      return { kind: 'saved' }
    }
    await user.upload(input, new File(['-----BEGIN'], 'ca.pem'))
    expect(await screen.findByText('Tỉnh, hết hạn 31/01/2027')).toBeVisible()
    expect(screen.getByText(/từ lần mở ứng dụng tiếp theo/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Bỏ chứng thư riêng' }))
    expect(await screen.findByText('Đang dùng chứng thư công cộng của hệ thống.')).toBeVisible()
    expect(asked).toEqual([
      ['ca', { pem: '-----BEGIN' }],
      ['ca', { pem: null }],
    ])
  })

  test('a host that does not answer is said', async () => {
    const { user, host } = await openMachine()
    host.overrides['machine.writeRecoveryCopy'] = () => Promise.reject(new Error('gone'))
    await user.type(screen.getByLabelText(/Mật khẩu khôi phục/), 'đò ngang sang Gò Dầu')
    await user.type(screen.getByLabelText('Nhập lại mật khẩu'), 'đò ngang sang Gò Dầu{Enter}')
    const alert = await screen.findByText(/Chương trình chạy nền không trả lời/)
    expect(within(alert.closest('[role=alert]')!).getByText(/Hãy thử lại/)).toBeVisible()
  })
})

describe('the scanner’s folder', () => {
  const field = () => screen.getByLabelText('Đường dẫn thư mục máy quét')

  test('is sent trimmed by Enter or the button, an empty one as none; the page says at once what is in use', async () => {
    const { user, asked, known } = await openMachine()
    expect(screen.getByText('Chưa dùng thư mục máy quét.')).toBeVisible()
    known.scannerFolder = '/may-quet'
    await user.type(field(), '  /may-quet {Enter}')
    expect(await screen.findByText('Đang dùng: /may-quet')).toBeVisible()
    known.scannerFolder = null
    await user.clear(field())
    await user.click(screen.getByRole('button', { name: 'Dùng thư mục này' }))
    expect(await screen.findByText('Chưa dùng thư mục máy quét.')).toBeVisible()
    expect(asked).toEqual([
      ['scanner', { folder: '/may-quet' }],
      ['scanner', { folder: null }],
    ])
  })

  test('that is in use stands in the field; an officer of the counter reads it and changes nothing', async () => {
    const { user, asked } = await openMachine({ as: 'intake', scannerFolder: 'D:\\Quét' })
    expect(screen.getByText('Đang dùng: D:\\Quét')).toBeVisible()
    expect(field()).toHaveValue('D:\\Quét')
    expect(field()).toBeDisabled()
    await user.type(field(), 'x{Enter}')
    expect(asked).toEqual([])
  })

  test.each([
    ['NOT_A_FOLDER', /Không tìm thấy thư mục này/],
    ['NOT_WRITABLE', /Không có quyền ghi/],
    ['INSIDE_DATA', /nằm trong thư mục dữ liệu/],
    ['NOT_ALLOWED', /không có quyền thay đổi/],
  ] as const)('a refusal (%s) stands at the field, in words; what was typed stays', async (code, words) => {
    const { user, host } = await openMachine({ scannerFolder: '/cu' })
    host.overrides['machine.setScannerFolder'] = () => ({ kind: 'failed', code })
    await user.clear(field())
    await user.type(field(), '/khong-co{Enter}')
    expect(await screen.findByText(words)).toBeVisible()
    expect(field()).toBeInvalid()
    expect(field()).toHaveValue('/khong-co')
    expect(screen.getByText('Đang dùng: /cu')).toBeVisible()
  })

  test('a host that does not answer is said, and trying again works', async () => {
    const { user, host, asked } = await openMachine()
    const usual = host.overrides['machine.setScannerFolder']!
    host.overrides['machine.setScannerFolder'] = () => Promise.reject(new Error('gone'))
    await user.type(field(), '/may-quet{Enter}')
    await waitFor(() => expect(field()).toBeInvalid())
    host.overrides['machine.setScannerFolder'] = usual
    await user.type(field(), '{Enter}')
    await waitFor(() => expect(asked).toEqual([['scanner', { folder: '/may-quet' }]]))
    await waitFor(() => expect(field()).not.toBeInvalid())
  })
})
