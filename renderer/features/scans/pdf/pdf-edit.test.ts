import { decodePDFRawStream, degrees, PDFDocument, PDFHexString, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { drawPages, pageFacts, pdfReaders, readText } from '../../../../test/support/pdf-tools.ts'
import { arrangePdf, pdfOfPictures } from './pdf-edit.ts'
import { isSigned } from './signed-pdf.ts'

/** Three pages of which each says its number; the second one is turned by itself. */
async function makePdf(change: (document: PDFDocument) => void = () => undefined): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (const n of [1, 2, 3]) {
    const page = document.addPage([400, 600])
    page.drawText(`PAGE ${n}`, { x: 50, y: 500, size: 40 })
    if (n === 2) page.setRotation(degrees(90))
  }
  change(document)
  return document.save()
}
const asCame = (quarters = 0) => [0, 1, 2].map((index) => ({ index, quarters }))
const nameOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: Error) => error.name,
  )

describe('signed files', () => {
  const sign = (document: PDFDocument) => {
    const signature = document.context.obj({
      Type: 'Sig',
      ByteRange: [0, 10, 20, 30],
      Contents: PDFHexString.of('00'.repeat(40)),
    })
    document.catalog.set(PDFName.of('Perms'), document.context.register(signature))
  }

  it('are known by what they say of the bytes they cover, and never changed', async () => {
    for (const useObjectStreams of [true, false]) {
      const document = await PDFDocument.load(await makePdf(sign))
      const signed = await document.save({ useObjectStreams })
      expect(await nameOf(arrangePdf(signed, asCame(1)))).toBe('SignedPdf')
    }
    const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    expect(isSigned(latin('%PDF-1.7 << /Type /Sig /ByteRange [0 1 2 3] >>'))).toBe(true)
    expect(isSigned(latin('<< /ByteRange[0 1 2 3]'))).toBe(true)
    expect(isSigned(latin('<</Type/Sig/Filter/Adobe.PPKLite>>'))).toBe(true)
    expect(isSigned(latin('<</Type/SigRef/SigFlags 3>> /ByteRang'))).toBe(false)
    expect(isSigned(await makePdf())).toBe(false)
  })

  it('in any bytes the answer is one', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof isSigned(bytes) === 'boolean'))
  })
})

describe.skipIf(!pdfReaders)('pages, as other programs see them', () => {
  let pdf: Uint8Array
  beforeAll(async () => {
    pdf = await makePdf()
  })

  it('are turned by their entry; what stands on them is untouched', async () => {
    const turned = await arrangePdf(
      pdf,
      asCame().map((page, at) => ({ ...page, quarters: at })),
    )
    expect(pageFacts(turned)).toEqual([
      { size: '400 x 600', rotation: 0 },
      { size: '400 x 600', rotation: 180 },
      { size: '400 x 600', rotation: 180 },
    ])
    expect(readText(turned)).toMatch(/PAGE 1[^]*PAGE 2[^]*PAGE 3/)
    const contentsOf = async (file: Uint8Array) => {
      const document = await PDFDocument.load(file)
      return document.getPages().map(({ node }) => String(node.Contents()))
    }
    expect(await contentsOf(turned)).toEqual(await contentsOf(pdf))
  })

  it('come in the order chosen; of one left out nothing stays in the file', async () => {
    const made = await arrangePdf(pdf, [
      { index: 2, quarters: 0 },
      { index: 0, quarters: 1 },
    ])
    expect(pageFacts(made).map(({ rotation }) => rotation)).toEqual([0, 90])
    expect(readText(made)).toMatch(/PAGE 3[^]*PAGE 1/)
    const written = async (file: Uint8Array) => {
      const { context } = await PDFDocument.load(file)
      const streams = context
        .enumerateIndirectObjects()
        .flatMap(([, one]) => (one instanceof PDFRawStream ? [one] : []))
      return streams.map((one) => Buffer.from(decodePDFRawStream(one).decode()).toString('latin1')).join('\n')
    }
    const hidden = Buffer.from('PAGE 2').toString('hex').toUpperCase()
    expect(await written(pdf)).toContain(hidden)
    expect(await written(made)).not.toContain(hidden)
  })

  it('drawn anew are one picture each, as large as they were', async () => {
    const [picture] = drawPages(pdf)
    const made = await pdfOfPictures([
      { jpeg: picture!, width: 400, height: 600 },
      { jpeg: picture!, width: 600, height: 400 },
    ])
    expect(pageFacts(made).map(({ size }) => size)).toEqual(['400 x 600', '600 x 400'])
    expect(readText(made).trim()).toBe('')
    expect(drawPages(made)).toHaveLength(2)
  })
})

describe('what cannot be changed', () => {
  it('says why, and the bytes given are as they were', async () => {
    const locked = await PDFDocument.load(await makePdf())
    locked.encrypt({ userPassword: '', ownerPassword: 'mật khẩu', permissions: { modifying: false } })
    const file = await locked.save({ useObjectStreams: false })
    const before = file.slice()
    expect(await nameOf(arrangePdf(file, asCame(1)))).toBe('LockedPdf')
    expect(file).toEqual(before)
  })

  it('garbage, cut files, and pages that are not there reject, and never hang', async () => {
    const pdf = await makePdf()
    expect(await nameOf(arrangePdf(new TextEncoder().encode('%PDF-1.7 rác'), asCame(1)))).not.toBe('done')
    expect(await nameOf(arrangePdf(pdf, [{ index: 9, quarters: 0 }]))).not.toBe('done')
    await fc.assert(
      fc.asyncProperty(
        fc.nat(pdf.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, cuts) => {
          const damaged = cuts ? pdf.slice(0, at) : pdf.slice()
          if (!cuts) damaged[at]! ^= flip
          expect(typeof (await nameOf(arrangePdf(damaged, asCame(1))))).toBe('string')
        },
      ),
      { numRuns: 60 },
    )
  })
})
