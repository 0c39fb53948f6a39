/** Small pictures of scans, drawn in the page; drawing one is also the proof that the file can be opened. */
import { attachmentLimits, type MediaType } from '../../../shared/wire/attachments.ts'
import { compressTo, type Compression, type Encoding } from './compress.ts'
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
