import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import sample from '../../../gateway/sample/catalogue.json' with { type: 'json' }
import { anyCatalogue } from '../../../test/support/catalogue-arbitrary.ts'
import type { Cell, Sheet } from '../../table/cell.ts'
import { parseCsv, writeCsv } from '../../table/csv.ts'
import { describeProblem } from '../../table/report.ts'
import { catalogueSchema } from '../catalogue.ts'
import { readCatalogue } from './read-catalogue.ts'
import type { CatalogueContext } from './read-catalogue.ts'
import { readCatalogueJson } from './read-json.ts'
import { writeCatalogue, writeCatalogueFlat } from './write-catalogue.ts'

const current = catalogueSchema.parse(sample)
const nothing: CatalogueContext = { current: null, units: null, said: {}, knownVersions: [] }
const said = {
  version: 'thử',
  province: 'Tây Ninh',
  publishedAt: current.publishedAt,
  numbering: 'leased',
  formSet: 'TT03_2025',
} as const

const headings = [
  'Lĩnh vực',
  'MA TTHC',
  'Tên thủ tục',
  'quyết định',
  'Hiệu lực từ',
  'Thời hạn (*)',
  'Hình thức nộp',
  'Nguồn',
]
const good: Cell[] = [
  'Hộ tịch',
  '1.001193',
  'Đăng ký khai sinh',
  '163/QĐ-BTP',
  '01/07/2025',
  'trong ngày',
  'trực tiếp, trực tuyến',
  'x',
]
const change = (cells: Record<number, Cell>): Cell[] =>
  good.map((cell, index) => (index in cells ? (cells[index] ?? null) : cell))
const read = (rows: Cell[][], extra: Sheet[] = [], context: Partial<CatalogueContext> = {}, more: string[] = []) =>
  readCatalogue([{ name: 'Thủ tục', rows: [[...headings, ...more], ...rows] }, ...extra], {
    ...nothing,
    said,
    ...context,
  })
const codesOf = ({ problems }: ReturnType<typeof read>) =>
  problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)
const allCodes = ({ problems }: ReturnType<typeof read>) => problems.map(({ code }) => code)

describe('a catalogue', () => {
  it('is read from one sheet, its columns in any order and words', () => {
    const { catalogue, problems } = read([change({ 5: '5 ngày làm việc' })])
    expect(problems.map(({ code }) => code)).toEqual(['NO_COMPONENT'])
    expect(catalogue?.procedures[0]).toMatchObject({
      code: '1.001193',
      timeLimit: { value: 5, unit: 'workingDays' },
      channels: ['atDesk', 'online'],
      supplementPolicy: 'RESTART',
      route: 'province',
      verified: false,
    })
  })

  it('takes papers and fees from the cell, each item a line', () => {
    const row = [
      ...good,
      'Tờ khai | bản chính | 1 | có\nGiấy ủy quyền | bản chứng thực || không | Khi ủy quyền',
      '8.000 đ | bản | thu sau | | | 3 | 1.000',
    ]
    const { catalogue, problems } = read([row], [], {}, ['Thành phần hồ sơ', 'Lệ phí'])
    expect(problems.map(describeProblem)).toEqual([])
    expect(catalogue?.procedures[0]?.components).toEqual([
      { id: 'to-khai', name: 'Tờ khai', kind: 'original', count: 1, required: true, condition: null },
      {
        id: 'giay-uy-quyen',
        name: 'Giấy ủy quyền',
        kind: 'certified',
        count: 1,
        required: false,
        condition: 'Khi ủy quyền',
      },
    ])
    expect(catalogue?.procedures[0]?.fees).toEqual([
      { amount: 8000, per: 'copy', timing: 'atReturn', channel: null, note: '', reduced: { from: 3, amount: 1000 } },
    ])
  })

  it('keeps the id of a paper that the catalogue in force has', () => {
    const { catalogue } = read([[...good, 'Giấy cam đoan\nTờ khai đăng ký KHAI SINH']], [], { current }, ['Giấy tờ'])
    expect(catalogue?.procedures[0]?.components.map(({ id }) => id)).toEqual(['giay-cam-doan', 'to-khai'])
  })

  it.each<[string, Record<number, Cell>]>([
    ['BAD_CODE', { 1: 'x' }],
    ['MISSING', { 2: null }],
    ['MISSING', { 6: null }],
    ['NOT_A_DATE', { 4: '31/02/2025' }],
    ['UNKNOWN_WORD', { 6: 'bồ câu' }],
    ['TIME_LIMIT_UNREADABLE', { 5: 'nhanh' }],
    ['UNIT_MISSING', { 5: 5 }],
    ['CELL_ERROR', { 0: '#REF!' }],
    ['TOO_LONG', { 7: 'x'.repeat(501) }],
  ])('with one error imports nothing: %s', (code, cells) => {
    const reading = read([good, change({ 1: '1.000656', 2: 'khác', ...cells })])
    expect(codesOf(reading)).toContain(code)
    expect(reading.catalogue).toBeNull()
    expect(reading.problems.find((problem) => problem.code === code)).toMatchObject({ sheet: 'Thủ tục', row: 3 })
  })

  it.each<[string[], string, Cell]>([
    [['UNITS_DIFFER'], 'Đơn vị thời hạn', 'giờ'],
    [['WITHDRAWN_WITHOUT_DATE'], 'Tình trạng', 'bãi bỏ'],
    [['ENDS_BEFORE_START'], 'Hết hiệu lực', '30/06/2025'],
    [['UNIT_UNKNOWN'], 'Đơn vị giải quyết', 'Sở Nào Đó'],
    [['TOO_MANY_PIECES'], 'Thành phần hồ sơ', 'a|bản chính|1|có|b|c|d'],
    [['UNKNOWN_WORD'], 'Thành phần hồ sơ', 'a|giấy bạc'],
    [['COMPONENT_ID_TWICE'], 'Thành phần hồ sơ', 'a|bản sao||||x\nb|bản sao||||x'],
    [['NOT_MONEY'], 'Phí', 'nhiều'],
    [['REDUCED_INCOMPLETE'], 'Phí', '8.000|||||3'],
    [['NOT_YES_NO'], 'Trả ngay', 'để xem'],
    [['UNKNOWN_WORD'], 'Hệ thống xử lý', 'sao Hỏa'],
  ])('%j in «%s»', (codes, title, cell) => {
    expect(codesOf(read([[...good, cell]], [], { units: [{ id: '1.tp', name: 'Tư pháp' }] }, [title]))).toEqual(codes)
  })

  it('warns of what is odd and imports it', () => {
    const reading = read(
      [
        [...good, '15:00', '3 ngày', 'Tờ khai||0', 'tự tính', 'nha-dat'],
        change({ 1: '1.000656', 5: '3 ngày' }).concat('15:00'),
      ],
      [],
      { units: [] },
      ['Giờ chốt', 'Thời hạn bưu chính', 'Giấy tờ', 'Phí', 'Đơn vị giải quyết'],
    )
    expect(codesOf(reading)).toEqual([])
    expect(allCodes(reading).sort()).toEqual([
      'AMOUNT_WITHOUT_NOTE',
      'CUT_OFF_UNUSED',
      'KIND_ASSUMED',
      'LIMIT_OF_CLOSED_CHANNEL',
      'NO_COMPONENT',
      'SAME_NAME',
      'UNIT_ID_UNKNOWN',
    ])
    expect(reading.catalogue?.procedures).toHaveLength(2)
  })

  it('takes the unit by name; what every commune has, as each one’s own', () => {
    const units = [
      { id: '25459.tu-phap', name: 'Tư pháp – Hộ tịch' },
      { id: '25480.tu-phap', name: 'Tư pháp - Hộ tịch' },
      { id: '80.thue', name: 'Thuế tỉnh' },
    ]
    const unitOf = (cell: Cell) =>
      read([[...good, cell]], [], { units }, ['Cơ quan giải quyết']).catalogue?.procedures[0]?.resolvingUnitId
    expect(['tư pháp hộ tịch', 'THUE TINH', '25459.tu-phap', 'tu-phap'].map(unitOf)).toEqual([
      'tu-phap',
      '80.thue',
      '25459.tu-phap',
      'tu-phap',
    ])
  })

  it('finds the same procedure twice, and two versions in force at once', () => {
    const second = { 3: '200/QĐ', 4: '01/01/2027' }
    expect(codesOf(read([good, good]))).toEqual(['PROCEDURE_TWICE'])
    expect(codesOf(read([good, change(second)]))).toEqual(['PROCEDURES_OVERLAP'])
    const ended = [[...good, '31/12/2026'], change(second)]
    expect(codesOf(read(ended, [], {}, ['Hết hiệu lực']))).toEqual([])
  })

  const papers = (...rows: Cell[][]): Sheet => ({
    name: 'Thành phần hồ sơ',
    rows: [['Mã TTHC', 'Quyết định', 'Tên giấy tờ', 'Loại'], ...rows],
  })
  it('joins sheets of papers, and says which rows belong nowhere', () => {
    const fine = read([good], [papers(['1.001193', '', 'Tờ khai', 'bản chính'])])
    expect(fine.catalogue?.procedures[0]?.components).toHaveLength(1)
    expect(fine.problems).toEqual([])
    expect(codesOf(read([good], [papers(['1.000656', '', 'Tờ khai', ''])]))).toEqual(['ORPHAN'])
    expect(codesOf(read([good], [papers(['1.001193', '9/QĐ', 'Tờ khai', ''])]))).toEqual(['ORPHAN'])
    expect(
      codesOf(read([[...good, 'A']], [papers(['1.001193', '', 'Tờ khai', ''])], {}, ['Thành phần hồ sơ'])),
    ).toEqual(['COMPONENTS_TWICE'])
    // A procedure that is wrong itself does not make its papers orphans.
    expect(codesOf(read([change({ 2: '' })], [papers(['1.001193', '', 'Tờ khai', ''])]))).toEqual(['MISSING'])
    const versions = [[...good, '31/12/2026'], change({ 3: '200/QĐ', 4: '01/01/2027' })]
    expect(codesOf(read(versions, [papers(['1.001193', '', 'Tờ khai', ''])], {}, ['Hết hiệu lực']))).toEqual([
      'WHICH_VERSION',
    ])
  })

  it('knows its sheets by name, and what is said of the whole', () => {
    expect(allCodes(read([good], [{ name: 'Bảng 3', rows: [['a']] }]))).toContain('UNKNOWN_SHEET')
    expect(codesOf(read([good], [{ name: 'TTHC', rows: [['a']] }]))).toEqual(['SHEET_TWICE'])
    expect(codesOf(read([good], [], { said: {} }))).toEqual(Array<string>(5).fill('INFO_MISSING'))
    const info: Sheet = {
      name: 'Danh mục',
      rows: [['DANH MỤC'], ['Phiên bản', null, '2027.1'], ['Ngày công bố', 'hôm qua']],
    }
    expect(codesOf(read([good], [info]))).toEqual(['NOT_A_DATE'])
    expect(readCatalogue([info, { name: 'Danh mục', rows: [] }], nothing).problems.map(({ code }) => code)).toContain(
      'NO_SHEET',
    )
  })

  it('refuses a version name that says something else already', () => {
    expect(
      codesOf(
        read([good], [], { said: { ...said, version: current.version }, current, knownVersions: [current.version] }),
      ),
    ).toEqual(['VERSION_EXISTS'])
    expect(
      readCatalogueJson(current, { ...nothing, current, knownVersions: [current.version] }).catalogue,
    ).not.toBeNull()
  })
})

describe('JSON', () => {
  it.each([null, 7, [], {}, { procedures: 7 }])('%j is no catalogue', (value) => {
    expect(readCatalogueJson(value, nothing).problems.map(({ code }) => code)).toEqual(['NOT_A_CATALOGUE'])
  })
  it('says each value that does not fit, by procedure and member', () => {
    const [first, second] = current.procedures
    const broken = { ...current, formSet: 'TT', procedures: [first, { ...second, code: 'x', channels: [] }] }
    expect(readCatalogueJson(broken, nothing).problems.map(describeProblem)).toEqual([
      'Danh mục: Giá trị không hợp lệ (formSet). [TT]',
      'Thủ tục, dòng 2: Giá trị không hợp lệ (code). [x]',
      'Thủ tục, dòng 2: Giá trị không hợp lệ (channels). [[]]',
    ])
  })
  it('checks the same as sheets, and takes the sample', () => {
    const twice = { ...current, procedures: [...current.procedures, current.procedures[0]] }
    expect(readCatalogueJson(twice, nothing).problems.map(({ code }) => code)).toContain('PROCEDURE_TWICE')
    expect(readCatalogueJson(current, nothing)).toMatchObject({ catalogue: current, problems: [] })
  })
  it('answers anything', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...Object.keys(current)), fc.anything()),
        (value, members) => {
          expect(readCatalogueJson(value, nothing).catalogue).toBeNull()
          readCatalogueJson({ ...current, ...members }, nothing)
        },
      ),
    )
  })
})

describe('what is exported', () => {
  it('is imported as the same, from sheets and from one table', () => {
    fc.assert(
      fc.property(anyCatalogue, (catalogue) => {
        const sheets = readCatalogue(writeCatalogue(catalogue), nothing)
        expect(sheets.problems.filter(({ severity }) => severity === 'error')).toEqual([])
        expect(sheets.catalogue).toEqual(catalogue)
        const csv = parseCsv(writeCsv(writeCatalogueFlat(catalogue).rows as string[][]))
        const flat = readCatalogue([{ name: '', rows: csv.ok ? csv.rows : [] }], { ...nothing, said: catalogue })
        expect(flat.catalogue).toEqual(catalogue)
      }),
    )
  })
  it('holds for the sample', () => {
    expect(readCatalogue(writeCatalogue(current), nothing)).toEqual({ catalogue: current, problems: [] })
  })
})

it('answers any cells under the right headings', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.double(),
    fc.boolean(),
    fc.date({ noInvalidDate: false }),
    fc.constantFrom<Cell>(
      null,
      '1.001193',
      'trực tiếp',
      '5 ngày',
      '#N/A',
      '|||||||||',
      '- ; -',
      'trong ngày',
      '8.000|bản',
    ),
  )
  const garbage = fc.array(fc.array(cell, { maxLength: 25 }), { maxLength: 5 })
  fc.assert(
    fc.property(garbage, garbage, garbage, (info, procedures, papers) => {
      const sheets = writeCatalogue(current).map((sheet, index) => ({
        name: sheet.name,
        rows: [
          ...(index === 0 ? [] : sheet.rows.slice(0, 1)),
          ...(index === 0 ? info : index === 1 ? procedures : papers),
        ],
      }))
      const { catalogue, problems } = readCatalogue(sheets, { ...nothing, current })
      expect(catalogue === null).toBe(problems.some(({ severity }) => severity === 'error'))
    }),
  )
})
