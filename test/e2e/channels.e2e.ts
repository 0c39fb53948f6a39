/** The ways a dossier comes and goes beside the counter: answered at once, by post and in parts, and from the national portal. */
import type { Page } from '@playwright/test'
import { contentName, CoreSystem } from '../support/core-system.ts'
import { receivedPayload, samplePayloads } from '../support/event-builder.ts'
import { expect, test } from './support/commune.ts'
import { citizen, Officer } from './support/officer.ts'
import { readPdf } from './support/pdf.ts'

const parcelIn = 'RR473124829VN'
const parcelOut = 'EA123456785VN'
const filingCode = 'G15.01-20261124-0000042'
const secondCode = 'G15.01-20261124-0000043'
const communeId = '25459'

test('a quick service; a dossier by post returned in two parts; online filings accepted, completed and returned', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()

  await test.step('answered at once: one save, nothing printed', async () => {
    await officer.chooseProcedure('2.000815')
    await officer.scan(citizen.card)
    await expect(page.getByText(/Thu ngay khi giao: 2\.000/)).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Đã lưu: tiếp nhận và đã trả kết quả')).toBeVisible()
    await expect(page.getByRole('button', { name: /Tiếp nhận hồ sơ mới/ })).toBeFocused()
  })

  await test.step('by post: the parcel is kept and found by its number', async () => {
    await officer.chooseProcedure('1.004873')
    await officer.scan(citizen.card)
    await page.getByLabel('Cách nộp', { exact: true }).selectOption('byPost')
    await page.getByLabel('Mã bưu gửi').fill(parcelIn)
    await page.getByLabel('Nhận kết quả', { exact: true }).selectOption('byPost')
    await page.getByLabel('Địa chỉ nhận kết quả').fill(citizen.address)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('button', { name: 'In giấy tiếp nhận' })).toBeVisible()
    await page.keyboard.press('F4')
    await page.getByLabel('Mã hồ sơ').fill('rr 473 124 829 vn')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Ghi nhận kết quả trước' }).click()
    await page.getByRole('button', { name: 'Thêm kết quả' }).click()
    await page.getByLabel('Tên giấy tờ kết quả').last().fill('Bản sao Trích lục')
    await save(page)
  })

  await test.step('one result goes by post, the other waits; the paper says both', async () => {
    await page.getByLabel(/^Bản sao Trích lục/).uncheck()
    await page.getByLabel('Mã bưu gửi').fill(parcelOut)
    await page.getByRole('button', { name: /Xác nhận trả một phần/ }).click()
    await expect(page.getByText('Hồ sơ vẫn mở. Còn lại: Bản sao Trích lục.')).toBeVisible()
    await page.getByRole('button', { name: 'In giấy xác nhận' }).click()
    const [sheet = ''] = await savePaper(page)
    for (const expected of ['trả một phần kết quả', 'Kết quả còn lại', 'Bản sao Trích lục', parcelOut])
      expect(sheet).toContain(expected)
  })

  await test.step('the parcel comes back and is handed over at the desk with the rest: closed', async () => {
    await officer.search(parcelOut)
    await page.getByRole('row').filter({ hasText: 'tình trạng hôn nhân' }).first().dblclick()
    await page.getByRole('button', { name: /Bưu gửi đã phát/ }).click()
    await page.getByLabel('Bưu chính báo').selectOption('cameBack')
    await save(page)
    await expect(page.getByText(/chuyển hoàn \d/)).toBeVisible()
    await act(page, /^Trả kết quả/)
    await page.getByLabel('Cách trả').selectOption('atDesk')
    await page.getByRole('button', { name: /Xác nhận đã trả/ }).click()
    await expect(page.getByText('Đã lưu: đã trả kết quả')).toBeVisible()
  })

  await test.step('a filing arrives by itself, is accepted and returned under the national code', async () => {
    const core = new CoreSystem()
    const key = await commune.gateway.makeCoreKey()
    const answer = await core.file(commune.gateway.url, key, filing())
    expect(answer.status).toBe(200)
    await openFiling(page, filingCode)
    await page.getByRole('button', { name: /Tiếp nhận trực tuyến/ }).click()
    await expect(page.getByText('Thời hạn tính từ lúc tiếp nhận')).toBeVisible()
    // The same person's dossier by post is for the same procedure.
    await page.getByLabel(/Đã xem hồ sơ có thể trùng/).check()
    await save(page)
    await page.getByRole('button', { name: 'In giấy tiếp nhận' }).click()
    expect((await savePaper(page)).join(' ')).toContain(filingCode)
    await act(page, /^Có kết quả/)
    await save(page)
    await act(page, /^Trả kết quả/)
    await page.getByRole('button', { name: /Xác nhận đã trả/ }).click()
    await expect(page.getByText('Đã lưu: đã trả kết quả')).toBeVisible()
    await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
  })

  await test.step('another is completed by its citizen before and after it is accepted, with files to look at', async () => {
    const core = await new CoreSystem().start()
    core.secret = await commune.gateway.addConnector(core.url)
    const key = await commune.gateway.makeCoreKey()
    const { url } = commune.gateway
    const file = pictureOf()
    const named = {
      id: contentName(file),
      name: 'Giấy khai sinh.png',
      mediaType: 'image/png' as const,
      bytes: file.length,
    }
    await core.putFile(url, key, { communeId, mediaType: 'image/png', bytes: file })
    await core.file(url, key, { ...filing(), code: secondCode })
    await openFiling(page, secondCode)
    await page.getByRole('button', { name: /Trả lời, từ chối/ }).click()
    await page.getByLabel(/Nội dung cần bổ sung/).fill('Giấy khai sinh')
    await page.getByLabel(/^Lý do/).fill('Còn thiếu')
    await page.keyboard.press('Control+Enter')
    await putAwayLetter(page)
    const told = () => core.changes.flatMap(({ events }) => events).find(({ type }) => type === 'supplementRequested')
    await expect.poll(() => told()?.payload['items'], { timeout: 30_000 }).toEqual(['Giấy khai sinh'])

    const papers = { ...samplePayloads.papersFiledOnline(), communeId, code: secondCode, filedAt: justNow() }
    const more = { ...papers, files: [{ ...named, componentId: 'giay-khai-sinh' }] }
    expect((await core.filePapers(url, key, more)).status).toBe(200)
    await expect(page.getByText('Công dân đã bổ sung, chờ trả lời')).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: /Xem.*Giấy khai sinh.png/ }).click()
    await expect(page.getByRole('img', { name: 'Giấy khai sinh.png' })).toBeVisible({ timeout: 30_000 })
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Tiếp nhận trực tuyến/ }).click()
    await page.getByLabel(/Đã xem hồ sơ có thể trùng/).check()
    await save(page)

    await act(page, /^Yêu cầu bổ sung/)
    await page.getByLabel('Nội dung khác 1').fill('Ảnh 3x4')
    await page.getByLabel(/^Lý do/).fill('Cần ảnh')
    await page.keyboard.press('Control+Enter')
    // The second request: asked once more.
    await expect(page.getByText(/Lưu lần nữa/)).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await putAwayLetter(page)
    await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
    const photo = { id: 'anh', name: 'Ảnh 3x4', kind: 'electronic' as const, count: 1, toGiveBack: false }
    await core.filePapers(url, key, { ...papers, reference: 'bo-sung-2', components: [photo], filedAt: justNow() })
    await openFiling(page, secondCode)
    await act(page, /^Đã bổ sung/)
    await expect(page.getByRole('dialog').getByText(/công dân nộp trực tuyến/)).toBeAttached()
    await save(page)
    const status = () => core.changes.at(-1)?.dossier.nationalStatus
    await expect.poll(status, { timeout: 30_000 }).toBe(4)
    await core.stop()
  })
  expect(desk.complaints.filter((text) => !text.includes('ERR_'))).toEqual([])
})

/** Not the rail's button of the same name. */
async function act(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('group', { name: 'Việc có thể làm' }).getByRole('button', { name }).click()
}

async function save(page: Page): Promise<void> {
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** A request opens its letter as soon as it is saved. */
async function putAwayLetter(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Lưu PDF' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

async function savePaper(page: Page): Promise<string[]> {
  await expect(page.getByRole('dialog')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lưu PDF' }).click()
  const file = await (await download).path()
  await expect(page.getByText('Đã lưu tệp PDF').last()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  return (await readPdf(file)).map((sheet) => sheet.replaceAll(/\s+/g, ' '))
}

async function openFiling(page: Page, code: string): Promise<void> {
  await page.getByRole('link', { name: 'Trang chủ' }).click()
  await page.getByRole('tab', { name: /Trực tuyến chờ trả lời/ }).click()
  await page.getByRole('row').filter({ hasText: code }).click({ timeout: 30_000 })
}

/** Without milliseconds, as the contract wants it. */
function justNow(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z')
}

/** One red dot. */
function pictureOf(): Buffer {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
  return Buffer.from(dot, 'base64')
}

function filing() {
  const { procedure, submitter, components } = receivedPayload()
  return {
    communeId,
    code: filingCode,
    filedAt: new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z'),
    procedure,
    submitter,
    owner: null,
    request: '',
    components,
    delivery: { way: 'online' as const, address: null },
    paidOnline: 0,
    note: '',
  }
}
