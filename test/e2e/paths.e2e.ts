/** What happens to a dossier beside the straight way: papers asked for and brought, an apology, a stop, a refusal at the counter. */
import type { Page } from '@playwright/test'
import calendarBody from '../../gateway/sample/calendar.json' with { type: 'json' }
import { workingCalendarSchema } from '../../shared/deadline/calendar.ts'
import { dateOf, dayOf, WorkingTime } from '../../shared/deadline/working-time.ts'
import { expect, test } from './support/commune.ts'
import { citizen, Officer } from './support/officer.ts'
import { inspectPdf, readPdf } from './support/pdf.ts'

test('papers are asked for and brought, the delay is apologised for, the dossier is withdrawn; each with its paper', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  await desk.cutNetwork()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const code = await officer.takeIn()
  await officer.openByCode(code)
  await look(page, 'accepted-dossier')

  await test.step('a request for papers, with Mẫu 02', async () => {
    await openAction(page, 'Yêu cầu bổ sung')
    await page.getByRole('checkbox', { name: /^Tờ khai cấp Giấy xác nhận/ }).check()
    await page.getByLabel(/^Cụ thể/).fill('thiếu chữ ký')
    await page.getByLabel('Nội dung khác 1').fill('Bản sao quyết định ly hôn')
    await page.getByLabel('Lý do').fill('Tờ khai chưa ký')
    await expect(page.getByText('Thời hạn tính lại từ đầu')).toBeVisible()
    await look(page, 'supplement-request')
    await page.keyboard.press('Control+Enter')
    const text = await readPaper(page)
    for (const expected of [
      'BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      code,
      citizen.name,
      'Tờ khai cấp Giấy xác nhận tình trạng hôn nhân (cần sửa, hoàn thiện): thiếu chữ ký',
      'Bản sao quyết định ly hôn',
      'Tờ khai chưa ký',
      'NGƯỜI HƯỚNG DẪN',
    ])
      expect(text).toContain(expected)
    await expect(page.getByText('Yêu cầu bổ sung giấy tờ').first()).toBeVisible()
  })

  await test.step('it waits on the home screen', async () => {
    await page.getByRole('link', { name: 'Trang chủ' }).click()
    await page.getByRole('tab', { name: /Chờ bổ sung/ }).click()
    await expect(page.getByRole('grid', { name: 'Chờ bổ sung' }).getByText(code)).toBeVisible()
    await look(page, 'home-waiting')
    await officer.openByCode(code)
  })

  await test.step('the papers come, and the clock starts anew', async () => {
    await openAction(page, 'Đã bổ sung')
    for (const box of await page.getByRole('checkbox', { name: /^Đã nhận/ }).all()) await box.check()
    await expect(page.getByTestId('new-due')).toBeVisible()
    await expect(page.getByText('Tính lại từ đầu từ ngày nhận đủ').first()).toBeVisible()
    await look(page, 'supplement-answer')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByText('Đang xử lý').first()).toBeVisible()
  })

  await test.step('an apology with a new date, with Mẫu 04; a second is impossible', async () => {
    await openAction(page, 'Xin lỗi, hẹn lại')
    const newDay = workdayAfter(14)
    await page.getByLabel('Ngày hẹn mới').fill(newDay)
    await page.getByLabel('Lý do chậm trả kết quả').fill('Chờ xác minh tại nơi cư trú cũ')
    await look(page, 'apology')
    await saveConfirmed(page)
    const text = await readPaper(page)
    for (const expected of [code, citizen.name, 'Chờ xác minh tại nơi cư trú cũ', inWords(newDay), 'THỦ TRƯỞNG ĐƠN VỊ'])
      expect(text).toContain(expected)
    await expect(page.getByText('Hẹn ban đầu:')).toBeVisible()
    await openAction(page, 'Xin lỗi, hẹn lại')
    await expect(page.getByRole('dialog').getByText('không hẹn lại lần thứ hai được')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  await test.step('the citizen withdraws it, with Mẫu 05', async () => {
    await page.keyboard.press('Alt+0')
    await page.getByRole('menuitem', { name: 'Công dân yêu cầu rút' }).click()
    await page.getByLabel('Lý do rút').fill('Không còn nhu cầu')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await openAction(page, 'Trả lời yêu cầu rút')
    await look(page, 'answer-withdrawal')
    await saveConfirmed(page)
    const text = await readPaper(page)
    for (const expected of [
      'DỪNG GIẢI QUYẾT HỒ SƠ',
      code,
      citizen.name,
      'Không còn nhu cầu',
      'Tờ khai cấp Giấy xác nhận',
    ])
      expect(text).toContain(expected)
    await expect(page.getByText('Dừng xử lý').first()).toBeVisible()
    await look(page, 'stopped-dossier')
  })
  expect(desk.complaints.filter((text) => !text.includes('ERR_'))).toEqual([])
})

test('a refusal at the counter is recorded and printed, though nothing was taken in', async ({ commune }) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  await officer.chooseProcedure('khai sinh')
  await officer.scan(citizen.card)
  await expect(page.getByLabel('Họ và tên').first()).toHaveValue(citizen.name)
  await look(page, 'intake')
  await page.keyboard.press('Alt+0')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByLabel('Lý do từ chối').fill('Không thuộc thẩm quyền của phường')
  await look(page, 'refuse-at-counter')
  await saveConfirmed(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Đã ghi nhận từ chối tiếp nhận' })).toBeVisible()
  await look(page, 'refused')
  await page.keyboard.press('Enter')
  const text = await readPaper(page)
  for (const expected of [
    'PHIẾU TỪ CHỐI TIẾP NHẬN',
    citizen.name,
    'Không thuộc thẩm quyền của phường',
    'NGƯỜI NỘP HỒ SƠ',
  ])
    expect(text).toContain(expected)
  await page.getByRole('button', { name: 'Mở hồ sơ' }).click()
  await expect(page.getByText('Không được tiếp nhận').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'In giấy tiếp nhận' })).toBeHidden()
  await look(page, 'refused-dossier')
  await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
  await officer.search('hoang yen')
  await expect(page.getByRole('row').filter({ hasText: 'Không được tiếp nhận' })).toHaveCount(1)
})

async function openAction(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: false }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** What cannot be taken back is asked once more. */
async function saveConfirmed(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'Xác nhận và lưu' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
}

/** Saves the paper in the preview, reads it back, and closes the preview. */
async function readPaper(page: Page): Promise<string> {
  const save = page.getByRole('button', { name: 'Lưu PDF' })
  const download = page.waitForEvent('download')
  await save.click()
  const file = await (await download).path()
  expect(await inspectPdf(file)).toMatchObject({ width: 148, height: 210, fontsEmbedded: true })
  await expect(page.getByText('Đã lưu tệp PDF').last()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  return (await readPdf(file)).join(' ').replaceAll(/\s+/g, ' ')
}

/** A day on which the sample commune works: no swap, no holiday, whenever this test is run. */
function workdayAfter(days: number): string {
  const time = new WorkingTime(workingCalendarSchema.parse(calendarBody))
  const day = dayOf(new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10))
  return dateOf(time.workingDayFrom(day)).split('-').toReversed().join('/')
}

function inWords(date: string): string {
  const [day, month, year] = date.split('/').map(Number)
  const two = (n: number | undefined) => String(n).padStart(2, '0')
  return `ngày ${two(day)} tháng ${(month ?? 0) < 3 ? two(month) : month} năm ${year}`
}

async function look(page: Page, name: string): Promise<void> {
  if (process.env['LOOK'] !== undefined) await page.screenshot({ path: `${process.env['LOOK']}/${name}.png` })
}
