/** The counter's day around the dossiers: papers change hands, people wait their turn, newcomers practise. */
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './support/commune.ts'
import { citizen, Officer, officers } from './support/officer.ts'
import { inspectPdf, readPdf } from './support/pdf.ts'

test('a batch changes hands: slip, one taken and one declined by the receiver’s PIN, offline, in each history', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const codes = [await officer.takeIn(), await officer.takeIn('khai sinh')]
  await desk.cutNetwork()

  await page.keyboard.press('F8')
  await expect(page.getByRole('heading', { level: 1, name: 'Bàn giao hồ sơ' })).toBeVisible()
  for (const code of codes) {
    await page.getByLabel('Quét hoặc gõ mã hồ sơ').fill(code)
    await page.keyboard.press('Enter')
    await expect(page.getByText(`Đã thêm ${code}`)).toBeVisible()
  }
  await page.getByRole('combobox', { name: 'Giao cho' }).fill('soc kha')
  await page.getByRole('option', { name: /Thạch Thị Sóc Kha/ }).click()
  await page.getByLabel('Lý do bàn giao').fill('Đổi ca chiều')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Đã ký giao 2 hồ sơ cho Thạch Thị Sóc Kha')).toBeVisible()

  await page.getByRole('button', { name: 'In giấy bàn giao' }).click()
  await page.getByRole('img', { name: /Trang 1/ }).waitFor()
  const saved = page.waitForEvent('download')
  await page.keyboard.press('Control+s')
  const file = join(await mkdtemp(join(tmpdir(), 'mot-cua-slip-')), 'slip.pdf')
  await (await saved).saveAs(file)
  const pages = await readPdf(file)
  expect(pages).toHaveLength(2)
  for (const text of pages) {
    expect(text).toContain('GIẤY BÀN GIAO HỒ SƠ')
    expect(text).toContain('Đổi ca chiều')
    expect(text.replaceAll(/\s+/g, ' ')).toContain('Thạch Thị Sóc Kha')
  }
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Bên nhận xác nhận ngay' }).click()
  await page.getByLabel(`Nhận ${codes[1]}`, { exact: true }).uncheck()
  await page.getByLabel(`Lý do không nhận ${codes[1]}`).fill('Thiếu tờ khai')
  await page.getByLabel(`Mã PIN của ${officers.kha.name}`).fill(officers.kha.pin)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Đã ghi xác nhận bàn giao').first()).toBeVisible()

  await officer.openByCode(codes[0] ?? '')
  await expect(page.getByText('Thạch Thị Sóc Kha đã nhận')).toBeVisible()
  await officer.openByCode(codes[1] ?? '')
  await expect(page.getByText('Thạch Thị Sóc Kha không nhận')).toBeVisible()
  await expect(page.getByText('Lý do: Thiếu tờ khai')).toBeVisible()
  await desk.restoreNetwork()
  await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
  expect(desk.complaints).toEqual([])
})

test('numbers are called on the second screen, survive a killed host, and none comes twice', async ({ commune }) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { level: 1, name: 'Lấy số và gọi số' })).toBeVisible()
  await page.getByRole('button', { name: /Nộp hồ sơ/ }).waitFor()

  await page.keyboard.press('Alt+1')
  await page.getByRole('img', { name: /Trang 1/ }).waitFor()
  const saved = page.waitForEvent('download')
  await page.keyboard.press('Control+s')
  const file = join(await mkdtemp(join(tmpdir(), 'mot-cua-ticket-')), 'ticket.pdf')
  await (await saved).saveAs(file)
  expect(await inspectPdf(file)).toMatchObject({ pages: 1, width: 80, fontsEmbedded: true })
  expect((await readPdf(file))[0]).toContain('A001')
  await page.keyboard.press('Escape')
  await page.getByLabel('In phiếu sau khi lấy số').uncheck()
  await page.keyboard.press('Alt+1')
  await expect(page.getByText('Số A002 · Nộp hồ sơ')).toBeVisible()
  await page.getByRole('combobox', { name: 'Đối tượng ưu tiên' }).click()
  await page.getByRole('option', { name: 'Người cao tuổi' }).click()
  await page.keyboard.press('Alt+1')
  await expect(page.getByText('Số A003 · Nộp hồ sơ')).toBeVisible()

  const opening = page.context().waitForEvent('page')
  await page.keyboard.press('Alt+m')
  const board = await opening
  await expect(board.getByText('Xin mời lấy số và chờ gọi')).toBeVisible()
  await page.bringToFront()
  await page.keyboard.press('Control+Enter')
  await expect(board.getByText('A003')).toBeVisible()
  await expect(board.getByText('Cửa số 1')).toBeVisible()
  expect(await board.evaluate(() => document.body.innerText)).not.toContain('Trần Quốc Đạt')

  await desk.killHost()
  await desk.startHost()
  await desk.openWindow()
  await officer.signIn()
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: /Nộp hồ sơ/ }).waitFor()
  await page.keyboard.press('Alt+1')
  await expect(page.getByText('Số A004 · Nộp hồ sơ')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(board.getByText('A001')).toBeVisible()
  await page.keyboard.press('Alt+t')
  await officer.takeIn()
  await page.keyboard.press('F9')
  await expect(page.getByText('Đã tiếp nhận 1 hồ sơ từ số này')).toBeVisible()
})

test('practice: own data, band and mark on everything, a tour of the first intake, and a clean start again', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const opening = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Mở chế độ tập huấn' }).click()
  const practice = await opening
  const band = practice.getByRole('note').filter({ hasText: 'TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ' })
  await expect(band).toBeVisible()
  expect(new URL(practice.url()).origin).not.toBe(new URL(page.url()).origin)
  const config = await readFile(`${desk.hostFolder}-practice/desk.json`, 'utf8')
  expect(config).not.toMatch(/https?:/)

  const signIn = async () => {
    await practice.getByText('Mã PIN tập huấn của mọi cán bộ: 1111').waitFor()
    await practice.getByRole('radio', { name: /Trần Quốc Đạt/ }).click()
    await practice.getByLabel('Mã PIN của Trần Quốc Đạt').fill('1111')
    await practice.keyboard.press('Enter')
  }
  await signIn()
  const tour = practice.getByRole('complementary', { name: 'Tiếp nhận hồ sơ đầu tiên' })
  await expect(tour).toContainText('Nhấn F2')
  await practice.keyboard.press('F2')
  await expect(tour).toContainText('Gõ vài chữ')
  await practice.getByLabel('Tìm thủ tục').waitFor()
  await practice.keyboard.type('xac nhan tinh trang')
  await practice.keyboard.press('Enter')
  await practice.getByLabel('Quét thẻ căn cước').first().focus()
  await practice.keyboard.insertText(citizen.card)
  await practice.keyboard.press('Enter')
  await practice.getByLabel('Điện thoại').fill(citizen.phone)
  await practice.keyboard.press('Control+Enter')
  await practice.getByRole('button', { name: 'In giấy tiếp nhận' }).click()
  await expect(tour).toContainText('In giấy tiếp nhận')
  await practice.getByRole('img', { name: /Trang 1/ }).waitFor()
  await expect(band).toBeVisible()
  const saved = practice.waitForEvent('download')
  await practice.keyboard.press('Control+s')
  const file = join(await mkdtemp(join(tmpdir(), 'mot-cua-practice-')), 'receipt.pdf')
  await (await saved).saveAs(file)
  for (const text of await readPdf(file)) expect(text).toContain('TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ')
  await practice.keyboard.press('Escape')

  await practice.getByRole('button', { name: /Tài khoản của/ }).click()
  await practice.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await practice.getByRole('button', { name: 'Xóa dữ liệu tập huấn, làm lại từ đầu' }).click()
  const reloaded = practice.waitForEvent('load')
  await practice.getByRole('button', { name: 'Xóa và làm lại' }).click()
  await reloaded
  await signIn()
  await expect(tour).toContainText('Nhấn F2')
  await practice.keyboard.press('F3')
  await expect(practice.getByText('Máy chưa có hồ sơ nào').first()).toBeVisible()
  await expect(page.getByRole('note')).toHaveCount(0)
})
