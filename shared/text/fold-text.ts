/** Vietnamese text made comparable: for searching, never for storing or printing. */

const combiningMarks = /[\u0300-\u036f]/g
/** đ does not decompose; eth and African d are what wrong keyboards and old fonts put in its place. */
const strokedD = /[\u0111\u00f0\u0256]/g
const spaces = /\s+/g
const word = /[\p{L}\p{M}\p{N}]+/gu

/**
 * Without tones and diacritics, lower-case, single spaces: `Nguyễn  Thị Đào` → `nguyen thi dao`.
 * Letter by letter (but for spaces), so that the fold of a word's beginning is the beginning of its fold.
 */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFD')
      .toLowerCase()
      // Lower-casing may make new marks: İ becomes i and a dot.
      .normalize('NFD')
      .replace(combiningMarks, '')
      .replace(strokedD, 'd')
      .normalize('NFC')
      .replace(spaces, ' ')
      .trim()
  )
}

/**
 * As `foldText`, and i and y are one: `Lý` finds `Lí`, `Quý` finds `Quí`. Tone placement (`hoà`, `hòa`) falls away with the
 * tones. It also joins `tai` and `tay`: rank hits with `accentFold`.
 */
export function searchFold(text: string): string {
  return foldText(text).replace(/y/g, 'i')
}

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g

/**
 * Keeps the accents, but moves a word's tone to its end, so that `hoà` and `hòa` are equal while `hoa` differs. To rank hits
 * with the accents as typed before the others.
 */
export function accentFold(text: string): string {
  const lower = text.normalize('NFD').toLowerCase().normalize('NFD').replace(strokedD, '\u0111')
  return lower
    .replace(word, (syllable) => syllable.replace(toneMarks, '') + (syllable.match(toneMarks) ?? []).join(''))
    .replace(spaces, ' ')
    .trim()
    .normalize('NFC')
}

/** Words of letters and digits, folded by `fold`; whatever stands between them is dropped. */
export function listWords(text: string, fold: (text: string) => string = searchFold): string[] {
  return fold(text).match(word) ?? []
}

/** How well `query` fits `text`: 3 accents and all, 2 without accents, 1 with i and y as one, 0 not at all. */
export function rankMatch(query: string, text: string): 0 | 1 | 2 | 3 {
  const fits = (fold: (text: string) => string) => {
    const words = listWords(text, fold)
    return listWords(query, fold).every((part) => words.some((candidate) => candidate.startsWith(part)))
  }
  if (!fits(searchFold)) return 0
  if (fits(accentFold)) return 3
  return fits(foldText) ? 2 : 1
}
