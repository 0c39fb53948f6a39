import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compressPdf, drawingScale, type PageDrawer, type PdfTask } from './compress-pdf.ts'
import { fewestPixels } from './compress.ts'

const size = fc.record({ width: fc.integer({ min: 20, max: 20_000 }), height: fc.integer({ min: 20, max: 20_000 }) })
const drawerOf = (
  sizes: readonly { width: number; height: number }[],
  bytesOf: (page: number) => number,
): PageDrawer => ({
  count: sizes.length,
  size: async (page) => sizes[page - 1]!,
  draw:
    async (page) =>
    async ({ scale, quality }) =>
      new Uint8Array(Math.max(1, Math.round(bytesOf(page) * scale ** 2 * quality))),
})
const task = (overrides: Partial<PdfTask> = {}): PdfTask => ({
  targetBytes: 1000,
  originalBytes: 1e9,
  onPage: () => undefined,
  signal: new AbortController().signal,
  write: async (pages) => new Uint8Array(pages.reduce((sum, { jpeg }) => sum + jpeg.length, 0)),
  ...overrides,
})
const a4 = { width: 794, height: 1123 }

describe('a PDF made smaller', () => {
  it('keeps each page below what was asked for, or says that one cannot be; pages keep their number and size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(size, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 60_000 }),
        async (sizes, bytes) => {
          const written: { jpeg: Uint8Array; width: number; height: number }[] = []
          const write = async (pages: readonly (typeof written)[number][]) => {
            written.push(...pages)
            return new Uint8Array(1)
          }
          const made = await compressPdf(
            drawerOf(sizes, (page) => bytes / page),
            task({ write }),
          )
          if (made.kind !== 'fits' && made.kind !== 'tooLarge') return expect.fail(made.kind)
          expect(made.pages).toBe(sizes.length)
          expect(written.map(({ width, height }) => [width, height])).toEqual(
            sizes.map(({ width, height }) => [(width * 72) / 96, (height * 72) / 96]),
          )
          expect(made.kind === 'fits').toBe(written.every(({ jpeg }) => jpeg.length <= 1000))
        },
      ),
    )
  })

  it('never draws a page smaller than it can be read, nor larger than the memory holds', () => {
    fc.assert(
      fc.property(size, (page) => {
        const longSide = drawingScale(page) * Math.max(page.width, page.height)
        expect(longSide).toBeGreaterThanOrEqual(fewestPixels - 1)
        expect(longSide).toBeLessThanOrEqual(5001)
      }),
    )
    expect(Math.round(drawingScale(a4) * a4.height)).toBe(2340)
  })

  it('that would not be smaller is not made', async () => {
    const made = await compressPdf(
      drawerOf([a4, a4], () => 900),
      task({ originalBytes: 500 }),
    )
    expect(made).toEqual({ kind: 'noGain', bytes: expect.any(Number) })
  })

  it('tells each page, and stops where it is told to', async () => {
    const controller = new AbortController()
    const seen: number[] = []
    const onPage = (done: number) => {
      seen.push(done)
      if (done === 1) controller.abort()
    }
    const made = await compressPdf(
      drawerOf([a4, a4, a4], () => 900),
      task({ onPage, signal: controller.signal }),
    )
    expect([made, seen]).toEqual([{ kind: 'cancelled' }, [0, 1]])
  })

  it('of which a page cannot be drawn is said so', async () => {
    const drawer = { ...drawerOf([a4], () => 900), draw: async () => async () => null }
    expect(await compressPdf(drawer, task())).toEqual({ kind: 'failed', problem: 'broken' })
  })
})
