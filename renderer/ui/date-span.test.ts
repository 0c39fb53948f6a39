import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanBounds, spanDays, spanProblems } from './date-span.ts'

describe('two days as typed', () => {
  it.each([
    ['01/11/2026', '24/11/2026', null, null, null],
    ['24.11.2026', '24/11/2026', null, null, null],
    ['24/11/2026', '01/11/2026', 'backwards', null, 'backwards'],
    ['32/01/2026', '', 'date', 'date', 'date'],
    ['', '24/11/2026', 'date', null, null],
    ['', '', 'date', 'date', null],
  ])('"%s" to "%s"', (from, to, first, last, loosely) => {
    expect(spanProblems({ from, to }, 'both')).toEqual({ from: first, to: last })
    expect(spanProblems({ from, to }, 'any').from).toBe(loosely)
  })

  it('whatever is typed, days are days, in order', () => {
    const typed = fc.oneof(fc.string(), fc.constantFrom('', '01/11/2026', '24/11/2026', '29/02/2027'))
    fc.assert(
      fc.property(typed, typed, (from, to) => {
        const strict = spanDays({ from, to })
        const loose = spanBounds({ from, to })
        for (const day of [strict?.from ?? null, strict?.to ?? null, loose.from, loose.to])
          expect(day === null || /^\d{4}-\d{2}-\d{2}$/.test(day)).toBe(true)
        if (strict !== null) expect(loose).toEqual(strict)
        if (loose.from !== null && loose.to !== null) expect(loose.from <= loose.to).toBe(true)
      }),
    )
  })
})
