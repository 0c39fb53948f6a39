/**
 * Numbers of parcels. International ones, and most of the public post's, follow UPU S10: two letters, eight digits, a check
 * digit, two letters of the country. Other carriers number as they like, so a doubt is all that may be said.
 */
const s10 = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/
const weights = [8, 6, 4, 2, 3, 5, 9, 7]

/** As it is stored: capitals, without the spaces that labels are printed with. */
export function normaliseTrackingNumber(typed: string): string {
  const text = typed.normalize('NFC').trim().toUpperCase()
  const close = text.replaceAll(/[\s.-]/g, '')
  return s10.test(close) ? close : text
}

/** The number in one piece when the whole text is one of UPU S10, typed as its label prints it; else null. */
export function findS10(text: string): string | null {
  const number = normaliseTrackingNumber(text)
  return s10.test(number) ? number : null
}

/** True: the number has the shape of UPU S10, but was mistyped or misread. */
export function hasWrongCheckDigit(typed: string): boolean {
  const match = s10.exec(normaliseTrackingNumber(typed))
  if (match === null) return false
  const [, serial = '', check] = match
  const sum = weights.reduce((total, weight, place) => total + weight * Number(serial[place]), 0)
  const expected = 11 - (sum % 11)
  return Number(check) !== (expected === 10 ? 0 : expected === 11 ? 5 : expected)
}
