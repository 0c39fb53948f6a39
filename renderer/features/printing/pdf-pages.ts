/** The made PDF drawn on canvases: the officer sees the very bytes that go to the printer. */
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist'
// oxlint-disable-next-line import/default -- the bundler gives the file's address
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

export interface PdfPages {
  count: number
  /** CSS pixels at 100 %. */
  size(page: number): Promise<{ width: number; height: number }>
  /** @param scale device pixels per CSS pixel at 100 % */
  draw(page: number, canvas: HTMLCanvasElement, scale: number): Promise<void>
  /** For readers of the screen: a picture alone tells them nothing. */
  text(page: number): Promise<string>
  close(): void
}

const pixelsPerPoint = 96 / 72

export async function openPdfPages(pdf: Uint8Array): Promise<PdfPages> {
  GlobalWorkerOptions.workerSrc = workerUrl
  // The worker takes the bytes away from this thread: it gets a copy, the print job keeps the original.
  const task = getDocument({ data: pdf.slice(), isEvalSupported: false })
  const document = await task.promise
  return {
    count: document.numPages,
    async size(number) {
      const page = await document.getPage(number)
      const { width, height } = page.getViewport({ scale: pixelsPerPoint })
      return { width, height }
    },
    async draw(number, canvas, scale) {
      const page = await document.getPage(number)
      const viewport = page.getViewport({ scale: scale * pixelsPerPoint })
      canvas.width = Math.ceil(viewport.width)
      canvas.height = Math.ceil(viewport.height)
      await page.render({ canvas, viewport }).promise
    },
    async text(number) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
    },
    close() {
      void task.destroy()
    },
  }
}
