/** PDF files made from PDF files: pages turned, put in order and left out, or drawn anew as pictures. Runs beside the window. */
import { degrees, EncryptedPDFError, PDFDict, PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib'
import { isSigned } from './signed-pdf.ts'

export interface KeptPage {
  /** In the file as it came, from 0. */
  index: number
  /** Clockwise, beside what the page says of itself. */
  quarters: number
}

export interface PicturePage {
  jpeg: Uint8Array
  /** Points. */
  width: number
  height: number
}

/** By its name, for of a worker's errors nothing else is told. */
export class SignedPdfError extends Error {
  override readonly name = 'SignedPdf'
}

export class LockedPdfError extends Error {
  override readonly name = 'LockedPdf'
}

/**
 * Each kept page as it was, turned by its page entry alone. In the same order and all of them: in the same file; otherwise in a
 * new one, so that nothing of a page that was left out stays in it. Throws, by name: SignedPdf, LockedPdf, others.
 */
export async function arrangePdf(pdf: Uint8Array, pages: readonly KeptPage[]): Promise<Uint8Array> {
  if (isSigned(pdf)) throw new SignedPdfError()
  const source = await open(pdf)
  mustBeUnsigned(source)
  const isWhole = pages.length === source.getPageCount() && pages.every(({ index }, at) => index === at)
  const target = isWhole ? source : await copyPages(source, pages)
  for (const [at, { quarters }] of pages.entries()) {
    const page = target.getPage(at)
    if (quarters % 4 !== 0) page.setRotation(degrees(turned(page.getRotation().angle, quarters)))
  }
  return target.save({ addDefaultPage: false, updateFieldAppearances: false })
}

async function open(pdf: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(pdf, { updateMetadata: false })
  } catch (error) {
    throw error instanceof EncryptedPDFError ? new LockedPdfError() : error
  }
}

/** A damaged file may say 45 or -90. */
const turned = (angle: number, quarters: number): number => ((((Math.round(angle / 90) + quarters) % 4) + 4) % 4) * 90

async function copyPages(source: PDFDocument, pages: readonly KeptPage[]): Promise<PDFDocument> {
  const target = await PDFDocument.create({ updateMetadata: false })
  const copies = await target.copyPages(
    source,
    pages.map(({ index }) => index),
  )
  for (const copy of copies) target.addPage(copy)
  return target
}

/** Of a name that is written in another way, such as `/Byte#52ange`. */
function mustBeUnsigned(document: PDFDocument): void {
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFStream ? object.dict : object
    if (dict instanceof PDFDict && dict.has(PDFName.of('ByteRange'))) throw new SignedPdfError()
  }
}

/** One picture a page, as large as the page was. */
export async function pdfOfPictures(pages: readonly PicturePage[]): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  for (const { jpeg, width, height } of pages) {
    const picture = await document.embedJpg(jpeg)
    document.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height })
  }
  return document.save({ addDefaultPage: false })
}
