/** Small pictures of scans, drawn in the page; drawing one is also the proof that the file can be opened. */
import { attachmentLimits, type MediaType } from '../../../shared/wire/attachments.ts'
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
}

const longSide = 240
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
  const image = await createImageBitmap(new Blob([content.slice()], { type: mediaType }))
  try {
    if (image.width * image.height > mostPixels) throw new Error('too many pixels')
    const scale = Math.min(1, longSide / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.width * scale))
    canvas.height = Math.max(1, Math.round(image.height * scale))
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return canvas
  } finally {
    image.close()
  }
}

async function toJpeg(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
  if (blob === null || blob.size > attachmentLimits.thumbnailBytes) throw new Error('no picture')
  return new Uint8Array(await blob.arrayBuffer())
}
