/** What the citizen owes after intake: told, paid by a transfer with a QR, and the dossier goes on; then the papers missed. */
import { expect, test } from './support/commune.ts'
import { Officer } from './support/officer.ts'

test('a financial duty holds the dossier until it is paid; receipts not printed are found and printed', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const code = await officer.takeIn()
  await page.keyboard.press('Escape')
  await officer.openByCode(code)
  await desk.cutNetwork()

  await page.keyboard.press('Alt+0')
  await page.getByRole('menuitem', { name: 'Nghĩa vụ tài chính' }).click()
  await page.getByLabel(/Khoản phải nộp/).fill('Lệ phí trước bạ')
  await page.getByLabel(/Số tiền/).fill('1.250.000')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Yêu cầu thực hiện nghĩa vụ tài chính').first()).toBeVisible()

  await page.getByRole('button', { name: /Thu tiền/ }).click()
  await page.getByLabel('Cách thu').selectOption('transfer')
  await expect(page.getByRole('img', { name: /Mã QR chuyển khoản 1\.250\.000/ })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByText('Đang xử lý').first()).toBeVisible()

  await page.getByRole('link', { name: 'Chưa in 1' }).click()
  await expect(page.getByRole('row').filter({ hasText: code })).toBeVisible()
  await page.keyboard.press('Control+p')
  const preview = page.getByRole('dialog', { name: /Giấy tiếp nhận/ })
  await expect(preview.getByRole('img', { name: /^Trang 1/ })).toBeVisible({ timeout: 30_000 })
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+s')
  await download
  await page.keyboard.press('Escape')
  await expect(page.getByText('Không còn giấy nào chưa in')).toBeVisible()
  expect(desk.complaints).toEqual([])
})
