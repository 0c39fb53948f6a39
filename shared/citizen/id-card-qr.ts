/**
 * The QR code on an ID card, as a reader types it: `number|old number|name|ddmmyyyy|sex|address|ddmmyyyy`, some readers with
 * a line break behind it, some cards without an old number, newer cards with more fields behind.
 */
import { cleanLine } from '../text/clean-text.ts'
import { foldText } from '../text/fold-text.ts'
import { addressLimit, nameLimit } from '../dossier/person.ts'

export interface IdCard {
  number: string
  oldNumber: string | null
  name: string
  /** `yyyy-mm-dd`; `yyyy` when the card states the year alone. */
  birth: string
  sex: 'male' | 'female'
  address: string
  /** `yyyy-mm-dd`; null: not on this card. */
  issuedOn: string | null
}
export type IdCardPart = 'text' | 'number' | 'oldNumber' | 'name' | 'birth' | 'sex' | 'address' | 'issuedOn'
export type IdCardProblemCode =
  | 'EMPTY'
  | 'TOO_LONG'
  /** Not a card's text at all: too few fields. */
  | 'NOT_AN_ID_CARD'
  | 'WRONG_SHAPE'
  | 'NO_SUCH_DATE'
  | 'BAD_CHARACTER'
  /** The reader does not send Vietnamese letters (`?` or U+FFFD in their place); it needs another setting. */
  | 'LETTERS_LOST'
export interface IdCardProblem {
  part: IdCardPart
  code: IdCardProblemCode
}
export type IdCardReading = { ok: true; card: IdCard } | { ok: false; problem: IdCardProblem }

const longestText = 2000
const mostFields = 16

/** Whether a scanned text is meant as an ID card; then `parseIdCardQr` says what is wrong with it. */
export function looksLikeIdCardQr(text: string): boolean {
  return /^\d{9,12}\s*\|.*\|/su.test(tidy(text))
}

/** Never throws. */
export function parseIdCardQr(text: string): IdCardReading {
  try {
    return { ok: true, card: mustParse(text) }
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, problem: { part: error.part, code: error.code } }
    throw error
  }
}

class Malformed extends Error {
  readonly part: IdCardPart
  readonly code: IdCardProblemCode
  constructor(part: IdCardPart, code: IdCardProblemCode) {
    super(`${part}: ${code}`)
    this.part = part
    this.code = code
  }
}

/** Without what readers put around and between: symbology identifier, byte order mark, line breaks. */
function tidy(text: string): string {
  return text
    .replace(/^\ufeff/u, '')
    .trim()
    .replace(/^\][A-Z]\d/, '')
    .replace(/[\r\n]+/g, ' ')
    .trim()
}

function mustParse(text: string): IdCard {
  if (text.length > longestText) throw new Malformed('text', 'TOO_LONG')
  const tidied = tidy(text)
  if (tidied === '') throw new Malformed('text', 'EMPTY')
  const fields = tidied.split('|').map((field) => field.trim())
  if (fields.length < 5 || fields.length > mostFields) throw new Malformed('text', 'NOT_AN_ID_CARD')
  const hasOldNumber = /^\d*$/.test(fields[1] ?? '') || /^\d{8}$|^\d{4}$|^\d\d\/\d\d\/\d{4}$/.test(fields[3] ?? '')
  const [number = '', oldNumber = '', name = '', birth = '', sex = '', address = '', issuedOn = ''] = hasOldNumber
    ? fields
    : [fields[0], '', ...fields.slice(1)]
  if (!/^\d{12}$/.test(number)) throw new Malformed('number', number === '' ? 'EMPTY' : 'WRONG_SHAPE')
  if (!/^(\d{9}|\d{12})?$/.test(oldNumber)) throw new Malformed('oldNumber', 'WRONG_SHAPE')
  return {
    number,
    oldNumber: oldNumber === '' ? null : oldNumber,
    name: mustReadLine('name', name, nameLimit),
    birth: mustReadDate('birth', birth),
    sex: mustReadSex(sex),
    address: mustReadLine('address', address, addressLimit),
    issuedOn: issuedOn === '' ? null : mustReadDate('issuedOn', issuedOn),
  }
}

function mustReadLine(part: 'name' | 'address', field: string, limit: number): string {
  const { text, problems } = cleanLine(field, limit)
  for (const { code } of problems) throw new Malformed(part, code.endsWith('CHARACTER') ? 'BAD_CHARACTER' : plain(code))
  if (/[?\ufffd]/u.test(text)) throw new Malformed(part, 'LETTERS_LOST')
  if (part === 'name' && !/\p{L}/u.test(text)) throw new Malformed(part, 'WRONG_SHAPE')
  return text
}

function plain(code: string): 'EMPTY' | 'TOO_LONG' {
  return code === 'EMPTY' ? 'EMPTY' : 'TOO_LONG'
}

function mustReadSex(field: string): 'male' | 'female' {
  const folded = foldText(field)
  if (folded === 'nam') return 'male'
  if (folded === 'nu') return 'female'
  throw new Malformed('sex', folded === '' ? 'EMPTY' : 'WRONG_SHAPE')
}

/** `ddmmyyyy`, `dd/mm/yyyy`; `0000yyyy` and `yyyy` for a birth of which only the year is known. */
function mustReadDate(part: 'birth' | 'issuedOn', field: string): string {
  if (field === '') throw new Malformed(part, 'EMPTY')
  const match = /^(?:(\d\d)\/?(\d\d)\/?)?(\d{4})$/.exec(field)
  if (match === null) throw new Malformed(part, 'WRONG_SHAPE')
  const [, day = '00', month = '00', year = ''] = match
  if (Number(year) < 1850 || Number(year) > 2150) throw new Malformed(part, 'NO_SUCH_DATE')
  if (part === 'birth' && day === '00' && Number(month) <= 12) return year
  const date = `${year}-${month}-${day}`
  const instant = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== date)
    throw new Malformed(part, 'NO_SUCH_DATE')
  return date
}
