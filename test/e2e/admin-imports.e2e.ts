/** The operator's pages: a catalogue and a calendar from a spreadsheet, first with faults in it, then put right; the desk goes by them. */
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import exceljs from 'exceljs'
import { look } from './support/act.ts'
import { expect, test } from './support/commune.ts'
import { asTyped, workday } from './support/earlier.ts'
import { citizen, Officer } from './support/officer.ts'
import { expectWords, takePaper } from './support/paper.ts'
import { carry, makeOperatorKey, openOperatorWindow } from './support/stick.ts'

const newName = 'Cấp Giấy xác nhận tình trạng hôn nhân theo mẫu mới'
const festival = 'Ngày hội của phường'

test('faults are told by row and nothing is published; put right, the desk has the new forms, names and days', async ({
  commune,
}) => {
  const key = await makeOperatorKey(commune)
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const code = await officer.takeIn()
  await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
  const { page: admin, complaints, browser } = await openOperatorWindow(commune)
  const result = admin.locator('#result')
  const edit = editor(commune.folder)

  await test.step('the catalogue in force is fetched, and comes back with two slips: told by sheet, row and column', async () => {
    await admin.goto(`${commune.gateway.url}/admin/catalogue`)
    await admin.getByLabel('Khóa của người vận hành').fill(key)
    await admin.keyboard.press('Enter')
    await expect(admin.getByRole('heading', { level: 1, name: 'Nhập danh mục thủ tục' })).toBeVisible()
    const download = admin.waitForEvent('download')
    await admin.getByRole('link', { name: 'Tải dữ liệu đang dùng của tỉnh' }).click()
    const inForce = await carry(commune, download)
    const bad = await edit(inForce, 'danh-muc-loi.xlsx', (book) => {
      book.getWorksheet('Thủ tục')!.getCell('G5').value = '3 hôm'
      book.getWorksheet('Thành phần hồ sơ')!.getCell('A3').value = '1.999999'
    })
    await admin.getByLabel('Chọn tệp để xem trước').setInputFiles(bad)
    await expect(result).toContainText('Không nhập gì: tệp có lỗi.')
    await expect(result.getByText('Không nhập gì')).toBeInViewport()
    const row = result.getByRole('row').filter({ hasText: '3 hôm' })
    for (const cell of ['Thủ tục', '5', 'G · Thời hạn giải quyết'])
      await expect(row.getByRole('cell', { name: cell, exact: true })).toBeVisible()
    await expect(result.getByRole('row').filter({ hasText: '1.999999' })).toContainText('Thành phần hồ sơ')
    await expect(admin.getByRole('button', { name: /^Công bố/ })).toBeHidden()
    expect((await new AxeBuilder({ page: admin }).analyze()).violations).toEqual([])
    await look(admin, 'admin-bad')
    const good = await edit(inForce, 'danh-muc-dung.xlsx', (book) => {
      book.getWorksheet('Danh mục')!.getCell('B1').value = 'mau-2'
      book.getWorksheet('Danh mục')!.getCell('B5').value = 'TT 01/2018'
      book.getWorksheet('Thủ tục')!.getCell('C5').value = newName
    })
    await admin.getByLabel('Chọn tệp để xem trước').setInputFiles(good)
    await expect(result).toContainText(`+ ${newName}`)
    await look(admin, 'admin-good')
    await admin.getByRole('button', { name: 'Công bố phiên bản mau-2' }).click()
    await expect(result).toContainText('Đã công bố phiên bản mau-2')
  })

  await test.step('a calendar: a day twice is no calendar; put right, it names the dossier whose date it would move', async () => {
    await admin.getByRole('link', { name: 'Lịch làm việc' }).click()
    const download = admin.waitForEvent('download')
    await admin.getByRole('link', { name: 'Tải dữ liệu đang dùng của tỉnh' }).click()
    const inForce = await carry(commune, download)
    const day = [asTyped(workday(2)), null, 'nghỉ lễ', festival]
    const bad = await edit(inForce, 'lich-loi.xlsx', (book) => {
      book.getWorksheet('Ngày nghỉ')!.addRow(day)
      book.getWorksheet('Ngày nghỉ')!.addRow(day)
    })
    await admin.getByLabel('Chọn tệp để xem trước').setInputFiles(bad)
    await expect(result).toContainText('Không nhập gì: tệp có lỗi.')
    await expect(result.getByRole('row').filter({ hasText: 'Ngày nghỉ' }).first()).toBeVisible()
    await look(admin, 'admin-calendar-bad')
    const good = await edit(inForce, 'lich-dung.xlsx', (book) => {
      book.getWorksheet('Lịch')!.getCell('B1').value = 'lich-2'
      book.getWorksheet('Ngày nghỉ')!.addRow(day)
    })
    await admin.getByLabel('Chọn tệp để xem trước').setInputFiles(good)
    await expect(result).toContainText('hồ sơ đang giải quyết có ngày hẹn khác đi theo lịch mới')
    await expect(result.getByRole('row').filter({ hasText: code })).toBeVisible()
    await look(admin, 'admin-calendar-good')
    await admin.getByRole('button', { name: 'Công bố phiên bản lich-2' }).click()
    await expect(result).toContainText('Đã công bố phiên bản lich-2')
    expect(complaints).toEqual([])
    await browser.close()
  })

  await test.step('the desk: the new name, the day off among the reasons, the receipt of 2018', async () => {
    await expect(async () => {
      await page.keyboard.press('F2')
      await page.getByLabel('Tìm thủ tục').fill('theo mau moi')
      await expect(page.getByText(newName).first()).toBeVisible({ timeout: 1000 })
      await page.keyboard.press('Enter')
      await expect(page.getByText(`Bỏ qua ngày nghỉ ${festival}`)).toBeVisible({ timeout: 1000 })
    }).toPass()
    await officer.scan(citizen.card)
    await page.getByLabel('Đã xem, vẫn tiếp nhận hồ sơ mới').check()
    await look(page, 'admin-desk')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'In giấy tiếp nhận' }).click()
    expectWords((await takePaper(page)).text, ['Mẫu số 01 - TT 01/2018/TT-VPCP', newName, citizen.name])
  })

  await test.step('what was promised before stays, and the dossier keeps its forms and its name', async () => {
    await officer.openByCode(code)
    await expect(page.getByText(newName)).toBeHidden()
    await look(page, 'admin-old-dossier')
  })
  expect(desk.complaints).toEqual([])
})

type Book = InstanceType<typeof exceljs.Workbook>

function editor(folder: string) {
  return async (from: string, name: string, change: (book: Book) => void): Promise<string> => {
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(from)
    change(book)
    const path = join(folder, name)
    await book.xlsx.writeFile(path)
    return path
  }
}
