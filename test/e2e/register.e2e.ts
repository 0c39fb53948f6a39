/** The books of a day: two dossiers come in and money is taken; register and cash report have them, on paper and as tables. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { readCells } from '../support/xlsx-tools.ts'
import { expect, test } from './support/commune.ts'
import { citizen, Officer, officers } from './support/officer.ts'
import { inspectPdf, readPdf } from './support/pdf.ts'

test('two dossiers, money at intake and later: register and cash report, printed and as XLSX, say the same', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const paidAtOnce = await officer.takeIn('ban sao trich luc ho tich')
  const paidLater = await takeInUnpaid(officer)

  await test.step('the second one pays by transfer', async () => {
    await officer.openByCode(paidLater)
    await page.getByRole('button', { name: 'Thu tiền' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Cách thu').selectOption('Chuyển khoản')
    await dialog.getByLabel('Số biên lai').fill('BL 0002')
    await page.keyboard.press('Control+Enter')
    await expect(dialog).toBeHidden()
  })

  await test.step('the register numbers both, in order', async () => {
    await page.keyboard.press('F7')
    const rows = page.getByRole('grid', { name: 'Sổ theo dõi hồ sơ' }).locator('tbody tr')
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(0)).toContainText(paidAtOnce)
    await expect(rows.nth(1)).toContainText(paidLater)
  })

  await test.step('its table: numbers, times and texts', async () => {
    const cells = readCells(await download(page, 'Control+s'))
    const at = (column: string, row: number) => cells.get(`${column}${row}`)
    expect([at('A', 5)?.value, at('A', 6)?.value]).toEqual(['1', '2'])
    expect(at('B', 5)).toMatchObject({ type: 's', value: paidAtOnce })
    expect(at('E', 5)).toMatchObject({ type: 's', value: citizen.name })
    expect(at('G', 5)).toMatchObject({ type: 's', formula: false })
    expect(Number(at('I', 5)?.value)).toBeGreaterThan(45_000)
    expect(at('I', 5)?.format).toBe('hh:mm dd/mm/yyyy')
    await expect(page.getByText('Đã lưu tệp Excel')).toBeVisible()
  })

  await test.step('its paper, made beside the window', async () => {
    await page.keyboard.press('Control+p')
    await expect(page.getByRole('img', { name: 'Trang 1 trên 1' })).toBeVisible()
    const { facts, text } = await savePaper(page)
    expect(facts).toMatchObject({ width: 297, height: 210, fontsEmbedded: true })
    for (const words of ['SỔ THEO DÕI HỒ SƠ', 'Mẫu số 07', 'Tổng số: 02 hồ sơ']) expect(text).toContain(words)
    expect(
      page
        .workers()
        .map((worker) => worker.url())
        .join(' '),
    ).toMatch(/\/assets\/worker-[^/]+\.js/)
  })

  await test.step('the cash report has both payments, each with its way', async () => {
    await page.keyboard.press('F10')
    const ways = page.getByRole('table', { name: 'Theo hình thức nộp tiền' })
    await expect(ways.getByRole('row').filter({ hasText: 'Tiền mặt' })).toContainText('8.000 đ')
    await expect(ways.getByRole('row').filter({ hasText: 'Chuyển khoản' })).toContainText('50.000 đ')
    await expect(ways.getByRole('row').last()).toContainText('58.000 đ')
    await expect(page.getByRole('table', { name: 'Theo loại' })).toContainText('Lệ phí')
  })

  await test.step('and so have its table and its paper', async () => {
    const cells = readCells(await download(page, 'Control+s'))
    const sums = [...cells]
      .filter(([address, { type, value }]) => /^M\d+$/.test(address) && type !== 's' && value !== '')
      .map(([, { value }]) => Number(value))
    expect(sums).toEqual([8_000, 50_000, 58_000])
    await expect(page.getByText('Đã lưu tệp Excel')).toBeVisible()
    await page.keyboard.press('Control+p')
    await expect(page.getByRole('img', { name: 'Trang 1 trên 1' })).toBeVisible()
    const { facts, text } = await savePaper(page)
    expect(facts).toMatchObject({ width: 210, height: 297, fontsEmbedded: true })
    for (const words of [
      'BẢNG TỔNG HỢP THU PHÍ, LỆ PHÍ',
      'BL 0002',
      '58.000 đồng',
      'Năm mươi tám nghìn đồng',
      officers.dat.name,
    ])
      expect(text).toContain(words)
  })
  expect(desk.complaints).toEqual([])
})

async function takeInUnpaid(officer: Officer): Promise<string> {
  const { page } = officer
  await officer.chooseProcedure('thanh lap ho kinh doanh')
  await officer.scan(citizen.card)
  await page.getByLabel('Điện thoại').fill(citizen.phone)
  await page.getByLabel('Đã thu tiền').uncheck()
  await page.keyboard.press('Control+Enter')
  const code = page
    .getByRole('status')
    .filter({ hasText: 'Mã hồ sơ' })
    .locator('p')
    .filter({ hasText: /-\d{6}-/ })
  await expect(code.first()).toBeVisible()
  return (await code.first().innerText()).trim()
}

async function download(page: Page, keys: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press(keys)])
  return readFile(await file.path())
}

async function savePaper(page: Page) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')])
  const path = await file.path()
  await expect(page.getByText('Đã lưu tệp PDF').last()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  const text = (await readPdf(path)).join(' ').replaceAll(/\s+/g, ' ')
  return { facts: await inspectPdf(path), text }
}
