import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { sampleEvent, samplePayloads } from '../../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../../testing/show-at-desk.tsx'
import { DossierPage } from '../dossier-page.tsx'
import { Route, Routes } from 'react-router'

const sent = sampleEvent('returned', 2, {
  payload: {
    ...samplePayloads.returned(),
    way: 'byPost',
    trackingNumber: 'EA123456785VN',
    postedOn: '2026-11-23',
  },
})
const history = [sampleEvent('received', 0), sampleEvent('resultArrived', 1), sent]

function show() {
  const desk = new DeskOfRecords(history)
  const page = (
    <Routes>
      <Route path="/dossiers/:dossierId" element={<DossierPage />} />
    </Routes>
  )
  return { desk, user: showAtDesk(desk, page, `/dossiers/${sent.dossierId}`) }
}

test('a parcel that came back: the days are checked, the dossier is open again and says why', async () => {
  const { desk, user } = show()
  expect(await screen.findByText(/EA123456785VN · bưu chính đang phát/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: /Bưu gửi đã phát/ }))
  await user.selectOptions(await screen.findByLabelText('Bưu chính báo'), 'cameBack')
  const day = screen.getByLabelText(/Ngày phát hoặc ngày hoàn/)
  for (const [typed, problem] of [
    ['25/11/2026', 'Ngày này chưa đến'],
    ['22/11/2026', 'Trước ngày giao bưu chính'],
    ['hôm qua', /Ngày chưa đúng/],
  ] as const) {
    await user.clear(day)
    await user.type(day, typed)
    await user.click(screen.getByRole('button', { name: /^Lưu/ }))
    expect(await screen.findByText(problem)).toBeVisible()
  }
  expect(desk.saved).toEqual([])
  await user.clear(day)
  await user.type(day, '24/11/2026')
  await user.click(screen.getByRole('button', { name: /^Lưu/ }))
  expect(await screen.findByText(/chuyển hoàn 24\/11\/2026/)).toBeVisible()
  expect(desk.record(sent.dossierId)?.dossier).toMatchObject({ status: 'finished', attention: [] })
  expect(screen.queryByRole('button', { name: /Bưu gửi đã phát/ })).toBeNull()
})
