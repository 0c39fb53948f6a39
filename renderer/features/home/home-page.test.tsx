import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { MemoryRouter, Route, Routes } from 'react-router'
import { of } from 'rxjs'
import { expect, test } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import { DeskProvider, type Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import { applyChange } from '../../database/document.ts'
import { OpenDossiers, boardNames } from '../../database/due-board.ts'
import { toSearchLine } from '../../database/search-index.ts'
import { sampleCalendar } from '../../testing/sample-intake.ts'
import { HomePage } from './home-page.tsx'

const at = (text: string) => `${text}:00+07:00`
// Wednesday.
const now = new Date(at('2026-11-25T09:00'))

const received = (dossier: number, dueAt: string) =>
  sampleEvent('received', 1, {
    dossier,
    wallMs: Date.parse(at('2026-11-16T08:00')),
    payload: receivedPayload({
      due: { ...receivedPayload().due, dueAt: at(dueAt) },
      number: { code: `000.00.01.H53-261116-000${dossier}`, kind: 'leased' },
    }),
  })
const asked = (dossier: number, deadline: string) =>
  sampleEvent('supplementRequested', 2, {
    dossier,
    payload: { ...samplePayloads.supplementRequested(), deadline },
  })

function show(histories: DossierEvent[][]) {
  const open = new OpenDossiers()
  for (const events of histories)
    open.put(toSearchLine(applyChange(null, { dossierId: events[0]?.dossierId ?? '', events })))
  const { lists, counts } = open.board(now, sampleCalendar, 0)
  const rows = boardNames.map((name) => [name, lists[name].map((row) => ({ ...row, syncState: 'atProvince' }))])
  const desk = {
    db: {
      watchDueBoard: () => of({ ...Object.fromEntries(rows), counts }),
      watchOpen: () => of([]),
      drafts: { watch: () => of([]) },
    },
    officer: { id: 'can-bo-1', name: 'Lê Văn Đức' },
    now: () => now,
  } as unknown as Desk
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <DeskProvider value={desk}>
          <MemoryRouter>
            <Routes>
              <Route path="/" element={<HomePage />} />
              <Route path="/dossiers/:id" element={<p>hồ sơ đang mở</p>} />
            </Routes>
          </MemoryRouter>
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return userEvent.setup()
}

test('opens with the apologies that are owed: by when, and which unit, the longest overdue first', async () => {
  show([[received(1, '2026-11-26T17:00')], [received(2, '2026-11-25T17:00')]])
  expect(await screen.findByRole('tab', { name: /Phải xin lỗi/, selected: true })).toHaveTextContent('2')
  const [, first, second] = within(screen.getByRole('grid', { name: 'Phải xin lỗi' })).getAllByRole('row')
  expect(first).toHaveTextContent(/0002.*17:00 24\/11\/2026.*đã quá hạn gửi.*Bộ phận Tư pháp – Hộ tịch/)
  expect(second).toHaveTextContent(/0001.*17:00 25\/11\/2026.*gửi trong hôm nay/)
})

test('each list is a key away, and Enter opens its first dossier', async () => {
  const user = show([
    [received(1, '2026-12-26T17:00'), asked(1, '2026-11-24')],
    [received(2, '2026-12-26T17:00'), asked(2, '2026-11-30')],
    [received(3, '2026-11-20T17:00'), sampleEvent('apologised', 3, { dossier: 3 })],
  ])
  await user.keyboard('{Alt>}7{/Alt}')
  const waiting = await screen.findByRole('grid', { name: 'Chờ bổ sung' })
  expect(within(waiting).getAllByRole('row')).toHaveLength(3)
  expect(within(waiting).getAllByRole('row')[1]).toHaveTextContent(/0001.*24\/11\/2026.*đã quá hạn/)
  await user.keyboard('{Alt>}8{/Alt}')
  const sent = await screen.findByRole('grid', { name: 'Đã hẹn lại' })
  expect(within(sent).getAllByRole('row')[1]).toHaveTextContent(/0003.*17:00 20\/11\/2026.*17:00 04\/12\/2026/)
  await user.keyboard('{Alt>}6{/Alt}')
  await screen.findByRole('grid', { name: 'Quá hạn bổ sung' })
  expect(document.activeElement).toHaveTextContent('Quá hạn bổ sung')
  await user.tab()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByText('hồ sơ đang mở')).toBeVisible())
})

test('nothing owed is said as such', async () => {
  const user = show([])
  await user.keyboard('{Alt>}1{/Alt}')
  expect(await screen.findByText('Không có hồ sơ nào phải xin lỗi')).toBeVisible()
  await user.keyboard('{Alt>}0{/Alt}')
  expect(await screen.findByRole('tab', { name: /Chưa đến nhận/, selected: true })).toHaveFocus()
})
