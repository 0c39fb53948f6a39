/** Typed or pasted text, made fit to be stored: NFC and tidy spaces, everything doubtful reported instead of dropped. */

export type TextProblem =
  /** `at`: index of the character in the returned text; `character`: `U+0007`. */
  | { code: 'CONTROL_CHARACTER'; at: number; character: string }
  /** Zero-width and direction marks: they print as nothing and make equal names differ. */
  | { code: 'INVISIBLE_CHARACTER'; at: number; character: string }
  | { code: 'TOO_LONG'; length: number; limit: number }
  | { code: 'EMPTY' }

export interface CleanText {
  /** As typed, in NFC, without spaces at the ends or doubled; still with what `problems` names. */
  text: string
  problems: TextProblem[]
  /** The text without its control and invisible characters, to offer as a repair. */
  repaired: string
}

const control = /^[\p{Cc}\p{Cs}\u2028\u2029]$/u
const invisible = /^\p{Cf}$/u
const oddSpaces = /[^\S\n\r\t\v\f\u2028\u2029]+/gu

/** @param limit in UTF-16 units, as the schemas count */
export function cleanLine(typed: string, limit: number): CleanText {
  const text = tidy(typed)
  const repaired = tidy(
    [...text].map((character) => (control.test(character) ? ' ' : invisible.test(character) ? '' : character)).join(''),
  )
  return { text, problems: problemsOf(text, limit, () => false), repaired }
}

/** As `cleanLine`, but line breaks are part of the text: reasons and notes. */
export function cleanBlock(typed: string, limit: number): CleanText {
  const text = tidyLines(typed.replace(/\r\n?/g, '\n'))
  const repaired = text.split('\n').map((line) => cleanLine(line, limit).repaired)
  return {
    text,
    problems: problemsOf(text, limit, (character) => character === '\n'),
    repaired: tidyLines(repaired.join('\n')),
  }
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(oddSpaces, ' ')
    .replace(/^ +| +$/g, '')
}

function tidyLines(text: string): string {
  return text
    .split('\n')
    .map(tidy)
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
}

function problemsOf(text: string, limit: number, isFine: (character: string) => boolean): TextProblem[] {
  const problems: TextProblem[] = []
  let at = 0
  for (const character of text) {
    const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    if (isFine(character)) at += 0
    else if (control.test(character)) problems.push({ code: 'CONTROL_CHARACTER', at, character: name })
    else if (invisible.test(character)) problems.push({ code: 'INVISIBLE_CHARACTER', at, character: name })
    at += character.length
  }
  if (text === '') problems.push({ code: 'EMPTY' })
  if (text.length > limit) problems.push({ code: 'TOO_LONG', length: text.length, limit })
  return problems
}
