/**
 * Dossier codes: recognised, formatted and compared, never interpreted. Both shapes in use are accepted (TT 01/2018 Đ19:
 * `000.00.06.H56-231027-0361`; newer systems: `G09.20-20260609-0092637`), and the desk's own provisional
 * `TẠM-<desk>-<yymmdd>-<nnn>`.
 *
 * Readers and hasty typing change case, spaces and diacritics: look codes up by `codeKey`, print and store the code itself.
 */

const official = /(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,4})-(?:\d{6}|\d{8})-\d{4,7}/
/** Readers without Vietnamese letters type `TAM`, `T?M` or `TM`. */
const provisional = /T[^\s\-/]{0,3}M-([0-9A-Z](?:[0-9A-Z-]{0,46}[0-9A-Z])?)-(\d{6})-(\d{3,6})/
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/i
const notInsideWord = (pattern: RegExp) =>
  new RegExp(`(?<![\\p{L}\\d.-])${pattern.source}(?![\\p{L}\\d]|[.-][\\p{L}\\d])`, `u${pattern.flags}`)
const anywhere = {
  official: notInsideWord(official),
  provisional: notInsideWord(provisional),
  uuid: notInsideWord(uuid),
}
const longestScan = 2000

export type RecognisedCode =
  | { kind: 'official'; code: string }
  | { kind: 'provisional'; code: string }
  /** The dossier's own id, as receipts printed without a network carry it in their QR. */
  | { kind: 'dossierId'; id: string }

/** Of a code typed or scanned, alone or inside a look-up address; null: there is none in it. */
export function recogniseCode(text: string): RecognisedCode | null {
  if (text.length > longestScan) return null
  const plain = decode(text)
    .normalize('NFC')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
  const spaceless = plain.replace(/\s+/gu, '')
  for (const candidate of [plain.trim(), spaceless]) {
    const upper = candidate.toUpperCase()
    const ofProvince = anywhere.official.exec(upper)
    if (ofProvince !== null) return { kind: 'official', code: ofProvince[0] }
    const own = anywhere.provisional.exec(upper)
    if (own !== null) return { kind: 'provisional', code: `TẠM-${own[1]}-${own[2]}-${own[3]}` }
    const id = anywhere.uuid.exec(candidate)
    if (id !== null) return { kind: 'dossierId', id: id[0].toLowerCase() }
  }
  return null
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function isOfficialCode(code: string): boolean {
  return new RegExp(`^${official.source}$`).test(code)
}

export function isProvisionalCode(code: string): boolean {
  return code.startsWith('TẠM-') && new RegExp(`^${provisional.source}$`, 'i').test(code)
}

/**
 * What two spellings of one code have in common: letters without diacritics, digits, nothing else. The same for a part of a
 * code, so that `261124-0001` or `TẠM-…` typed in any way is found as a piece of it.
 */
export function codeKey(text: string): string {
  const code = recogniseCode(text)
  const plain = code === null ? text : code.kind === 'dossierId' ? code.id : code.code
  return plain
    .normalize('NFD')
    .toUpperCase()
    .replace(/[\u0110\u00d0]/g, 'D')
    .replace(/[^0-9A-Z]/g, '')
}

/** `yyyy-mm-dd` → `yymmdd` */
function shortDate(date: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError(`not a date: ${date.slice(0, 20)}`)
  return date.slice(2).replaceAll('-', '')
}

/** What the codes of an agency on a day begin with: `000.00.01.H53-261124-`. */
export function mustFormatPrefix(agencyCode: string, date: string): string {
  const prefix = `${agencyCode}-${shortDate(date)}-`
  if (!isOfficialCode(`${prefix}0001`)) throw new RangeError(`not an agency code: ${agencyCode.slice(0, 40)}`)
  return prefix
}

/** `prefix` as the lease states it. The sequence has four digits; a fifth is added rather than a number used twice. */
export function mustFormatLeased(prefix: string, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 9_999_999)
    throw new RangeError(`not a sequence number: ${sequence}`)
  return `${prefix}${String(sequence).padStart(4, '0')}`
}

/** @param deskId of letters, digits and inner hyphens, 48 at most: the code has to fit a receipt and its bar code */
export function mustFormatProvisional(deskId: string, date: string, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 999_999)
    throw new RangeError(`not a sequence number: ${sequence}`)
  const code = `TẠM-${deskId}-${shortDate(date)}-${String(sequence).padStart(3, '0')}`
  if (!isProvisionalCode(code)) throw new RangeError('this desk id cannot stand in a code')
  return code
}
