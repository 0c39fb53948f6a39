import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { sampleUuid } from '../../../test/support/event-builder.ts'
import { filledForm } from '../../testing/sample-intake.ts'
import { DeskOfRecords, showAtDesk } from '../../testing/show-at-desk.tsx'
import { IntakeEditor } from './intake-editor.tsx'

test('what reached the journal only is neither taken in nor refused a second time by the keys', async () => {
  const desk = new DeskOfRecords([])
  const asked: EventDraft[] = []
  desk.overrides = {
    suspectedDuplicates: async () => [],
    findPeople: async () => [],
    save: async (drafts) => {
      asked.push(...drafts)
      return { kind: 'journalledOnly', events: [], reason: 'IndexedDB' }
    },
  }
  const initial = { form: filledForm(), dossierId: sampleUuid(0, 1), number: null, journalled: false }
  const nothing = () => undefined
  const editor = <IntakeEditor draftId="nhap-1" initial={initial} onSaved={nothing} onRefused={nothing} />
  const user = showAtDesk(desk, editor)
  await user.click(await screen.findByRole('button', { name: /^Lưu hồ sơ/ }))
  expect(await screen.findByText(/Đã ghi chắc chắn vào nhật ký/)).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Lưu hồ sơ/ })).toBeNull())
  screen.getByLabelText(/Ghi chú/).focus()
  await user.keyboard('{Control>}{Enter}{/Control}{Alt>}0{/Alt}')
  expect(asked.map(({ type }) => type)).toEqual(['received'])
  expect(screen.queryByRole('dialog')).toBeNull()
})
