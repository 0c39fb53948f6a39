/** The cash report over the real database: each đồng once, on its day, and on the sheet as on the screen. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { receivedPayload, sampleUuid, samplePayloads } from '../../../test/support/event-builder.ts'
import { readCells } from '../../../test/support/xlsx-tools.ts'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'
import type { OpenedApp } from '../../testing/open-app.tsx'
import { findProblems, toFilter } from './entry.ts'

let saved: { content: Uint8Array; suggestedName: string }[] = []
beforeEach(() => {
  saved = []
})
afterEach(closeApps)

const today = '2026-11-24T08:30:00+07:00'
const received = (n: number, at: string, charge: object): EventDraft => ({
  dossierId: sampleUuid(0, n),
  type: 'received',
  at,
  payload: receivedPayload({
    number: { code: `000.00.01.H53-261124-000${n}`, kind: 'leased' },
    charge: { amount: 50_000, timing: 'atIntake', exemption: null, paidAtIntake: 0, receiptNumber: null, ...charge },
  }),
})
const drafts: EventDraft[] = [
  received(1, '2026-11-20T08:30:00+07:00', { paidAtIntake: 50_000, method: 'cash', receiptNumber: 'BL 01' }),
  received(2, today, { paidAtIntake: 8_000, method: 'transfer' }),
  received(3, today, { amount: 0, timing: 'exempt', exemption: 'Người thuộc hộ nghèo' }),
  {
    dossierId: sampleUuid(0, 1),
    type: 'paid',
    at: today,
    payload: { amount: 30_000, method: 'cash', receiptNumber: 'BL 02', what: 'Lệ phí trước bạ' },
  },
  { dossierId: sampleUuid(0, 1), type: 'refunded', at: today, payload: { amount: 5_000, reason: 'Thu thừa' } },
  {
    dossierId: sampleUuid(0, 1),
    type: 'returned',
    at: '2026-11-25T08:30:00+07:00',
    payload: { ...samplePayloads.returned(), collected: 1_000 },
  },
]

async function openCash(with_: EventDraft[] = drafts): Promise<OpenedApp> {
  const bridge = offlineHost()
  bridge.overrides['files.save'] = (job) => {
    saved.push(job)
    return { kind: 'saved', path: '/thu.xlsx' }
  }
  if (with_.length > 0) await bridge.call('journal.commit', { drafts: with_ })
  const app = openApp(bridge)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F10}')
  await screen.findByRole('heading', { level: 1, name: 'Thu phí, lệ phí' })
  return app
}
const table = async (name: string) =>
  within(await screen.findByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))

describe('the cash report', () => {
  test('opens on today: what was taken, given back and waived', async () => {
    await openCash()
    expect(await table('Theo hình thức nộp tiền')).toEqual([
      ['Tiền mặt', '1', '30.000 đ', '0 đ', '30.000 đ'],
      ['Chuyển khoản', '1', '8.000 đ', '0 đ', '8.000 đ'],
      ['Không ghi hình thức', '1', '0 đ', '5.000 đ', '-5.000 đ'],
      ['Tổng cộng', '3', '38.000 đ', '5.000 đ', '33.000 đ'],
    ])
    expect((await table('Theo loại')).at(-1)).toEqual(['Tổng cộng', '3', '38.000 đ', '5.000 đ', '33.000 đ'])
    expect((await table('Hồ sơ miễn')).map((cells) => cells[4])).toEqual(['Người thuộc hộ nghèo'])
    const lines = await table('Các khoản thu và hoàn trả')
    expect(lines.map((cells) => [cells[4], cells[8]])).toEqual([
      ['', '8.000 đ'],
      ['BL 02', '30.000 đ'],
      ['', '-5.000 đ'],
    ])
    expect(screen.getByText(/hãy đối chiếu biên lai/)).toBeTruthy()
  })

  test('a span has the days in it and no other', async () => {
    const { user } = await openCash()
    await table('Theo loại')
    const from = screen.getByLabelText('Từ ngày')
    await user.clear(from)
    await user.type(from, '20/11/2026')
    await waitFor(async () =>
      expect((await table('Theo loại')).at(-1)).toEqual(['Tổng cộng', '4', '88.000 đ', '5.000 đ', '83.000 đ']),
    )
  })

  test.each(['31/02/2026', 'hôm nay', '', '25/11/2026'])(
    'from "%s": said at the field, and nothing is summed',
    async (typed) => {
      const { user } = await openCash()
      await table('Theo loại')
      const from = screen.getByLabelText('Từ ngày')
      await user.clear(from)
      if (typed !== '') await user.type(from, typed)
      expect(from.getAttribute('aria-invalid')).toBe('true')
      expect(await screen.findByText('Sửa ngày để xem bảng.')).toBeTruthy()
      expect(screen.getByRole('button', { name: /In bảng/ })).toHaveProperty('disabled', true)
      await user.keyboard('{Alt>}h{/Alt}')
      expect(await table('Theo loại')).not.toEqual([])
    },
  )

  test('a day without money is a sentence', async () => {
    await openCash([])
    expect(await screen.findByText('Không có khoản thu nào')).toBeTruthy()
  })

  test('Enter on a line opens its dossier', async () => {
    const { user } = await openCash()
    await table('Theo loại')
    within(screen.getByRole('table', { name: 'Các khoản thu và hoàn trả' }))
      .getAllByRole('row')[1]
      ?.focus()
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: /0001/ })).toBeTruthy()
  })

  test('the table for Excel has the money as numbers, and the same sum', async () => {
    const { user } = await openCash()
    await table('Theo loại')
    await user.keyboard('{Control>}s{/Control}')
    await screen.findByText('Đã lưu tệp Excel')
    expect(saved[0]?.suggestedName).toBe('Bang-tong-hop-thu-phi-le-phi-2026-11-24.xlsx')
    const cells = readCells(saved[0]?.content ?? new Uint8Array())
    expect(['M5', 'M6', 'M7', 'M8'].map((at) => Number(cells.get(at)?.value))).toEqual([8_000, 30_000, -5_000, 33_000])
    expect(cells.get('H6')).toMatchObject({ type: 's', value: 'BL 02' })
  })
})

describe('days as typed', () => {
  test('both are needed, in order', () => {
    const entry = { from: '24/11/2026', to: '24.11.2026', officerId: '', deskId: '' }
    expect(toFilter(entry)).toMatchObject({ from: '2026-11-24', to: '2026-11-24' })
    expect(findProblems({ ...entry, to: '' })).toEqual({ from: null, to: 'date' })
    expect(toFilter({ ...entry, to: '23/11/2026' })).toBe(null)
  })
})
