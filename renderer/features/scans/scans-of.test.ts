import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DossierEvent, PayloadOf } from '../../../shared/dossier/event.ts'
import { sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { scansOf } from './scans-of.ts'

const idOf = (n: number) => n.toString(16).padStart(64, '0')
const added = (n: number, scan: number, componentId: string | null) =>
  sampleEvent('scansAdded', n, {
    payload: {
      scans: [{ id: idOf(scan), name: `${scan}.pdf`, mediaType: 'application/pdf', bytes: 1, componentId }],
    },
  })
const refiled = (n: number, scan: number, change: Partial<PayloadOf<'scanRefiled'>>) =>
  sampleEvent('scanRefiled', n, {
    payload: { id: idOf(scan), name: '', from: null, to: null, removed: false, reason: '', ...change },
  })
const shown = (events: DossierEvent[]) =>
  scansOf(events).map(({ id, componentId, removed }) => [id, componentId, removed])

describe('scans of a dossier', () => {
  it('lie where they were put last', () => {
    const events = [added(1, 1, null), refiled(2, 1, { to: 'to-khai' })]
    expect(shown(events)).toEqual([[idOf(1), 'to-khai', null]])
    expect(shown([...events, refiled(3, 1, { from: 'to-khai', to: 'cccd' })])).toEqual([[idOf(1), 'cccd', null]])
  })

  it('of citizens came with the filing or after it, and are re-filed like any other', () => {
    const scan = { id: idOf(1), name: '1.pdf', mediaType: 'application/pdf' as const, bytes: 1, componentId: 'a' }
    const filed = sampleEvent('registeredOnline', 0, {
      payload: { ...samplePayloads.registeredOnline(), files: [scan] },
    })
    const more = sampleEvent('papersFiledOnline', 1, {
      payload: { ...samplePayloads.papersFiledOnline(), files: [{ ...scan, id: idOf(2) }] },
    })
    expect(shown([filed, more])).toEqual([
      [idOf(1), 'a', null],
      [idOf(2), 'a', null],
    ])
    expect(shown([filed, refiled(3, 1, { from: 'a', to: 'b' })])).toEqual([[idOf(1), 'b', null]])
  })

  it('that do not belong here are kept with the reason, and can come back', () => {
    const removed = [
      added(1, 1, 'cccd'),
      refiled(2, 1, { from: 'cccd', to: 'cccd', removed: true, reason: 'Của người khác' }),
    ]
    expect(shown(removed)).toEqual([[idOf(1), 'cccd', 'Của người khác']])
    expect(shown([...removed, refiled(3, 1, { from: 'cccd', to: null })])).toEqual([[idOf(1), null, null]])
    expect(shown([...removed, added(3, 1, 'cccd')])).toEqual([[idOf(1), 'cccd', null]])
  })

  it('moved by two desks at once go where the later one said of what was still there', () => {
    const events = [added(1, 1, null), refiled(2, 1, { to: 'a' }), refiled(3, 1, { to: 'b' })]
    expect(shown(events)).toEqual([[idOf(1), 'a', null]])
  })

  it('never vanish, whatever is said of them', () => {
    const place = fc.constantFrom('a', 'b', null)
    const step = fc.oneof(
      fc.record({ scan: fc.nat(2), to: place }),
      fc.record({ scan: fc.nat(2), from: place, to: place, removed: fc.boolean() }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const events = steps.map(({ scan, ...rest }, n) =>
          'removed' in rest ? refiled(n, scan, rest) : added(n, scan, rest.to),
        )
        const all = new Set(steps.flatMap((one) => ('removed' in one ? [] : [idOf(one.scan)])))
        const lines = scansOf(events)
        expect(new Set(lines.map(({ id }) => id))).toEqual(all)
        const keys = lines.map(({ id, componentId }) => `${id} ${componentId}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })
})
