import { render, screen } from '@testing-library/react'
import { MantineProvider } from '@mantine/core'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { createI18n } from '../app/i18n.ts'
import type { DossierRow } from '../database/desk-database.ts'
import '../testing/matchers.ts'
import { JudgedCell } from './waiting-cells.tsx'

const due = '2026-11-20T17:00:00+07:00'

test.each([
  ['2026-11-19T23:59:59+07:00', due, 'Xong trước hạn'],
  ['2026-11-20T08:00:00+07:00', due, 'Xong đúng hạn'],
  [due, due, 'Xong đúng hạn'],
  ['2026-11-20T17:00:01+07:00', due, 'Xong quá hạn'],
  ['2026-11-20T17:00:01+07:00', null, 'Không có hạn'],
])('finished %s of a promise %s: %s', (finishedAt, judgedDueAt, words) => {
  const pickUp = { judgedDueAt, way: 'atDesk', reminders: 0, remindedAt: null, reached: false } as const
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider>
        <JudgedCell row={{ finishedAt, pickUp } as unknown as DossierRow} />
      </MantineProvider>
    </I18nextProvider>,
  )
  expect(screen.getByText(words)).toBeVisible()
})
