/** What goes wrong at a desk, through the whole application, by keyboard: each gets plain words, and nothing is lost. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { closeApps, offlineHost, openApp, signIn, type OpenedApp } from '../testing/open-app.tsx'

afterEach(closeApps)

const card = '072190001234||Nguyễn Thị Hoàng Yến|17051990|Nữ|Khu phố 4, Phường Tân Ninh|01072021'

async function startIntake(app: OpenedApp, words = 'xac nhan tinh trang'): Promise<void> {
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F2}')
  await app.user.type(await screen.findByLabelText('Tìm thủ tục'), `${words}{Enter}`)
}

async function fillIn(app: OpenedApp): Promise<void> {
  await startIntake(app)
  await app.user.click(await screen.findByLabelText('Quét thẻ căn cước'))
  await app.user.paste(card)
  await waitFor(() => expect(nameField().value).toBe('Nguyễn Thị Hoàng Yến'))
}
const nameField = () => screen.getAllByLabelText(/Họ và tên/)[0] as HTMLInputElement
const save = (app: OpenedApp) => app.user.keyboard('{Control>}{Enter}{/Control}')

describe('signing in', () => {
  test('a wrong PIN says how many tries are left, and opens nothing', async () => {
    const app = openApp(offlineHost())
    await signIn(app, '9999')
    expect((await screen.findByRole('alert')).textContent).toMatch(/4/)
    expect(screen.getByRole('heading', { level: 1, name: 'Đăng nhập' })).toBeTruthy()
  })
})

describe('intake', () => {
  test('saved is said only after the journal has it', async () => {
    const app = openApp(offlineHost())
    await fillIn(app)
    await save(app)
    expect(await screen.findByRole('button', { name: /In giấy tiếp nhận/ })).toBeTruthy()
    expect(app.bridge.journal.map(({ event }) => event.type)).toEqual(['received'])
  })

  test('a full disk: said, nothing is saved, the form stays, and saving again works', async () => {
    const app = openApp(offlineHost())
    await fillIn(app)
    app.bridge.overrides['journal.commit'] = () => ({ kind: 'failed', code: 'DISK_FULL', lastKnownInstant: null })
    await save(app)
    const alert = (await screen.findByText(/Ổ đĩa đã đầy/)).closest('[role=alert]') as HTMLElement
    expect(app.bridge.journal).toEqual([])
    expect(nameField().value).toBe('Nguyễn Thị Hoàng Yến')
    delete app.bridge.overrides['journal.commit']
    await app.user.click(within(alert).getByRole('button', { name: 'Lưu lại' }))
    expect(await screen.findByRole('button', { name: /In giấy tiếp nhận/ })).toBeTruthy()
  })

  test('a clock set back: both times are shown, and the officer may vouch for the clock', async () => {
    const app = openApp(offlineHost())
    await fillIn(app)
    app.bridge.overrides['journal.commit'] = () => ({
      kind: 'failed',
      code: 'CLOCK_BEHIND',
      lastKnownInstant: '2026-11-25T02:00:00.000Z',
    })
    await save(app)
    expect(await screen.findByText(/Lần ghi gần nhất: 09:00 25\/11\/2026/)).toBeTruthy()
    delete app.bridge.overrides['journal.commit']
    await app.user.click(screen.getByRole('button', { name: 'Đồng hồ máy đang đúng, lưu tiếp' }))
    expect(await screen.findByRole('button', { name: /In giấy tiếp nhận/ })).toBeTruthy()
    expect(app.bridge.calls).toContain('journal.acceptClock')
  })

  test('an over-long name and control characters are said at the field, and nothing is saved', async () => {
    const app = openApp(offlineHost())
    await fillIn(app)
    await app.user.clear(nameField())
    await app.user.click(nameField())
    await app.user.paste('Đ'.repeat(201))
    await save(app)
    await waitFor(() => expect(nameField().getAttribute('aria-invalid')).toBe('true'))
    await app.user.clear(nameField())
    await app.user.click(nameField())
    await app.user.paste('Nguyễn\u0007Yến')
    await save(app)
    await waitFor(() => expect(nameField().getAttribute('aria-invalid')).toBe('true'))
    expect(app.bridge.journal).toEqual([])
  })

  test('a procedure that was withdrawn is shown as such and refused', async () => {
    const host = offlineHost()
    const usual = host.overrides['reference.get']
    host.overrides['reference.get'] = async (question) => {
      const found = await usual?.(question)
      if (question.kind !== 'catalogue' || !found) return found ?? null
      const body = found.body as { procedures: { code: string }[] }
      const ended = body.procedures.map((procedure) =>
        procedure.code === '1.004873' ? { ...procedure, effectiveTo: '2026-10-31' } : procedure,
      )
      return { ...found, body: { ...body, procedures: ended } }
    }
    const app = openApp(host)
    await startIntake(app, '1.004873')
    expect(await screen.findByText(/đã hết hiệu lực sau ngày 31\/10\/2026/)).toBeTruthy()
    expect(screen.queryByText('Đổi thủ tục')).toBeNull()
  })

  test('lines of the journal that could not be read are reported, with where they are kept', async () => {
    const host = offlineHost()
    const line = { file: '1.jsonl', line: 3, reason: 'badChecksum' as const, keptIn: 'quarantine/1.jsonl' }
    const copyProblem = 'IO' as const
    const disk = { freeBytes: 1e9, diskLow: true, copyProblem }
    host.overrides['journal.status'] = () => ({ lastSeq: 9, quarantined: [line], ...disk })
    const app = openApp(host)
    await signIn(app)
    expect(await screen.findByText(/Nhật ký có 1 dòng không đọc được/)).toBeTruthy()
    expect(screen.getByText(/Ổ đĩa sắp đầy/)).toBeTruthy()
    const copy = screen.getByText(/Chưa ghi được bản sao thứ hai/)
    expect(within(copy.parentElement!).getByRole('link', { name: 'Xem chi tiết' }).getAttribute('href')).toBe(
      '#/machine',
    )
  })
})

describe('refusing at the counter', () => {
  const reasonField = () => screen.getByLabelText(/^Lý do từ chối/)

  test('a name and a procedure are enough; the case is recorded under its number, without a receipt', async () => {
    const app = openApp(offlineHost())
    await fillIn(app)
    await app.user.keyboard('{Alt>}0{/Alt}')
    await screen.findByRole('dialog')
    await app.user.type(reasonField(), 'Không thuộc thẩm quyền')
    await save(app)
    expect(app.bridge.journal).toEqual([])
    await save(app)
    expect(await screen.findByRole('heading', { level: 1, name: 'Đã ghi nhận từ chối tiếp nhận' })).toBeTruthy()
    expect(app.bridge.journal.map(({ event }) => event.type)).toEqual(['refusedAtCounter'])
    await app.user.click(screen.getByRole('button', { name: 'Mở hồ sơ' }))
    expect(await screen.findByText(/Từ chối tại quầy 09:00 24\/11\/2026/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /In giấy tiếp nhận/ })).toBeNull()
    expect(screen.queryByText('Cần xem xét: diễn biến mâu thuẫn')).toBeNull()
  })

  test('without a name it is said at the field; a full disk keeps draft and reason, and saving again works', async () => {
    const app = openApp(offlineHost())
    await startIntake(app)
    await screen.findByText('Đổi thủ tục')
    await app.user.click(nameField())
    await app.user.keyboard('{Alt>}0{/Alt}')
    await waitFor(() => expect(nameField().getAttribute('aria-invalid')).toBe('true'))
    expect(screen.queryByRole('dialog')).toBeNull()
    await app.user.type(nameField(), 'Lê Văn Tám')
    await app.user.click(screen.getByRole('button', { name: /Từ chối tiếp nhận/ }))
    await app.user.type(reasonField(), 'Thiếu giấy tờ')
    app.bridge.overrides['journal.commit'] = () => ({ kind: 'failed', code: 'DISK_FULL', lastKnownInstant: null })
    await save(app)
    await save(app)
    expect(await screen.findByText(/Ổ đĩa đã đầy/)).toBeTruthy()
    expect(nameField().value).toBe('Lê Văn Tám')
    delete app.bridge.overrides['journal.commit']
    await app.user.click(screen.getByRole('button', { name: 'Lưu lại' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Đã ghi nhận từ chối tiếp nhận' })).toBeTruthy()
    expect(app.bridge.journal).toHaveLength(1)
  })
})
