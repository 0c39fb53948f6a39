import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compressTo, fewestPixels, listEncodings, readTarget } from './compress.ts'

const sizeAt = (bytes: number) => async (encoding: { scale: number; quality: number }) =>
  new Uint8Array(Math.max(1, Math.round(bytes * encoding.scale ** 2 * encoding.quality)))

describe('a page made smaller', () => {
  it('stays below what was asked for, at the best of the qualities that do; or says that it cannot', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.integer({ min: 10, max: 9000 }),
        async (bytes, target, longSide) => {
          const encode = sizeAt(bytes)
          const made = await compressTo(target, longSide, encode)
          const all = await Promise.all(listEncodings(longSide).map(encode))
          const fitting = all.findIndex((content) => content.length <= target)
          if (made.kind === 'failed') throw new Error('drawing did not fail')
          expect(made.kind).toBe(fitting === -1 ? 'tooLarge' : 'fits')
          if (made.kind === 'fits') expect(made.content.length).toBeLessThanOrEqual(target)
          else expect(made.content.length).toBe(Math.min(...all.map((content) => content.length)))
          if (made.scale < 1) expect(longSide * made.scale).toBeGreaterThanOrEqual(fewestPixels)
        },
      ),
    )
  })

  it('that cannot be drawn is said so', async () => {
    expect(await compressTo(1000, 3000, async () => null)).toEqual({ kind: 'failed' })
  })
})

it.each([
  ['200', { ok: true, bytes: 204_800 }],
  [' 50 ', { ok: true, bytes: 51_200 }],
  ['49', { ok: false, problem: 'outOfRange' }],
  ['999999', { ok: false, problem: 'outOfRange' }],
  ['', { ok: false, problem: 'notANumber' }],
  ['2e3', { ok: false, problem: 'notANumber' }],
  ['-200', { ok: false, problem: 'notANumber' }],
  ['🙈', { ok: false, problem: 'notANumber' }],
])('the size typed as %j', (typed, reading) => {
  expect(readTarget(typed)).toEqual(reading)
})
