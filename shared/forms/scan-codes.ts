/** What the QR and the Code 128 of a paper hold, and how a scanned text is read back. */
import type { Dossier } from '../dossier/dossier.ts'

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
const codePattern = /^[\p{L}\d][\p{L}\d.-]{2,63}$/u

/** Without diacritics: Code 128 has no letter like Ạ, and keyboard-type scanners cannot type one. */
export function scannableCode(code: string): string {
  return code
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
}

/** What the bars hold; empty when the number has letters no Code 128 can hold. */
export function barcodeContent(code: string): string {
  const content = scannableCode(code)
  return /^[\x20-\x7e]+$/.test(content) ? content : ''
}

/**
 * The number, or the public page of the dossier where there is one. A provisional number is followed by the dossier's
 * UUID: the number will be replaced, the UUID never.
 */
export function qrContent(dossier: Pick<Dossier, 'id' | 'number'>, lookupUrl: string | null): string {
  const { code, kind } = dossier.number
  const provisional = kind === 'provisional' && dossier.id !== ''
  if (lookupUrl !== null && code !== '') {
    const url = lookupUrl.replaceAll('{code}', encodeURIComponent(scannableCode(code)))
    return provisional ? `${url}#${dossier.id}` : url
  }
  return provisional ? `${scannableCode(code)}|${dossier.id}` : scannableCode(code)
}

export interface ScannedCode {
  /** As it stands in the code: a provisional number has lost its diacritics. */
  code: string | null
  dossierId: string | null
}

/** Reads what `qrContent` and `barcodeContent` wrote; null: it is neither. */
export function parseScannedCode(text: string): ScannedCode | null {
  const scanned = text.trim()
  if (scanned.length === 0 || scanned.length > 500) return null
  if (/^https?:\/\//i.test(scanned)) return parseUrl(scanned)
  const [code = '', dossierId, ...more] = scanned.split('|')
  if (more.length > 0 || !codePattern.test(code)) return null
  if (dossierId === undefined) return { code, dossierId: null }
  return uuidPattern.test(dossierId) && dossierId.length === 36 ? { code, dossierId } : null
}

/** The number is the last part of the path or the value of a query member; other web addresses hold none. */
function parseUrl(text: string): ScannedCode | null {
  const [address = '', fragment = ''] = text.split('#')
  const dossierId = uuidPattern.exec(fragment)?.[0] ?? null
  const pieces = address.split(/[/?&=]/).toReversed()
  const code = pieces.map(decoded).find((piece) => codePattern.test(piece) && /-\d{6,8}-\d{3,7}$/.test(piece))
  return code === undefined && dossierId === null ? null : { code: code ?? null, dossierId }
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return ''
  }
}
