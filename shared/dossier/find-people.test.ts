import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receivedPayload } from '../../test/support/event-builder.ts'
import { compareNames } from '../text/collation.ts'
import { findPeople, planPersonSearch, type PersonOfDossier, type PersonQuestion } from './find-people.ts'
import type { Person } from './person.ts'

let n = 0
function of(change: Partial<Person>, receivedAt = '2026-11-20T08:00:00+07:00'): PersonOfDossier {
  n += 1
  const person = { ...receivedPayload().submitter, idNumber: null, phone: null, birth: null, ...change }
  return { person, dossierId: `d${n}`, number: `m${n}`, procedureName: 'Thủ tục', receivedAt }
}
const ask = (change: Partial<PersonQuestion>): PersonQuestion => ({ idNumber: '', name: '', phone: '', ...change })
const namesOf = (found: readonly PersonOfDossier[]) => found.map(({ person }) => person.name)

describe('people of earlier dossiers', () => {
  it('one person once, as the newest dossier states it', () => {
    const older = of({ idNumber: '072190001234', address: 'Ấp 1' }, '2026-01-05T08:00:00+07:00')
    const newer = of({ idNumber: '072190001234', address: 'Khu phố 4' }, '2026-11-05T08:00:00+07:00')
    const [found, ...others] = findPeople([older, newer], ask({ idNumber: '072 190 001' }))
    expect(found).toMatchObject({ dossiers: 2, number: newer.number, person: { address: 'Khu phố 4' } })
    expect(others).toEqual([])
  })

  it('another full number is another person, however alike the names', () => {
    const other = of({ name: 'Nguyễn Thị Hoà', idNumber: '072190009999' })
    const sameOld = of({ name: 'Nguyễn Thị Hoà', idNumber: '290111222' })
    const found = findPeople([other, sameOld], ask({ idNumber: '072190001234', name: 'Nguyễn Thị Hoà' }))
    expect(found.map(({ person }) => person.idNumber)).toEqual(['290111222'])
  })

  it('by telephone, in any way of writing it', () => {
    const person = of({ phone: '+84 912 345 678' })
    for (const phone of ['0912345678', '0912 345', '84912345'])
      expect(findPeople([person], ask({ phone }))).toHaveLength(1)
    expect(findPeople([person], ask({ phone: '0913 345' }))).toEqual([])
  })

  it.each([
    ['nguyen thi hoa', 'Nguyễn Thị Hòa'],
    ['Nguyễn Thị Hoà', 'Nguyễn Thị Hòa'],
    ['dao van đuc', 'Đào Văn Đức'],
    ['Dao Van Duc', 'Đào Văn Đức'],
    ['ly thi thuy', 'Lí Thị Thúy'],
    ['THUÝ', 'Lí Thị Thúy'],
  ])('%s finds %s', (typed, name) => {
    expect(namesOf(findPeople([of({ name })], ask({ name: typed })))).toEqual([name])
  })

  it('names in Vietnamese order: given, family, middle; those with the accents as typed first', () => {
    const names = ['Trần Văn An', 'Nguyễn Văn Ân', 'Đỗ Văn An', 'Đặng Văn An', 'Đỗ Anh Văn']
    const found = findPeople(
      names.map((name, at) => of({ name, birth: `19${70 + at}` })),
      ask({ name: 'Văn' }),
    )
    expect(namesOf(found)).toEqual(['Đặng Văn An', 'Đỗ Văn An', 'Trần Văn An', 'Nguyễn Văn Ân', 'Đỗ Anh Văn'])
    const folded = findPeople([of({ name: 'Lê Hòa' }), of({ name: 'Lê Hoa' })], ask({ name: 'hoà' }))
    expect(namesOf(folded)).toEqual(['Lê Hòa', 'Lê Hoa'])
  })

  it('asks for nothing while too little is typed', () => {
    expect(planPersonSearch(ask({ idNumber: '07219', name: 'Ng', phone: '0912' }))).toEqual([])
    expect(planPersonSearch(ask({ idNumber: '072.190 0', name: ' Ngô ', phone: '0912 34' }))).toEqual([
      '0721900',
      '091234',
      'Ngô',
    ])
  })

  const name = fc
    .array(fc.constantFrom('Nguyễn', 'Đỗ', 'Thị', 'Hoà', 'Hòa', 'Thuý', 'Thúy', 'An', 'Ân', 'Đức'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((words) => words.join(' '))
  const anyone = fc.record({
    name: fc.oneof(name, fc.string({ unit: 'binary' })),
    idNumber: fc.option(fc.oneof(fc.stringMatching(/^\d{9}$|^\d{12}$/), fc.string())),
    phone: fc.option(fc.oneof(fc.stringMatching(/^0\d{9}$/), fc.string())),
    birth: fc.constantFrom(null, '1990', '1990-05-17'),
  })

  it('whatever is typed: each person once, all ordered, none that does not fit, the order of dossiers no matter', () => {
    const question = fc.record({ name: fc.oneof(name, fc.string()), idNumber: fc.string(), phone: fc.string() })
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 12 }), question, (people, asked) => {
        const candidates = people.map((person, at) => of(person, `2026-10-${String(at + 10)}T08:00:00+07:00`))
        const found = findPeople(candidates, asked)
        expect(findPeople(candidates.toReversed(), asked)).toEqual(found)
        expect(new Set(found.map(({ dossierId }) => dossierId)).size).toBe(found.length)
        expect(found.reduce((sum, { dossiers }) => sum + dossiers, 0)).toBeLessThanOrEqual(candidates.length)
        if (planPersonSearch(asked).length === 0) expect(found).toEqual([])
      }),
    )
  })

  it('a name is found by itself, with or without its accents, by its beginnings, wherever its tones stand', () => {
    const spelt = (text: string) =>
      fc.constantFrom(
        text,
        text.normalize('NFD'),
        text.toUpperCase(),
        text.replaceAll('Hoà', 'Hòa').replaceAll('Thuý', 'Thúy'),
        text
          .normalize('NFD')
          .replace(/[\u0300-\u036f]/g, '')
          .replace(/đ/g, 'd')
          .replace(/Đ/g, 'D'),
      )
    const cases = name.chain((text) => fc.tuple(fc.constant(text), spelt(text)))
    fc.assert(
      fc.property(cases, ([text, typed]) => {
        fc.pre(typed.replace(/[^\p{L}]/gu, '').length >= 3)
        expect(namesOf(findPeople([of({ name: text })], ask({ name: typed })))).toEqual([text])
      }),
    )
  })

  it('equal in rank: in the order of names', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 10 }), (names) => {
        const found = findPeople(
          names.map((text, at) => of({ name: `${text} Văn`, birth: String(1950 + at) })),
          ask({ name: 'Văn' }),
        )
        const listed = namesOf(found)
        expect(listed).toEqual(listed.toSorted(compareNames))
      }),
    )
  })
})
