/** What the pages that say "saved" show when the province answers while they are open. */
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../testing/show-at-desk.tsx'
import { IntakeDone } from './intake-done.tsx'
import { RefusedDone } from './refused-done.tsx'

const provisional = 'TẠM-quay-1-261124-001'
const official = '000.00.01.H53-261124-0777'
const number = { code: provisional, kind: 'provisional' } as const
const receipt = receivedPayload({ number })
const received = sampleEvent('received', 0, { payload: receipt })
const { dossierId } = received
const assigned = sampleEvent('numberAssigned', 2, { payload: { code: official } })

function show(...events: (typeof received)[]) {
  const desk = new DeskOfRecords([received, ...events])
  const saved = { dossierId, receipt, answeredAtOnce: false, returnedAtOnce: null }
  return { desk, user: showAtDesk(desk, <IntakeDone saved={saved} />) }
}

test('the official code takes the place of the provisional one, which stays to be read', async () => {
  const { desk } = show()
  expect(await screen.findByText(provisional)).toBeVisible()
  expect(screen.getByText(/Mã tạm\. Tỉnh sẽ cấp mã chính thức/)).toBeVisible()
  act(() => desk.arrive(assigned))
  expect(await screen.findByText(official)).toBeVisible()
  expect(screen.getByText('Mã chính thức.')).toBeVisible()
  expect(screen.queryByText(/Tỉnh sẽ cấp mã chính thức/)).toBeNull()
  expect(screen.getByText(new RegExp(`^Mã tạm trước đó: ${provisional}`))).toBeVisible()
  // Nothing was printed yet: the first receipt has the official code.
  expect(screen.getByRole('button', { name: 'In giấy tiếp nhận' })).toBeVisible()
})

test('a receipt that went out with the provisional code is offered to be printed again', async () => {
  const printed = sampleEvent('printed', 1, { payload: { ...samplePayloads.printed(), number: provisional } })
  const { desk } = show(printed)
  act(() => desk.arrive(assigned))
  expect(await screen.findByText(official)).toBeVisible()
  expect(screen.getByRole('button', { name: 'In lại giấy tiếp nhận' })).toBeVisible()
})

test('a leased code stays as it is, and nothing is said of another', async () => {
  const leased = receivedPayload()
  const desk = new DeskOfRecords([sampleEvent('received', 0, { payload: leased })])
  showAtDesk(desk, <IntakeDone saved={{ dossierId, receipt: leased, answeredAtOnce: false, returnedAtOnce: null }} />)
  expect(await screen.findByText(leased.number.code)).toBeVisible()
  act(() => desk.arrive(sampleEvent('noted', 2)))
  await waitFor(() => expect(desk.record(dossierId)?.events).toHaveLength(2))
  expect(screen.queryByText(/trước đó/)).toBeNull()
})

test('a refusal at the counter gets its official code, too', async () => {
  const refusal = { ...samplePayloads.refusedAtCounter(), number }
  const desk = new DeskOfRecords([sampleEvent('refusedAtCounter', 0, { payload: refusal })])
  showAtDesk(desk, <RefusedDone refused={{ dossierId, refusal }} />)
  expect(await screen.findByText(provisional)).toBeVisible()
  act(() => desk.arrive(assigned))
  expect(await screen.findByText(official)).toBeVisible()
  expect(screen.getByText(new RegExp(`^Mã tạm trước đó: ${provisional}`))).toBeVisible()
})
