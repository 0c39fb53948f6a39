/** The paper that stands in the preview, saved as a file and read back by programs of other people. */
import { expect, type Page } from '@playwright/test'
import { inspectPdf, readPdf, type PdfFacts } from './pdf.ts'

export interface Paper {
  /** All pages, every run of white space one space. */
  text: string
  pages: string[]
  facts: PdfFacts
}

/** Saves by its key and closes the preview; what is behind it has the focus again. */
export async function takePaper(page: Page): Promise<Paper> {
  const preview = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Lưu PDF' }) })
  await expect(preview.getByRole('img', { name: /^Trang 1/ })).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')])
  const file = await download.path()
  await expect(page.getByText('Đã lưu tệp PDF').last()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(preview).toBeHidden()
  const facts = await inspectPdf(file)
  expect(facts.fontsEmbedded).toBe(true)
  const pages = (await readPdf(file)).map((text) => text.replaceAll(/\s+/g, ' '))
  return { text: pages.join(' '), pages, facts }
}

export function expectWords(text: string, words: readonly string[]): void {
  for (const expected of words) expect(text).toContain(expected)
}
