/** A desk without a link: its backlog, scans included, goes to the province on a stick; the answer comes back the same way. */
import { readFile, writeFile } from 'node:fs/promises'
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
  await page.keyboard.press('Escape')
  await officer.openByCode(code)
  await dropScan(page, 'giay-khai-sinh.png')
  await page.getByRole('button', { name: /^Lưu 1 bản quét/ }).click()
  await expect(page.getByText('Ở máy này, chưa gửi về tỉnh')).toBeVisible()

  const bundle = await test.step('the desk exports what is unsent', async () => {
    await openSync(page)
    await page.getByRole('button', { name: 'Xuất ra USB' }).click()
    await expect(page.getByText(/^1 hồ sơ, \d+ sự việc/)).toBeVisible()
    await expect(page.getByLabel(/Kèm 1 bản quét chưa gửi/)).toBeChecked()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
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
    await expect(results).toContainText('Đã nhận 1 bản quét.')
    await expect(results).toContainText('Tổng cộng 1 bản quét đã về tỉnh, 0 bản quét không được nhận.')
    const download = admin.waitForEvent('download')
    await results.getByRole('link', { name: 'Tải tệp phản hồi' }).click()
    const answer = await carry(commune, download)

    await admin.getByLabel('Chọn tệp').setInputFiles([bundle, answer])
    await expect(results).toContainText('Không có gì mới')
    await expect(results).toContainText('Đã có từ trước 1 bản quét.')
    await expect(results).toContainText('có thể là tệp phản hồi để mang về quầy')
    const cut = `${bundle}-cut.motcua`
    await writeFile(cut, (await readFile(bundle)).subarray(0, -7))
    await admin.getByLabel('Chọn tệp').setInputFiles(cut)
    await expect(results).toContainText('Tệp bị cắt cụt khi chép: chỉ đọc được 1 trong 2 phần.')
    expect((await new AxeBuilder({ page: admin }).analyze()).violations).toEqual([])
    // Chromium reports every answer above 399, and one file was refused on purpose.
    expect(complaints.filter((text) => !text.includes('status of 422'))).toEqual([])
    await browser.close()
    return answer
  })

  await test.step('the desk takes the answer and owes nothing any more, still without a network', async () => {
    await page.getByLabel('Chọn tệp phản hồi của tỉnh').setInputFiles(answer)
    await expect(page.getByText('Tỉnh đã nhận 1 hồ sơ, không nhận 0 hồ sơ.')).toBeVisible()
    await expect(page.getByText('Tỉnh đã có 1 bản quét, không nhận 0 bản quét.')).toBeVisible()
    await expect(page.getByText('Mọi hồ sơ đã về tỉnh')).toBeVisible()
    await page.getByRole('button', { name: 'Xuất ra USB' }).click()
    await expect(page.getByText('Không có gì chờ gửi, không cần xuất.')).toBeVisible()
    await officer.openByCode(code)
    await expect(page.getByText('Đã về tỉnh').last()).toBeVisible()
  })

  await test.step('a desk with a link has the scan from the province', async () => {
    const other = await commune.addDesk()
    const otherPage = await other.openWindow()
    const colleague = new Officer(other)
    await colleague.signIn()
    await colleague.openByCode(code)
    await otherPage.getByRole('button', { name: 'Xem giay-khai-sinh.png' }).click()
    const arrived = otherPage.getByRole('img', { name: 'giay-khai-sinh.png' })
    await expect.poll(() => arrived.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800)
    expect(desk.complaints).toEqual([])
    expect(other.complaints).toEqual([])
  })
})

async function openSync(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Đồng bộ' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Đồng bộ với tỉnh' })).toBeVisible()
}

/** Onto the dossier's page, a picture that the browser draws itself. */
async function dropScan(page: Page, name: string): Promise<void> {
  const transfer = await page.evaluateHandle(async (fileName) => {
    const canvas = document.createElement('canvas')
    canvas.width = 800
    canvas.height = 600
    canvas.getContext('2d')?.fillText('Giấy khai sinh', 50, 50)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const data = new DataTransfer()
    data.items.add(new File([blob ?? ''], fileName, { type: 'image/png' }))
    return data
  }, name)
  await page.getByText('Kéo thả tệp vào đây').dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByRole('button', { name: `Xem trước ${name}` })).toBeVisible()
}

/** From a file manager into the frame. */
async function dropFile(page: Page, path: string): Promise<void> {
  const bytes = [...(await readFile(path))]
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(content)], 'goi.motcua'))
    return data
  }, bytes)
  await page.locator('#bundles').dispatchEvent('drop', { dataTransfer: transfer })
}
