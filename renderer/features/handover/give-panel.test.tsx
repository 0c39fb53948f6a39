import { act, screen, waitFor } from '@testing-library/react'
import { BehaviorSubject, map } from 'rxjs'
import { afterEach, expect, test } from 'vitest'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { receivedPayload, sampleEvent } from '../../../test/support/event-builder.ts'
import { applyChange } from '../../database/document.ts'
import type { DossierRow, SaveResult } from '../../database/desk-database.ts'
import { DeskOfRecords, showAtDesk } from '../../testing/show-at-desk.tsx'
import { GivePanel } from './give-panel.tsx'
import { useGiveStore } from './give-store.ts'

afterEach(() => useGiveStore.getState().change('', {}))

const number = { code: 'TẠM-quay-1-261124-001', kind: 'provisional' } as const
const received = sampleEvent('received', 1, { payload: receivedPayload({ number }) })
const { row } = applyChange(null, { dossierId: received.dossierId, events: [received] }).body

/** One dossier on the list, with its receiver chosen. */
function show(answer: SaveResult) {
  const desk = new DeskOfRecords([received])
  const rows = new BehaviorSubject<DossierRow[]>([{ ...row, syncState: 'savedHere' }])
  const asked: EventDraft[] = []
  desk.overrides = {
    watchOpen: (pick) => rows.pipe(map((all) => all.filter(pick))),
    save: async (drafts) => {
      asked.push(...drafts)
      return answer
    },
  }
  const to = desk.desk.reference.organisations.find(({ kind }) => kind === 'agency')
  useGiveStore.getState().change('can-bo-1', { items: [{ row: rows.value[0]!, note: '' }], toKey: `unit:${to?.id}` })
  return { asked, rows, user: showAtDesk(desk, <GivePanel />) }
}
const sign = { name: /^Ký giao/ }

test('what reached the journal only leaves the list: the key does not offer it a second time', async () => {
  const { asked, user } = show({ kind: 'journalledOnly', events: [], reason: 'IndexedDB' })
  await user.click(await screen.findByRole('button', sign))
  expect(await screen.findByText(/Đã ghi chắc chắn vào nhật ký/)).toBeVisible()
  await user.type(screen.getByLabelText('Quét hoặc gõ mã hồ sơ'), '{Control>}{Enter}{/Control}')
  expect(asked.map(({ type }) => type)).toEqual(['handoverOffered'])
  await waitFor(() => expect(screen.getByRole('button', sign)).toBeDisabled())
})

test('the list of what was given shows the official code once the province has answered', async () => {
  const { rows, user } = show({ kind: 'saved', events: [] })
  await user.click(await screen.findByRole('button', sign))
  await screen.findByRole('button', { name: 'In giấy bàn giao' })
  expect(screen.getByText(number.code)).toBeVisible()
  act(() => rows.next(rows.value.map((one) => ({ ...one, number: '000.00.01.H53-261124-0777' }))))
  expect(await screen.findByText('000.00.01.H53-261124-0777')).toBeVisible()
})
