import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { DossierEvent, PayloadOf } from '../../../shared/dossier/event.ts'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../testing/show-at-desk.tsx'
import { ReturnDesk } from './return-desk.tsx'

const papers = [{ id: 'so', name: 'Sổ hộ khẩu', kind: 'original' as const, count: 1, toGiveBack: true }]
const received = sampleEvent('received', 0, { payload: receivedPayload({ components: papers }) })
const results = ['Giấy khai sinh', 'Thẻ bảo hiểm y tế'].map((name) => ({ name, number: null, count: 1 }))
const arrived = (change: Partial<PayloadOf<'resultArrived'>> = {}) =>
  sampleEvent('resultArrived', 1, { payload: { ...samplePayloads.resultArrived(), results, ...change } })

function show(...events: DossierEvent[]) {
  const desk = new DeskOfRecords([received, ...events])
  return { desk, user: showAtDesk(desk, <ReturnDesk dossierId={received.dossierId} />) }
}

describe('a dossier with two results', () => {
  test('one now, the other later: open in between, closed at the end, each event says what changed hands', async () => {
    const { desk, user } = show(arrived())
    await user.click(await screen.findByLabelText(/^Thẻ bảo hiểm y tế/))
    expect(screen.getByText('Còn 1 kết quả trả sau; hồ sơ vẫn mở.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: /Xác nhận trả một phần/ }))
    expect(await screen.findByText('Đã lưu: đã trả một phần kết quả')).toBeVisible()
    expect(screen.getByText('Hồ sơ vẫn mở. Còn lại: Thẻ bảo hiểm y tế.')).toBeVisible()
    expect(desk.saved).toMatchObject([{ payload: { complete: false, handedOver: [{ index: 0 }] } }])
    expect(desk.record(received.dossierId)?.dossier).toMatchObject({ status: 'finished', attention: [] })
  })

  test('the second part names what went before, and closes', async () => {
    const first = sampleEvent('returned', 2, {
      payload: { ...samplePayloads.returned(), complete: false, handedOver: [{ eventId: arrived().id, index: 0 }] },
    })
    const { desk, user } = show(arrived(), first)
    expect(await screen.findByText(/Đã trả 08:02 24\/11\/2026 cho Nguyễn Thị Hoà/)).toBeVisible()
    expect(screen.queryByLabelText(/^Giấy khai sinh/)).toBeNull()
    await user.click(screen.getByRole('button', { name: /Xác nhận đã trả/ }))
    expect(await screen.findByText('Đã lưu: đã trả kết quả')).toBeVisible()
    expect(desk.record(received.dossierId)?.dossier).toMatchObject({ status: 'returned', attention: [] })
  })

  test('nothing ticked: said at the results, nothing saved', async () => {
    const { desk, user } = show(arrived())
    for (const name of [/^Giấy khai sinh/, /^Thẻ bảo hiểm y tế/]) await user.click(await screen.findByLabelText(name))
    await user.click(screen.getByRole('button', { name: /Xác nhận trả một phần/ }))
    expect(await screen.findByText('Chưa đánh dấu kết quả hay giấy tờ nào để giao.')).toBeVisible()
    expect(desk.saved).toEqual([])
  })

  test('while a third is awaited, both can go and the dossier stays open', async () => {
    const { desk, user } = show(arrived({ moreExpected: true }))
    expect(await screen.findByText('Còn kết quả khác chưa về; hồ sơ vẫn mở sau lần trả này.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: /Xác nhận trả một phần/ }))
    expect(await screen.findByText('Hồ sơ vẫn mở, chờ kết quả khác.')).toBeVisible()
    await waitFor(() =>
      expect(desk.record(received.dossierId)?.dossier).toMatchObject({ status: 'processing', attention: [] }),
    )
  })

  test('what reached the journal only is not handed over again by the key', async () => {
    const { desk, user } = show(arrived())
    desk.refusal = { kind: 'journalledOnly', events: [], reason: 'IndexedDB' }
    const recipient = await screen.findByLabelText(/Họ và tên/)
    await user.type(recipient, '{Control>}{Enter}{/Control}')
    expect(await screen.findByText(/Đã ghi chắc chắn vào nhật ký/)).toBeVisible()
    desk.refusal = null
    await user.type(recipient, '{Control>}{Enter}{/Control}')
    expect(desk.saved).toEqual([])
  })

  test('a full disk: said, nothing handed over', async () => {
    const { desk, user } = show(arrived())
    desk.refusal = { kind: 'failed', code: 'DISK_FULL' } as typeof desk.refusal
    await user.click(await screen.findByRole('button', { name: /Xác nhận đã trả/ }))
    expect(await screen.findByRole('alert')).toBeVisible()
    expect(screen.queryByText('Đã lưu: đã trả kết quả')).toBeNull()
  })
})
