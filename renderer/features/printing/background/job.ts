/** What is made beside the window: a register of thousands of rows takes seconds, and the officer goes on typing. */
import type { Book } from '../../../../shared/sheet/sheet.ts'
import type { PaperRequest } from '../pdf/document.ts'
import type { FontFiles, PdfEngine } from '../pdf/engine.ts'
import type { KeptPage, PicturePage } from '../../scans/pdf/pdf-edit.ts'
import { fontUrls } from '../font-urls.ts'

export type Job =
  | { kind: 'pdf'; paper: PaperRequest }
  | { kind: 'xlsx'; book: Book }
  | { kind: 'arrangePdf'; pdf: Uint8Array; pages: readonly KeptPage[] }
  | { kind: 'picturesPdf'; pages: readonly PicturePage[] }
export type Progress = (share: number) => void

/** From the page to the worker, and back. */
export type ToWorker = { id: number; job: Job }
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'progress'; id: number; share: number }
  | { kind: 'done'; id: number; bytes: Uint8Array }
  | { kind: 'failed'; id: number; message: string }

/** The same in a worker and, where there is none, in the page. */
export async function runJob(job: Job, onProgress: Progress): Promise<Uint8Array> {
  if (job.kind === 'pdf') return (await loadEngine()).makePdf(job.paper, onProgress)
  if (job.kind === 'arrangePdf' || job.kind === 'picturesPdf') {
    const { arrangePdf, pdfOfPictures } = await import('../../scans/pdf/pdf-edit.ts')
    return job.kind === 'arrangePdf' ? arrangePdf(job.pdf, job.pages) : pdfOfPictures(job.pages)
  }
  const { writeXlsx } = await import('../xlsx/write-xlsx.ts')
  return writeXlsx(job.book, onProgress)
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
  const { createPdfEngine } = await import('../pdf/engine.ts')
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
