/** The register over the real database: what is taken in is in the book, numbered, and stays so in any part of it. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { receivedPayload, sampleUuid } from '../../../test/support/event-builder.ts'
import { readCells } from '../../../test/support/xlsx-tools.ts'
import { RxDeskDatabase } from '../../database/rx-desk-database.ts'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'
import type { OpenedApp } from '../../testing/open-app.tsx'

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
const receipt = (n: number, name: string, at: string, change: Partial<typeof base> = {}): EventDraft => ({
  dossierId: sampleUuid(0, n),
  type: 'received',
  at,
  payload: receivedPayload({
    number: { code: `000.00.01.H53-261124-000${n}`, kind: 'leased' },
    submitter: { ...base.submitter, name },
    ...change,
  }),
})
const drafts = [
  receipt(1, 'Trần Văn Hai', '2026-11-20T09:00:00+07:00'),
  receipt(2, '=1+1', '2026-01-02T09:00:00+07:00'),
  receipt(3, 'Lê Thị Ba', '2025-12-31T09:00:00+07:00'),
]

async function openRegister(): Promise<OpenedApp> {
  const bridge = offlineHost()
  bridge.overrides['files.save'] = (job) => {
    saved.push(job)
    return { kind: 'saved', path: '/so.xlsx' }
  }
  const app = openApp(bridge)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F7}')
  await screen.findByRole('heading', { level: 1, name: 'Sổ theo dõi hồ sơ' })
  return app
}

/** As another desk's dossiers come in while the register is open. */
async function withDossiers(): Promise<OpenedApp> {
  const bridge = offlineHost()
  bridge.overrides['files.save'] = (job) => {
    saved.push(job)
    return { kind: 'saved', path: '/so.xlsx' }
  }
  await bridge.call('journal.commit', { drafts })
  const app = openApp(bridge)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F7}')
  await screen.findByRole('grid', { name: 'Sổ theo dõi hồ sơ' })
  return app
}
const rows = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))

describe('the register', () => {
  test('an empty year is a sentence, and there is nothing to print', async () => {
    await openRegister()
    expect(await screen.findByText('Sổ năm 2026 chưa có hồ sơ nào')).toBeTruthy()
    expect(screen.getByRole('button', { name: /In sổ/ })).toHaveProperty('disabled', true)
    expect(screen.getByRole('button', { name: /Xuất Excel/ })).toHaveProperty('disabled', true)
  })

  test('lines of the year in order of receipt; another year is another book', async () => {
    const { user } = await withDossiers()
    expect(rows().map((cells) => [cells[0], cells[4]])).toEqual([
      ['1', '=1+1'],
      ['2', 'Trần Văn Hai'],
    ])
    await user.selectOptions(screen.getByLabelText('Năm'), '2025')
    await waitFor(() => expect(rows().map((cells) => cells[4])).toEqual(['Lê Thị Ba']))
    expect(screen.getByText('Đã hết năm, chưa khóa sổ')).toBeTruthy()
    expect(screen.getByLabelText('Mẫu sổ')).toHaveProperty('value', 'TT03_2025')
  })

  test('what was chosen in one year hides nothing of another', async () => {
    const { user } = await withDossiers()
    await user.type(screen.getByLabelText('Nhận từ ngày'), '01/06/2026')
    await waitFor(() => expect(rows()).toHaveLength(1))
    await user.selectOptions(screen.getByLabelText('Năm'), '2025')
    await waitFor(() => expect(rows().map((cells) => cells[4])).toEqual(['Lê Thị Ba']))
  })

  test('a filtered line keeps its number; a wrong day is said and hides nothing', async () => {
    const { user } = await withDossiers()
    await user.type(screen.getByLabelText('Tìm trong sổ'), 'hai')
    await waitFor(() => expect(rows().map((cells) => cells[0])).toEqual(['2']))
    await user.click(screen.getByRole('button', { name: 'Bỏ lọc' }))
    await user.type(screen.getByLabelText('Nhận từ ngày'), '99/99/2026')
    expect(screen.getByLabelText('Nhận từ ngày').getAttribute('aria-invalid')).toBe('true')
    await waitFor(() => expect(rows()).toHaveLength(2))
    await user.type(screen.getByLabelText('Tìm trong sổ'), 'không có ai')
    expect(await screen.findByText('Không có hồ sơ nào khớp')).toBeTruthy()
  })

  test('by keyboard into the book, to a line, and to its dossier', async () => {
    const { user } = await withDossiers()
    await user.type(screen.getByLabelText('Tìm trong sổ'), '{ArrowDown}{ArrowDown}{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: /0001/ })).toBeTruthy()
  })

  test('what is taken in while it is open appears by itself', async () => {
    const { bridge } = await openRegister()
    await screen.findByText('Sổ năm 2026 chưa có hồ sơ nào')
    const other = offlineHost()
    await other.call('journal.commit', { drafts: drafts.slice(0, 1) })
    bridge.province.push([{ dossierId: sampleUuid(0, 1), events: other.journal.map(({ event }) => event) }])
    bridge.setOnline(true)
    await screen.findByRole('grid')
    expect(rows().map((cells) => cells[4])).toEqual(['Trần Văn Hai'])
  })

  test('Ctrl+S saves the lines shown, typed, with a citizen’s name as a text', async () => {
    const { user } = await withDossiers()
    await user.keyboard('{Control>}s{/Control}')
    await screen.findByText('Đã lưu tệp Excel')
    expect(saved.map(({ suggestedName }) => suggestedName)).toEqual(['So-theo-doi-ho-so-nam-2026.xlsx'])
    const cells = readCells(saved[0]?.content ?? new Uint8Array())
    expect(cells.get('E5')).toMatchObject({ type: 's', value: '=1+1', formula: false })
    expect(cells.get('A6')).toMatchObject({ value: '2' })
    expect(cells.get('G6')).toMatchObject({ type: 's', value: '0912345678' })
    expect(Number(cells.get('I6')?.value)).toBeCloseTo(46_346 + 9 / 24, 6)
  })

  test('a file that cannot be saved is told, and may be tried again', async () => {
    const { user, bridge } = await withDossiers()
    bridge.overrides['files.save'] = () => Promise.reject(new Error('full'))
    await user.click(screen.getByRole('button', { name: /Xuất Excel/ }))
    expect((await screen.findByText(/Không lưu được tệp Excel/)).textContent).toBeTruthy()
    bridge.overrides['files.save'] = () => ({ kind: 'cancelled' })
    await user.click(screen.getByRole('button', { name: /Xuất Excel/ }))
    expect(await screen.findByText(/chưa lưu tệp Excel/)).toBeTruthy()
  })

  test('a size of volumes that is none is said, and the volumes stay', async () => {
    const { user } = await withDossiers()
    const size = screen.getByLabelText('Số hồ sơ mỗi quyển')
    await user.clear(size)
    await user.type(size, '-5')
    expect(screen.getByText('Từ 10 đến 100.000')).toBeTruthy()
    expect(screen.getByRole('option', { name: 'Quyển 1 (số 1–2)' })).toBeTruthy()
  })

  test('a database that cannot be read is a sentence with a way on', async () => {
    vi.spyOn(RxDeskDatabase.prototype, 'visit').mockRejectedValueOnce(new Error('disk'))
    const { user } = await openRegister()
    await screen.findByText('Chưa đọc được sổ.')
    await user.click(screen.getByRole('button', { name: 'Thử lại' }))
    expect(await screen.findByText('Sổ năm 2026 chưa có hồ sơ nào')).toBeTruthy()
  })
})
