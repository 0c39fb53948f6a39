import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanBlock, cleanLine } from './clean-text.ts'
import { compareNames, compareVietnamese, splitName } from './collation.ts'
import { accentFold, foldText, listWords, rankMatch, searchFold } from './fold-text.ts'

const anyText = fc.string({ unit: 'binary' })
const syllable = fc
  .array(fc.constantFrom(...'aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốơớởpqrstuúùủũụưứừửvxyýỳỷỹỵĐẮỞ'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((letters) => letters.join(''))
const name = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '))
const textOrName = fc.oneof(anyText, name)

describe('foldText', () => {
  it.each([
    ['Nguyễn  Thị Đào', 'nguyen thi dao'],
    ['HOÀ THÀNH', 'hoa thanh'],
    ['Hòa Thành', 'hoa thanh'],
    [' Ðặng Ɖức ', 'dang duc'],
    ['đường Cách Mạng Tháng 8', 'duong cach mang thang 8'],
    ['İstanbul', 'istanbul'],
    ['', ''],
  ])('%s', (text, folded) => expect(foldText(text)).toBe(folded))

  it('is one for composed and decomposed text', () => {
    fc.assert(
      fc.property(textOrName, (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')))
      }),
    )
  })
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(textOrName, (text) => {
        for (const fold of [foldText, searchFold, accentFold]) expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
  it('keeps beginnings: a word typed in part finds the whole', () => {
    fc.assert(
      fc.property(syllable, fc.nat(), (whole, cut) => {
        const part = whole.slice(0, cut % (whole.length + 1))
        expect(foldText(whole).startsWith(foldText(part))).toBe(true)
        expect(searchFold(whole).startsWith(searchFold(part))).toBe(true)
      }),
    )
  })
  it('leaves no Vietnamese letter with a mark', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(foldText(text)).toMatch(/^[a-z ]+$/)
      }),
    )
  })
})

describe('search', () => {
  it.each([
    ['hoà', 'hòa'],
    ['Thuý', 'THÚY'],
    ['Lý', 'lí'],
    ['Quí', 'quý'],
    ['Mĩ', 'Mỹ'],
  ])('%s finds %s', (a, b) => expect(searchFold(a)).toBe(searchFold(b)))

  it('splits into words of letters and digits', () => {
    expect(listWords('Khu phố 3, phường Tân-Ninh (cũ)')).toEqual(['khu', 'pho', '3', 'phuong', 'tan', 'ninh', 'cu'])
    expect(listWords(' ,.- ')).toEqual([])
    expect(listWords('Trần', accentFold)).toEqual([accentFold('trần')])
  })
  it('ranks accents as typed before others', () => {
    expect(rankMatch('hoà', 'Nguyễn Thị Hòa')).toBe(3)
    expect(rankMatch('hoa', 'Nguyễn Thị Hòa')).toBe(2)
    expect(rankMatch('ly van', 'Lí Văn Tám')).toBe(1)
    expect(rankMatch('hoa nguyen', 'Nguyễn Thị Hòa')).toBe(2)
    expect(rankMatch('hoan', 'Nguyễn Thị Hòa')).toBe(0)
  })
  it('never throws', () => {
    fc.assert(
      fc.property(anyText, anyText, (query, text) => {
        expect([0, 1, 2, 3]).toContain(rankMatch(query, text))
      }),
    )
  })
  it('tells tones apart in accentFold', () => {
    const spellings = ['hoa', 'hòa', 'hóa', 'hỏa', 'hõa', 'họa', 'hơa', 'đòa', 'dòa']
    expect(new Set(spellings.map(accentFold)).size).toBe(spellings.length)
  })
})

describe('Vietnamese order', () => {
  it('goes by letter, then by tone', () => {
    const sorted = [
      'An',
      'Ăn',
      'Ân',
      'Ba',
      'Bà',
      'Bả',
      'Bã',
      'Bá',
      'Bạ',
      'Da',
      'Đa',
      'Em',
      'Êm',
      'Ôn',
      'Ơn',
      'Ưa',
      'Va',
    ]
    expect(sorted.toReversed().sort(compareVietnamese)).toEqual(sorted)
  })
  it('puts both spellings of one tone side by side', () => {
    expect(['Hoá', 'Hòa', 'Hóa', 'Hoà', 'Hoa'].sort(compareVietnamese)).toEqual(['Hoa', 'Hoà', 'Hòa', 'Hoá', 'Hóa'])
  })
  it('orders people by given name, family name, middle name', () => {
    const sorted = ['Anh', 'Lê Văn Anh', 'Trần Thị Anh', 'Trần Văn Anh', 'Nguyễn Bình', 'Đỗ Dũng', 'Lê Đào']
    expect(sorted.toReversed().sort(compareNames)).toEqual(sorted)
    expect(splitName('  Nguyễn   Thị Ánh  Tuyết ')).toEqual({ family: 'Nguyễn', middle: 'Thị Ánh', given: 'Tuyết' })
    expect(splitName('')).toEqual({ family: '', middle: '', given: '' })
  })
  it.each([
    ['text', compareVietnamese],
    ['names', compareNames],
  ])('is a total order of %s', (_, compare) => {
    fc.assert(
      fc.property(textOrName, textOrName, textOrName, (a, b, c) => {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0)
        expect(compare(a, b) === 0).toBe(a === b)
        const sorted = [a, b, c].sort(compare)
        expect(compare(sorted[0]!, sorted[2]!)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })
})

describe('cleanLine', () => {
  it('tidies spaces and composes', () => {
    expect(cleanLine(' Nguye\u0302\u0303n\u00a0 Thị  Hoà ', 200)).toEqual({
      text: 'Nguyễn Thị Hoà',
      problems: [],
      repaired: 'Nguyễn Thị Hoà',
    })
  })
  it('reports control and invisible characters where they stand, and offers a repair', () => {
    expect(cleanLine('Lê\u0007Văn\tA\u200b', 200)).toEqual({
      text: 'Lê\u0007Văn\tA\u200b',
      problems: [
        { code: 'CONTROL_CHARACTER', at: 2, character: 'U+0007' },
        { code: 'CONTROL_CHARACTER', at: 6, character: 'U+0009' },
        { code: 'INVISIBLE_CHARACTER', at: 8, character: 'U+200B' },
      ],
      repaired: 'Lê Văn A',
    })
  })
  it('reports what is empty or too long, cutting nothing', () => {
    expect(cleanLine('   ', 10).problems).toEqual([{ code: 'EMPTY' }])
    const long = cleanLine('ă'.repeat(11), 10)
    expect(long.problems).toEqual([{ code: 'TOO_LONG', length: 11, limit: 10 }])
    expect(long.text).toHaveLength(11)
  })
  it('is stable, and its repair is without fault', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        for (const clean of [cleanLine, cleanBlock]) {
          const once = clean(typed, 10_000)
          expect(clean(once.text, 10_000)).toEqual(once)
          const faults = clean(once.repaired, 10_000).problems.filter(({ code }) => code !== 'EMPTY')
          expect(faults).toEqual([])
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('cleanBlock', () => {
  it('keeps line breaks of any system, and no other control character passes unseen', () => {
    expect(cleanBlock('\r\n một \r\n\r\nhai\rba\n', 100).text).toBe('một\n\nhai\nba')
    expect(cleanBlock('một\thai', 100).problems).toEqual([{ code: 'CONTROL_CHARACTER', at: 3, character: 'U+0009' }])
  })
})

it('one given name in two spellings: the family name decides', () => {
  const names = ['Trần Hoà', 'Đặng Hòa', 'Lê Hoà', 'An Hòa', 'An Hoà']
  expect(names.toSorted(compareNames)).toEqual(['An Hoà', 'An Hòa', 'Đặng Hòa', 'Lê Hoà', 'Trần Hoà'])
})
