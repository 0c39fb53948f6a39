/** Report II.06a over the real database: figures, the form's own sums, and the dossiers behind each figure. */
import { screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { receivedPayload, samplePayloads, sampleUuid } from '../../../test/support/event-builder.ts'
import { readCells } from '../../../test/support/xlsx-tools.ts'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'
import type { OpenedApp } from '../../testing/open-app.tsx'
import { findProblems, periodOf, toPeriod } from './entry.ts'

let saved: { content: Uint8Array; suggestedName: string }[] = []
afterEach(closeApps)

const base = receivedPayload()
const received = (n: number, at: string, field: string, dueAt: string): EventDraft => ({
  dossierId: sampleUuid(0, n),
  type: 'received',
  at,
  payload: receivedPayload({
    number: { code: `000.00.01.H53-261124-000${n}`, kind: 'leased' },
    procedure: { ...base.procedure, field },
    due: { ...base.due, dueAt },
  }),
})
const drafts: EventDraft[] = [
  received(1, '2026-10-20T08:30:00+07:00', 'Hộ tịch', '2026-10-26T17:00:00+07:00'),
  received(2, '2026-11-02T08:30:00+07:00', 'Hộ tịch', '2026-11-09T17:00:00+07:00'),
  received(3, '2026-11-03T08:30:00+07:00', 'Đất đai', '2026-11-28T17:00:00+07:00'),
  {
    dossierId: sampleUuid(0, 2),
    type: 'resultArrived',
    at: '2026-11-05T08:30:00+07:00',
    payload: samplePayloads.resultArrived(),
  },
]

async function openReport(with_ = drafts): Promise<OpenedApp> {
  saved = []
  const bridge = offlineHost()
  bridge.overrides['files.save'] = (job) => {
    saved.push(job)
    return { kind: 'saved', path: '/bao-cao.xlsx' }
  }
  if (with_.length > 0) await bridge.call('journal.commit', { drafts: with_ })
  const app = openApp(bridge)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.click(screen.getByRole('link', { name: /Báo cáo II.06a/ }))
  await screen.findByRole('heading', { level: 1, name: 'Báo cáo II.06a' })
  return app
}
const figures = async () =>
  within(await screen.findByRole('table', { name: 'Báo cáo II.06a' }))
    .getAllByRole('row')
    .slice(2)
    .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))

describe('report II.06a', () => {
  test('this month by field, with what was carried over, and the sums of the form', async () => {
    await openReport()
    expect(await figures()).toEqual([
      ['Đất đai', '1', '0', '1', '0', '0', '0', '0', '0', '1', '1', '0'],
      ['Hộ tịch', '2', '0', '1', '1', '1', '1', '0', '0', '1', '0', '1'],
      ['Tổng số', '3', '0', '2', '1', '1', '1', '0', '0', '2', '1', '1'],
    ])
    expect(screen.getByText(/Các phép cộng của biểu đều khớp/)).toBeTruthy()
  })

  test('a figure shows its dossiers, and they open', async () => {
    const { user } = await openReport()
    await user.click(await screen.findByRole('button', { name: /^Hộ tịch, Số hồ sơ đang giải quyết, Quá hạn: 1/ }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getAllByRole('row')).toHaveLength(2)
    await user.click(within(dialog).getByRole('button', { name: '000.00.01.H53-261124-0001' }))
    expect(await screen.findByRole('heading', { level: 1, name: /0001/ })).toBeTruthy()
  })

  test('a past period is told as it stood then', async () => {
    const { user } = await openReport()
    await figures()
    const type = async (label: string, text: string) => {
      await user.clear(screen.getByLabelText(label))
      await user.type(screen.getByLabelText(label), text)
    }
    await type('Từ ngày', '01/10/2026')
    await type('đến ngày', '22/10/2026')
    expect((await figures()).at(-1)).toEqual(['Tổng số', '1', '0', '1', '0', '0', '0', '0', '0', '1', '1', '0'])
  })

  test('a wrong day is said at the field, and nothing is counted', async () => {
    const { user } = await openReport()
    await figures()
    await user.type(screen.getByLabelText('Từ ngày'), 'x')
    expect(screen.getByLabelText('Từ ngày').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText('Sửa ngày để xem báo cáo.')).toBeTruthy()
  })

  test('no dossier in the period is a sentence', async () => {
    await openReport([])
    expect(await screen.findByText('Không có hồ sơ nào trong kỳ')).toBeTruthy()
  })

  test('as a table for Excel, figures are numbers', async () => {
    const { user } = await openReport()
    await figures()
    await user.keyboard('{Control>}s{/Control}')
    await screen.findByText('Đã lưu tệp Excel')
    expect(saved[0]?.suggestedName).toBe('II.06a-2026-11-01-2026-11-30.xlsx')
    const cells = readCells(saved[0]?.content ?? new Uint8Array())
    expect(['C8', 'G8', 'K8', 'M8'].map((at) => Number(cells.get(at)?.value))).toEqual([3, 1, 2, 1])
    expect(cells.get('C8')?.type).not.toBe('s')
  })
})

describe('periods', () => {
  test.each([
    ['2026-11-24', '15/09/2026', '14/12/2026'],
    ['2026-12-14', '15/09/2026', '14/12/2026'],
    ['2026-12-15', '15/12/2026', '14/03/2027'],
    ['2027-01-01', '15/12/2026', '14/03/2027'],
    ['2027-03-15', '15/03/2027', '14/06/2027'],
    ['2027-03-14', '15/12/2026', '14/03/2027'],
  ])('the quarter of %s', (today, from, to) => {
    expect(periodOf('quarter', today)).toEqual({ from, to })
  })

  test('a month has its last day, and the period ends before the next', () => {
    expect(periodOf('month', '2028-02-10')).toEqual({ from: '01/02/2028', to: '29/02/2028' })
    expect(toPeriod(periodOf('month', '2026-12-31'))).toEqual({
      from: '2026-12-01T00:00:00+07:00',
      until: '2027-01-01T00:00:00+07:00',
    })
    expect(findProblems({ from: '02/01/2026', to: '01/01/2026' }).from).toBe('backwards')
  })
})
