import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { receivedPayload, sampleEvent } from '../../../test/support/event-builder.ts'
import { openAction, openDossier, saveDialog, type OpenedDossier } from '../../testing/open-dossier.tsx'

const now = '2026-11-25T09:00:00+07:00'
const charge = {
  amount: 50_000,
  timing: 'atIntake' as const,
  exemption: null,
  paidAtIntake: 50_000,
  receiptNumber: null,
}
const received = (formSet: 'TT01_2018' | 'TT03_2025' = 'TT03_2025') =>
  sampleEvent('received', 1, { payload: receivedPayload({ charge, formSet }) })

async function openRare({ user }: OpenedDossier, name: string): Promise<HTMLElement> {
  await user.keyboard('{Alt>}0{/Alt}')
  await user.click(await screen.findByRole('menuitem', { name }))
  return screen.findByRole('dialog')
}

describe('a withdrawal', () => {
  test('is asked for, agreed to with what goes back, and Mẫu 05 says so; the money follows', async () => {
    const opened = openDossier([received(), sampleEvent('forwarded', 2)], now)
    const asking = await openRare(opened, 'Công dân yêu cầu rút')
    expect(within(asking).getByLabelText(/^Người yêu cầu rút/)).toHaveValue('Nguyễn Thị Hoà')
    await opened.user.type(within(asking).getByLabelText(/^Lý do rút/), 'Không còn nhu cầu')
    await saveDialog(opened)
    await waitFor(() => expect(opened.record().dossier.status).toBe('withdrawalRequested'))
    const answering = await openAction(opened, /Trả lời yêu cầu rút/)
    expect(within(answering).getByText(/Hồ sơ đang ở Bộ phận Tư pháp/)).toBeVisible()
    await saveDialog(opened)
    await within(answering).findByText(/không mở lại được/)
    await saveDialog(opened)
    await waitFor(() => expect(opened.papers).toHaveLength(1))
    expect(opened.record().dossier).toMatchObject({ status: 'stopped', feesToReturn: 50_000, attention: [] })
    expect(opened.papers[0]?.view).toMatchObject({
      requester: 'Nguyễn Thị Hoà',
      reason: 'Không còn nhu cầu',
      stage: 'Đang giải quyết tại Bộ phận Tư pháp – Hộ tịch',
      paid: '50.000 đồng',
      refunded: '50.000 đồng',
      papersGivenBack: [{ n: '1', name: 'Tờ khai theo mẫu' }],
    })
    await opened.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await openAction(opened, /Hoàn tiền/)
    await saveDialog(opened)
    await screen.findByText(/Đã trả 50.000 đ cho công dân/)
    await saveDialog(opened)
    await waitFor(() => expect(screen.queryByRole('button', { name: /Hoàn tiền/ })).toBeNull())
    expect(opened.saved.at(-1)).toMatchObject({ type: 'refunded', payload: { amount: 50_000 } })
  })

  test('that is not agreed to needs a reason, and the work goes on', async () => {
    const opened = openDossier([received(), sampleEvent('forwarded', 2), sampleEvent('withdrawalRequested', 3)], now)
    const dialog = await openAction(opened, /Trả lời yêu cầu rút/)
    await opened.user.selectOptions(within(dialog).getByLabelText('Trả lời'), 'Không đồng ý, tiếp tục giải quyết')
    await saveDialog(opened)
    expect(within(dialog).getByLabelText(/^Lý do, căn cứ/)).toBeInvalid()
    await opened.user.type(within(dialog).getByLabelText(/^Lý do, căn cứ/), 'Đã có quyết định')
    await saveDialog(opened)
    await waitFor(() => expect(opened.record().dossier.status).toBe('processing'))
    expect(opened.saved[0]?.payload).toEqual({ agreed: false, reason: 'Đã có quyết định' })
    expect(opened.papers).toEqual([])
  })
})

describe('a stop by the agency', () => {
  test('refuses more money than was paid, and garbage; papers may be kept', async () => {
    const opened = openDossier([received()], now)
    const dialog = await openRare(opened, 'Dừng giải quyết')
    const fees = within(dialog).getByLabelText(/^Phí, lệ phí phải hoàn/)
    await opened.user.type(within(dialog).getByLabelText(/^Lý do dừng/), 'Người nộp đã mất')
    await opened.user.clear(fees)
    await opened.user.type(fees, '50.001')
    await saveDialog(opened)
    expect(within(dialog).getByText('Không hoàn quá số đã nộp: 50.000 đ')).toBeVisible()
    await opened.user.clear(fees)
    await opened.user.type(fees, 'năm mươi')
    await saveDialog(opened)
    expect(fees).toBeInvalid()
    await opened.user.clear(fees)
    await opened.user.click(within(dialog).getByRole('checkbox', { name: 'Tờ khai theo mẫu' }))
    await opened.user.type(within(dialog).getByLabelText('Số thông báo (nếu có)'), '7')
    await saveDialog(opened)
    await saveDialog(opened)
    await waitFor(() => expect(opened.papers).toHaveLength(1))
    expect(opened.saved[0]?.payload).toEqual({
      reason: 'Người nộp đã mất',
      papersGivenBack: [],
      feesToReturn: 0,
      formNumber: '7',
    })
    expect(opened.papers[0]?.view).toMatchObject({ requester: '', print: { number: '7' } })
  })

  test('of a dossier of the set of 2018 has no notice, and says so', async () => {
    const opened = openDossier([received('TT01_2018')], now)
    const dialog = await openRare(opened, 'Dừng giải quyết')
    expect(within(dialog).getByText(/không có Thông báo dừng giải quyết/)).toBeVisible()
    expect(within(dialog).queryByLabelText(/^Số thông báo/)).toBeNull()
    expect(within(dialog).getByLabelText(/^Phí, lệ phí phải hoàn/)).toHaveValue('50.000')
    await opened.user.type(within(dialog).getByLabelText(/^Lý do dừng/), 'Người nộp đã mất')
    await saveDialog(opened)
    await saveDialog(opened)
    await waitFor(() => expect(opened.record().dossier.status).toBe('stopped'))
    expect(opened.papers).toEqual([])
  })
})
