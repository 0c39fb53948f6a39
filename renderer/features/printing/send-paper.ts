/** The way of a PDF out of the page: through the host, or through the page's own viewer where the host says so. */
import type { Bridge } from '../../../shared/bridge/contract.ts'
import { download } from '../../ui/download.ts'

export interface PdfFile {
  pdf: Uint8Array
  title: string
  fileName: string
}

/** `sent`: the printer or the file has it as far as this program can know. */
export type SendOutcome = 'sent' | 'cancelled'

export async function printPdf(bridge: Bridge, file: PdfFile): Promise<SendOutcome> {
  const answer = await bridge.call('printing.print', { pdf: file.pdf, title: file.title.slice(0, 200) })
  if (answer.kind === 'cancelled') return 'cancelled'
  if (answer.kind === 'useViewer') await printInFrame(file.pdf)
  return 'sent'
}

export async function savePdf(bridge: Bridge, file: PdfFile): Promise<SendOutcome> {
  const answer = await bridge.call('printing.savePdf', { pdf: file.pdf, suggestedName: file.fileName.slice(0, 200) })
  if (answer.kind === 'cancelled') return 'cancelled'
  if (answer.kind === 'useDownload') download(file.pdf, file.fileName, 'application/pdf')
  return 'sent'
}

function blobUrl(pdf: Uint8Array): string {
  return URL.createObjectURL(new Blob([pdf.slice()], { type: 'application/pdf' }))
}

let frame: HTMLIFrameElement | null = null

/** The frame stays until the next print: taking it away closes the browser's print window. */
function printInFrame(pdf: Uint8Array): Promise<void> {
  frame?.remove()
  const url = blobUrl(pdf)
  const next = document.createElement('iframe')
  frame = next
  next.title = 'PDF'
  next.setAttribute('aria-hidden', 'true')
  next.tabIndex = -1
  next.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0'
  return new Promise((resolve, reject) => {
    next.addEventListener('load', () => {
      try {
        next.contentWindow?.focus()
        next.contentWindow?.print()
        resolve()
      } catch (error) {
        reject(error instanceof Error ? error : new Error('the viewer refused to print'))
      }
    })
    next.addEventListener('error', () => reject(new Error('the viewer did not open')))
    next.src = url
    document.body.append(next)
  })
}
