import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findParts, writePartHead } from './carried-file.ts'

const text = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 90,
})
const parts = fc.array(
  text.filter(({ length }) => length > 0),
  { minLength: 1, maxLength: 6 },
)
const frame = (all: readonly string[]) =>
  all.map((one, n) => writePartHead({ part: n + 1, parts: all.length, bytes: one.length }) + one).join('')
const find = (file: string) => findParts(file.length, async (start, end) => file.slice(start, end))

describe('a file of parts', () => {
  it('gives each part back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (all) => {
        const file = frame(all)
        const found = await find(file)
        if (found.kind !== 'parts') throw new Error('no parts')
        expect(found.parts.map(({ start, bytes }) => file.slice(start, start + bytes))).toEqual(all)
        expect(found.cut).toBe(false)
      }),
    )
  })

  it('that was cut anywhere says so, and gives the parts that are whole', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.nat(), async (all, at) => {
        const file = frame(all)
        const cut = file.slice(0, at % file.length)
        const found = await find(cut)
        // So short that not even the first line is there: then it is judged, and refused, as a bundle.
        if (found.kind === 'single') {
          expect(cut).not.toContain('\n')
          return
        }
        expect(found.cut).toBe(true)
        expect(found.parts.map(({ start, bytes }) => cut.slice(start, start + bytes))).toEqual(
          all.slice(0, found.parts.length),
        )
      }),
    )
  })

  it('of anything else is a single bundle, or parts that lie within it', async () => {
    const head = fc.tuple(fc.nat(99_999), fc.nat(99_999), fc.nat(9_999_999)).map((n) => `mot-cua-part ${n.join(' ')}\n`)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(head, text)).map((all) => all.join('')),
        async (file) => {
          const found = await find(file)
          if (found.kind === 'single') return
          for (const { start, bytes } of found.parts) expect(start + bytes).toBeLessThanOrEqual(file.length)
        },
      ),
    )
    expect(await find('')).toEqual({ kind: 'single' })
    expect(await find('{"header":{}}')).toEqual({ kind: 'single' })
  })
})
