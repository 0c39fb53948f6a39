import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockOfText, lineOfText } from '../../shared/dossier/person.ts'
import { checkBirth, checkCount, checkText, tidyBlock, tidyLine } from './field-checks.ts'

describe('text', () => {
  it.each([
    ['', { limit: 5, required: true }, { code: 'required' }],
    ['   ', { limit: 5, required: true }, { code: 'required' }],
    ['', { limit: 5 }, null],
    ['Hoà', { limit: 5 }, null],
    ['Nguyễn', { limit: 5 }, { code: 'tooLong', n: 5, length: 6 }],
    ['a\u0007b', { limit: 5 }, { code: 'control', repaired: 'a b' }],
    ['a\u200bb', { limit: 5 }, { code: 'invisible', repaired: 'ab' }],
    ['a\nb', { limit: 5 }, { code: 'control', repaired: 'a b' }],
    ['a\nb', { limit: 5, lines: true }, null],
  ])('%j', (typed, rule, problem) => {
    expect(checkText(typed, rule)).toEqual(problem)
  })

  it('whatever it passes, the schema takes; what it repairs, it passes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.boolean(), (typed, lines) => {
        const problem = checkText(typed, { limit: 20, lines })
        const schema = lines ? blockOfText(20) : lineOfText(20)
        if (problem === null) expect(schema.safeParse(lines ? tidyBlock(typed) : tidyLine(typed)).success).toBe(true)
        else if ('repaired' in problem)
          expect(['tooLong', undefined]).toContain(checkText(problem.repaired, { limit: 20, lines })?.code)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('numbers and births', () => {
  it.each(['', '0', '1000', '1.5', '-1', '１', 'một', '1e2'])('%j is no count from 1 to 999', (typed) => {
    expect(checkCount(typed, 1, 999)).toEqual({ code: 'number', min: 1, max: 999 })
  })
  it('a count may have spaces around it', () => {
    expect(checkCount(' 12 ', 1, 999)).toBeNull()
  })
  it.each([
    ['', null],
    ['17/05/1990', null],
    ['2026', null],
    ['24/11/2026', null],
    ['25/11/2026', { code: 'birthFuture' }],
    ['2027', { code: 'birthFuture' }],
    ['31/02/1990', { code: 'birth' }],
  ])('birth %j', (typed, problem) => {
    expect(checkBirth(typed, '2026-11-24')).toEqual(problem)
  })
})
