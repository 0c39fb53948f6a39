/** The made PDF drawn on canvases: the officer sees the very bytes that go to the printer. */
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist'
// oxlint-disable-next-line import/default -- the bundler gives the file's address
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
// oxlint-disable-next-line import/default -- as above
import jpeg2000Url from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url'

export interface PdfPages {
  count: number
  /** CSS pixels at 100 %. */
  size(page: number): Promise<{ width: number; height: number }>
  /**
   * @param scale device pixels per CSS pixel at 100 %
   * @param quarters turned clockwise by so many, beside what the page says of itself
   */
  draw(page: number, canvas: HTMLCanvasElement, scale: number, quarters?: number): Promise<void>
  /** For readers of the screen: a picture alone tells them nothing. */
  text(page: number): Promise<string>
  /** Protected by a password, be it only against changes. */
  isLocked(): Promise<boolean>
  close(): void
}

/**
 * Without it pages that a scanner wrote as JPEG 2000 stay white. In plain JavaScript, for the content policy allows no
 * WebAssembly. The library appends the file's name to a folder; the mark makes that name a fragment, for ours has a hash.
 */
const decoderFolder = `${jpeg2000Url}#/`

const pixelsPerPoint = 96 / 72

export async function openPdfPages(pdf: Uint8Array): Promise<PdfPages> {
  GlobalWorkerOptions.workerSrc = workerUrl
  // The worker takes the bytes away from this thread: it gets a copy, the print job keeps the original.
  const task = getDocument({ data: pdf.slice(), isEvalSupported: false, useWasm: false, wasmUrl: decoderFolder })
  const document = await task.promise
  return {
    count: document.numPages,
    async size(number) {
      const page = await document.getPage(number)
      const { width, height } = page.getViewport({ scale: pixelsPerPoint })
      return { width, height }
    },
    async draw(number, canvas, scale, quarters = 0) {
      const page = await document.getPage(number)
      const rotation = (page.rotate + 90 * quarters) % 360
      const viewport = page.getViewport({ scale: scale * pixelsPerPoint, rotation })
      canvas.width = Math.ceil(viewport.width)
      canvas.height = Math.ceil(viewport.height)
      await page.render({ canvas, viewport }).promise
    },
    async text(number) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
    },
    isLocked: async () => (await document.getPermissions()) !== null,
    close() {
      void task.destroy()
    },
  }
}
