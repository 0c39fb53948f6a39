/** The receipt as a citizen gets it: made here, read back by other people's programs, field by field. */
import { beforeAll, describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent, sampleUuid } from '../../../../test/support/event-builder.ts'
import { mustPlan, sampleAgencies } from '../../../../test/support/paper-builder.ts'
import {
  codeReader,
  nodePdfEngine,
  pdfReaders,
  readCodes,
  readFonts,
  readInfo,
  readText,
  withoutCodeReader,
  withoutReaders,
} from '../../../../test/support/pdf-tools.ts'
import type { FormSet, PayloadOf } from '../../../../shared/dossier/event.ts'
import type { PdfEngine } from './engine.ts'

let engine: PdfEngine
beforeAll(async () => {
  engine = await nodePdfEngine()
})

const code = '000.00.01.H53-261124-0001'
const owner = {
  ...receivedPayload().submitter,
  name: 'Trương Đình Ẩn',
  idNumber: '072045009876',
  address: 'Ấp Bàu Sen, xã Hưng Thuận',
}
const full = (formSet: FormSet): PayloadOf<'received'> =>
  receivedPayload({
    formSet,
    owner,
    request: 'Xác nhận để đăng ký kết hôn',
    submitter: { ...receivedPayload().submitter, email: 'hoa@example.vn' },
    components: [
      { id: 'a', name: 'Tờ khai theo mẫu', kind: 'original', count: 1, toGiveBack: false },
      { id: 'b', name: 'Quyết định ly hôn', kind: 'certified', count: 2, toGiveBack: false },
      { id: 'c', name: 'Căn cước công dân', kind: 'copy', count: 1, toGiveBack: true },
    ],
    sets: 2,
    charge: {
      amount: 1_000_000,
      timing: 'atIntake',
      exemption: null,
      paidAtIntake: 1_000_000,
      receiptNumber: 'AB/26-0001234',
    },
  })

async function make(
  payload: PayloadOf<'received'>,
  overrides: Parameters<typeof mustPlan>[2] = {},
  more = [sampleEvent('noted', 2)],
) {
  const paper = mustPlan('receipt', [sampleEvent('received', 1, { payload }), ...more], overrides)
  return engine.makePdf(paper)
}

const commonFields = [
  'ỦY BAN NHÂN DÂN PHƯỜNG TÂN NINH',
  'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG TÂN NINH',
  `Số: ${code}/TNHS`,
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Tân Ninh, ngày 24 tháng 11 năm 2026',
  'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
  `Mã hồ sơ: ${code}`,
  'Tiếp nhận hồ sơ của: Nguyễn Thị Hoà',
  'Địa chỉ: Khu phố 3, phường Tân Ninh, tỉnh Tây Ninh',
  'Số điện thoại: 0912345678',
  'Email: hoa@example.vn',
  'Số CCCD/định danh cá nhân: 072190001234',
  'Chủ hồ sơ: Trương Đình Ẩn',
  'Địa chỉ chủ hồ sơ: Ấp Bàu Sen, xã Hưng Thuận',
  'Số CCCD/định danh cá nhân của chủ hồ sơ: 072045009876',
  'Nội dung cụ thể: Xác nhận để đăng ký kết hôn',
  '1. Thành phần hồ sơ nộp gồm:',
  'Loại (bản chính, bản chứng thực, bản photo)',
  '2. Số lượng hồ sơ: 02 (bộ)',
  '4. Thời gian nhận hồ sơ: 08 giờ 01 phút, ngày 24 tháng 11 năm 2026',
  '5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026',
  '6. Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công phường Tân Ninh',
  'Phí, lệ phí: 1.000.000 đồng',
  'Bằng chữ: Một triệu đồng',
  'Hình thức thu: Thu trước',
  'Đã thu: 1.000.000 đồng',
  'Biên lai số: AB/26-0001234',
  'Vào Sổ theo dõi hồ sơ, Quyển số: 03 Số thứ tự: 1207',
  'NGƯỜI NỘP HỒ SƠ',
  'NGƯỜI TIẾP NHẬN HỒ SƠ',
  '(Ký và ghi rõ họ tên)',
  'Lê Văn Đức',
]
const ownFields: Record<FormSet, string[]> = {
  TT01_2018: [
    'Mẫu số 01 - TT 01/2018/TT-VPCP',
    'Bộ phận tiếp nhận và trả kết quả: Trung tâm Phục vụ hành chính công phường Tân Ninh',
    'Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân',
    '3. Thời gian giải quyết hồ sơ theo quy định là: 03 ngày làm việc',
  ],
  TT03_2025: [
    'Mẫu số 01 - TT 03/2025/TT-VPCP',
    'Trung tâm tiếp nhận: Trung tâm Phục vụ hành chính công phường Tân Ninh',
    'Thủ tục hành chính cần giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân (1.004873)',
    '3. Thời gian giải quyết hồ sơ theo quy định: 03 ngày làm việc',
    '7. Phí, lệ phí: 1.000.000 đồng',
  ],
}

describe.skipIf(!pdfReaders)(`the receipt read back (${pdfReaders ? 'poppler' : withoutReaders})`, () => {
  it.each(['TT01_2018', 'TT03_2025'] as const)('%s has every field on both copies', async (formSet) => {
    const pdf = await make(full(formSet), { register: { volume: '03', entry: '1207' } })
    const { pages, size, title } = readInfo(pdf)
    expect(size).toMatch(/^419\.\d+ x 595\.\d+ pts/)
    expect(title).toBe(`Giấy tiếp nhận hồ sơ và hẹn trả kết quả ${code}`)
    const copies = [1, 2].map((copy) => {
      const first = ((copy - 1) * pages) / 2 + 1
      return Array.from({ length: pages / 2 }, (_, i) => readText(pdf, first + i)).join(' ')
    })
    for (const text of copies) {
      for (const field of [...commonFields, ...ownFields[formSet]]) expect(text).toContain(field)
      expect(text).toMatch(/1 Tờ khai theo mẫu Bản chính 01/)
      expect(text).toMatch(/2 Quyết định ly hôn Bản chứng thực 02/)
      expect(text).toMatch(/3 Căn cước công dân \(bản để đối chiếu, trả lại\) Bản photo 01/)
      expect(text).not.toMatch(/BẢN IN LẠI|Hẹn lại|undefined|null|NaN/)
    }
    expect(copies[0]).toContain('Liên 1: Lưu kèm Phiếu kiểm soát')
    expect(copies[1]).toContain('Liên 2: Giao người nộp hồ sơ')
    expect(copies[1]).not.toContain('Liên 1')
  })

  it('an everyday receipt is one page a copy', async () => {
    const pdf = await make(receivedPayload({ components: full('TT03_2025').components }))
    expect(readInfo(pdf).pages).toBe(2)
    expect(readText(pdf, 2)).toContain('Trang 1/1')
  })

  it('embeds every font it uses, as subsets that can be searched', async () => {
    const fonts = readFonts(await make(full('TT03_2025')))
    expect(fonts.length).toBeGreaterThanOrEqual(3)
    for (const font of fonts) {
      expect(font.name).toMatch(/^[A-Z]{6}\+Tinos-/)
      expect(font).toMatchObject({ embedded: true, subset: true, unicode: true })
    }
  })

  it('has every Vietnamese letter, in each style', async () => {
    const vowels = [
      'aàảãáạ',
      'ăằẳẵắặ',
      'âầẩẫấậ',
      'eèẻẽéẹ',
      'êềểễếệ',
      'iìỉĩíị',
      'oòỏõóọ',
      'ôồổỗốộ',
      'ơờởỡớợ',
      'uùủũúụ',
      'ưừửữứự',
      'yỳỷỹýỵ',
    ]
    const alphabet = [...vowels, 'đ'].join(' ')
    const letters = `${alphabet} ${alphabet.toLocaleUpperCase('vi')}`
    const text = readText(
      await make(
        receivedPayload({
          submitter: { ...receivedPayload().submitter, name: letters, address: letters },
          components: [{ id: 'a', name: letters, kind: 'original', count: 1, toGiveBack: false }],
        }),
      ),
    )
    expect(text.split(letters)).toHaveLength(2 * 4 + 1)
  })

  it('accepts decomposed letters and writes them composed', async () => {
    const name = 'Nguyễn Thị Hoà'.normalize('NFD')
    const text = readText(await make(receivedPayload({ submitter: { ...receivedPayload().submitter, name } })))
    expect(text).toContain('Tiếp nhận hồ sơ của: Nguyễn Thị Hoà')
  })

  it('marks a reprint with its time', async () => {
    const number = code
    const printed = sampleEvent('printed', 2, {
      payload: { form: 'receipt', formSet: 'TT03_2025', number, reprint: false },
    })
    const pdf = await make(full('TT03_2025'), {}, [printed])
    for (const page of [1, readInfo(pdf).pages / 2 + 1])
      expect(readText(pdf, page)).toContain('BẢN IN LẠI LẦN 1 lúc 09 giờ 15 phút, ngày 24 tháng 11 năm 2026')
  })

  it('breaks a long list over pages: headings again, rows whole, signatures together, pages counted by copy', async () => {
    const components = Array.from({ length: 60 }, (_, i) => ({
      id: String(i),
      name: `Giấy tờ thứ ${i + 1} kèm theo hồ sơ đề nghị giải quyết thủ tục hành chính`,
      kind: 'copy' as const,
      count: 1,
      toGiveBack: false,
    }))
    const pdf = await make({ ...full('TT01_2018'), components })
    const { pages } = readInfo(pdf)
    expect(pages).toBeGreaterThanOrEqual(6)
    const texts = Array.from({ length: pages }, (_, i) => readText(pdf, i + 1))
    const half = pages / 2
    for (const [i, text] of texts.entries()) {
      expect(text).toContain(`Trang ${(i % half) + 1}/${half}`)
      if (/Giấy tờ thứ \d+/.test(text)) expect(text).toContain('Tên giấy tờ')
      expect(text.includes('NGƯỜI NỘP HỒ SƠ')).toBe(text.includes('NGƯỜI TIẾP NHẬN HỒ SƠ'))
      for (const n of text.matchAll(/Giấy tờ thứ (\d+)/g))
        expect(text).toContain(
          `${n[1]} Giấy tờ thứ ${n[1]} kèm theo hồ sơ đề nghị giải quyết thủ tục hành chính Bản photo 01`,
        )
    }
    const all = texts.slice(0, half).join(' ')
    for (const { name } of components) expect(all).toContain(name)
  })

  it('wraps overlong words instead of losing them past the edge', async () => {
    const email = `${'abcdefghij'.repeat(9)}@example.vn`
    const name = 'Công ty Trách nhiệm hữu hạn '.repeat(7).trim()
    const payload = receivedPayload({
      submitter: { ...receivedPayload().submitter, name, email, kind: 'organisation' },
    })
    const text = readText(await make(payload))
    expect(text).toContain(`Tiếp nhận hồ sơ của: ${name}`)
    expect(text.replace(/\s/g, '')).toContain(`Email:${email}`)
  })

  it('the same input gives the same bytes', async () => {
    const [first, second] = [await make(full('TT03_2025')), await make(full('TT03_2025'))]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
  })
})

describe.skipIf(!codeReader)(`codes on the receipt (${codeReader ? 'zbar' : withoutCodeReader})`, () => {
  it('QR and Code 128 hold the number', async () => {
    const codes = readCodes(await make(full('TT03_2025')))
    expect(codes).toContain(`QR-Code:${code}`)
    expect(codes).toContain(`CODE-128:${code}`)
  })
  it('a provisional number’s QR carries the UUID, too', async () => {
    const number = { code: 'TẠM-quay-1-261124-001', kind: 'provisional' as const }
    const pdf = await make({ ...full('TT03_2025'), number })
    const codes = readCodes(pdf)
    expect(codes).toContain(`QR-Code:TAM-quay-1-261124-001 ${sampleUuid(0, 0)}`)
    expect(codes).toContain('CODE-128:TAM-quay-1-261124-001')
    expect(readText(pdf, 1)).toContain('Mã hồ sơ: TẠM-quay-1-261124-001 (mã tạm;')
  })
  it('the QR opens the public page where there is one', async () => {
    const agencies = { ...sampleAgencies, lookupUrl: 'https://tra-cuu.example/ho-so?ma={code}' }
    expect(readCodes(await make(full('TT03_2025'), { agencies }))).toContain(
      `QR-Code:https://tra-cuu.example/ho-so?ma=${code}`,
    )
  })
})
