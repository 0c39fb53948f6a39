/** What a file that somebody brings turns out to be. By its content, for a name can say anything. */
import type { Sheet } from '../../shared/table/cell.ts'
import { parseCsv } from '../../shared/table/csv.ts'
import { Report } from '../../shared/table/report.ts'
import type { TableProblem } from '../../shared/table/report.ts'
import type { Details, ProblemCode } from '../../shared/table/messages.ts'

export type ImportFile =
  | { kind: 'sheets'; sheets: Sheet[] }
  | { kind: 'json'; value: unknown }
  | { kind: 'unreadable'; problems: TableProblem[] }

export const fileByteLimit = 10 * 1024 * 1024
export const unpackedByteLimit = 64 * 1024 * 1024

export function unreadable(code: ProblemCode, details: Details = {}): Extract<ImportFile, { kind: 'unreadable' }> {
  const report = new Report()
  report.add({ sheet: '' }, code, details)
  return { kind: 'unreadable', problems: report.problems }
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** Everything but a workbook. */
export function readPlainFile(bytes: Uint8Array): ImportFile {
  if (bytes.length === 0) return unreadable('EMPTY_FILE')
  // Compound files: .xls, and any workbook with a password.
  if ([0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte)) return unreadable('OLD_WORKBOOK')
  const text = decode(bytes)
  if (text === null || text.includes('\0')) return unreadable('NOT_TEXT')
  const start = text.trimStart().slice(0, 1)
  if (start === '') return unreadable('EMPTY_FILE')
  if (start === '<') return unreadable('WEB_PAGE')
  if (start === '{' || start === '[') return readJson(text)
  const csv = parseCsv(text)
  return csv.ok
    ? { kind: 'sheets', sheets: [{ name: 'CSV', rows: csv.rows }] }
    : unreadable(csv.code, { line: csv.line })
}

/** UTF-8, or what spreadsheets call Unicode text. A guess at anything else would make other letters of the Vietnamese ones. */
function decode(bytes: Uint8Array): string | null {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : isBigEndian ? 'utf-16be' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function readJson(text: string): ImportFile {
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch {
    return unreadable('BAD_JSON')
  }
}
