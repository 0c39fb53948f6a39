import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planScanParts, scansNamedIn } from './plan-scans.ts'

const waiting = fc
  .array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 })
  .map((sizes) => sizes.map((bytes, n) => ({ id: `s${n}`, bytes })))

describe('scans in parts', () => {
  it('each in exactly one, in order, no part larger than it may be unless one scan is', () => {
    fc.assert(
      fc.property(waiting, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 8 }), (all, bytes, scans) => {
        const parts = planScanParts(all, { bytes, scans })
        expect(parts.flatMap(({ ids }) => ids)).toEqual(all.map(({ id }) => id))
        const sizeOf = new Map(all.map(({ id, bytes: size }) => [id, size]))
        for (const part of parts) {
          expect(part.bytes).toBe(part.ids.reduce((sum, id) => sum + (sizeOf.get(id) ?? 0), 0))
          expect(part.ids.length).toBeLessThanOrEqual(scans)
          if (part.ids.length > 1) expect(part.bytes).toBeLessThanOrEqual(bytes)
        }
      }),
    )
  })
})

it('finds what unsent dossiers name, in any event, once', () => {
  const added = (...ids: string[]) => ({ type: 'scansAdded', payload: { scans: ids.map((id) => ({ id })) } })
  const requests = [
    { dossiers: [{ dossierId: 'a', events: [{}, null, added('1', '2'), { type: 'noted' }] }] },
    {
      dossiers: [
        { dossierId: 'a', events: [added('2', '3')] },
        { dossierId: 'b', events: [{ type: 'scansAdded' }] },
      ],
    },
  ]
  expect(scansNamedIn(requests)).toEqual(new Map([['a', ['1', '2', '3']]]))
})
