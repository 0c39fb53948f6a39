/** Makes the bytes of a paper. Runs in the page and, for tests, in Node: fonts come as bytes. */
import type * as pdfMakeModule from 'pdfmake'
import { loadBarcodeEncoder } from './barcodes.ts'
import { documentOf } from './document.ts'
import type { PaperRequest } from './document.ts'

export interface FontFiles {
  normal: Uint8Array
  bold: Uint8Array
  italics: Uint8Array
  bolditalics: Uint8Array
}

export interface PdfEngine {
  makePdf(request: PaperRequest): Promise<Uint8Array>
}

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
    async makePdf(request) {
      const bytes = await pdfmake.createPdf(documentOf(request, encoder)).getBuffer()
      return new Uint8Array(bytes)
    },
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
