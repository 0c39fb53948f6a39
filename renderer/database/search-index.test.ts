import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { receivedPayload, sampleEvent, sampleUuid } from '../../test/support/event-builder.ts'
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

it('finds a dossier by the number of its owner, also from a row that does not have it yet', () => {
  const base = receivedPayload()
  const owner = { ...base.submitter, name: 'Trần Văn Bé', idNumber: '072085009876' }
  const dossierId = sampleUuid(0, 1)
  const received = sampleEvent('received', 1, { dossier: 1, payload: { ...base, owner } })
  const corrected = sampleEvent('corrected', 2, {
    dossier: 1,
    payload: { field: 'owner.idNumber', from: '072085009876', to: '072085009877', reason: 'Gõ nhầm' },
  })
  const document = applyChange(null, { dossierId, events: [received, corrected] })
  const { ownerIdNumber: _left, ...older } = document.body.row
  for (const row of [document.body.row, older]) {
    const index = new SearchIndex()
    index.put(toSearchLine({ ...document, body: { ...document.body, row } }))
    expect(index.find({ text: '072085009877' })).toEqual([dossierId])
    expect(index.find({ text: '0720850098' })).toEqual([dossierId])
    expect(index.find({ text: '072085009876' })).toEqual([])
    expect(index.find({ text: base.submitter.idNumber ?? '' })).toEqual([dossierId])
  }
})

it('finds a name however it is spelt: đ or d, tones old or new, composed or not, in capitals', () => {
  const word = fc.constantFrom('Đỗ', 'Hoà', 'Hòa', 'Thuý', 'Thúy', 'Đức', 'Lý', 'Lí', 'Quý', 'Ân', 'Xuân')
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
  const pairs: [string, string][] = [
    ['Hoà', 'Hòa'],
    ['Thuý', 'Thúy'],
    ['Lý', 'Lí'],
  ]
  const turned = (text: string, to: 0 | 1) =>
    pairs.reduce((all, pair) => all.replaceAll(pair[to === 0 ? 1 : 0], pair[to]), text)
  const spellings: ((text: string) => string)[] = [
    (text) => turned(text, 0),
    (text) => turned(text, 1),
    (text) => text.normalize('NFD'),
    (text) => text.toUpperCase(),
    (text) => text.replaceAll('Đ', 'D').replaceAll('đ', 'd'),
    (text) =>
      text
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replaceAll('Đ', 'd'),
    (text) => text.slice(0, -1),
  ]
  fc.assert(
    fc.property(name, name, fc.constantFrom(...spellings), (submitter, owner, spell) => {
      const base = receivedPayload()
      const payload = {
        ...base,
        submitter: { ...base.submitter, name: submitter },
        owner: { ...base.submitter, name: owner },
      }
      const index = new SearchIndex()
      index.put(
        toSearchLine(
          applyChange(null, {
            dossierId: sampleUuid(0, 1),
            events: [sampleEvent('received', 1, { dossier: 1, payload })],
          }),
        ),
      )
      for (const typed of [submitter, owner, `${owner} ${submitter}`])
        expect(index.find({ text: spell(typed) })).toEqual([sampleUuid(0, 1)])
    }),
  )
})
