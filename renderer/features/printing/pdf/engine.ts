/** Makes the bytes of a paper. Runs in a worker of the page and, for tests, in Node: fonts come as bytes. */
import type * as pdfMakeModule from 'pdfmake'
import { loadBarcodeEncoder } from './barcodes.ts'
import { countRows, documentOf } from './document.ts'
import type { PaperRequest } from './document.ts'

export interface FontFiles {
  normal: Uint8Array
  bold: Uint8Array
  italics: Uint8Array
  bolditalics: Uint8Array
}

export interface PdfEngine {
  /** @param onProgress 0 to 1, never backwards; only of papers with rows */
  makePdf(request: PaperRequest, onProgress?: (share: number) => void): Promise<Uint8Array>
}

/** Of the whole work, laying out takes this share; the rest is measuring before it and writing after it. */
const layoutShare = 0.9

type PdfMake = typeof pdfMakeModule
/** pdfmake's own file system; not in its types. */
interface WithFiles {
  virtualfs: { writeFileSync(name: string, content: Uint8Array): void }
}

export async function createPdfEngine(fonts: FontFiles): Promise<PdfEngine> {
  const [module, encoder] = await Promise.all([import('pdfmake'), loadBarcodeEncoder()])
  const pdfmake = (module as PdfMake & { default?: PdfMake }).default ?? module
  installFonts(pdfmake, fonts)
  // Papers are made of what is here: nothing is fetched and no file is read.
  pdfmake.setUrlAccessPolicy(() => false)
  if ('setLocalAccessPolicy' in pdfmake) pdfmake.setLocalAccessPolicy(() => false)
  return {
    async makePdf(request, onProgress) {
      const count = rowCounter(countRows(request), onProgress)
      const bytes = await pdfmake.createPdf(documentOf(request, encoder, count)).getBuffer()
      onProgress?.(1)
      return new Uint8Array(bytes)
    },
  }
}

/** A step a hundredth: each step is a message between threads. */
function rowCounter(total: number, onProgress: ((share: number) => void) | undefined): (() => void) | undefined {
  if (onProgress === undefined || total === 0) return undefined
  let done = 0
  let told = 0
  return () => {
    done += 1
    const share = Math.floor((Math.min(done, total) / total) * 100 * layoutShare) / 100
    if (share > told) onProgress((told = share))
  }
}

function installFonts(pdfmake: PdfMake, fonts: FontFiles): void {
  const { virtualfs } = pdfmake as unknown as WithFiles
  const family: Record<string, string> = {}
  for (const [style, bytes] of Object.entries(fonts)) {
    family[style] = `tinos-${style}.ttf`
    virtualfs.writeFileSync(`tinos-${style}.ttf`, bytes as Uint8Array)
  }
  pdfmake.setFonts({ Tinos: family })
}
