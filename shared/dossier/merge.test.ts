import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyHistory, deepFreeze } from '../../test/support/histories.ts'
import { sampleEvent } from '../../test/support/event-builder.ts'
import { compareEvents, mergeEvents, missingEvents } from './merge.ts'

describe('mergeEvents', () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (a, b) => {
        expect(mergeEvents(a, b)).toEqual(mergeEvents(b, a))
      }),
    )
  })
  it('is associative, and takes any number of histories', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, anyHistory, (a, b, c) => {
        const left = mergeEvents(mergeEvents(a, b), c)
        expect(mergeEvents(a, mergeEvents(b, c))).toEqual(left)
        expect(mergeEvents(c, a, b)).toEqual(left)
      }),
    )
  })
  it('is idempotent', () => {
    fc.assert(
      fc.property(anyHistory, (a) => {
        const once = mergeEvents(a)
        expect(mergeEvents(once, once, a)).toEqual(once)
      }),
    )
  })
  it('keeps each id once, in clock order, and changes no input', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (a, b) => {
        const merged = mergeEvents(deepFreeze(a), deepFreeze(b))
        const ids = new Set([...a, ...b].map((event) => event.id))
        expect(new Set(merged.map((event) => event.id))).toEqual(ids)
        expect(merged).toHaveLength(ids.size)
        for (const event of merged) expect([...a, ...b]).toContain(event)
        for (const [index, event] of merged.slice(1).entries())
          expect(compareEvents(merged[index]!, event)).toBeLessThan(0)
      }),
    )
  })
  it('merges nothing to nothing', () => {
    expect(mergeEvents()).toEqual([])
    expect(mergeEvents([], [])).toEqual([])
  })
})

describe('missingEvents', () => {
  it('are what makes ours whole', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (ours, theirs) => {
        const ids = (events: readonly { id: string }[]) => new Set(events.map((event) => event.id))
        const missing = missingEvents(ours, theirs)
        expect(ids(mergeEvents(ours, missing))).toEqual(ids(mergeEvents(ours, theirs)))
        expect(missing.some((event) => ids(ours).has(event.id))).toBe(false)
      }),
    )
    const [one, two] = [sampleEvent('noted', 1), sampleEvent('noted', 2)]
    expect(missingEvents([one], [one, two])).toEqual([two])
  })
})
