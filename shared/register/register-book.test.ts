import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { population } from '../../test/support/population.ts'
import { receivedPayload, sampleEvent } from '../../test/support/event-builder.ts'
import { fold } from '../dossier/fold.ts'
import { cleanLine } from '../text/clean-text.ts'
import {
  areaName,
  bookState,
  filterBook,
  listVolumes,
  registerBook,
  registerLine,
  volumeOf,
  wholeBook,
} from './register-book.ts'
import type { RegisterLine } from './register-book.ts'
import { registerExtent, unclosedText } from './register-extent.ts'
import { registerBookFile } from './register-sheet.ts'

const name = (id: string) => (id === 'can-bo-1' ? 'Lê Văn Đức' : '')
const linesOf = (count: number, seed = 3): RegisterLine[] =>
  [...population({ seed, count, untilMs: Date.parse('2026-11-24T09:00:00+07:00'), days: 200 })].flatMap(
    (events) => registerLine(fold(events), 2026, name) ?? [],
  )
const lineOf = (change: Parameters<typeof receivedPayload>[0], at = '2026-11-24T08:30:00+07:00') => {
  const line = registerLine(
    fold([{ ...sampleEvent('received', 1, { payload: receivedPayload(change) }), at }]),
    2026,
    name,
  )
  if (line === null) throw new Error('not of 2026')
  return line
}

describe('the book of a year', () => {
  it('holds what was received in it by the clock of the office, whatever offset the instant has', () => {
    const at = (instant: string, year: number) =>
      registerLine(fold([{ ...sampleEvent('received', 1), at: instant }]), year, name) !== null
    expect(at('2026-01-01T00:00:00+07:00', 2026)).toBe(true)
    expect(at('2025-12-31T23:59:59+07:00', 2026)).toBe(false)
    expect(at('2025-12-31T17:30:00Z', 2026)).toBe(true)
    expect(at('2026-12-31T18:00:00Z', 2026)).toBe(false)
  })

  it('a filing that waits to be accepted has no line yet', () => {
    expect(registerLine(fold([]), 2026, name)).toBe(null)
  })

  it('numbers run from 1 without a gap, in order of receipt, however the lines come in', () => {
    const lines = linesOf(60)
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: 0 }), (some) => {
        const book = registerBook(some)
        expect(book.map(({ entry }) => entry)).toEqual(some.map((_, index) => index + 1))
        const times = book.map(({ receivedAt }) => Date.parse(receivedAt ?? ''))
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(registerBook(some.toReversed())).toEqual(book)
      }),
    )
  })

  it('a line keeps its number in any part of the book', () => {
    const book = registerBook(linesOf(80))
    const officers = fc.constantFrom('', 'can-bo-1', 'nobody')
    const fields = fc.constantFrom('', 'Hộ tịch', 'Đất đai')
    const volumes = fc.option(fc.integer({ min: 1, max: 9 }), { nil: null })
    fc.assert(
      fc.property(officers, fields, volumes, fc.integer({ min: 10, max: 40 }), (officerId, field, volume, size) => {
        const part = filterBook(book, { ...wholeBook, officerId, field, volume }, size)
        for (const line of part) expect(book[line.entry - 1]).toBe(line)
        const wanted = book.filter(
          (line) =>
            ['', line.officerId].includes(officerId) &&
            ['', line.field].includes(field) &&
            (volume === null || Math.ceil(line.entry / size) === volume),
        )
        expect(part).toEqual(wanted)
      }),
    )
  })
})

describe('volumes', () => {
  it('hold each number of the year exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 10, max: 200 }), (count, size) => {
        const volumes = listVolumes(count, size)
        const numbers = volumes.flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        )
        expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index + 1))
        for (const { volume, first, last } of volumes) {
          expect(volumeOf(first, size)).toBe(volume)
          expect(volumeOf(last, size)).toBe(volume)
        }
      }),
    )
  })

  it('an empty book has a first volume to write in', () => {
    expect(listVolumes(0, 500)).toEqual([{ volume: 1, first: 1, last: 0 }])
  })
})

describe('finding in the book', () => {
  const base = receivedPayload()
  const book = registerBook([
    lineOf({ submitter: { ...base.submitter, name: 'Nguyễn Thị Hoà', phone: '0912345678' } }),
    {
      ...lineOf({ submitter: { ...base.submitter, name: 'Lê Văn Đạt', phone: null } }, '2026-11-25T08:00:00+07:00'),
      dossierId: 'b',
    },
  ])
  const found = (text: string) => filterBook(book, { ...wholeBook, text }, 500).map(({ person }) => person)

  it.each([
    ['hoa', ['Nguyễn Thị Hoà']],
    ['  THỊ hoà ', ['Nguyễn Thị Hoà']],
    ['0912 345 678', ['Nguyễn Thị Hoà']],
    ['0912 999 678', []],
    ['0912345', ['Nguyễn Thị Hoà']],
    ['dat', ['Lê Văn Đạt']],
    ['van hoa', []],
    ['', ['Nguyễn Thị Hoà', 'Lê Văn Đạt']],
    ['261124-0001', ['Nguyễn Thị Hoà', 'Lê Văn Đạt']],
    ['=1+1', []],
    ['(((', ['Nguyễn Thị Hoà', 'Lê Văn Đạt']],
  ])('"%s"', (text, people) => {
    expect(found(text)).toEqual(people)
  })

  it('days count whole, on the clock of the office', () => {
    const between = (from: string | null, to: string | null) =>
      filterBook(book, { ...wholeBook, from, to }, 500).map(({ entry }) => entry)
    expect(between('2026-11-25', null)).toEqual([2])
    expect(between(null, '2026-11-24')).toEqual([1])
    expect(between('2026-11-24', '2026-11-25')).toEqual([1, 2])
    expect(between('2026-11-26', '2026-11-20')).toEqual([])
  })
})

describe('what stands on it', () => {
  it('is of a place: the commune of the address, and the hamlet in it, spelt one way', () => {
    const base = receivedPayload()
    const at = (address: string) => lineOf({ owner: null, submitter: { ...base.submitter, address } })
    const placesOf = (address: string) => [at(address).hamlet, at(address).area, areaName(at(address))]
    expect(placesOf('12 Hẻm 3, khu phố  4, phường Tân Ninh, tỉnh Tây Ninh')).toEqual([
      'Khu phố 4',
      'Phường Tân Ninh',
      'Khu phố 4, Phường Tân Ninh',
    ])
    expect(placesOf('Ấp Thạnh Hưng; xã Tân Biên')).toEqual([
      'Ấp Thạnh Hưng',
      'Xã Tân Biên',
      'Ấp Thạnh Hưng, Xã Tân Biên',
    ])
    expect(placesOf('Ấp Bình Lợi')).toEqual(['Ấp Bình Lợi', '', 'Ấp Bình Lợi'])
    expect(placesOf('Xãm Lược 5, Bản')).toEqual(['', '', ''])
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (address) => {
        expect(placesOf(cleanLine(`${address}, ấp 5`, 200).repaired)[0]).not.toBe('')
      }),
    )
    const book = registerBook([at('Khu phố 4, Phường Tân Ninh'), { ...at('Phường Tân Ninh'), dossierId: 'b' }])
    const found = (area: string) => filterBook(book, { ...wholeBook, area }, 500).length
    expect([found('Phường Tân Ninh'), found('Khu phố 4, Phường Tân Ninh'), found('Khu phố 4')]).toEqual([2, 1, 0])
  })

  it('a part says which', () => {
    const names = { procedure: 'Đăng ký khai sinh', status: 'Đang xử lý', officer: 'Lê Văn Đức' }
    expect(registerExtent(wholeBook, names)).toBe('')
    expect(registerExtent({ ...wholeBook, from: '2026-11-01', to: '2026-11-24', field: 'Hộ tịch' }, names)).toBe(
      'Từ ngày 01/11/2026 đến ngày 24/11/2026; lĩnh vực Hộ tịch',
    )
    expect(registerExtent({ ...wholeBook, status: 'processing', channel: 'online', officerId: 'x' }, names)).toBe(
      'Trạng thái Đang xử lý; tiếp nhận trực tuyến; người nhận hồ sơ Lê Văn Đức',
    )
  })

  it('a book that nobody closed says so, with its first and last number', () => {
    expect(bookState(2025, '2026-01-01T00:00:00+07:00')).toBe('ended')
    expect(bookState(2026, '2026-12-31T23:00:00+07:00')).toBe('open')
    expect(bookState(2025, '2025-12-31T17:30:00Z')).toBe('ended')
    expect(unclosedText(2025, 1, 1234)).toBe('Sổ năm 2025 chưa khóa: 1234 hồ sơ, từ số 1 đến số 1234')
    expect(unclosedText(2025, 1, 0)).toBe('Sổ năm 2025 chưa khóa: không có hồ sơ nào')
  })

  it('the table has a value of the right type for every column of every line', () => {
    const lines = registerBook(linesOf(30))
    const book = registerBookFile({
      year: 2026,
      volume: '1',
      extent: 'Lĩnh vực Hộ tịch',
      agency: 'Trung tâm Phục vụ hành chính công phường Tân Ninh',
      author: 'Lê Văn Đức',
      at: '2026-11-24T09:15:00+07:00',
      lines,
      statusName: (status) => status,
    })
    const sheet = book.sheets[0]
    expect(sheet?.rows).toHaveLength(30)
    for (const { values } of sheet?.rows ?? []) {
      expect(values).toHaveLength(sheet?.columns.length ?? 0)
      for (const [index, { kind }] of (sheet?.columns ?? []).entries()) {
        const value = values[index]
        if (kind === 'count') expect(typeof value).toBe('number')
        else expect(value === null || typeof value === 'string').toBe(true)
        if (kind === 'moment' && value !== null) expect(Date.parse(String(value))).not.toBeNaN()
      }
    }
    expect(lines[0]?.area).toBe('Phường Tân Ninh')
  })
})
