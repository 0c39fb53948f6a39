import { screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { sampleEvent } from '../../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../../testing/show-at-desk.tsx'
import { DossierPage } from '../dossier-page.tsx'

const history = [sampleEvent('received', 0), sampleEvent('forwarded', 1)]
const { dossierId } = history[0]!
const page = (
  <Routes>
    <Route path="/dossiers/:dossierId" element={<DossierPage />} />
  </Routes>
)

test('the control slip is printed from what is seldom done, by keyboard', async () => {
  const user = showAtDesk(new DeskOfRecords(history), page, `/dossiers/${dossierId}`)
  await screen.findByRole('button', { name: /Có kết quả/ })
  await user.keyboard('{Alt>}0{/Alt}')
  await user.click(await screen.findByRole('menuitem', { name: 'In phiếu kiểm soát' }))
  expect(await screen.findByRole('dialog', { name: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' })).toBeVisible()
})

test.each(['refused', 'stopped'] as const)(
  'no receipt is offered of a dossier that was %s, and no delay judged',
  async (type) => {
    const records = new DeskOfRecords([history[0]!, sampleEvent(type, 2)])
    showAtDesk(records, page, `/dossiers/${dossierId}`)
    expect(await screen.findByRole('button', { name: /Sửa sai sót/ })).toBeVisible()
    expect(screen.queryByRole('button', { name: /In giấy tiếp nhận/ })).toBeNull()
    expect(screen.queryByText(/công dân đến nhận muộn/)).toBeNull()
  },
)
