/** Small pictures of scans, drawn in the page; drawing one is also the proof that the file can be opened. */
import { attachmentLimits, type MediaType } from '../../../shared/wire/attachments.ts'
import { compressTo, type Compression, type Encoding } from './compress.ts'
import { background } from '../printing/background/background.ts'
import { compressPdf, type PdfCompression, type PdfProblem } from './compress-pdf.ts'
import { isSigned } from './pdf/signed-pdf.ts'
import type { KeptPage, PicturePage } from './pdf/pdf-edit.ts'
import type { PdfPages } from '../printing/pdf-pages.ts'

export interface ScanFile {
  content: Uint8Array
  mediaType: MediaType
}

/** Tests hand in fakes: jsdom draws nothing. */
export interface PicturePorts {
  /** JPEG; null: the file cannot be opened. */
  drawThumbnail(scan: ScanFile): Promise<Uint8Array | null>
  openPages(pdf: Uint8Array): Promise<PdfPages>
  /** Turned clockwise by quarters; null: it cannot be drawn. Pictures only. */
  turn(scan: ScanFile, quarters: number): Promise<ScanFile | null>
  compress(scan: ScanFile, targetBytes: number): Promise<Compression>
  /** Pages of a PDF turned, in another order, left out; what stands on them is untouched. */
  arrange(pdf: Uint8Array, pages: readonly KeptPage[]): Promise<Arranged>
  compressPdf(pdf: Uint8Array, targetBytes: number, watch: Watch): Promise<PdfCompression>
}

export type Arranged = { kind: 'done'; content: Uint8Array } | { kind: 'failed'; problem: PdfProblem }
export interface Watch {
  onPage: (done: number, total: number) => void
  signal: AbortSignal
}

const longSide = 240
/** Always from what was scanned, so that turning often costs nothing more. */
const turnedQuality = 0.92
/** A picture of a hundred megapixels would take the page down with it. */
const mostPixels = 80_000_000

export const pagePictures: PicturePorts = {
  async drawThumbnail(scan) {
    try {
      return await toJpeg(await (scan.mediaType === 'application/pdf' ? drawPdf(scan.content) : drawImage(scan)))
    } catch {
      return null
    }
  },
  openPages,
  turn: (scan, quarters) => redraw(scan, { scale: 1, quality: turnedQuality }, quarters).catch(() => null),
  compress,
  arrange,
  compressPdf: (pdf, targetBytes, watch) =>
    makeSmallerPdf(pdf, targetBytes, watch).catch((): PdfCompression => ({ kind: 'failed', problem: 'broken' })),
}

async function openPages(pdf: Uint8Array): Promise<PdfPages> {
  const { openPdfPages } = await import('../printing/pdf-pages.ts')
  return openPdfPages(pdf)
}

async function drawPdf(content: Uint8Array): Promise<HTMLCanvasElement> {
  const pages = await openPages(content)
  try {
    const { width, height } = await pages.size(1)
    const canvas = document.createElement('canvas')
    await pages.draw(1, canvas, longSide / Math.max(width, height))
    return canvas
  } finally {
    pages.close()
  }
}

async function drawImage({ content, mediaType }: ScanFile): Promise<HTMLCanvasElement> {
  const image = await openImage({ content, mediaType })
  try {
    return paint(image, Math.min(1, longSide / Math.max(image.width, image.height)), 0)
  } finally {
    image.close()
  }
}

async function openImage({ content, mediaType }: ScanFile): Promise<ImageBitmap> {
  const image = await createImageBitmap(new Blob([content.slice()], { type: mediaType }))
  if (image.width * image.height <= mostPixels) return image
  image.close()
  throw new Error('too many pixels')
}

/** On white: what is transparent on a PNG is paper. */
function paint(image: ImageBitmap, scale: number, quarters: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const isAcross = quarters % 2 === 1
  canvas.width = isAcross ? height : width
  canvas.height = isAcross ? width : height
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((quarters * Math.PI) / 2)
  context.drawImage(image, -width / 2, -height / 2, width, height)
  return canvas
}

async function redraw(scan: ScanFile, encoding: Encoding, quarters: number): Promise<ScanFile> {
  const image = await openImage(scan)
  try {
    return { content: await encode(paint(image, encoding.scale, quarters), encoding.quality), mediaType: 'image/jpeg' }
  } finally {
    image.close()
  }
}

async function compress(scan: ScanFile, targetBytes: number): Promise<Compression> {
  try {
    const image = await openImage(scan)
    try {
      const draw = ({ scale, quality }: Encoding) => encode(paint(image, scale, 0), quality)
      return await compressTo(targetBytes, Math.max(image.width, image.height), draw)
    } finally {
      image.close()
    }
  } catch {
    return { kind: 'failed' }
  }
}

async function arrange(pdf: Uint8Array, pages: readonly KeptPage[]): Promise<Arranged> {
  try {
    const content = await background.run({ kind: 'arrangePdf', pdf, pages })
    // What was written has to be read by another program than the one that wrote it.
    const made = await openPages(content)
    made.close()
    return made.count === pages.length ? { kind: 'done', content } : { kind: 'failed', problem: 'broken' }
  } catch (error) {
    return { kind: 'failed', problem: problemIn(error) }
  }
}

/** A worker tells an error's name as its message. */
function problemIn(error: unknown): PdfProblem {
  const { name = '', message = '' } = Object(error) as { name?: string; message?: string }
  if ([name, message].includes('SignedPdf')) return 'signed'
  return [name, message].includes('LockedPdf') ? 'locked' : 'broken'
}

async function makeSmallerPdf(pdf: Uint8Array, targetBytes: number, watch: Watch): Promise<PdfCompression> {
  if (isSigned(pdf)) return { kind: 'failed', problem: 'signed' }
  const pages = await openPages(pdf)
  try {
    if (await pages.isLocked()) return { kind: 'failed', problem: 'locked' }
    const draw = async (page: number, scale: number) => {
      const canvas = document.createElement('canvas')
      await pages.draw(page, canvas, scale)
      return (encoding: Encoding) => encode(shrink(canvas, encoding.scale), encoding.quality)
    }
    const write = (made: readonly PicturePage[]) =>
      background.run({ kind: 'picturesPdf', pages: made }, { signal: watch.signal })
    const drawer = { count: pages.count, size: pages.size, draw }
    return await compressPdf(drawer, { targetBytes, originalBytes: pdf.length, ...watch, write })
  } catch (error) {
    if (watch.signal.aborted) return { kind: 'cancelled' }
    throw error
  } finally {
    pages.close()
  }
}

function shrink(canvas: HTMLCanvasElement, scale: number): HTMLCanvasElement {
  if (scale === 1) return canvas
  const small = document.createElement('canvas')
  small.width = Math.max(1, Math.round(canvas.width * scale))
  small.height = Math.max(1, Math.round(canvas.height * scale))
  const context = small.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, 0, 0, small.width, small.height)
  return small
}

async function toJpeg(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const picture = await encode(canvas, 0.8)
  if (picture.length > attachmentLimits.thumbnailBytes) throw new Error('no picture')
  return picture
}

async function encode(canvas: HTMLCanvasElement, quality: number): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (blob === null) throw new Error('no picture')
  return new Uint8Array(await blob.arrayBuffer())
}
