/** What the QR and the Code 128 of a paper hold. `recogniseCode` (dossier/numbers.ts) reads all of it back. */
import type { Dossier } from '../dossier/dossier.ts'

/** Without diacritics: Code 128 has no letter like Ạ, and keyboard-type scanners cannot type one. */
export function scannableCode(code: string): string {
  return code
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
}

/** What the bars hold; empty when the number has letters no Code 128 can hold, or too many for the paper. */
export function barcodeContent(code: string): string {
  const content = scannableCode(code)
  return /^[\x21-\x7e]{1,48}$/.test(content) ? content : ''
}

/**
 * The number, or the public page of the dossier where there is one. A provisional number is followed by the dossier's
 * UUID: the number will be replaced, the UUID never.
 *
 * @param lookupUrl address with `{code}` in the number's place
 */
export function qrContent(dossier: Pick<Dossier, 'id' | 'number'>, lookupUrl: string | null): string {
  const { code, kind } = dossier.number
  if (code === '') return dossier.id
  const provisional = kind === 'provisional' && dossier.id !== ''
  if (lookupUrl !== null && lookupUrl.includes('{code}')) {
    const url = lookupUrl.replaceAll('{code}', encodeURIComponent(scannableCode(code)))
    return provisional ? `${url}#${dossier.id}` : url
  }
  return provisional ? `${scannableCode(code)} ${dossier.id}` : scannableCode(code)
}
