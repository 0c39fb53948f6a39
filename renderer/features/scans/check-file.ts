/** Whether a chosen file may become a scan. Its first bytes decide, not its name. */
import { attachmentLimits, type MediaType } from '../../../shared/wire/attachments.ts'

export type FileProblem = 'empty' | 'tooLarge' | 'wrongType' | 'unreadable' | 'damaged'
export type CheckedFile =
  | { ok: true; name: string; content: Uint8Array; mediaType: MediaType }
  | { ok: false; name: string; problem: FileProblem }

const nameLength = 200

export async function checkFile(file: File): Promise<CheckedFile> {
  const name = tidyName(file.name)
  if (file.size === 0) return { ok: false, name, problem: 'empty' }
  if (file.size > attachmentLimits.bytes) return { ok: false, name, problem: 'tooLarge' }
  let content: Uint8Array
  try {
    content = new Uint8Array(await file.arrayBuffer())
  } catch {
    // A stick that was pulled out, a folder dropped as a file, a file that another program holds.
    return { ok: false, name, problem: 'unreadable' }
  }
  const mediaType = mediaTypeOf(content)
  return mediaType === null ? { ok: false, name, problem: 'wrongType' } : { ok: true, name, content, mediaType }
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

export function mediaTypeOf(content: Uint8Array): MediaType | null {
  const starts = (bytes: readonly number[], at = 0) => bytes.every((byte, index) => content[at + index] === byte)
  if (starts(ascii('%PDF-'))) return 'application/pdf'
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts([0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (starts(ascii('RIFF')) && starts(ascii('WEBP'), 8)) return 'image/webp'
  return null
}

/** One line, as events may carry it. */
export function tidyName(name: string): string {
  const line = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .trim()
  return [...line].slice(0, nameLength / 2).join('') || '?'
}
