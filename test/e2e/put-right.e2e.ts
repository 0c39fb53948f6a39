/** What is put right, given back, refused and stopped after the intake; each paper read back, and every screen by its command. */
import { look, openAction, save, saveConfirmed } from './support/act.ts'
import { expect, test } from './support/commune.ts'
import { citizen, Officer, officers } from './support/officer.ts'
import { expectWords, takePaper } from './support/paper.ts'

test('a slip in a name is corrected with its reason; reprint, originals, withdrawal, stop and refusal follow', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  await desk.cutNetwork()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const code = await test.step('an intake with an original that goes back', async () => {
    await officer.chooseProcedure('xac nhan tinh trang')
    await officer.scan(citizen.card)
    await page.getByLabel('Điện thoại').fill(citizen.phone)
    await page
      .getByLabel(/^Trả lại/)
      .first()
      .check()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'In giấy tiếp nhận' }).click()
    const first = await takePaper(page)
    expect(first.text).not.toContain('IN LẠI')
    expectWords(first.text, [citizen.name])
    await page.getByRole('button', { name: 'Mở hồ sơ' }).click()
    const heading = page.getByRole('heading', { level: 1, name: /-\d{6}-/ })
    return (await heading.innerText()).trim()
  })

  await test.step('the name is corrected: on the page, in the history, and on the receipt, which says it is a reprint', async () => {
    const dialog = await openAction(page, 'Sửa sai sót')
    await expect(dialog.getByLabel('Đang ghi')).toHaveValue(citizen.name)
    await dialog.getByLabel('Sửa thành').fill('Nguyễn Thị Hoàng Iến')
    await dialog.getByLabel('Lý do sửa').fill('Gõ sai chữ cái theo căn cước')
    await save(page)
    await expect(page.getByText('Họ tên người nộp: “Nguyễn Thị Hoàng Yến” → “Nguyễn Thị Hoàng Iến”')).toBeVisible()
    await look(page, 'corrected')
    const outdated = page.getByText('Giấy tiếp nhận đã in còn ghi theo thông tin cũ: Họ tên người nộp')
    await expect(outdated).toBeVisible()
    for (const n of [1, 2]) {
      if (n === 1) await page.getByRole('button', { name: 'In lại giấy tiếp nhận' }).click()
      else await openAction(page, 'In giấy tiếp nhận')
      const again = await takePaper(page)
      await expect(outdated).toBeHidden()
      expectWords(again.text, [`BẢN IN LẠI LẦN ${n}`, 'Nguyễn Thị Hoàng Iến', code])
      expect(again.text).not.toContain(citizen.name)
    }
  })

  await test.step('an original goes back by itself', async () => {
    const dialog = await openAction(page, 'Trả bản chính')
    await expect(dialog.getByLabel('Người nhận')).toHaveValue('Nguyễn Thị Hoàng Iến')
    await save(page)
    await expect(page.getByText('đã trả lại').first()).toBeVisible()
    await expect(page.getByRole('button', { name: /^Trả bản chính/ })).toBeHidden()
  })

  await test.step('forwarded with a limit; the control slip of 2025 follows the papers', async () => {
    const dialog = await openAction(page, 'Chuyển xử lý')
    await dialog.getByLabel('Hạn của đơn vị').fill('2')
    await expect(dialog.getByText(/^Đơn vị phải xong lúc/)).toBeVisible()
    await save(page)
    await expect(page.getByText(/Hạn của đơn vị: .*\(2 ngày làm việc\)/).first()).toBeVisible()
    await openAction(page, 'In phiếu kiểm soát')
    const slip = await takePaper(page)
    expectWords(slip.text, ['Mẫu số 06 - TT 03/2025/TT-VPCP', code, 'Bộ phận Tư pháp – Hộ tịch'])
  })

  await test.step('a withdrawal that is not agreed to: work goes on', async () => {
    await openAction(page, 'Công dân yêu cầu rút')
    await page.getByLabel('Lý do rút').fill('Muốn nộp lại sau')
    await save(page)
    const dialog = await openAction(page, 'Trả lời yêu cầu rút')
    await dialog.getByLabel('Trả lời', { exact: true }).selectOption('disagree')
    await dialog.getByLabel('Lý do, căn cứ').fill('Kết quả đã ký')
    await save(page)
    await expect(page.getByText('Không đồng ý cho rút')).toBeVisible()
    await expect(page.getByText('Đang xử lý').first()).toBeVisible()
    await look(page, 'disagreed')
  })

  await test.step('the agency stops it, with Mẫu 05 of 2025', async () => {
    const dialog = await openAction(page, 'Dừng giải quyết')
    await dialog.getByLabel('Lý do dừng giải quyết').fill('Người nộp khai sai thông tin')
    await dialog.getByLabel('Số thông báo').fill('27')
    await saveConfirmed(page)
    const notice = await takePaper(page)
    expect(notice.facts).toMatchObject({ width: 148, height: 210 })
    expectWords(notice.text, ['Mẫu số 05 - TT 03/2025/TT-VPCP', 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', code])
    expectWords(notice.text, ['Người nộp khai sai thông tin', 'Nguyễn Thị Hoàng Iến', 'Số: 27/'])
    await look(page, 'stopped')
  })

  await test.step('another is refused after the intake, with Mẫu 03', async () => {
    await officer.takeIn('dang ky ket hon')
    await page.getByRole('button', { name: 'Mở hồ sơ' }).click()
    const dialog = await openAction(page, 'Từ chối tiếp nhận')
    await dialog.getByLabel('Lý do từ chối, in trên phiếu').fill('Người nộp chưa đủ tuổi kết hôn')
    await saveConfirmed(page)
    const refusal = await takePaper(page)
    expectWords(refusal.text, ['Mẫu số 03 - TT 03/2025/TT-VPCP', 'PHIẾU TỪ CHỐI', 'Người nộp chưa đủ tuổi kết hôn'])
    expectWords(refusal.text, [citizen.name, officers.dat.name])
    await expect(page.getByText('Không được tiếp nhận').first()).toBeVisible()
    await expect(page.getByRole('button', { name: /^In giấy tiếp nhận/ })).toBeHidden()
    await look(page, 'refused')
  })
  expect(desk.complaints.filter((text) => !text.includes('ERR_'))).toEqual([])
})

test('every screen by a word in the palette, from wherever one is', async ({ commune }) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const screens = [
    ['tiep nhan', 'Tiếp nhận hồ sơ'],
    ['tra cuu', 'Tra cứu hồ sơ'],
    ['tra ket qua', 'Trả kết quả'],
    ['dong bo', 'Đồng bộ với tỉnh'],
    ['so theo doi', /^Sổ theo dõi/],
    ['ban giao', 'Bàn giao hồ sơ'],
    ['xep so', 'Lấy số và gọi số'],
    ['thu phi', /^Thu phí/],
    ['bao cao', /Báo cáo/],
    ['chua in', 'Giấy tiếp nhận chưa in'],
    ['may ban nay', 'Máy bàn này'],
    ['cai dat', 'Cài đặt'],
    ['trang chu', /^Chào/],
  ] as const
  for (const [words, heading] of screens) {
    await officer.command(words)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  }
  expect(desk.complaints).toEqual([])
})
