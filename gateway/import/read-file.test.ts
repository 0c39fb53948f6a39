import ExcelJS from 'exceljs'
import * as fc from 'fast-check'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import sample from '../sample/catalogue.json' with { type: 'json' }
import { catalogueSchema } from '../../shared/procedure/catalogue.ts'
import { readCatalogue } from '../../shared/procedure/import/read-catalogue.ts'
import { catalogueTemplate } from '../../shared/procedure/import/template.ts'
import { writeCatalogue, writeCatalogueFlat } from '../../shared/procedure/import/write-catalogue.ts'
import type { Sheet } from '../../shared/table/cell.ts'
import { fileByteLimit } from './file.ts'
import { readImportFile } from './read-file.ts'
import { makeExport } from './export-file.ts'
import { readWorkbook, writeWorkbook } from './workbook.ts'
import { checkZip } from './zip-guard.ts'

const current = catalogueSchema.parse(sample)
const nothing = { current: null, units: null, said: {}, knownVersions: [] }
const bytesOf = (text: string) => new TextEncoder().encode(text)
const problemOf = async (bytes: Uint8Array) => {
  const file = await readImportFile(bytes)
  return file.kind === 'unreadable' ? file.problems.map(({ code }) => code) : file.kind
}
const sheetsOf = async (bytes: Uint8Array): Promise<Sheet[]> => {
  const file = await readImportFile(bytes)
  if (file.kind !== 'sheets') throw new Error(JSON.stringify(file))
  return file.sheets
}

/** A zip of one file, its sizes as stated. */
function zipOf(name: string, packed: Buffer, stated: number): Buffer {
  const local = Buffer.alloc(30 + name.length)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(stated, 22)
  local.writeUInt16LE(name.length, 26)
  local.write(name, 30)
  const entry = Buffer.alloc(46 + name.length)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(stated, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.write(name, 46)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length + packed.length, 16)
  return Buffer.concat([local, packed, entry, end])
}

describe('a file that somebody brings', () => {
  it.each<[string, Uint8Array, string | string[]]>([
    ['nothing', new Uint8Array(), ['EMPTY_FILE']],
    ['spaces', bytesOf(' \r\n '), ['EMPTY_FILE']],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3), ['OLD_WORKBOOK']],
    ['a web page', bytesOf('\uFEFF<html><table>'), ['WEB_PAGE']],
    ['an old Vietnamese encoding', Uint8Array.of(0x54, 0xea, 0x6e, 0x2c, 0xd0, 0x0a), ['NOT_TEXT']],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0), ['NOT_TEXT']],
    ['half a JSON', bytesOf('{"version": '), ['BAD_JSON']],
    ['a stray quote', bytesOf('a,b\nc"d,e'), ['CSV_QUOTE']],
    ['an open quote', bytesOf('a,b\n"d,e'), ['CSV_UNCLOSED']],
    ['the beginning of a zip', Uint8Array.of(0x50, 0x4b, 3, 4), ['DAMAGED_FILE']],
    ['a zip of something', zipOf('a.txt', deflateRawSync('x'), 1), ['NOT_A_WORKBOOK']],
    ['another office’s workbook', zipOf('content.xml', deflateRawSync('x'), 1), ['OTHER_WORKBOOK']],
    ['a workbook of nonsense', zipOf('xl/workbook.xml', deflateRawSync('x'), 1), ['DAMAGED_FILE']],
    ['more than the limit', new Uint8Array(fileByteLimit + 1), ['FILE_TOO_LARGE']],
    ['JSON', bytesOf('\uFEFF{"a": 1}'), 'json'],
  ])('%s', async (_, bytes, expected) => {
    expect(await problemOf(bytes)).toEqual(expected)
  })

  it('is not unpacked beyond its limit, whatever size it states', async () => {
    const bomb = zipOf('xl/workbook.xml', deflateRawSync(Buffer.alloc(80 * 1024 * 1024)), 10)
    expect(bomb.length).toBeLessThan(100_000)
    expect(await problemOf(bomb)).toEqual(['FILE_TOO_LARGE'])
  })

  it('is given up when its reading takes too long', async () => {
    const bytes = await writeWorkbook(writeCatalogue(current))
    const file = await readImportFile(bytes, { patienceMs: 1 })
    expect(file).toMatchObject({ kind: 'unreadable', problems: [{ code: 'FILE_TOO_COMPLEX' }] })
  })

  it.each([
    ['semicolons', 'Mã;Tên\r\n1;Ước'],
    ['tabs', 'Mã\tTên\n1\tƯớc'],
    ['a byte order mark', '\uFEFFMã,Tên\n1,Ước\n'],
  ])('is a CSV with %s', async (_, text) => {
    expect(await sheetsOf(bytesOf(text))).toEqual([
      {
        name: 'CSV',
        rows: [
          ['Mã', 'Tên'],
          ['1', 'Ước'],
        ],
      },
    ])
  })

  it('is what spreadsheets call Unicode text', async () => {
    const bytes = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('Mã\tƯớc\r\n', 'utf16le')])
    expect(await sheetsOf(bytes)).toEqual([{ name: 'CSV', rows: [['Mã', 'Ước']] }])
    // Also with its bytes the other way round.
    expect(await sheetsOf(Buffer.from(bytes).swap16())).toEqual([{ name: 'CSV', rows: [['Mã', 'Ước']] }])
  })

  it('answers anything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom([], [0x50, 0x4b], [0x7b]),
        async (bytes, head) => {
          expect((await readImportFile(Uint8Array.of(...head, ...bytes))).kind).toMatch(/sheets|json|unreadable/)
        },
      ),
    )
    const zip = await writeWorkbook([{ name: 'a', rows: [['x']] }])
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.nat(255), (at, value) => {
        const damaged = Uint8Array.from(zip)
        damaged[at] = value
        expect(checkZip(damaged, 1_000_000)).toHaveProperty('ok')
      }),
    )
  })
})

describe('a workbook', () => {
  const book = async (fill: (sheet: ExcelJS.Worksheet) => void) => {
    const workbook = new ExcelJS.Workbook()
    fill(workbook.addWorksheet('Trang'))
    return readWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()))
  }

  it('gives plain values, and says of each what it was', async () => {
    const [sheet] = await book((sheet) => {
      sheet.getCell('A1').value = { richText: [{ text: 'Mã ' }, { text: 'thủ tục' }] }
      sheet.getCell('B1').value = { text: 'Nguồn', hyperlink: 'https://example.vn' }
      sheet.getCell('A2').value = { formula: 'B2', result: '1.001193' }
      sheet.getCell('B2').value = { formula: 'C2' } as ExcelJS.CellFormulaValue
      sheet.getCell('C2').value = new Date('2025-07-01T00:00:00Z')
      sheet.getCell('D2').value = { error: '#N/A' }
      sheet.mergeCells('A3:A4')
      sheet.getCell('A3').value = 'gộp'
      sheet.getCell('C9').value = true
    })
    expect(sheet?.rows).toEqual([
      ['Mã thủ tục', 'Nguồn'],
      ['1.001193', null, new Date('2025-07-01T00:00:00Z'), '#N/A'],
      ['gộp'],
      ['gộp'],
      [],
      [],
      [],
      [],
      [null, null, true],
    ])
    expect(sheet?.remarks).toEqual([
      { row: 2, column: 0, code: 'FORMULA_USED' },
      { row: 2, column: 1, code: 'FORMULA_NOT_WORKED_OUT' },
      { row: 4, column: 0, code: 'MERGED_CELL', details: { range: 'A3…' } },
    ])
  })

  it('that is too long is cut where its reader says so', async () => {
    const [sheet] = await book((sheet) => {
      sheet.addRow(['Mã thủ tục', 'Tên thủ tục'])
      sheet.getCell('A1048576').value = 'x'
    })
    expect(sheet?.rows.length).toBe(20_100)
    const { problems } = readCatalogue(sheet === undefined ? [] : [sheet], nothing)
    expect(problems.map(({ code }) => code)).toContain('HEADER_MISSING')
  })

  it('tells of merged cells and formulas only where they are used', async () => {
    const workbook = new ExcelJS.Workbook()
    for (const { name, rows } of writeCatalogue(current)) workbook.addWorksheet(name).addRows(rows)
    const papers = workbook.getWorksheet('Thành phần hồ sơ')
    papers?.mergeCells('A2:A3')
    papers?.mergeCells('J2:J9')
    const fees = workbook.getWorksheet('Phí, lệ phí')
    if (fees !== undefined) fees.getCell('C2').value = { formula: '4000*2', result: 8000 }
    const sheets = await sheetsOf(Buffer.from(await workbook.xlsx.writeBuffer()))
    const { catalogue, problems } = readCatalogue(sheets, nothing)
    expect(problems.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['MERGED_CELL', 3, 'A'],
      ['FORMULA_USED', 2, 'C'],
    ])
    expect(catalogue).toEqual(current)
  })
})

describe('what is exported', () => {
  it.each(['ra.xlsx', 'ra.csv', 'ra.JSON'])('is imported as the same: %s', async (name) => {
    const file = await readImportFile(
      await makeExport(name, {
        sheets: () => writeCatalogue(current),
        flat: () => writeCatalogueFlat(current),
        json: current,
      }),
    )
    if (file.kind === 'json') expect(file.value).toEqual(current)
    else {
      const { catalogue, problems } = readCatalogue(file.kind === 'sheets' ? file.sheets : [], {
        ...nothing,
        said: current,
      })
      expect(problems).toEqual([])
      expect(catalogue).toEqual(current)
    }
  })

  it('the template, filled with its own examples, is a catalogue', async () => {
    const sheets = await sheetsOf(await writeWorkbook(catalogueTemplate(current)))
    const help = sheets.find(({ name }) => name === 'Hướng dẫn')?.rows ?? []
    const filled = sheets.map(({ name, rows }) => {
      const examples = (rows[0] ?? []).map(
        (title) => help.find((row) => row[0] === name && row[1] === title)?.[4] ?? null,
      )
      return name === 'Danh mục' || name === 'Hướng dẫn' ? { name, rows } : { name, rows: [...rows, examples] }
    })
    const { catalogue, problems } = readCatalogue(filled, nothing)
    expect(problems).toEqual([])
    expect(catalogue?.procedures).toHaveLength(1)
    expect(catalogue?.procedures[0]).toMatchObject({ components: [{ id: 'to-khai' }], fees: [{ amount: 8000 }] })
  })
})
