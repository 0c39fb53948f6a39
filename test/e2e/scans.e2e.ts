/** A paper on its way: dropped, turned, assigned, saved, at the province; and a receipt's code read from anywhere. */
import type { Page } from '@playwright/test'
import { expect, test } from './support/commune.ts'
import { Officer } from './support/officer.ts'

/** A picture of letters, wider than high, made by the browser itself. */
function drawPicture(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 1600
    canvas.height = 900
    const context = canvas.getContext('2d')
    if (context === null) return []
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.fillStyle = '#000'
    context.font = '48px serif'
    for (let line = 0; line < 14; line++) context.fillText(`Tờ khai, dòng ${line}: xác nhận`, 40, 60 + line * 60)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    return blob === null ? [] : [...new Uint8Array(await blob.arrayBuffer())]
  })
}

test('a paper is dropped, turned, made smaller, assigned and reaches the province; its receipt’s code opens the dossier', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const code = await officer.takeIn()
  await page.keyboard.press('Escape')
  await page.goto(`${desk.host.ready.origin}/#/`)
  await expect(page.getByRole('heading', { level: 1, name: /^Chào/ })).toBeVisible()

  await officer.read(code)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(code)

  const picture = await drawPicture(page)
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(bytes)], 'to-khai.jpg', { type: 'image/jpeg' }))
    return data
  }, picture)
  await page.getByText('Kéo thả tệp vào đây').dispatchEvent('drop', { dataTransfer: transfer })
  const preview = page.getByRole('button', { name: 'Xem trước to-khai.jpg' })
  await expect(preview).toBeVisible()
  await page.getByLabel('Giấy tờ của to-khai.jpg').selectOption({ index: 1 })
  await preview.focus()
  await page.keyboard.press('Alt+r')
  await preview.click()
  const shown = page.getByRole('img', { name: 'to-khai.jpg' })
  const isUpright = () => shown.evaluate((image: HTMLImageElement) => image.naturalHeight > image.naturalWidth)
  await expect.poll(isUpright).toBe(true)
  await page.getByLabel(/Nén xuống tối đa/).fill('60')
  await page.getByRole('button', { name: 'Xem thử bản nén' }).click()
  await expect(page.getByText(/còn .* KB; chất lượng/)).toBeVisible()
  await page.getByRole('button', { name: 'Dùng bản nén này' }).click()
  await preview.focus()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Đã về tỉnh').last()).toBeVisible({ timeout: 30_000 })
  await expect(preview).toBeHidden()

  // Another desk has it from the gateway alone.
  const other = await commune.addDesk()
  const otherPage = await other.openWindow()
  const colleague = new Officer(other)
  await colleague.signIn()
  await colleague.openByCode(code)
  await otherPage.getByRole('button', { name: 'Xem to-khai.jpg' }).click()
  const arrived = otherPage.getByRole('img', { name: 'to-khai.jpg' })
  await expect
    .poll(() => arrived.evaluate((image: HTMLImageElement) => image.naturalHeight > image.naturalWidth))
    .toBe(true)
  expect(desk.complaints).toEqual([])
  expect(other.complaints).toEqual([])
})
