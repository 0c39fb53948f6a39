/** A PDF made smaller: each page drawn anew as a picture that may be so large. Drawing is the caller's. */
import { compressTo, fewestPixels, type Encoding } from './compress.ts'
import type { PicturePage } from './pdf/pdf-edit.ts'

/** What is wrong with a file that is to be changed; it stays usable as it is. */
export type PdfProblem = 'signed' | 'locked' | 'broken'
export type PdfCompression =
  | {
      kind: 'fits' | 'tooLarge'
      content: Uint8Array
      pages: number
      /** The lowest among the pages. */
      quality: number
      scale: number
    }
  /** Not smaller than it is. */
  | { kind: 'noGain'; bytes: number }
  | { kind: 'failed'; problem: PdfProblem }
  | { kind: 'cancelled' }

export interface PageDrawer {
  count: number
  /** CSS pixels, 96 an inch. */
  size(page: number): Promise<{ width: number; height: number }>
  /** @param scale pixels per CSS pixel */
  draw(page: number, scale: number): Promise<(encoding: Encoding) => Promise<Uint8Array | null>>
}
export interface PdfTask {
  targetBytes: number
  originalBytes: number
  onPage: (done: number, total: number) => void
  signal: AbortSignal
  write: (pages: readonly PicturePage[]) => Promise<Uint8Array>
}

const pointsPerPixel = 72 / 96
/** 200 dots an inch, as offices scan. */
const sharpest = 200 / 96
/** A plan of a house must not take the page down with it. */
const mostPixels = 5000

/** Pixels per CSS pixel at which a page is drawn before it is made smaller. A small card is drawn larger, to be read. */
export function drawingScale({ width, height }: { width: number; height: number }): number {
  const longSide = Math.max(width, height)
  return Math.min(mostPixels / longSide, Math.max(sharpest, fewestPixels / longSide))
}

export async function compressPdf(drawer: PageDrawer, task: PdfTask): Promise<PdfCompression> {
  const { targetBytes, originalBytes, onPage, signal, write } = task
  const made: PicturePage[] = []
  const total = { kind: 'fits' as 'fits' | 'tooLarge', quality: 1, scale: 1 }
  for (let page = 1; page <= drawer.count; page++) {
    onPage(page - 1, drawer.count)
    if (signal.aborted) return { kind: 'cancelled' }
    const size = await drawer.size(page)
    const scale = drawingScale(size)
    const encode = await drawer.draw(page, scale)
    const picture = await compressTo(targetBytes, Math.max(size.width, size.height) * scale, encode)
    if (picture.kind === 'failed') return { kind: 'failed', problem: 'broken' }
    if (picture.kind === 'tooLarge') total.kind = 'tooLarge'
    total.quality = Math.min(total.quality, picture.quality)
    total.scale = Math.min(total.scale, picture.scale)
    made.push({ jpeg: picture.content, width: size.width * pointsPerPixel, height: size.height * pointsPerPixel })
  }
  if (signal.aborted) return { kind: 'cancelled' }
  const content = await write(made)
  if (content.length >= originalBytes) return { kind: 'noGain', bytes: content.length }
  return { ...total, content, pages: made.length }
}
