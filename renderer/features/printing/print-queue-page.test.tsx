import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { MemoryRouter } from 'react-router'
import { BehaviorSubject, map } from 'rxjs'
import { expect, test } from 'vitest'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import { receivedPayload, sampleEvent, sampleUuid } from '../../../test/support/event-builder.ts'
import { DeskProvider, type Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import type { DossierRow } from '../../database/desk-database.ts'
import { applyChange } from '../../database/document.ts'
import { PrintQueuePage } from './print-queue-page.tsx'
import { PrintingProvider } from './printing-provider.tsx'

const codeOf = (n: number) => `000.00.01.H53-261124-000${n}`
const received = (n: number) =>
  sampleEvent('received', 1, {
    dossier: n,
    payload: receivedPayload({ number: { code: codeOf(n), kind: 'leased' } }),
  })

/** Two dossiers without a receipt on paper, and a printer. */
function show(printer: () => string = () => 'printed') {
  const histories = new Map([1, 2].map((n) => [sampleUuid(0, n), [received(n)]]))
  const rowsNow = () =>
    [...histories].map(([dossierId, events]): DossierRow => ({
      ...applyChange(null, { dossierId, events }).body.row,
      syncState: 'atProvince',
    }))
  const rows = new BehaviorSubject(rowsNow())
  const printed: string[] = []
  const db = {
    watchOpen: (pick: (row: DossierRow) => boolean) => rows.pipe(map((all) => all.filter(pick))),
    get: async (id: string) => ({ dossier: fold(histories.get(id) ?? []), events: histories.get(id) ?? [] }),
    save: async (drafts: EventDraft[]) => {
      for (const { dossierId, payload } of drafts) {
        const n = [...histories.keys()].indexOf(dossierId) + 1
        histories.get(dossierId)?.push(sampleEvent('printed', 2, { dossier: n, payload: payload as never }))
        printed.push(codeOf(n))
      }
      rows.next(rowsNow())
      return { kind: 'saved', events: [] }
    },
  }
  const desk = {
    db,
    bridge: { call: async () => ({ kind: printer() }) },
    info: { communeId: '25459', communeName: 'Phường Tân Ninh' },
    officer: { id: 'can-bo-1', name: 'Lê Văn Đức', title: '' },
    officers: [],
    reference: { catalogue: null, calendar: null, organisations: [] },
    now: () => new Date('2026-11-24T02:15:00Z'),
    lock: () => undefined,
  } as unknown as Desk
  const pages = {
    count: 0,
    size: async () => ({ width: 1, height: 1 }),
    draw: async () => undefined,
    isLocked: async () => false,
    text: async () => '',
    close: () => undefined,
  }
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <DeskProvider value={desk}>
          <MemoryRouter>
            <PrintingProvider ports={{ makePdf: async () => new Uint8Array(8), openPages: async () => pages }}>
              <PrintQueuePage />
            </PrintingProvider>
          </MemoryRouter>
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return { user: userEvent.setup(), printed }
}
const printButton = async () => within(await screen.findByRole('dialog')).getByRole('button', { name: /^In/ })

test('prints what is missing one after the other, and then nothing is missing', async () => {
  const { user, printed } = show()
  await user.click(await screen.findByRole('button', { name: /In lần lượt \(2\)/ }))
  expect(await screen.findByText('Tờ 1 trong 2')).toBeVisible()
  await waitFor(async () => expect(await printButton()).not.toBeDisabled())
  await user.click(await printButton())
  expect(await screen.findByText('Tờ 2 trong 2')).toBeVisible()
  await waitFor(async () => expect(await printButton()).not.toBeDisabled())
  await user.keyboard('{Control>}p{/Control}')
  expect(await screen.findByText('Không còn giấy nào chưa in')).toBeVisible()
  expect(printed).toEqual([codeOf(1), codeOf(2)])
})

test('a paper that the printer did not take stays where it is, and may be passed over; it stays on the list', async () => {
  const { user, printed } = show(() => 'cancelled')
  await user.click(await screen.findByRole('button', { name: /In lần lượt \(2\)/ }))
  await waitFor(async () => expect(await printButton()).not.toBeDisabled())
  await user.click(await printButton())
  expect(screen.getByText('Tờ 1 trong 2')).toBeVisible()
  await user.keyboard('{Control>}{ArrowRight}{/Control}')
  expect(await screen.findByText('Tờ 2 trong 2')).toBeVisible()
  await user.keyboard('{Control>}{ArrowRight}{/Control}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(printed).toEqual([])
  expect(screen.getByRole('button', { name: /In lần lượt \(2\)/ })).toBeVisible()
})
