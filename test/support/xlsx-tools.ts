/** XLSX files read back without the program that wrote them: zip and XML by hand, and LibreOffice where it is installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

/** Files of a zip by name, from its central directory. */
export function unzip(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const files = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [packed, nameLength, extra, comment] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ]
    const local = zip.readUInt32LE(at + 42)
    const body = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const content = zip.subarray(body, body + packed)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    files.set(name, (zip.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content)).toString('utf8'))
    at += 46 + nameLength + extra + comment
  }
  return files
}

export interface RawCell {
  /** `s`: shared text; `n` or absent: number. */
  type: string
  value: string
  formula: boolean
  format: string
}

const unescape = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')

/** Cells of the first sheet by address, with the number format each has. */
export function readCells(bytes: Uint8Array): Map<string, RawCell> {
  const files = unzip(bytes)
  const texts = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
    unescape([...item.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text = '']) => text).join('')),
  )
  const styles = files.get('xl/styles.xml') ?? ''
  const formats = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id = '', code = '']) => [id, code]),
  )
  const ofStyle = [...(/<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf [^>]*numFmtId="(\d+)"/g)].map(
    ([, id = '']) => unescape(formats.get(id) ?? `builtin ${id}`),
  )
  const cells = new Map<string, RawCell>()
  for (const [, attributes = '', body = ''] of (files.get('xl/worksheets/sheet1.xml') ?? '').matchAll(
    /<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs,
  )) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
    const raw = /<v>(.*?)<\/v>/s.exec(body)?.[1] ?? ''
    const type = attribute('t')
    cells.set(attribute('r'), {
      type,
      value: type === 's' ? (texts[Number(raw)] ?? '') : raw,
      formula: body.includes('<f>') || body.includes('<f '),
      format: ofStyle[Number(attribute('s'))] ?? '',
    })
  }
  return cells
}

export const calc = spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0
export const withoutCalc = 'needs soffice (Debian: libreoffice-calc-nogui)'

export interface ShownCell {
  text: string
  /** null: LibreOffice takes it for a text. */
  number: number | null
}

/** What LibreOffice shows in each cell of the first sheet, row by row. */
export function readByCalc(bytes: Uint8Array): ShownCell[][] {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-xlsx-'))
  try {
    const book = join(folder, 'book.xlsx')
    writeFileSync(book, bytes)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'html', '--outdir', folder, book], {
      stdio: 'ignore',
    })
    return readHtml(readFileSync(join(folder, 'book.html'), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readHtml(html: string): ShownCell[][] {
  return [...html.matchAll(/<tr>?(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td([^>]*)>(.*?)<\/td>/gs)].map(([, attributes = '', body = '']) => {
      const number = /sdval="([^"]*)"/.exec(attributes)?.[1]
      const text = unescape(body.replace(/<br>/g, '\n').replace(/<[^>]*>/g, '')).trim()
      return { text, number: number === undefined ? null : Number(number) }
    }),
  )
}
