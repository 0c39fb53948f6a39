import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyEntry, findProblems, isFiltered, parseVolumeSize, toFilter } from './entry.ts'

describe('filters as typed', () => {
  it.each([
    ['32/01/2026', '', 'date'],
    ['hôm qua', '', 'date'],
    ['24/11/2026', '01/11/2026', 'backwards'],
    ['', 'mai', null],
    ['01/11/2026', '24/11/2026', null],
  ])('from "%s" to "%s"', (from, to, problem) => {
    expect(findProblems({ from, to }).from).toBe(problem)
  })

  it('a wrong day is said and left out; it hides no dossier', () => {
    expect(toFilter({ ...emptyEntry, from: 'x', to: '24/11/2026' })).toMatchObject({ from: null, to: '2026-11-24' })
    expect(toFilter({ ...emptyEntry, from: '24/11/2026', to: '01/11/2026' })).toMatchObject({ from: null, to: null })
    fc.assert(
      fc.property(fc.string(), fc.string(), (from, to) => {
        const filter = toFilter({ ...emptyEntry, from, to })
        for (const day of [filter.from, filter.to]) expect(day === null || /^\d{4}-\d{2}-\d{2}$/.test(day)).toBe(true)
        if (filter.from !== null && filter.to !== null) expect(filter.from <= filter.to).toBe(true)
      }),
    )
  })

  it('a volume alone is a whole part of the book, anything else is a filter', () => {
    expect(isFiltered({ ...emptyEntry, volume: 3 })).toBe(false)
    expect(isFiltered({ ...emptyEntry, text: 'hoa' })).toBe(true)
  })

  it.each([
    ['500', 500],
    [' 100000 ', 100_000],
    ['9', null],
    ['0', null],
    ['-50', null],
    ['1e3', null],
    ['100001', null],
    ['', null],
    ['năm trăm', null],
  ])('volume size "%s"', (text, size) => {
    expect(parseVolumeSize(text)).toBe(size)
  })
})
