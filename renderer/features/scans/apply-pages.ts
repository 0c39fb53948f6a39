/** From the officer's list of pages to the file that will be kept; the file as it came is never lost. */
import type { PdfProblem } from './compress-pdf.ts'
import { isUntouched, keptPages, listPages, turnPages, type PdfPage } from './page-list.ts'
import type { PicturePorts } from './pictures.ts'
import type { Staged, StagedPdf } from './staged-store.ts'

export type Applied = { ok: true; part: Partial<Staged> & { content: Uint8Array } } | { ok: false; problem: PdfProblem }

export async function applyPages(
  { base }: StagedPdf,
  pages: readonly PdfPage[],
  pictures: PicturePorts,
): Promise<Applied> {
  const arranged = isUntouched(pages)
    ? ({ kind: 'done', content: base } as const)
    : await pictures.arrange(base, keptPages(pages))
  if (arranged.kind === 'failed') return { ok: false, problem: arranged.problem }
  const { content } = arranged
  const thumbnail = await pictures.drawThumbnail({ content, mediaType: 'application/pdf' })
  if (thumbnail === null) return { ok: false, problem: 'broken' }
  return { ok: true, part: { content, thumbnail, pdf: { base, pages: [...pages] } } }
}

/** Every page by a quarter. */
export async function turnPdf(pdf: StagedPdf, step: 1 | 3, pictures: PicturePorts): Promise<Applied> {
  const pages = pdf.pages ?? (await countPages(pdf.base, pictures))
  return pages === null ? { ok: false, problem: 'broken' } : applyPages(pdf, turnPages(pages, null, step), pictures)
}

async function countPages(pdf: Uint8Array, pictures: PicturePorts): Promise<PdfPage[] | null> {
  try {
    const opened = await pictures.openPages(pdf)
    opened.close()
    return listPages(opened.count)
  } catch {
    return null
  }
}
