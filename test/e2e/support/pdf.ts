/** PDFs as an independent reader sees them. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The text of each page, in the layout of the paper. */
export async function readPdf(file: string): Promise<string[]> {
  const { stdout } = await run('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-'], { maxBuffer: 32 * 1024 * 1024 })
  return stdout.normalize('NFC').split('\f').slice(0, -1)
}

export interface PdfFacts {
  pages: number
  /** Millimetres, of the first page. */
  width: number
  height: number
  fontsEmbedded: boolean
}

const millimetres = 25.4 / 72

export async function inspectPdf(file: string): Promise<PdfFacts> {
  const { stdout: info } = await run('pdfinfo', [file])
  const { stdout: fonts } = await run('pdffonts', [file])
  const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info)
  const rows = fonts.split('\n').slice(2).filter(Boolean)
  return {
    pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
    width: Math.round(Number(size?.[1]) * millimetres),
    height: Math.round(Number(size?.[2]) * millimetres),
    // Columns from the right: object ID (two numbers), uni, sub, emb.
    fontsEmbedded: rows.length > 0 && rows.every((row) => row.trim().split(/\s+/).at(-5) === 'yes'),
  }
}
