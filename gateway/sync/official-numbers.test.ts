import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandStart, lastSequence, planRange } from './official-numbers.ts'

/** At the end of what a code has room for, and where most days stay. */
const numbers = fc.oneof(
  fc.integer({ min: 1, max: 12_000 }),
  fc.integer({ min: lastSequence - 400, max: lastSequence }),
)
const sequences = fc.record({
  last: numbers,
  taken: fc.array(numbers, { maxLength: 60 }).map((numbers) => new Set(numbers)),
})

describe('planRange', () => {
  it('gives numbers that nobody has, in a row, above the last and in the band', () => {
    fc.assert(
      fc.property(
        sequences,
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 500 }),
        (sequence, restores, count) => {
          const range = planRange(sequence, restores, count)
          if (range === null) return
          expect(range.last - range.first + 1).toBe(count)
          expect(range.first).toBeGreaterThan(sequence.last)
          expect(range.first).toBeGreaterThanOrEqual(bandStart(restores))
          expect(range.last).toBeLessThanOrEqual(lastSequence)
          for (const number of sequence.taken) expect(number >= range.first && number <= range.last).toBe(false)
        },
      ),
    )
  })

  it('gives the first such numbers, and null only when there are none', () => {
    fc.assert(
      fc.property(sequences, fc.integer({ min: 1, max: 50 }), (sequence, count) => {
        const range = planRange(sequence, 0, count)
        const free = (first: number) =>
          Array.from({ length: count }, (_, index) => first + index).every((number) => !sequence.taken.has(number))
        let first = sequence.last + 1
        while (first + count - 1 <= lastSequence && !free(first)) first += 1
        expect(range?.first ?? null).toBe(first + count - 1 <= lastSequence ? first : null)
      }),
    )
  })

  it('starts each restore in a band of its own', () => {
    expect([0, 1, 2, 3, 4, 5].map(bandStart)).toEqual([1, 7000, 8000, 9000, 10_000, 20_000])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), (restores) => {
        expect(bandStart(restores + 1) - bandStart(restores)).toBeGreaterThanOrEqual(1000)
        expect(bandStart(restores + 1)).toBeLessThan(lastSequence)
      }),
    )
  })
})
