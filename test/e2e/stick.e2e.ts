/** A desk without a link: its backlog goes to the province on a stick, and the province's answer comes back the same way. */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/commune.ts'
import { Officer } from './support/officer.ts'
import { carry, makeOperatorKey, openOperatorWindow } from './support/stick.ts'

test('exported at the desk, imported at the gateway’s page, the answer taken at the desk', async ({ commune }) => {
  const key = await makeOperatorKey(commune)
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  // The window would ask where to save, which nobody here can answer; without that it downloads.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  await officer.signIn()
  await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
  await desk.cutNetwork()
  const code = await officer.takeIn()

  const bundle = await test.step('the desk exports what is unsent', async () => {
    await openSync(page)
    await page.getByRole('button', { name: 'Xuất ra USB' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Lưu vào USB' }).click()
    return carry(commune, download)
  })

  const answer = await test.step('an operator signs in at the gateway and imports it', async () => {
    const { page: admin, complaints, browser } = await openOperatorWindow(commune)
    await admin.goto(`${commune.gateway.url}/admin`)
    await admin.getByLabel('Khóa của người vận hành').fill(key)
    await admin.keyboard.press('Enter')
    await expect(admin.getByRole('heading', { level: 1, name: 'Nhập gói chuyển bằng USB' })).toBeVisible()
    const results = admin.getByRole('log', { name: 'Kết quả nhập' })
    await dropFile(admin, bundle)
    await expect(results).toContainText('Đã nhận 1 hồ sơ.')
    await expect(results).toContainText(code)
    const download = admin.waitForEvent('download')
    await results.getByRole('link', { name: 'Tải tệp phản hồi' }).click()
    const answer = await carry(commune, download)

    await admin.getByLabel('Chọn tệp').setInputFiles([bundle, answer])
    await expect(results).toContainText('Không có gì mới')
    await expect(results).toContainText('có thể là tệp phản hồi để mang về quầy')
    expect((await new AxeBuilder({ page: admin }).analyze()).violations).toEqual([])
    // Chromium reports every answer above 399, and one file was refused on purpose.
    expect(complaints.filter((text) => !text.includes('status of 422'))).toEqual([])
    await browser.close()
    return answer
  })

  await test.step('the desk takes the answer and owes nothing any more, still without a network', async () => {
    await page.getByLabel('Chọn tệp phản hồi của tỉnh').setInputFiles(answer)
    await expect(page.getByText('Tỉnh đã nhận 1 hồ sơ, không nhận 0 hồ sơ.')).toBeVisible()
    await expect(page.getByText('Mọi hồ sơ đã về tỉnh')).toBeVisible()
  })
})

async function openSync(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Đồng bộ' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Đồng bộ với tỉnh' })).toBeVisible()
}

/** From a file manager into the frame. */
async function dropFile(page: Page, path: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'goi.motcua'))
    return data
  }, text)
  await page.locator('#bundles').dispatchEvent('drop', { dataTransfer: transfer })
}
