/** A PDF from a scanner: turned, put in order, made smaller, and read at the province's end by another program. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Page } from '@playwright/test'
import { pageFacts, pdfReaders, readText, withoutReaders } from '../support/pdf-tools.ts'
import { expect, test } from './support/commune.ts'
import type { Commune } from './support/commune.ts'
import { Officer } from './support/officer.ts'

/** Pages of A4 that hold a photo each, as large as a scanner's, and a line of text that can be searched. */
async function makeScan(page: Page, pages: number): Promise<Uint8Array> {
  const photo = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 1600
    canvas.height = 2260
    const context = canvas.getContext('2d')
    if (context === null) return []
    // A paper's grain: what a scanner sees is never white.
    const image = context.createImageData(canvas.width, canvas.height)
    let grain = 7
    for (let at = 0; at < image.data.length; at += 4) {
      grain = (grain * 1_103_515_245 + 12_345) % 2_147_483_648
      image.data.fill(200 + (grain % 40), at, at + 3)
      image.data[at + 3] = 255
    }
    context.putImageData(image, 0, 0)
    context.font = '48px serif'
    for (let line = 0; line < 40; line++)
      context.fillText(`Giấy khai sinh, dòng ${line}: trích lục`, 90, 90 + line * 53)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.97))
    return blob === null ? [] : [...new Uint8Array(await blob.arrayBuffer())]
  })
  const made = await PDFDocument.create()
  const picture = await made.embedJpg(new Uint8Array(photo))
  for (let n = 1; n <= pages; n++) {
    const sheet = made.addPage([595, 842])
    sheet.drawImage(picture, { x: 0, y: 0, width: 595, height: 842 })
    sheet.drawText(`PAGE ${n}`, { x: 60, y: 30, size: 18 })
  }
  return made.save()
}

async function drop(page: Page, name: string, content: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([base64, fileName]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], fileName, { type: 'application/pdf' }))
      return data
    },
    [Buffer.from(content).toString('base64'), name] as const,
  )
  await page.getByText('Kéo thả tệp vào đây').dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByRole('button', { name: `Xem trước ${name}` })).toBeVisible()
}

/** What the gateway keeps, largest first. */
async function storedScans(commune: Commune): Promise<Buffer[]> {
  const folder = join(commune.folder, 'gateway', 'database-attachments', 'content')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFile(join(parentPath, name)))
  return (await Promise.all(files)).toSorted((a, b) => b.length - a.length)
}

test('pages of a PDF are turned and left out, it is made smaller, and one that is signed stays as it is', async ({
  commune,
}) => {
  test.skip(!pdfReaders, withoutReaders)
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  await officer.signIn()
  const code = await officer.takeIn()
  await page.keyboard.press('Escape')
  await officer.openByCode(code)
  const scan = await makeScan(page, 3)

  await test.step('by keyboard, page by page, without a loss', async () => {
    await drop(page, 'ba-trang.pdf', scan)
    await page.getByRole('button', { name: 'Xem trước ba-trang.pdf' }).click()
    const second = page.getByRole('listitem', { name: 'Trang 2', exact: true })
    await second.focus()
    await expect
      .poll(() => second.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width))
      .toBeGreaterThan(300)
    await page.keyboard.press('Alt+r')
    await page.keyboard.press('Alt+ArrowUp')
    await page.getByRole('listitem', { name: 'Trang 3', exact: true }).focus()
    await page.keyboard.press('Delete')
    await expect(page.getByText('Trang 3: bỏ ra, không lưu')).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.getByRole('button', { name: 'Xong' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('button', { name: /^Lưu 1 bản quét/ }).click()
    await expect.poll(async () => (await storedScans(commune)).length, { timeout: 30_000 }).toBe(1)
    const [stored] = await storedScans(commune)
    expect(pageFacts(stored!)).toEqual([
      { size: '595 x 842', rotation: 90 },
      { size: '595 x 842', rotation: 0 },
    ])
    expect(readText(stored!)).toMatch(/PAGE 2.*PAGE 1/)
    expect(readText(stored!)).not.toContain('PAGE 3')
  })

  await test.step('smaller: seen first, then used', async () => {
    await drop(page, 'lon.pdf', scan)
    await page.getByRole('button', { name: 'Xoay phải lon.pdf' }).click()
    await page.getByRole('button', { name: 'Xem trước lon.pdf' }).click()
    await expect(page.getByText(/không tìm, không chép được chữ/)).toBeVisible()
    await page.getByLabel(/Nén xuống tối đa/).fill('400')
    await page.getByRole('button', { name: 'Xem thử bản nén' }).click()
    await expect(page.getByText(/còn .* chất lượng/)).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Dùng bản nén này' }).click()
    await page.getByRole('button', { name: /^Lưu 1 bản quét/ }).click()
    await expect.poll(async () => (await storedScans(commune)).length, { timeout: 30_000 }).toBe(2)
    const smaller = (await storedScans(commune)).at(-1)!
    expect(smaller.length).toBeLessThan(3 * 400 * 1024 + 5000)
    expect(pageFacts(smaller)).toEqual(Array.from({ length: 3 }, () => ({ size: '842 x 595', rotation: 0 })))
  })

  await test.step('signed: shown, saved, byte by byte as it came', async () => {
    const signed = Buffer.concat([scan, Buffer.from('\n% << /Type /Sig /ByteRange [0 1 2 3] >>\n')])
    await drop(page, 'ky-so.pdf', signed)
    await page.getByRole('button', { name: 'Xoay phải ky-so.pdf' }).click()
    await expect(page.getByText(/Không xoay được ky-so\.pdf\..*chữ ký số/)).toBeVisible()
    await page.getByRole('button', { name: 'Xem trước ky-so.pdf' }).click()
    await expect(page.getByText(/có chữ ký số nên được giữ nguyên/)).toBeVisible()
    await page.getByRole('button', { name: 'Xong' }).click()
    await page.getByRole('button', { name: /^Lưu 1 bản quét/ }).click()
    await expect.poll(async () => (await storedScans(commune)).length, { timeout: 30_000 }).toBe(3)
    expect((await storedScans(commune)).some((stored) => stored.equals(signed))).toBe(true)
  })
  expect(desk.complaints).toEqual([])
})
