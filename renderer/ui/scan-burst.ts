/**
 * Telling a reader's typing from an officer's, by tempo and content. Pure: every stroke brings its own time.
 *
 * A reader sends a character every few milliseconds and ends with Enter. No hand keeps 40 strokes a second up for eight
 * strokes; what does is an input method (Unikey) that expands an abbreviation, which erases the abbreviation first and makes
 * words, or a key held down. So tempo alone is never enough: words are the officer's, whatever their tempo.
 */
import { readScan } from '../../shared/forms/read-scan.ts'

/** Between two characters; even slow readers stay below. */
export const gapMs = 60
/** From the last character to the reader's Enter; without an Enter, until the burst is judged. */
export const restMs = 150
/** Mean of a burst whose content says nothing: 480 words a minute are beyond any hand. */
export const readerMeanMs = 25
const fewestStrange = 8
const fewestKeys = 3

export interface Burst {
  text: string
  strokes: number
  startedAt: number
  lastAt: number
  /** An input method erased something just before or within it. */
  edited: boolean
}
export type Ending = 'enter' | 'rest'
/** What takes the characters: a field, one that wants scanned texts as they are, or nothing. */
export type Landing = 'field' | 'scanField' | 'nothing'

export function continues(burst: Burst | null, at: number): burst is Burst {
  return burst !== null && at - burst.lastAt <= gapMs
}

export function addStroke(burst: Burst | null, text: string, at: number): Burst {
  if (!continues(burst, at)) return { text, strokes: 1, startedAt: at, lastAt: at, edited: false }
  return { ...burst, text: burst.text + text, strokes: burst.strokes + 1, lastAt: at }
}

/** The last character is taken back. */
export function erase(burst: Burst | null, at: number): Burst {
  const before = continues(burst, at) ? burst : addStroke(null, '', at)
  const text = [...before.text].slice(0, -1).join('')
  return { ...before, text, lastAt: at, edited: true }
}

/** Early, while it is still coming: what the page must not take for keys of its own. */
export function isSurelyReader({ strokes, startedAt, lastAt, edited }: Burst): boolean {
  return !edited && strokes >= fewestStrange && lastAt - startedAt <= readerMeanMs * (strokes - 1)
}

export function isScan(burst: Burst, ending: Ending, at: number, landing: Landing): boolean {
  const thing = readScan(burst.text)
  // Nothing else holds so many bars, and no hand types them at this tempo: an Enter is not needed.
  if (thing.kind === 'idCard') return true
  if (ending === 'rest' || at - burst.lastAt > restMs) return false
  if (thing.kind === 'strange' || thing.kind === 'idNumber') {
    if (landing === 'scanField' || !isSurelyReader(burst) || new Set(burst.text).size < fewestKeys) return false
    return landing === 'nothing' || thing.kind === 'idNumber' || thing.shape !== 'text'
  }
  return true
}
