/** What the desk owes after weeks: results nobody comes for, a unit that is late, papers asked for, a stop under the old forms. */
import { look, openAction, openPage, save, saveConfirmed } from './support/act.ts'
import { expect, test } from './support/commune.ts'
import { before, OtherDesk, workday } from './support/earlier.ts'
import { Officer } from './support/officer.ts'
import { expectWords, takePaper } from './support/paper.ts'

const unit = (id: string, name: string) => ({ id, name })
const desk = unit('25459.mot-cua', 'Trung tâm Phục vụ hành chính công phường Tân Ninh')
const justice = unit('25459.tu-phap', 'Bộ phận Tư pháp – Hộ tịch')
const police = unit('25459.cong-an', 'Công an phường Tân Ninh')
const limited = (value: number, dueAt: string) => ({
  dueAt,
  limit: { value, unit: 'workingDays' as const, cutOff: null },
  calendarVersion: '2026-1',
  steps: [],
})

test('a desk of weeks: uncollected, late at the second unit, paused, asked a second time, stopped under the old set', async ({
  commune,
}) => {
  const place = await commune.addDesk()
  const other = await OtherDesk.open(commune)
  const uncollected = await other.tell({ at: before(20), due: limited(8, before(12, '17:00')) }, [
    {
      type: 'resultArrived',
      at: before(13, '10:00'),
      payload: {
        from: justice,
        outcome: 'granted',
        results: [{ name: 'Giấy xác nhận', number: '12', count: 1 }],
        note: '',
      },
    },
  ])
  const late = await other.tell({ at: before(15), due: limited(9, before(6, '17:00')) }, [
    {
      type: 'forwarded',
      at: before(15, '10:00'),
      payload: { from: desk, to: justice, legDueAt: before(11, '17:00'), note: '' },
    },
    {
      type: 'forwarded',
      at: before(12, '09:00'),
      payload: { from: justice, to: police, legDueAt: before(8, '17:00'), note: 'Xác minh cư trú' },
    },
  ])
  const paused = await other.tell(
    { at: before(10), supplementPolicy: 'PAUSE', due: limited(20, `${workday(10)}T17:00:00+07:00`) },
    [
      {
        type: 'supplementRequested',
        at: before(6),
        payload: {
          items: ['Bản sao Giấy khai sinh'],
          reason: 'Còn thiếu',
          deadline: workday(-2),
          formNumber: null,
        },
      },
    ],
  )
  const asked = await other.tell({ at: before(9), due: limited(20, `${workday(13)}T17:00:00+07:00`) }, [
    {
      type: 'supplementRequested',
      at: before(8),
      payload: { items: ['Tờ khai'], reason: 'Chưa ký', deadline: null, formNumber: null },
    },
    {
      type: 'supplemented',
      at: before(7),
      payload: { components: [], due: limited(20, `${workday(13)}T17:00:00+07:00`), note: '' },
    },
  ])
  const old = await other.tell(
    {
      at: before(4),
      formSet: 'TT01_2018',
      due: limited(20, `${workday(16)}T17:00:00+07:00`),
      charge: { amount: 50_000, timing: 'atIntake', exemption: null, paidAtIntake: 50_000, receiptNumber: null },
    },
    [{ type: 'forwarded', at: before(4, '10:00'), payload: { from: desk, to: justice, legDueAt: null, note: '' } }],
  )

  const page = await place.openWindow()
  const officer = new Officer(place)
  await officer.signIn()
  const list = async (name: string | RegExp) => {
    await page.getByRole('link', { name: 'Trang chủ' }).click()
    await page.getByRole('tab', { name }).click()
  }
  const fromList = (code: string) => page.getByRole('row').filter({ hasText: code }).dblclick()

  await test.step('nobody comes for a result: listed with telephone and days, reminded, and not the desk’s delay', async () => {
    await list(/Chưa đến nhận/)
    const row = page.getByRole('row').filter({ hasText: uncollected })
    await expect(row).toContainText('0912 345 678', { timeout: 30_000 })
    await expect(row).toContainText('chưa nhắc')
    await expect(row).toContainText('Xong trước hạn')
    await fromList(uncollected)
    await expect(page.getByText('công dân đến nhận muộn không làm hồ sơ trễ hạn')).toBeVisible()
    const dialog = await openAction(page, 'Nhắc nhận kết quả')
    await dialog.getByLabel('Ghi chú').fill('Hẹn sáng thứ Hai')
    await dialog.getByLabel('Công dân đã biết kết quả đang chờ').check()
    await look(page, 'remind')
    await save(page)
    await expect(page.getByText('Gọi điện nhắc nhận kết quả: Hẹn sáng thứ Hai')).toBeVisible()
    await list(/Chưa đến nhận/)
    await expect(row).toContainText('đã báo được')
    await look(page, 'uncollected')
  })

  await test.step('they come at last: off the list, and judged as finished early', async () => {
    await fromList(uncollected)
    await openPage(page, 'Trả kết quả')
    await page.getByRole('button', { name: /Xác nhận đã trả/ }).click()
    await expect(page.getByText('Đã lưu: đã trả kết quả')).toBeVisible()
    await list(/Chưa đến nhận/)
    await expect(page.getByText(uncollected)).toBeHidden()
  })

  await test.step('one unit kept its limit and the next did not: each leg says so, and an apology is owed by the one that holds it', async () => {
    await list(/Phải xin lỗi/)
    await expect(page.getByRole('row').filter({ hasText: late })).toContainText(police.name)
    await fromList(late)
    const legs = page.getByRole('listitem').filter({ hasText: 'Hạn của đơn vị' })
    const kept = legs.filter({ has: page.getByText(justice.name, { exact: true }) }).first()
    const missed = legs.filter({ has: page.getByText(police.name, { exact: true }) }).first()
    await expect(kept).toContainText('đúng hạn')
    await expect(missed).toContainText('đang quá hạn')
    await look(page, 'legs')
    await openAction(page, 'Có kết quả')
    await save(page)
    await expect(missed).toContainText('quá hạn')
    await expect(missed).not.toContainText('đang')
    await expect(page.getByText('Xử lý xong quá hạn.')).toBeVisible()
    await list(/Phải xin lỗi/)
    await expect(page.getByText(late)).toBeHidden()
  })

  await test.step('papers under PAUSE: the time waited is added, and no more than that', async () => {
    await list(/Quá hạn bổ sung/)
    await fromList(paused)
    const dialog = await openAction(page, 'Đã bổ sung')
    await expect(dialog.getByText('Thời hạn tạm dừng trong thời gian chờ bổ sung')).toBeVisible()
    await expect(dialog.getByText(/^Cộng thêm \d+ ngày làm việc chờ bổ sung/)).toBeVisible()
    const promised = await dialog.getByTestId('new-due').innerText()
    const [day = ''] = /\d\d\/\d\d\/\d{4}/.exec(promised) ?? []
    const due = day.split('/').toReversed().join('-')
    // Counted anew it would be twenty days from now; not counted at all, ten.
    expect(due > workday(10) && due < workday(20)).toBe(true)
    await dialog.getByRole('checkbox', { name: /^Đã nhận/ }).check()
    await look(page, 'paused')
    await save(page)
    await expect(page.getByText(new RegExp(`^Hẹn trả: .*${day}`))).toBeVisible()
  })

  await test.step('a second request is warned of, and asked about once more', async () => {
    await officer.openByCode(asked)
    const dialog = await openAction(page, 'Yêu cầu bổ sung')
    await expect(dialog.getByText('Đây là lần yêu cầu bổ sung thứ 2')).toBeVisible()
    await expect(dialog.getByText('Đã quá 3 ngày làm việc kể từ khi tiếp nhận')).toBeVisible()
    await expect(dialog.getByText('Thời hạn tính lại từ đầu')).toBeVisible()
    await dialog.getByLabel('Nội dung khác 1').fill('Văn bản ủy quyền')
    await dialog.getByLabel('Lý do').fill('Người nộp không phải chủ hồ sơ')
    await saveConfirmed(page)
    expectWords((await takePaper(page)).text, [asked, '1. Văn bản ủy quyền', 'Người nộp không phải chủ hồ sơ'])
  })

  await test.step('under the forms of 2018: control slip Mẫu 05, and a stop that has no notice', async () => {
    await officer.openByCode(old)
    await openAction(page, 'In phiếu kiểm soát')
    const slip = await takePaper(page)
    expect(slip.facts).toMatchObject({ width: 148, height: 210 })
    expectWords(slip.text, ['Mẫu số 05 - TT 01/2018/TT-VPCP', old, justice.name, 'PHIẾU KIỂM SOÁT'])
    const dialog = await openAction(page, 'Dừng giải quyết')
    await expect(dialog.getByText('Bộ mẫu của hồ sơ này (TT 01/2018) không có Thông báo dừng')).toBeVisible()
    await dialog.getByLabel('Lý do dừng giải quyết').fill('Không còn đối tượng giải quyết')
    await look(page, 'stop-2018')
    await saveConfirmed(page)
    await expect(dialog).toBeHidden()
    await expect(page.getByText('Dừng xử lý').first()).toBeVisible()
    const refund = await openAction(page, 'Hoàn tiền')
    await expect(refund.getByLabel(/Số tiền hoàn/)).toHaveValue('50.000')
    await look(page, 'refund')
    await saveConfirmed(page)
    await expect(refund).toBeHidden()
    await expect(page.getByRole('button', { name: /^(Thu tiền|Hoàn tiền|In Thông báo dừng)/ })).toHaveCount(0)
    await expect(page.getByText('Tờ khai theo mẫu (Bản chính × 1) · đã trả lại')).toBeVisible()
    await look(page, 'stopped-2018')
  })
  expect(place.complaints).toEqual([])
})
