import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addStroke, erase, gapMs, isScan, isSurelyReader, restMs, type Burst, type Landing } from './scan-burst.ts'

const code = '000.00.01.H53-261124-0001'
const codes = fc.constantFrom(code, 'TAM-quay-1-261124-001', 'https://tra.example/?ma=000.00.01.H53-261124-0001')
const landings = fc.constantFrom<Landing>('field', 'scanField', 'nothing')

/** The last burst of strokes with the given time before each. */
function burstOf(text: string, gaps: readonly number[], start = 1000): Burst {
  let burst: Burst | null = null
  let at = start
  for (const [index, character] of [...text].entries()) {
    at += gaps[index % gaps.length] ?? 0
    burst = addStroke(burst, character, at)
  }
  return burst ?? addStroke(null, '', at)
}
const ends = (burst: Burst, landing: Landing, afterMs = 5) => isScan(burst, 'enter', burst.lastAt + afterMs, landing)

describe('a reader', () => {
  it('is known by a code of ours at any tempo of readers', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: gapMs }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(codes, gaps, landings, fc.integer({ min: 0, max: restMs }), (text, gaps, landing, endMs) => {
        const burst = burstOf(text, gaps)
        expect(burst.text).toBe(text)
        expect(ends(burst, landing, endMs)).toBe(true)
      }),
    )
  })

  it.each(['8934563138165', 'RR123456785VN', 'https://vneid.gov.vn/', '072190001234'])('quick, with %s', (text) => {
    expect(ends(burstOf(text, [8]), 'field')).toBe(true)
    expect(ends(burstOf(text, [8]), 'nothing')).toBe(true)
    // What asks for any scanned text keeps it.
    expect(ends(burstOf(text, [8]), 'scanField')).toBe(false)
    expect(ends(burstOf(text, [45]), 'field')).toBe(false)
  })

  it('on a keyboard whose input method meddles is read as the field shows it', () => {
    let burst = burstOf('TAMM', [5])
    burst = erase(burst, burst.lastAt + 3)
    for (const character of '-quay-1-261124-001') burst = addStroke(burst, character, burst.lastAt + 5)
    expect(burst).toMatchObject({ text: 'TAM-quay-1-261124-001', edited: true })
    expect(ends(burst, 'field')).toBe(true)
  })
})

describe('an officer', () => {
  /** Two keys may fall almost together, no third with them: twice as fast as the fastest hand ever measured. */
  const hand = fc.array(fc.tuple(fc.integer({ min: 10, max: 30 }), fc.integer({ min: 50, max: 400 })), {
    minLength: 1,
    maxLength: 40,
  })
  const typed = fc.oneof(fc.stringMatching(/^[\p{L}\d .,:/@-]{1,60}$/u), fc.stringMatching(/^\d{1,13}$/))

  it('is never taken for a reader, wherever and whatever is typed', () => {
    fc.assert(
      fc.property(typed, hand, landings, fc.integer({ min: 0, max: 400 }), (text, pairs, landing, endMs) => {
        const burst = burstOf(text, pairs.flat())
        expect(ends(burst, landing, endMs)).toBe(false)
        expect(isSurelyReader(burst)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('whose abbreviations are written out by the input method keeps them, at any tempo', () => {
    const long = fc.stringMatching(/^[\p{L}\d.,-]{8,40}$/u)
    fc.assert(
      fc.property(long, fc.integer({ min: 1, max: 6 }), landings, (text, erased, landing) => {
        let burst: Burst | null = addStroke(null, 'u', 100)
        for (let n = 0; n < erased; n++) burst = erase(burst, 101 + n)
        for (const character of text) burst = addStroke(burst, character, 110)
        expect(isScan(burst, 'enter', 112, landing)).toBe(false)
      }),
    )
  })

  it.each(['Phường Tân Ninh', 'khai sinh', 'ubnd'])(
    'dictating %j keeps it even without a pause between letters',
    (text) => {
      expect(ends(burstOf(text, [0]), 'field')).toBe(false)
    },
  )

  it('who holds a key down is left alone', () => {
    expect(ends(burstOf('0'.repeat(30), [28]), 'nothing')).toBe(false)
  })

  it('whose Enter comes late meant it', () => {
    expect(ends(burstOf(code, [5]), 'field', restMs + 1)).toBe(false)
  })

  it('who typed before the reader came does not spoil what it read', () => {
    const text = `nghi${code}`
    const burst = burstOf(text, [80, 90, 100, 90, 300, ...Array.from({ length: 40 }, () => 6)])
    expect(burst.text).toBe(code)
  })
})
