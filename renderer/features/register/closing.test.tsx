/** Closing a book on the screen: what is closed stands, what arrives later says so, and only a leader does it. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import type { Role } from '../../../shared/reference/organisation.ts'
import { receivedPayload, sampleUuid } from '../../../test/support/event-builder.ts'
import { readCells } from '../../../test/support/xlsx-tools.ts'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'
import { pressSaveBehind } from '../../testing/save-behind.ts'

// jsdom lays nothing out: a table that draws only the lines on the screen needs to be told of one.
HTMLElement.prototype.scrollTo ??= () => undefined
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 700 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1200 })

let saved: { content: Uint8Array; suggestedName: string }[] = []
beforeEach(() => {
  saved = []
  localStorage.clear()
})
afterEach(closeApps)

const base = receivedPayload()
const receipt = (n: number, name: string, day: string, kind: 'leased' | 'provisional' = 'leased'): EventDraft => ({
  dossierId: sampleUuid(0, n),
  type: 'received',
  at: `${day}T09:00:00+07:00`,
  payload: receivedPayload({
    number: { code: `000.00.01.H53-251124-000${n}`, kind },
    submitter: { ...base.submitter, name, address: `Khu phố ${n}, Phường Tân Ninh, Tỉnh Tây Ninh` },
  }),
})
const early = receipt(3, 'Đến Muộn', '2025-03-01')
const drafts = [receipt(1, 'Trần Văn Hai', '2025-05-20'), receipt(2, 'Lê Thị Ba', '2025-06-02', 'provisional')]

async function openBook({ as = 'leader' as Role, year = '2025' } = {}) {
  const bridge = offlineHost()
  const signInHere = bridge.overrides['session.signIn']!
  Object.assign(bridge.overrides, {
    'session.signIn': async (params: never) => {
      const result = (await signInHere(params)) as { officer: object }
      return { ...result, officer: { ...result.officer, roles: [as] } }
    },
    'files.save': (job: (typeof saved)[number]) => {
      saved.push(job)
      return { kind: 'saved', path: '/so.xlsx' }
    },
  })
  await bridge.call('journal.commit', { drafts })
  const app = openApp(bridge)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F7}')
  await screen.findByRole('heading', { level: 1, name: 'Sổ theo dõi hồ sơ' })
  if (year !== '2026') await app.user.selectOptions(screen.getByLabelText('Năm'), year)
  if (year === '2025') await screen.findByRole('grid')
  return app
}
const rows = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))

const chosenIn = (dialog: HTMLElement) =>
  within(dialog).getByLabelText<HTMLSelectElement>('Khóa đến').selectedOptions[0]?.textContent

async function closeIt({ user }: Awaited<ReturnType<typeof openBook>>) {
  await user.keyboard('{Alt>}k{/Alt}')
  const dialog = await screen.findByRole('dialog', { name: 'Khóa sổ năm 2025' })
  await user.click(await within(dialog).findByRole('checkbox'))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByText(/Đã khóa sổ lúc/)
}

/** As another desk's dossier comes in by sync. */
async function arrive({ bridge }: Awaited<ReturnType<typeof openBook>>) {
  const other = offlineHost()
  await other.call('journal.commit', { drafts: [early] })
  bridge.province.push([{ dossierId: early.dossierId, events: other.journal.map(({ event }) => event) }])
  bridge.setOnline(true)
  await waitFor(() => expect(rows()).toHaveLength(3))
}

describe('closing a book', () => {
  test('tells what may be missing, and closes only when that is accepted', async () => {
    const { user, bridge } = await openBook()
    await user.keyboard('{Alt>}k{/Alt}')
    const dialog = await screen.findByRole('dialog', { name: 'Khóa sổ năm 2025' })
    expect(await within(dialog).findByText(/1 hồ sơ còn mã tạm/)).toBeVisible()
    for (const words of [/2 hồ sơ của quầy này chưa gửi/, /Chưa chắc đã nhận đủ/, /không gửi sang quầy khác/])
      expect(within(dialog).getByText(words)).toBeVisible()
    expect(chosenIn(dialog)).toBe('Hết sổ năm 2025 (số 1–2)')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await within(dialog).findByText('Đánh dấu ô này để khóa sổ')).toBeVisible()
    expect(bridge.books.size).toBe(0)
    await user.click(within(dialog).getByRole('checkbox'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('Đã khóa sổ lúc 09:00 24/11/2026')).toBeVisible()
    expect(bridge.books.get(2025)?.closings).toMatchObject([
      { whole: true, first: 1, count: 2, despite: ['provisional', 'unsent', 'notFetched'] },
    ])
  })

  test('an earlier receipt that arrives afterwards comes last, marked; the closed numbers stay', async () => {
    const app = await openBook()
    await closeIt(app)
    await arrive(app)
    expect(rows().map((cells) => [cells[0], cells[4], cells.at(-1)])).toEqual([
      ['1', 'Trần Văn Hai', ''],
      ['2', 'Lê Thị Ba', ''],
      ['3BS', 'Đến Muộn', 'Ghi bổ sung sau khi khóa sổ'],
    ])
    expect(screen.getByText('1 hồ sơ ghi bổ sung')).toBeVisible()
    await app.user.selectOptions(screen.getByLabelText('Phần sổ'), 'Ghi bổ sung sau khóa sổ')
    await waitFor(() => expect(rows().map((cells) => cells[0])).toEqual(['3BS']))
    await app.user.click(screen.getByRole('button', { name: 'Bỏ lọc' }))
    await app.user.keyboard('{Control>}s{/Control}')
    await screen.findByText('Đã lưu tệp Excel')
    const cells = [...readCells(saved[0]?.content ?? new Uint8Array()).values()].map(({ value }) => value)
    for (const words of [
      'Khóa sổ năm 2025: 2 hồ sơ, từ số 1 đến số 2. Khóa lúc 09:00 24/11/2026 tại Quầy số 1; người khóa sổ: Lê Thị Lãnh Đạo.',
      'Ghi bổ sung sau khi khóa sổ (chưa khóa): 1 hồ sơ, từ số 3 đến số 3.',
      'Ghi bổ sung sau khi khóa sổ',
      'Ghi bổ sung',
      'Đã khóa',
    ])
      expect(cells).toContain(words)
  })

  test('what came late can be closed, too', async () => {
    const app = await openBook()
    await closeIt(app)
    await arrive(app)
    await app.user.click(screen.getByRole('button', { name: /^Khóa sổ/ }))
    const dialog = await screen.findByRole('dialog', { name: 'Khóa sổ năm 2025' })
    expect(chosenIn(dialog)).toBe('Phần ghi bổ sung (số 3–3)')
    expect(within(dialog).getByText(/Số 1–2 \(2 hồ sơ\), khóa lúc/)).toBeVisible()
    await waitFor(() => expect(within(dialog).queryByText(/chưa gửi lên tỉnh/)).toBeNull())
    const box = within(dialog).queryByRole('checkbox')
    if (box !== null) await app.user.click(box)
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(app.bridge.books.get(2025)?.closings).toHaveLength(2))
    await app.user.keyboard('{Alt>}k{/Alt}')
    expect(await screen.findByText(/không còn gì để khóa/)).toBeVisible()
  })

  test('is opened again only with a reason, which stays', async () => {
    const app = await openBook()
    await closeIt(app)
    await arrive(app)
    await app.user.keyboard('{Alt>}m{/Alt}')
    const dialog = await screen.findByRole('dialog', { name: 'Mở lại sổ năm 2025' })
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    expect(within(dialog).getByLabelText(/Lý do mở lại/)).toBeInvalid()
    await app.user.type(within(dialog).getByLabelText(/Lý do mở lại/), ' Sót hồ sơ quầy 2 {Control>}{Enter}{/Control}')
    await waitFor(() => expect(rows().map((cells) => cells[0])).toEqual(['1', '2', '3']))
    expect(rows()[0]?.[4]).toBe('Đến Muộn')
    expect(app.bridge.books.get(2025)?.closings[0]?.reopened?.reason).toBe('Sót hồ sơ quầy 2')
    await app.user.keyboard('{Alt>}k{/Alt}')
    expect(await screen.findByText(/Mở lại lúc 09:00 24\/11\/2026 \(Lê Thị Lãnh Đạo\): Sót hồ sơ quầy 2/)).toBeVisible()
  })

  test('an officer of the counter sees, and closes nothing', async () => {
    const { user } = await openBook({ as: 'intake' })
    await user.keyboard('{Alt>}k{/Alt}')
    const dialog = await screen.findByRole('dialog', { name: 'Khóa sổ năm 2025' })
    expect(within(dialog).getByText('Chỉ lãnh đạo được khóa sổ và mở lại sổ.')).toBeVisible()
    expect(within(dialog).queryByRole('button', { name: /^Khóa sổ/ })).toBeNull()
    expect(within(dialog).getByText('Sổ này chưa khóa lần nào.')).toBeVisible()
  })

  test('a refusal is a sentence, and the dialog stays', async () => {
    const { user, bridge } = await openBook()
    bridge.overrides['books.close'] = () => ({ kind: 'refused', code: 'CHANGED' })
    await user.keyboard('{Alt>}k{/Alt}')
    const dialog = await screen.findByRole('dialog', { name: 'Khóa sổ năm 2025' })
    await user.click(await within(dialog).findByRole('checkbox'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await within(dialog).findByText(/Sổ vừa thay đổi/)).toBeVisible()
    bridge.overrides['books.close'] = () => Promise.reject(new Error('gone'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await within(dialog).findByText(/Chưa ghi được vào ổ đĩa/)).toBeVisible()
  })

  test('the key is the dialog’s while the focus is still on the page behind it, both to close and to open again', async () => {
    const { user, bridge } = await openBook()
    await user.keyboard('{Alt>}k{/Alt}')
    const dialog = await screen.findByRole('dialog', { name: 'Khóa sổ năm 2025' })
    await user.click(await within(dialog).findByRole('checkbox'))
    expect(pressSaveBehind()).toBe(true)
    await screen.findByText(/Đã khóa sổ lúc/)
    expect(bridge.books.get(2025)?.closings).toHaveLength(1)
    await user.keyboard('{Alt>}m{/Alt}')
    await user.type(await screen.findByLabelText(/Lý do mở lại/), 'Sót hồ sơ')
    expect(pressSaveBehind()).toBe(true)
    await waitFor(() => expect(bridge.books.get(2025)?.closings[0]?.reopened?.reason).toBe('Sót hồ sơ'))
  })

  test('a closing that cannot be read holds printing and exporting back', async () => {
    const { user, bridge } = await openBook({ year: '2026' })
    bridge.overrides['books.read'] = () => ({ kind: 'damaged' })
    await user.selectOptions(screen.getByLabelText('Năm'), '2025')
    expect(await screen.findByText(/Không đọc được biên bản khóa sổ năm 2025/)).toBeVisible()
    await screen.findByRole('grid')
    expect(screen.getByRole('button', { name: /In sổ/ })).toBeDisabled()
    expect(screen.getByRole('button', { name: /Xuất Excel/ })).toBeDisabled()
    expect(screen.queryByRole('button', { name: /^Khóa sổ/ })).toBeNull()
    delete bridge.overrides['books.read']
    await user.click(screen.getByRole('button', { name: 'Thử lại' }))
    expect(await screen.findByRole('button', { name: /^Khóa sổ/ })).toBeVisible()
  })

  test('a year without a dossier can be closed and printed', async () => {
    const app = await openBook({ year: '2024' })
    await screen.findByText('Sổ năm 2024 chưa có hồ sơ nào')
    await app.user.keyboard('{Alt>}k{/Alt}')
    const dialog = await screen.findByRole('dialog', { name: 'Khóa sổ năm 2024' })
    expect(chosenIn(dialog)).toBe('Hết sổ năm 2024 (không có hồ sơ nào)')
    await app.user.click(await within(dialog).findByRole('checkbox'))
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText(/Đã khóa sổ lúc/)
    expect(screen.getByRole('button', { name: /In sổ/ })).toHaveProperty('disabled', false)
  })
})

test('by place: the commune, or one hamlet of it', async () => {
  const { user } = await openBook()
  await user.selectOptions(screen.getByLabelText('Địa bàn'), 'Khu phố 2, Phường Tân Ninh')
  await waitFor(() => expect(rows().map((cells) => cells[4])).toEqual(['Lê Thị Ba']))
  await user.keyboard('{Alt>}b{/Alt}')
  await waitFor(() => expect(rows()).toHaveLength(2))
  await user.selectOptions(screen.getByLabelText('Địa bàn'), 'Phường Tân Ninh')
  await waitFor(() => expect(rows()).toHaveLength(2))
})
