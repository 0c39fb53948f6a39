/** What the preview needs from the outside; tests hand in fakes, the page loads the heavy libraries when first asked. */
import type { Paper } from '../../../shared/forms/papers.ts'
import type { FontFiles, PdfEngine } from './pdf/engine.ts'
import type { PdfPages } from './pdf-pages.ts'

export interface PrintingPorts {
  makePdf(paper: Pick<Paper, 'definition' | 'view' | 'at' | 'title'>): Promise<Uint8Array>
  openPages(pdf: Uint8Array): Promise<PdfPages>
}

let engine: Promise<PdfEngine> | null = null

/** A failed load (a file not served) must not stay for the rest of the day: the next paper tries again. */
function loadEngine(): Promise<PdfEngine> {
  engine ??= startEngine().catch((error: unknown) => {
    engine = null
    throw error
  })
  return engine
}

async function startEngine(): Promise<PdfEngine> {
  const [{ createPdfEngine }, { fontUrls }] = await Promise.all([import('./pdf/engine.ts'), import('./font-urls.ts')])
  const entries = await Promise.all(
    Object.entries(fontUrls).map(async ([style, url]) => [style, await loadBytes(url)] as const),
  )
  return createPdfEngine(Object.fromEntries(entries) as unknown as FontFiles)
}

async function loadBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`font not served: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

export const pagePorts: PrintingPorts = {
  async makePdf(paper) {
    return (await loadEngine()).makePdf(paper)
  },
  async openPages(pdf) {
    const { openPdfPages } = await import('./pdf-pages.ts')
    return openPdfPages(pdf)
  },
}
