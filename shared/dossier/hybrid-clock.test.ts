import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatStamp, hybridStampSchema, laterStamp, nextStamp, parseStamp } from './hybrid-clock.ts'

const wall = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2099, 0, 1) })
const desk = fc.stringMatching(/^[0-9A-Za-z-]{1,40}$/)
const stamp = fc.tuple(wall, fc.nat(0xffff), desk)

describe('hybrid clock', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(stamp, ([wallMs, counter, deskId]) => {
        const written = formatStamp(wallMs, counter, deskId)
        expect(hybridStampSchema.parse(written)).toBe(written)
        expect(parseStamp(written)).toEqual({ wallMs, counter, deskId })
      }),
    )
  })
  it('sorts as text by instant, then counter', () => {
    fc.assert(
      fc.property(stamp, stamp, ([a, b, c], [d, e, f]) => {
        const [left, right] = [formatStamp(a, b, c), formatStamp(d, e, f)]
        const byParts = a - d || b - e
        expect(byParts === 0 || left < right === byParts < 0).toBe(true)
      }),
    )
  })
  it('puts what was written after seeing another behind it, however the clocks disagree', () => {
    fc.assert(
      fc.property(stamp, wall, desk, ([wallMs, counter, seenDesk], ownWall, ownDesk) => {
        const seen = formatStamp(wallMs, counter, seenDesk)
        const next = nextStamp(seen, ownWall, ownDesk)
        expect(next > seen).toBe(true)
        expect(hybridStampSchema.safeParse(next).success).toBe(true)
        expect(parseStamp(next).wallMs).toBeGreaterThanOrEqual(ownWall)
      }),
    )
  })
  it('goes on when the counter is full, and starts with the desk’s own clock', () => {
    const full = formatStamp(1_700_000_000_000, 0xffff, 'desk-9')
    expect(nextStamp(full, 1_600_000_000_000, 'a')).toBe(formatStamp(1_700_000_000_001, 0, 'a'))
    expect(nextStamp(null, 1_700_000_000_000, 'a')).toBe('2023-11-14T22:13:20.000Z_0000_a')
  })
  it('gives a desk writing in a loop a new stamp each time', () => {
    const stamps: string[] = []
    for (let n = 0; n < 70_000; n += 1) stamps.push(nextStamp(stamps.at(-1) ?? null, 1_700_000_000_000, 'a'))
    expect(new Set(stamps).size).toBe(stamps.length)
    expect(stamps.toSorted()).toEqual(stamps)
  })
  it('knows the later of two', () => {
    const [early, late] = [formatStamp(1, 0, 'b'), formatStamp(2, 0, 'a')]
    expect(laterStamp(early, late)).toBe(late)
    expect(laterStamp(late, early)).toBe(late)
    expect(laterStamp(null, early)).toBe(early)
    expect(laterStamp(early, null)).toBe(early)
    expect(laterStamp(null, null)).toBeNull()
  })
  it('refuses garbage as a stamp', () => {
    for (const text of ['', '2026', formatStamp(1, 0, ''), `${formatStamp(1, 0, 'a')}_`, formatStamp(1, 0x10000, 'a')])
      expect(hybridStampSchema.safeParse(text).success).toBe(false)
  })
})
