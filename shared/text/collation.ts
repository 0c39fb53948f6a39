/**
 * Vietnamese order by an own table: a desk, its browser and the gateway must sort alike, whatever ICU they carry.
 *
 * Letters first (a ă â b c d đ e ê …), then tones word by word (ngang huyền hỏi ngã sắc nặng), then the rest. A word has one
 * tone wherever it is written, so `Hoà` and `Hòa` stand side by side.
 */
const alphabet = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const tones = '\u0300\u0309\u0303\u0301\u0323'
/** Breve, circumflex and horn make letters of their own; other marks count as nothing. */
const letterMarks = /^[\u0302\u0306\u031b]$/

const rankOfSpace = 1
const rankOfSymbol = 2
const rankOfDigit = 0x100
const rankOfLetter = 0x200
const rankOfOther = 0x300
const letterRank = new Map([...alphabet].map((letter, index) => [letter, rankOfLetter + index]))

function rankOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (/\s/u.test(character)) return String.fromCodePoint(rankOfSpace)
  const known = letterRank.get(character)
  if (known !== undefined) return String.fromCodePoint(known)
  if (/^[0-9]$/.test(character)) return String.fromCodePoint(rankOfDigit + code)
  if (code < 0x80) return String.fromCodePoint(rankOfSymbol + code)
  return String.fromCodePoint(rankOfOther) + character
}

interface Keys {
  letters: string
  tones: string
}

function keysOf(text: string): Keys {
  const keys: Keys = { letters: '', tones: '' }
  let pending = ''
  let tone = 0
  const flush = () => {
    if (pending !== '') keys.letters += rankOf(pending.normalize('NFC'))
    pending = ''
  }
  const endWord = () => {
    keys.tones += String(tone)
    tone = 0
  }
  for (const character of text.normalize('NFD').toLowerCase().normalize('NFD')) {
    if (tones.includes(character)) tone = tones.indexOf(character) + 1
    else if (letterMarks.test(character)) pending += pending.length === 1 ? character : ''
    else if (!/^\p{M}$/u.test(character)) {
      flush()
      if (/\s/u.test(character)) endWord()
      pending = character
    }
  }
  flush()
  endWord()
  return keys
}

function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Total: 0 only for the same text. Spaces at the ends and doubled ones do not count until all else is equal. */
export function compareVietnamese(a: string, b: string): number {
  return compareSpoken(a, b) || compareStrings(a, b)
}

/** 0 for one word in two spellings: `Hoà` and `Hòa`. */
function compareSpoken(a: string, b: string): number {
  if (a === b) return 0
  const tidy = (text: string) => text.trim().replace(/\s+/gu, ' ')
  const left = keysOf(tidy(a))
  const right = keysOf(tidy(b))
  return compareStrings(left.letters, right.letters) || compareStrings(left.tones, right.tones)
}

/** A single token is a given name; a double surname counts its second part as middle name. */
export function splitName(name: string): { family: string; middle: string; given: string } {
  const parts = name.trim().split(/\s+/u)
  const given = parts.pop() ?? ''
  const family = parts.shift() ?? ''
  return { family, middle: parts.join(' '), given }
}

/**
 * As lists of people are ordered: given name, then family name, then middle name. A given name in its two spellings is one
 * name: the family decides.
 */
export function compareNames(a: string, b: string): number {
  const left = splitName(a)
  const right = splitName(b)
  return (
    compareSpoken(left.given, right.given) ||
    compareSpoken(left.family, right.family) ||
    compareSpoken(left.middle, right.middle) ||
    compareStrings(a, b)
  )
}
