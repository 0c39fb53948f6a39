/** What the preview needs from the outside; tests hand in fakes, the page loads the heavy libraries when first asked. */
import type { Paper } from '../../../shared/forms/papers.ts'
import { background } from './background/background.ts'
import type { PdfPages } from './pdf-pages.ts'

export interface PrintingPorts {
  /** Rejects once `signal` is aborted; `onProgress` from 0 to 1. */
  makePdf(
    paper: Pick<Paper, 'definition' | 'view' | 'at' | 'title' | 'watermark'>,
    options?: { signal?: AbortSignal; onProgress?: (share: number) => void },
  ): Promise<Uint8Array>
  openPages(pdf: Uint8Array): Promise<PdfPages>
}

export const pagePorts: PrintingPorts = {
  makePdf({ definition, view, at, title, watermark }, options) {
    return background.run({ kind: 'pdf', paper: { definition, view, at, title, watermark } }, options)
  },
  async openPages(pdf) {
    const { openPdfPages } = await import('./pdf-pages.ts')
    return openPdfPages(pdf)
  },
}
