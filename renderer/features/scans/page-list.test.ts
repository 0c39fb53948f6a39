import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUntouched, keptPages, listPages, movePage, toggleOut, turnPages, type PdfPage } from './page-list.ts'

const act = fc.oneof(
  fc.record({
    do: fc.constant('turn' as const),
    at: fc.option(fc.nat(6)),
    step: fc.constantFrom(1 as const, 3 as const),
  }),
  fc.record({ do: fc.constant('move' as const), at: fc.nat(6), step: fc.constantFrom(1 as const, -1 as const) }),
  fc.record({ do: fc.constant('out' as const), at: fc.nat(6) }),
)
const run = (pages: readonly PdfPage[], one: typeof act extends fc.Arbitrary<infer A> ? A : never): PdfPage[] => {
  if (one.do === 'turn') return turnPages(pages, one.at, one.step)
  return one.do === 'move' ? movePage(pages, one.at, one.step) : toggleOut(pages, one.at)
}

describe('pages of a PDF', () => {
  it('whatever is done: each stays in the list once, and at least one is kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(act, { maxLength: 20 }), (count, acts) => {
        const pages = acts.reduce<PdfPage[]>(run, listPages(count))
        expect(pages.map(({ index }) => index).toSorted()).toEqual(listPages(count).map(({ index }) => index))
        expect(keptPages(pages).length).toBeGreaterThan(0)
        for (const { quarters } of pages) expect([0, 1, 2, 3]).toContain(quarters)
        expect(isUntouched(pages)).toBe(JSON.stringify(pages) === JSON.stringify(listPages(count)))
      }),
    )
  })

  it('four quarters, and there and back, are nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.nat(5),
        fc.constantFrom(1 as const, 3 as const),
        (count, at, step) => {
          const once = turnPages(listPages(count), at, step)
          expect(turnPages(once, at, step === 1 ? 3 : 1)).toEqual(listPages(count))
          const twice = turnPages(once, null, step)
          expect(
            turnPages(turnPages(turnPages(twice, null, step), null, step), null, step).map(({ quarters }) => quarters),
          ).toEqual(once.map(({ quarters }) => quarters))
          if (at < count - 1) expect(movePage(movePage(listPages(count), at, 1), at, -1)).toEqual(listPages(count))
        },
      ),
    )
  })
})
