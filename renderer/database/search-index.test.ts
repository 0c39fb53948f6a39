import { expect, it } from 'vitest'
import { sampleEvent, sampleUuid } from '../../test/support/event-builder.ts'
import { applyChange } from './document.ts'
import { SearchIndex, toSearchLine } from './search-index.ts'

const lineOf = (type: 'received' | 'refusedAtCounter', dossier: number, day: string) =>
  toSearchLine(
    applyChange(null, {
      dossierId: sampleUuid(0, dossier),
      events: [sampleEvent(type, 1, { dossier, wallMs: Date.parse(`${day}T08:00:00+07:00`) })],
    }),
  )

it('finds what was turned away at the counter by its day, and does not count it as received', () => {
  const index = new SearchIndex()
  index.put(lineOf('received', 1, '2026-11-24'))
  index.put(lineOf('refusedAtCounter', 2, '2026-11-24'))
  index.put(lineOf('received', 3, '2026-11-23'))
  const on = (day: string) => index.find({ text: '', receivedFrom: day, receivedTo: day })
  expect(on('2026-11-24').toSorted()).toEqual([sampleUuid(0, 1), sampleUuid(0, 2)])
  expect(index.find({ text: '' }).at(-1)).toBe(sampleUuid(0, 3))
  expect(index.countSince('2026-11-24')).toBe(1)
  expect(index.countSince('2026-11-23')).toBe(2)
  expect(index.countSince('2026-11-25')).toBe(0)
})
