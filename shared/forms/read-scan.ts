/**
 * What a scanned text is, by its shape alone: a reader at a counter reads whatever is held before it, papers of the desk or
 * not. Never throws. What is said of a text in logs and notices is its kind and its length, never the text.
 */
import { looksLikeIdCardQr } from '../citizen/id-card-qr.ts'
import { recogniseCode, type RecognisedCode } from '../dossier/numbers.ts'

export type StrangeShape =
  | 'webAddress'
  /** VietQR and other payment codes (EMVCo): `000201…`. */
  | 'payment'
  /** Letter or parcel, UPU S10: `RR123456785VN`. */
  | 'post'
  | 'digits'
  | 'code'
  | 'text'

export type ScannedThing =
  | { kind: 'idCard'; text: string }
  | { kind: 'dossier'; code: RecognisedCode; text: string }
  | { kind: 'bundle'; text: string }
  | { kind: 'ticket'; ticket: string; text: string }
  /** Twelve digits, or nine of an old card, with nothing around them. */
  | { kind: 'idNumber'; number: string; text: string }
  | { kind: 'strange'; shape: StrangeShape; text: string }

/** The bars of a card whose number is spoilt are still a card's. */
const fewestBarsOfCard = 4
const ticketPrefix = 'MOTCUA-STT:'
const ticketShape = /^MOTCUA-STT:([0-9A-Z][0-9A-Z-]{0,30})$/

/**
 * What the bars or the QR of a queue ticket hold, so that a reader knows it from a dossier.
 *
 * @param ticket letters, digits and inner hyphens
 */
export function queueTicketContent(ticket: string): string {
  return `${ticketPrefix}${ticket.toUpperCase()}`
}

/** Without what readers put around a text: symbology identifier (`]Q3`), byte order mark, line breaks. */
export function tidyScan(text: string): string {
  return text
    .replace(/^\ufeff/u, '')
    .trim()
    .replace(/^\][A-Za-z]\d/, '')
    .trim()
}

export function readScan(scanned: string): ScannedThing {
  const text = tidyScan(scanned)
  if (looksLikeIdCardQr(text) || text.split('|').length > fewestBarsOfCard) return { kind: 'idCard', text }
  const ticket = ticketShape.exec(text.toUpperCase())?.[1]
  if (ticket !== undefined) return { kind: 'ticket', ticket, text }
  if (/mot-cua-bundle|^mot-cua-\S+\.motcua$/i.test(text)) return { kind: 'bundle', text }
  const code = recogniseCode(text)
  if (code !== null) return { kind: 'dossier', code, text }
  if (/^(\d{12}|\d{9})$/.test(text)) return { kind: 'idNumber', number: text, text }
  return { kind: 'strange', shape: shapeOf(text), text }
}

function shapeOf(text: string): StrangeShape {
  if (/^(https?:\/\/|www\.)\S+$/i.test(text)) return 'webAddress'
  if (/^000201\d{2}/.test(text)) return 'payment'
  if (/^[A-Z]{2}\d{9}[A-Z]{2}$/i.test(text)) return 'post'
  if (/^\d+$/.test(text)) return 'digits'
  return /^\S+$/.test(text) && /\d/.test(text) ? 'code' : 'text'
}
