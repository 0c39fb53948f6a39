import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnLetter, foldWords } from './cell.ts'
import type { Cell } from './cell.ts'
import { guessDelimiter, parseCsv, writeCsv } from './csv.ts'
import { clock, date, formatDate, formatMoney, listItems, money, oneOf, text, whole, yesNo } from './readings.ts'
import type { Reader } from './readings.ts'
import { englishProblems } from './messages-en.ts'
import { problemWords } from './messages.ts'
import type { ProblemCode } from './messages.ts'
import { Report, describeProblem, sortProblems } from './report.ts'
import { readTable } from './table.ts'

const value = <T>(reader: Reader<T>, cell: Cell) => {
  const reading = reader(cell)
  return reading.ok ? reading.value : reading.problem.code
}
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  fc.constantFrom<Cell>(null, '', '#N/A', '\u0000', '﻿', '=1+1', 1e308, -1, 'x'.repeat(5000)),
)

describe('readings', () => {
  it.each<[Cell, number | string]>([
    ['8.000', 8000],
    ['8.000 đ', 8000],
    ['8,000', 8000],
    ['8 000 đồng', 8000],
    ['8\u00a0000 VNĐ', 8000],
    ['1.200.000,00₫', 1_200_000],
    ['8000', 8000],
    [8000, 8000],
    ['0', 0],
    ['8.00', 'NOT_MONEY'],
    ['8.0000', 'NOT_MONEY'],
    ['1.200,5', 'NOT_MONEY'],
    ['-8.000', 'NOT_MONEY'],
    [8000.5, 'NOT_MONEY'],
    [Number.NaN, 'NOT_MONEY'],
    [true, 'NOT_MONEY'],
    ['tám nghìn', 'NOT_MONEY'],
    [100_000_000_001, 'NOT_MONEY'],
  ])('money %j', (cell, expected) => expect(value(money, cell)).toBe(expected))

  it.each<[Cell, string]>([
    ['01/07/2025', '2025-07-01'],
    ['1/7/2025', '2025-07-01'],
    ['1-7-2025', '2025-07-01'],
    ['01.07.2025', '2025-07-01'],
    ['2025-07-01', '2025-07-01'],
    ['2025-07-01T00:00:00.000Z', '2025-07-01'],
    ['Ngày 01 tháng 7 năm 2025', '2025-07-01'],
    [new Date('2025-07-01T00:00:00Z'), '2025-07-01'],
    [45_839, '2025-07-01'],
    ['29/02/2025', 'NOT_A_DATE'],
    ['07/13/2025', 'NOT_A_DATE'],
    ['1/7/25', 'NOT_A_DATE'],
    ['hôm qua', 'NOT_A_DATE'],
    [new Date(Number.NaN), 'NOT_A_DATE'],
    [7, 'NOT_A_DATE'],
    [true, 'NOT_A_DATE'],
    ['01/07/1025', 'DATE_OUT_OF_RANGE'],
    [new Date('+012025-07-01T00:00:00Z'), 'DATE_OUT_OF_RANGE'],
  ])('date %j', (cell, expected) => expect(value(date, cell)).toBe(expected))

  it.each<[Cell, string]>([
    ['15:00', '15:00'],
    ['15h', '15:00'],
    ['15h30', '15:30'],
    ['7 giờ 05 phút', '07:05'],
    [0.625, '15:00'],
    [new Date('1899-12-30T15:00:00Z'), '15:00'],
    ['25:00', 'NOT_A_CLOCK'],
    ['15:60', 'NOT_A_CLOCK'],
    ['15', 'NOT_A_CLOCK'],
    [15, 'NOT_A_CLOCK'],
  ])('clock %j', (cell, expected) => expect(value(clock, cell)).toBe(expected))

  it('text: tidy, one line, invisible marks named, dates refused', () => {
    expect(text(20)('  Tờ \n khai\u200b ')).toEqual({
      ok: true,
      value: 'Tờ khai',
      warnings: [{ code: 'ODD_CHARACTER' }],
    })
    expect(value(text(3), 'bốn')).toBe('bốn')
    expect(value(text(3), 'năm năm')).toBe('TOO_LONG')
    expect(value(text(3), '\u200b')).toBe('MISSING')
    expect(value(text(20), new Date(0))).toBe('DATE_IN_TEXT')
    expect(value(text(20), 12)).toBe('12')
  })

  it('words, yes and no, whole numbers, lists', () => {
    const colour = oneOf({ red: ['đỏ', 'thắm'], blue: ['xanh'] })
    expect(['ĐỎ', ' tham ', 'blue', 'Xanh.'].map((word) => value(colour, word))).toEqual(['red', 'red', 'blue', 'blue'])
    expect(colour('vàng')).toMatchObject({ problem: { details: { word: 'vàng', allowed: 'đỏ, xanh' } } })
    expect(['x', 'Có', true, 1, '✓'].map((cell) => value(yesNo, cell))).toEqual([true, true, true, true, true])
    expect(['Không', 0, 'nếu có', 'ừ'].map((cell) => value(yesNo, cell))).toEqual([false, false, false, 'NOT_YES_NO'])
    expect([3, '3', 3.5, '3,5', 100].map((cell) => value(whole(0, 99), cell))).toEqual([
      3,
      3,
      ...Array<string>(3).fill('NOT_A_NUMBER'),
    ])
    expect(listItems('một; hai ;')).toEqual(['một', 'hai'])
    expect(listItems('- một; mốt\r\n• hai\n')).toEqual(['một; mốt', 'hai'])
  })

  it('answer any cell', () => {
    const readers: Reader<unknown>[] = [text(10), money, date, clock, yesNo, whole(0, 9), oneOf({ a: ['a'] })]
    fc.assert(
      fc.property(anyCell, (cell) => {
        for (const reader of readers) expect(reader(cell)).toHaveProperty('ok')
        listItems(cell)
      }),
    )
  })

  it('read back what they write', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_000 }),
        fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (amount, day) => {
          expect(value(money, formatMoney(amount))).toBe(amount)
          const iso = day.toISOString().slice(0, 10)
          expect(value(date, formatDate(iso))).toBe(iso)
          expect(value(date, day)).toBe(iso)
        },
      ),
    )
  })
})

describe('CSV', () => {
  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['\ufeffa;"b;""c"""\n\n;', [['a', 'b;"c"'], [''], ['', '']]],
    [
      'a\t"1\r\n2"\rb\t',
      [
        ['a', '1\r\n2'],
        ['b', ''],
      ],
    ],
    ['', []],
    ['a', [['a']]],
  ] satisfies [string, string[][]][])('%j', (csv, rows) => {
    expect(parseCsv(csv)).toEqual({ ok: true, rows })
  })
  it.each([
    ['a,b"c\n', { code: 'CSV_QUOTE', line: 1 }],
    ['a\n"b" c\n', { code: 'CSV_QUOTE', line: 2 }],
    ['a\n"b\nc\n', { code: 'CSV_UNCLOSED', line: 2 }],
    ['"a\nb"\n"c"d', { code: 'CSV_QUOTE', line: 3 }],
  ])('%j is refused', (csv, problem) => expect(parseCsv(csv)).toEqual({ ok: false, ...problem }))

  const field = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '"', ',', ';\t', '\r\n', '\r', 'a"b', '\ufeff'),
  )
  const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const csv = `\ufeff${writeCsv(rows, delimiter)}`
        expect(parseCsv(csv, delimiter)).toEqual({ ok: true, rows })
      }),
    )
  })
  it('answers any text, and guesses one of three', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', ';', '\r', '\n', 'a') }), (csv) => {
        expect(parseCsv(csv)).toHaveProperty('ok')
        expect([',', ';', '\t']).toContain(guessDelimiter(csv))
      }),
    )
  })
})

describe('readTable', () => {
  const columns = {
    code: { title: 'Mã thủ tục', aliases: ['Mã TTHC'], required: true },
    name: { title: 'Tên', aliases: ['Tên thủ tục'], required: true },
    fee: { title: 'Phí', aliases: [], required: false },
  }
  const read = (rows: Cell[][]) => {
    const report = new Report()
    return {
      table: readTable({ name: 'Trang 1', rows }, columns, report),
      codes: report.problems.map(({ code }) => code),
      report,
    }
  }

  it('finds headings below a title, in any order, without diacritics, case or brackets', () => {
    const { table, codes } = read([
      ['DANH MỤC', null],
      [],
      ['STT', 'ten thu tuc', 'PHÍ (đồng)*', 'Mã TTHC (*)'],
      [1, 'x', 2, 'y'],
      [null, ' '],
    ])
    expect(codes).toEqual([])
    expect(table!.rows.map((row) => [row.number, row.cell('code'), row.cell('fee')])).toEqual([[4, 'y', 2]])
  })
  it.each<[string[], Cell[][]]>([
    [['NO_HEADER'], []],
    [['NO_HEADER'], [['Tên'], ['x']]],
    [['HEADER_MISSING'], [['Tên', 'Phí'], ['x']]],
    [['HEADER_TWICE'], [['Tên', 'Mã thủ tục', 'Tên thủ tục'], ['x']]],
    [['UNKNOWN_COLUMN', 'EMPTY_SHEET'], [['Tên', 'Mã thủ tục', 'Màu']]],
    [
      ['CELL_BEYOND_HEADER'],
      [
        ['Tên', 'Mã thủ tục'],
        ['x', 'y', 'z'],
      ],
    ],
    [
      ['CELL_ERROR'],
      [
        ['Tên', 'Mã thủ tục'],
        ['#N/A', 'y'],
      ],
    ],
    [['TOO_MANY_ROWS'], [['Tên', 'Mã thủ tục'], ...Array.from({ length: 20_001 }, () => ['x'])]],
  ])('reports %j', (expected, rows) => expect(read(rows).codes).toEqual(expected))

  it('says where, and goes on', () => {
    const { table, report } = read([
      ['Tên', 'Mã thủ tục', 'Phí'],
      ['#REF!', null, 'nhiều'],
      ['x', 'y', '1.000'],
    ])
    const [first, second] = table!.rows
    expect([first!.need('name', text(9)), first!.need('code', text(9)), first!.read('fee', money)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([second!.need('name', text(9)), second!.read('fee', money), second!.failed]).toEqual(['x', 1000, false])
    expect(sortProblems(report.problems).map(describeProblem)).toEqual([
      'Trang 1, dòng 2, cột A (Tên): Ô báo lỗi công thức. [#REF!]',
      'Trang 1, dòng 2, cột B (Mã thủ tục): Ô không được để trống.',
      'Trang 1, dòng 2, cột C (Phí): Không phải số tiền đồng, ví dụ 8.000. [nhiều]',
    ])
    expect(first!.failed).toBe(true)
  })
  it('takes any rows', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyCell, { maxLength: 5 }), { maxLength: 6 }), (rows) => {
        read(rows)
        read([['Tên', 'Mã thủ tục', 'Phí'], ...rows])
      }),
    )
  })
})

it('names columns and folds words', () => {
  expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  expect(foldWords(' Đơn  vị – GIẢI QUYẾT (*) ')).toBe('don vi giai quyet')
})

describe('the English words for problems', () => {
  it('tell the same details as the Vietnamese ones', () => {
    const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
    for (const [code, { text }] of Object.entries(problemWords))
      expect([code, holes(englishProblems[code as ProblemCode])]).toEqual([code, holes(text)])
  })
})
