/** What the officer does with the pages of a PDF, before anything is written. Pure. */
import type { KeptPage } from './pdf/pdf-edit.ts'

export interface PdfPage extends KeptPage {
  /** Left out; it keeps its place in the list and can be put back. */
  out: boolean
}

export function listPages(count: number): PdfPage[] {
  return Array.from({ length: count }, (_, index) => ({ index, quarters: 0, out: false }))
}

/** @param index of one page, as it came; null: all */
export function turnPages(pages: readonly PdfPage[], index: number | null, step: 1 | 3): PdfPage[] {
  return pages.map((page) =>
    index === null || page.index === index ? { ...page, quarters: (page.quarters + step) % 4 } : page,
  )
}

export function movePage(pages: readonly PdfPage[], index: number, step: 1 | -1): PdfPage[] {
  const at = pages.findIndex((page) => page.index === index)
  const page = pages[at]
  const to = at + step
  if (page === undefined || to < 0 || to >= pages.length) return [...pages]
  return pages.filter((other) => other !== page).toSpliced(to, 0, page)
}

/** The last page that is left stays: a scan has at least one. */
export function toggleOut(pages: readonly PdfPage[], index: number): PdfPage[] {
  const left = keptPages(pages)
  return pages.map((page) =>
    page.index === index && (page.out || left.length > 1) ? { ...page, out: !page.out } : page,
  )
}

export function keptPages(pages: readonly PdfPage[]): KeptPage[] {
  return pages.filter(({ out }) => !out).map(({ index, quarters }) => ({ index, quarters }))
}

/** Then the file stays as it came, byte by byte. */
export function isUntouched(pages: readonly PdfPage[]): boolean {
  return pages.every(({ index, quarters, out }, at) => index === at && quarters === 0 && !out)
}
