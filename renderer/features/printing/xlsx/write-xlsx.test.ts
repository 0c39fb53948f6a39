/** Read back by other programs than the one that writes: what an officer opens is what the table says. */
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calc, readByCalc, readCells, unzip, withoutCalc } from '../../../../test/support/xlsx-tools.ts'
import { cellText, longestCell, serialOf, tabName } from '../../../../shared/sheet/sheet.ts'
import type { Book, CellKind, Sheet, SheetValue } from '../../../../shared/sheet/sheet.ts'
import { writeXlsx } from './write-xlsx.ts'

const kinds: CellKind[] = ['text', 'code', 'count', 'money', 'moment', 'date']
const sheetOf = (rows: SheetValue[][], change: Partial<Sheet> = {}): Sheet => ({
  name: 'Sổ',
  above: ['SỔ THEO DÕI HỒ SƠ', 'Năm 2026'],
  columns: kinds.map((kind) => ({
    header: kind,
    width: 12,
    kind,
    ...(kind === 'money' || kind === 'count' ? { group: 'Số' } : {}),
  })),
  rows: rows.map((values) => ({ values })),
  orientation: 'landscape',
  ...change,
})
const bookOf = (sheet: Sheet): Book => ({
  title: 'Sổ',
  author: 'Trần Quốc Đạt',
  at: '2026-11-24T09:15:00+07:00',
  sheets: [sheet],
})
const write = (rows: SheetValue[][], change?: Partial<Sheet>) => writeXlsx(bookOf(sheetOf(rows, change)))
const row: SheetValue[] = ['Nguyễn Thị Hoà', '0912345678', 3, 1_250_000, '2026-11-24T08:30:00+07:00', '2026-12-31']

describe('a table as XLSX', () => {
  it('has each value in its own type and format', async () => {
    const cells = readCells(await write([row]))
    const at = (address: string) => cells.get(address)
    expect(at('A5')).toMatchObject({ type: 's', value: 'Nguyễn Thị Hoà', format: 'builtin 49' })
    expect(at('B5')).toMatchObject({ type: 's', value: '0912345678', format: 'builtin 49' })
    expect(at('C5')).toMatchObject({ value: '3', format: 'builtin 1' })
    expect(at('D5')).toMatchObject({ value: '1250000', format: 'builtin 3' })
    expect(at('C5')?.type).not.toBe('s')
    expect(at('E5')?.format).toBe('hh:mm dd/mm/yyyy')
    // 24 November 2026 is day 46350 of spreadsheets; 08:30 is 17/48 of a day.
    expect(Number(at('E5')?.value)).toBeCloseTo(46_350 + 17 / 48, 6)
    expect(at('F5')).toMatchObject({ value: '46387', format: 'dd/mm/yyyy' })
  })

  it.each(['=1+1', '+84 912', '-1', '@SUM(A1)', '\t=1+1', '=HYPERLINK("http://x","y")', "'=1"])(
    'a citizen named %s is a text',
    async (name) => {
      const bytes = await write([[name, name, name, name, name, name]])
      for (const address of ['A5', 'B5', 'C5', 'D5', 'E5', 'F5'])
        expect(readCells(bytes).get(address)).toMatchObject({
          type: 's',
          formula: false,
          value: name,
          format: 'builtin 49',
        })
    },
  )

  it('is laid out to be read and printed: frozen head, filter, widths, A4 across one page, head on each page', async () => {
    const files = unzip(await write([row, row]))
    const xml = files.get('xl/worksheets/sheet1.xml') ?? ''
    expect(xml).toMatch(/<pane [^>]*ySplit="4"[^>]*state="frozen"/)
    expect(xml).toContain('<autoFilter ref="A4:F6"/>')
    expect(xml).toMatch(/<pageSetup [^>]*orientation="landscape"/)
    expect(xml).toMatch(/<pageSetup [^>]*paperSize="9"/)
    expect(xml).toMatch(/<pageSetup [^>]*fitToHeight="0"/)
    expect(xml).toContain('fitToPage="1"')
    expect(xml).toMatch(/<col min="1" max="\d" width="12/)
    expect(xml).toContain('<mergeCell ref="C3:D3"/>')
    expect(files.get('xl/workbook.xml')).toMatch(/Print_Titles[^<]*<?[^>]*>[^<]*\$3:\$4/)
  })

  it('columns that are for sums alone stay off the paper', async () => {
    const files = unzip(await write([row, row], { printedColumns: 4, below: ['Tổng số: 2'] }))
    expect(files.get('xl/workbook.xml')).toMatch(/Print_Area[^<]*\$A\$1:\$D\$7/)
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('<mergeCell ref="A1:D1"/>')
  })

  it('says what cannot be a date as it was written, and leaves out what is no number', async () => {
    const cells = readCells(await write([[null, '', Number.NaN, Infinity, 'hôm qua', '31/12/2026']]))
    expect(cells.get('E5')).toMatchObject({ type: 's', value: 'hôm qua' })
    expect(cells.get('F5')).toMatchObject({ type: 's', value: '31/12/2026' })
    for (const address of ['A5', 'B5', 'C5', 'D5']) expect(cells.get(address)?.value ?? '').toBe('')
  })

  it('is read back by another reader, letter by letter, whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 }),
        async (names) => {
          const bytes = await write(names.map((name) => [name, null, null, null, null, null]))
          const cells = readCells(bytes)
          const book = new ExcelJS.Workbook()
          await book.xlsx.load(bytes as unknown as ArrayBuffer)
          for (const [index, name] of names.entries()) {
            expect(cells.get(`A${5 + index}`)?.value ?? '').toBe(cellText(name))
            expect(book.worksheets[0]?.getCell(`A${5 + index}`).type).not.toBe(ExcelJS.ValueType.Formula)
          }
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  it.skipIf(!calc)(
    `LibreOffice shows the same (${withoutCalc})`,
    async () => {
      const rows = readByCalc(await write([row, ['=1+1', '0276', 0, 0, '2026-01-01T00:05:00+07:00', null]]))
      expect(rows[0]?.[0]?.text).toBe('SỔ THEO DÕI HỒ SƠ')
      const day = 46_350
      expect(rows[4]).toEqual([
        { text: 'Nguyễn Thị Hoà', number: null },
        { text: '0912345678', number: null },
        { text: '3', number: 3 },
        { text: '1,250,000', number: 1_250_000 },
        { text: '08:30 24/11/2026', number: expect.closeTo(day + 17 / 48, 6) },
        { text: '31/12/2026', number: 46_387 },
      ])
      expect(rows[5]?.map(({ text }) => text)).toEqual(['=1+1', '0276', '0', '0', '00:05 01/01/2026', ''])
      expect(rows[5]?.slice(0, 2).map(({ number }) => number)).toEqual([null, null])
    },
    120_000,
  )

  it('that is worth nothing says so above every sheet, on every printed page and in its properties', async () => {
    const book = { ...bookOf(sheetOf([row, row], { printedColumns: 4 })), mark: 'TẬP HUẤN & KHÔNG CÓ GIÁ TRỊ' }
    const bytes = await writeXlsx({ ...book, sheets: [...book.sheets, sheetOf([row], { name: 'Tổng' })] })
    const cells = readCells(bytes)
    expect(['A1', 'A2', 'A6', 'D7'].map((at) => cells.get(at)?.value)).toEqual([
      'TẬP HUẤN & KHÔNG CÓ GIÁ TRỊ',
      'SỔ THEO DÕI HỒ SƠ',
      'Nguyễn Thị Hoà',
      '1250000',
    ])
    const files = unzip(bytes)
    const read = new ExcelJS.Workbook()
    await read.xlsx.load(bytes as unknown as ArrayBuffer)
    for (const [index, lines] of [2, 1].entries()) {
      const xml = files.get(`xl/worksheets/sheet${index + 1}.xml`) ?? ''
      expect(xml).toContain(`<autoFilter ref="A5:F${5 + lines}"/>`)
      expect(xml).toMatch(/<pane [^>]*ySplit="5"/)
      expect(xml).toContain('<oddHeader>&amp;CTẬP HUẤN &amp;&amp; KHÔNG CÓ GIÁ TRỊ</oddHeader>')
      expect(read.worksheets[index]?.getCell('A1').text).toBe(book.mark)
    }
    expect(files.get('docProps/core.xml')).toContain('TẬP HUẤN &amp; KHÔNG CÓ GIÁ TRỊ – Sổ')
    expect(files.get('xl/sharedStrings.xml')).toContain('TẬP HUẤN')
    expect(unzip(await write([row])).get('xl/sharedStrings.xml')).not.toContain('TẬP HUẤN')
  })

  it('an empty table is a table all the same', async () => {
    const files = unzip(await write([], { below: ['Không có hồ sơ nào.'] }))
    expect(files.get('xl/worksheets/sheet1.xml')).not.toContain('autoFilter')
    expect(files.get('xl/sharedStrings.xml')).toContain('Không có hồ sơ nào.')
  })

  it('tells how far it is', async () => {
    const shares: number[] = []
    await writeXlsx(bookOf(sheetOf(Array.from({ length: 500 }, () => row))), (share) => shares.push(share))
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })
})

describe('texts of cells', () => {
  it('keep what looks like an escape of spreadsheets, drop what no file can hold, and end where a cell ends', () => {
    expect(cellText('_x0041_ và _xyz_')).toBe('_x005F_x0041_ và _xyz_')
    expect(cellText('a\u0000b\u0008c\ud800d\r\ne')).toBe('abcd\ne')
    expect(cellText('đ'.repeat(40_000))).toHaveLength(longestCell)
    expect(cellText('Hoa\u0300')).toBe('Hoà')
  })

  it('tab names are never refused', () => {
    expect(tabName('Sổ [2026]: quyển 1/2?*\\')).toBe('Sổ 2026 quyển 1 2')
    expect(tabName("''")).toBe('Sheet1')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const name = tabName(text)
        expect(name.length).toBeGreaterThan(0)
        expect([...name].length).toBeLessThanOrEqual(31)
        expect(name).not.toMatch(/[[\]:*?/\\]/)
      }),
    )
  })

  it('moments are days of the office’s clock, to the second', () => {
    expect(serialOf('2026-11-24T23:59:59Z')).toBeCloseTo(46_351 + (6 * 3600 + 59 * 60 + 59) / 86_400, 8)
    expect(serialOf('')).toBe(null)
    expect(serialOf('0001-01-01T00:00:00Z')).toBe(null)
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const serial = serialOf(date.toISOString()) ?? 0
          expect(Math.round((serial - 25_569) * 86_400_000 - 7 * 3_600_000)).toBe(date.getTime())
        },
      ),
    )
  })
})
