/** What goes wrong at a counter: a crash in the middle of typing, a card that reads badly, the same paper twice. */
import { expect, test } from './support/commune.ts'
import { citizen, Officer } from './support/officer.ts'

test('an intake in progress survives the death of window and host', async ({ commune }) => {
  const desk = await commune.addDesk()
  await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  await officer.chooseProcedure('khai sinh')
  await officer.scan(citizen.card)
  await desk.page.getByLabel('Ghi chú nội bộ').fill('Hẹn gọi lại buổi chiều')
  await expect(desk.page.getByText(/Bản nháp tự lưu lúc/)).toBeVisible()
  await desk.killWindow()
  await desk.killHost()
  await desk.startHost()
  const page = await desk.openWindow()
  await officer.signIn()
  await page
    .getByRole('button', { name: /^Tiếp tục bản nháp/ })
    .first()
    .click()
  await expect(page.getByLabel('Họ và tên').first()).toHaveValue(citizen.name)
  await expect(page.getByLabel('Ghi chú nội bộ')).toHaveValue('Hẹn gọi lại buổi chiều')
})

test('a malformed card leaves the form as it was; doubts never block; a duplicate is shown before saving', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  await officer.takeIn()

  await officer.chooseProcedure('xac nhan tinh trang')
  await officer.scan(citizen.card)
  await officer.scan('072190001234|khong|phai|the')
  await expect(page.getByText('Chưa đọc được mã QR')).toBeVisible()
  await expect(page.getByLabel('Họ và tên').first()).toHaveValue(citizen.name)

  await page.getByLabel('Ngày sinh').first().fill('17/05/1985')
  await expect(page.getByText(/Số định danh ứng với năm sinh 1990/)).toBeVisible()
  await page.getByLabel('Ngày sinh').first().fill('31/02/1990')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/chỗ cần sửa trước khi lưu/)).toBeVisible()
  await page.getByLabel('Ngày sinh').first().fill('17/05/1990')

  await expect(page.getByText('Có thể đã nộp trước đó')).toBeVisible()
  await page.getByLabel('Đã xem, vẫn tiếp nhận hồ sơ mới').check()
  await page.getByLabel('Điện thoại').fill(citizen.phone)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'In giấy tiếp nhận' })).toBeVisible()
})

test('the development switch cuts the desk off, and everything is sent when it is put back', async ({ commune }) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const flip = async () => {
    await page.getByRole('button', { name: 'Phát triển' }).click()
    await page.getByText('Ngắt mạng của bàn làm việc này').click()
    await page.keyboard.press('Escape')
  }
  await flip()
  await expect(page.getByText('Đã ngắt mạng để thử')).toBeVisible()
  await officer.takeIn()
  await expect(page.getByText(/Chưa gửi\s*1/)).toBeVisible()
  await flip()
  await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
})

test('a wrong PIN is counted and then locks; the right one does not help while it is locked', async ({ commune }) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  await page.getByText('Trần Quốc Đạt').first().click()
  const pin = page.getByLabel('Mã PIN của Trần Quốc Đạt')
  for (const said of [/Còn 4 lần thử/, /Còn 3 lần thử/, /Còn 2 lần thử/, /Còn 1 lần thử/, /khóa|Thử lại sau/i]) {
    await pin.fill('0000')
    await page.keyboard.press('Enter')
    await expect(page.getByText(said).first()).toBeVisible()
  }
  await expect(page.getByText(/khóa|Thử lại sau/i).first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Đăng nhập' })).toBeVisible()
})
