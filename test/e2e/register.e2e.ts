/** The books of a day: two dossiers come in and money is taken; register and cash report have them, on paper and as tables. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { readCells } from '../support/xlsx-tools.ts'
import { expect, test } from './support/commune.ts'
import { citizen, deskLeader, Officer, officers } from './support/officer.ts'
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

test('a leader closes the book; an earlier receipt that another desk sends later comes after it, and moves no number', async ({
  commune,
}) => {
  const [here, away] = [await commune.addDesk(), await commune.addDesk()]
  await away.openWindow()
  const other = new Officer(away)
  await other.signIn(officers.kha)
  await away.cutNetwork()
  const earlier = await other.takeIn('ban sao trich luc ho tich')

  const page = await here.openWindow()
  const leader = new Officer(here)
  await leader.signIn(deskLeader)
  const own = [await leader.takeIn('ban sao trich luc ho tich'), await leader.takeIn('xac nhan tinh trang')]
  await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
  const rows = page.getByRole('grid', { name: 'Sổ theo dõi hồ sơ' }).locator('tbody tr')

  await test.step('by keyboard, after being told that the year is not over', async () => {
    await page.keyboard.press('F7')
    await expect(rows).toHaveCount(2)
    await page.keyboard.press('Alt+k')
    const dialog = page.getByRole('dialog', { name: /^Khóa sổ năm/ })
    await expect(dialog.getByText(/chưa hết: hồ sơ tiếp nhận sau khi khóa sẽ là ghi bổ sung/)).toBeVisible()
    await dialog.getByLabel('Tôi đã biết, vẫn khóa sổ').check()
    await page.keyboard.press('Control+Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByText(/^Đã khóa sổ lúc/)).toBeVisible()
  })

  await test.step('the other desk sends what it took in before', async () => {
    await away.restoreNetwork()
    await expect(rows).toHaveCount(3, { timeout: 30_000 })
    await expect(rows.nth(0)).toContainText(own[0] ?? '')
    await expect(rows.nth(1)).toContainText(own[1] ?? '')
    await expect(rows.nth(2)).toContainText(earlier)
    await expect(rows.nth(2)).toContainText('Ghi bổ sung sau khi khóa sổ')
  })

  await test.step('after a restart the numbers stand, on paper and in the table', async () => {
    await here.closeWindow()
    await here.stopHost()
    await here.startHost()
    await here.openWindow()
    await leader.signIn(deskLeader)
    await here.page.keyboard.press('F7')
    const again = here.page.getByRole('grid', { name: 'Sổ theo dõi hồ sơ' }).locator('tbody tr')
    await expect(again.nth(2)).toContainText(earlier)
    await expect(here.page.getByText(/^Đã khóa sổ lúc/)).toBeVisible()
    const cells = readCells(await download(here.page, 'Control+s'))
    expect(['B5', 'B6', 'B7'].map((at) => cells.get(at)?.value)).toEqual([...own, earlier])
    expect(cells.get('R7')?.value).toBe('Ghi bổ sung sau khi khóa sổ')
    await here.page.keyboard.press('Control+p')
    await expect(here.page.getByRole('img', { name: 'Trang 1 trên 1' })).toBeVisible()
    const { text } = await savePaper(here.page)
    for (const words of [
      'Ghi bổ sung sau khi khóa sổ (chưa khóa): 1 hồ sơ, từ số 3 đến số 3.',
      `người khóa sổ: ${deskLeader.name}.`,
      'THỦ TRƯỞNG ĐƠN VỊ',
    ])
      expect(text).toContain(words)
    expect(text).toMatch(/Khóa sổ năm \d{4}: 2 hồ sơ, từ số 1 đến số 2\./)
  })

  await test.step('opened again with a reason, the book is in order of receipt', async () => {
    await here.page.keyboard.press('Alt+m')
    const dialog = here.page.getByRole('dialog', { name: /^Mở lại sổ năm/ })
    await dialog.getByLabel('Lý do mở lại').fill('Sót hồ sơ của quầy 2')
    await here.page.keyboard.press('Control+Enter')
    await expect(dialog).toBeHidden()
    await expect(here.page.getByRole('grid').locator('tbody tr').nth(0)).toContainText(earlier)
  })
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
