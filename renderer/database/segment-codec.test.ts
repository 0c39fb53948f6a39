import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dossierStatuses } from '../../shared/dossier/dossier.ts'
import { sampleEvent } from '../../test/support/event-builder.ts'
import { applyChange } from './document.ts'
import { toSearchLine, type SearchLine } from './search-index.ts'
import { decodeLines, encodeLines } from './segment-codec.ts'

const received = sampleEvent('received', 1)
const openLine = toSearchLine(applyChange(null, { dossierId: received.dossierId, events: [received] }))
const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll(/[\f\n\ud800-\udfff]/g, ' '))
const line: fc.Arbitrary<SearchLine> = fc.record({
  id: fc.uuid(),
  receivedMs: fc.nat(4_000_000_000_000),
  receivedOn: fc.constant('2026-11-24'),
  folded: text,
  codes: text,
  accented: text,
  status: fc.constantFrom(...dossierStatuses),
  procedureCode: text,
  open: fc.constantFrom(null, openLine.open),
})

test('lines come back as they went in', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      expect(decodeLines(encodeLines(lines))).toEqual(lines)
    }),
  )
})

test('a text that would break the columns is kept readable', () => {
  const [back, next] = decodeLines(encodeLines([{ ...openLine, procedureCode: 'a\nb\fc' }, openLine]))
  expect(back?.procedureCode).toBe('a b c')
  expect(next).toEqual(openLine)
})
