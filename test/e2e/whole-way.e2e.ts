/** A dossier's whole way: taken in without a network, printed, worked on, returned, and later at the province and on a second desk. */
import type { Page } from '@playwright/test'
import { expect, test } from './support/commune.ts'
import { citizen, Officer, officers } from './support/officer.ts'
import { inspectPdf, readPdf } from './support/pdf.ts'

test('taken in offline, printed, returned; when the link is back the province and a second desk have it', async ({
  commune,
}) => {
  const [first, second] = [await commune.addDesk(), await commune.addDesk()]
  await first.cutNetwork()
  await first.openWindow()
  const officer = new Officer(first)
  const { page } = first

  await test.step('sign in and take in, by keyboard, without a network', async () => {
    await officer.signIn()
    await expect(page.getByText('Không có mạng')).toBeVisible()
  })
  const code = await officer.takeIn()
  expect(code).toMatch(/^(TẠM-.+|000\.00\.01\.H53)-\d{6}-\d{3,4}$/)

  await test.step('the receipt, read back with a PDF reader', async () => {
    await page.getByRole('button', { name: 'In giấy tiếp nhận' }).click()
    const sheets = await savePaper(page)
    expect(sheets).toHaveLength(2)
    for (const sheet of sheets) checkReceipt(sheet.replaceAll(/\s+/g, ' '), code)
  })

  await test.step('forwarded to the unit, result arrived', async () => {
    await officer.openByCode(code)
    await page.getByRole('button', { name: 'Chuyển xử lý' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('button', { name: 'Có kết quả' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByText('Đã xử lý xong').first()).toBeVisible()
  })

  await test.step('returned, and not a second time', async () => {
    await returnByCode(officer, code)
    await expect(page.getByText('Đã lưu: đã trả kết quả')).toBeVisible()
    await page.getByRole('button', { name: 'In giấy xác nhận' }).click()
    const sheets = (await savePaper(page)).join(' ').replaceAll(/\s+/g, ' ')
    for (const expected of ['GIẤY XÁC NHẬN', code, citizen.name, 'Giấy xác nhận tình trạng hôn nhân'])
      expect(sheets).toContain(expected)
    await page.keyboard.press('F4')
    await page.getByLabel('Mã hồ sơ').fill(code)
    await page.keyboard.press('Enter')
    await expect(page.getByText('Hồ sơ này đã trả kết quả, không trả lần thứ hai.')).toBeVisible()
  })

  await test.step('the link comes back: everything is at the province', async () => {
    await first.restoreNetwork()
    await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
  })

  await test.step('the second desk finds it, by a name typed without diacritics', async () => {
    await second.openWindow()
    const other = new Officer(second)
    await other.signIn(officers.kha)
    await other.search('hoang yen')
    const row = second.page.getByRole('row').filter({ hasText: citizen.name })
    await expect(row).toContainText('Đã trả kết quả', { timeout: 30_000 })
    await row.first().dblclick()
    for (const happened of ['Tiếp nhận hồ sơ', 'In giấy tờ', 'Chuyển xử lý', 'Có kết quả', 'Trả kết quả'])
      await expect(second.page.getByText(happened).first()).toBeVisible()
  })
  expect([...first.complaints, ...second.complaints].filter((text) => !text.includes('ERR_'))).toEqual([])
})

/** Saves the paper in the preview and reads it back. */
async function savePaper(page: Page): Promise<string[]> {
  await expect(page.getByRole('dialog')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lưu PDF' }).click()
  const file = await (await download).path()
  const facts = await inspectPdf(file)
  expect(facts).toMatchObject({ width: 148, height: 210, fontsEmbedded: true })
  await expect(page.getByText('Đã lưu tệp PDF').last()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  return readPdf(file)
}

async function returnByCode(officer: Officer, code: string): Promise<void> {
  await officer.page.keyboard.press('F4')
  await officer.page.getByLabel('Mã hồ sơ').fill(code)
  await officer.page.keyboard.press('Enter')
  await officer.page.getByRole('button', { name: 'Xác nhận đã trả' }).click()
}

function checkReceipt(text: string, code: string): void {
  for (const expected of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    code,
    citizen.name,
    citizen.address,
    'Cấp Giấy xác nhận tình trạng hôn nhân',
    'Tờ khai cấp Giấy xác nhận tình trạng hôn nhân',
    'Bản chính',
    '3 ngày làm việc',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    officers.dat.name,
  ])
    expect(text).toContain(expected)
}
