/** Every other paper of both sets, read back field by field. */
import { beforeAll, describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../../test/support/event-builder.ts'
import { mustPlan, planSample, sampleContext } from '../../../../test/support/paper-builder.ts'
import {
  nodePdfEngine,
  pdfReaders,
  readFonts,
  readInfo,
  readLines,
  readText,
  withoutReaders,
} from '../../../../test/support/pdf-tools.ts'
import { fold } from '../../../../shared/dossier/fold.ts'
import type { DossierEvent, FormSet } from '../../../../shared/dossier/event.ts'
import { builtInDefinitions } from '../../../../shared/forms/definitions/all.ts'
import { findDefinition } from '../../../../shared/forms/library.ts'
import { handoverSlipView } from '../../../../shared/forms/views/handover-slip.ts'
import { registerView } from '../../../../shared/forms/views/register.ts'
import type { DossierForm } from '../../../../shared/forms/views/sources.ts'
import type { PdfEngine } from './engine.ts'

let engine: PdfEngine
beforeAll(async () => {
  engine = await nodePdfEngine()
})

const code = '000.00.01.H53-261124-0001'
const sets: FormSet[] = ['TT01_2018', 'TT03_2025']
const charge = {
  amount: 150_000,
  timing: 'atReturn' as const,
  exemption: null,
  paidAtIntake: 20_000,
  receiptNumber: null,
}
const received = (formSet: FormSet) => sampleEvent('received', 1, { payload: receivedPayload({ formSet, charge }) })
const forwarded = sampleEvent('forwarded', 2, {
  payload: { ...samplePayloads.forwarded(), legDueAt: '2026-11-26T17:00:00+07:00', note: 'Kèm bản chính' },
})

async function read(form: DossierForm, events: DossierEvent[]): Promise<{ text: string; pdf: Uint8Array }> {
  const pdf = await engine.makePdf(mustPlan(form, events))
  return { text: readText(pdf, 1), pdf }
}

const head = [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Tân Ninh, ngày 24 tháng 11 năm 2026',
]
const desk = ['ỦY BAN NHÂN DÂN PHƯỜNG TÂN NINH', 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG TÂN NINH']
const citizen = ['Địa chỉ: Khu phố 3, phường Tân Ninh, tỉnh Tây Ninh', 'Số điện thoại: 0912345678', 'Email: …']
const procedureLabel = {
  TT01_2018: 'Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân',
  TT03_2025: 'Thủ tục hành chính cần giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân',
}
const circular = { TT01_2018: 'TT 01/2018/TT-VPCP', TT03_2025: 'TT 03/2025/TT-VPCP' }

function expectAll(text: string, fields: readonly string[]): void {
  for (const field of fields) expect(text).toContain(field)
  expect(text).not.toMatch(/undefined|null|NaN|\{|\}|\*\*/)
}

describe.skipIf(!pdfReaders)(`papers read back (${pdfReaders ? 'poppler' : withoutReaders})`, () => {
  it.each(sets)('supplement request, %s', async (formSet) => {
    const requested = sampleEvent('supplementRequested', 3, {
      payload: {
        items: ['Bản sao Giấy khai sinh', 'Tờ khai ghi thiếu nơi cư trú'],
        reason: 'Còn thiếu giấy tờ theo quy định',
        deadline: '2026-12-02',
        formNumber: null,
      },
    })
    const { text } = await read('supplementRequest', [received(formSet), forwarded, requested])
    expectAll(text, [
      ...head,
      ...desk,
      ...citizen,
      procedureLabel[formSet],
      `Mẫu số 02 - ${circular[formSet]}`,
      `Số: ${code}/HDHS`,
      'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      `Mã hồ sơ: ${code}`,
      'Hồ sơ của: Nguyễn Thị Hoà',
      'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau: 1. Bản sao Giấy khai sinh 2. Tờ khai ghi thiếu nơi cư trú',
      'Lý do: Còn thiếu giấy tờ theo quy định',
      'Thời hạn bổ sung, hoàn thiện: ngày 02 tháng 12 năm 2026',
      'liên hệ với Lê Văn Đức, Trung tâm Phục vụ hành chính công phường Tân Ninh, số điện thoại 0276 382 2233',
      'https://tanninh.tayninh.gov.vn',
      'NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Lê Văn Đức',
    ])
  })

  it.each(sets)('refusal, %s', async (formSet) => {
    const refused = sampleEvent('refused', 2, { payload: { reason: 'Không thuộc thẩm quyền', formNumber: '15' } })
    const { text } = await read('refusal', [received(formSet), refused])
    expectAll(text, [
      ...head,
      ...desk,
      ...citizen,
      procedureLabel[formSet],
      `Mẫu số 03 - ${circular[formSet]}`,
      'Số: 15/TNHS',
      'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
      'Đơn vị tiếp nhận: Trung tâm Phục vụ hành chính công phường Tân Ninh',
      'Tiếp nhận hồ sơ của: Nguyễn Thị Hoà',
      'thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Không thuộc thẩm quyền',
      'số điện thoại 0276 382 2233',
      'NGƯỜI NỘP HỒ SƠ',
      'NGƯỜI TIẾP NHẬN HỒ SƠ',
    ])
  })

  it.each(sets)('apology, %s: signed by the resolving agency', async (formSet) => {
    const apologised = sampleEvent('apologised', 3, {
      payload: { ...samplePayloads.apologised(), agency: 'Ủy ban nhân dân phường Tân Ninh', signer: 'Nguyễn Văn Hùng' },
    })
    const { text } = await read('apology', [received(formSet), forwarded, apologised])
    expectAll(text, [
      ...head,
      'ỦY BAN NHÂN DÂN PHƯỜNG TÂN NINH',
      `Mẫu số 04 - ${circular[formSet]}`,
      formSet === 'TT01_2018'
        ? 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ'
        : 'V/v xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ',
      formSet === 'TT01_2018' ? `Số: ${code}/PXL` : `Số: ${code}/XL`,
      'Kính gửi: Nguyễn Thị Hoà',
      'Vào ngày 24 tháng 11 năm 2026, Trung tâm Phục vụ hành chính công phường Tân Ninh tiếp nhận hồ sơ đề nghị giải quyết thủ tục: Cấp Giấy xác nhận tình trạng hôn nhân',
      `mã hồ sơ: ${code}`,
      'Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026',
      'Lý do: Chờ xác minh.',
      '17 giờ 00 phút, ngày 04 tháng 12 năm 2026',
      'Nơi nhận:',
      'THỦ TRƯỞNG ĐƠN VỊ',
      'Nguyễn Văn Hùng',
    ])
    expect(text).not.toContain('TRUNG TÂM PHỤC VỤ')
  })

  it('stop notice: of 2025 only, marked as provisional', async () => {
    const events = (formSet: FormSet) => [
      received(formSet),
      forwarded,
      sampleEvent('withdrawalRequested', 3),
      sampleEvent('refunded', 4),
      sampleEvent('stopped', 5, {
        payload: {
          reason: 'Theo đề nghị của công dân',
          papersGivenBack: ['Giấy khai sinh (bản chính)'],
          formNumber: null,
        },
      }),
    ]
    expect(planSample('stopNotice', events('TT01_2018')).kind).toBe('noDefinition')
    const { text } = await read('stopNotice', events('TT03_2025'))
    expectAll(text, [
      ...head,
      ...desk,
      'Mẫu số 05 - TT 03/2025/TT-VPCP (tạm)',
      'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
      `Mã hồ sơ: ${code}`,
      'kể từ 08 giờ 05 phút, ngày 24 tháng 11 năm 2026',
      '1. Thủ tục hành chính: Cấp Giấy xác nhận tình trạng hôn nhân',
      '4. Người đề nghị dừng: Nguyễn Thị Hoà',
      '5. Lý do: Theo đề nghị của công dân',
      '6. Giai đoạn giải quyết khi dừng: Đang giải quyết tại Bộ phận Tư pháp – Hộ tịch',
      '7. Phí, lệ phí đã nộp: 20.000 đồng',
      'Phí, lệ phí hoàn trả: 10.000 đồng',
      '8. Giấy tờ trả lại người nộp hồ sơ: - Giấy khai sinh (bản chính)',
      'THỦ TRƯỞNG ĐƠN VỊ',
    ])
  })

  it.each(sets)('control slip with its log of handovers, %s', async (formSet) => {
    const { text } = await read('controlSlip', [received(formSet), forwarded, sampleEvent('resultArrived', 5)])
    expectAll(text, [
      ...head,
      ...desk,
      `Mẫu số ${formSet === 'TT01_2018' ? '05' : '06'} - ${circular[formSet]}`,
      'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      `Mã hồ sơ: ${code}`,
      'Kèm theo hồ sơ của: Nguyễn Thị Hoà',
      'Ngày nhận: 08 giờ 01 phút, ngày 24 tháng 11 năm 2026',
      'Ngày, giờ hẹn trả: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026',
      'Cơ quan (bộ phận) giải quyết hồ sơ: Bộ phận Tư pháp – Hộ tịch',
      'Cơ quan phối hợp giải quyết hồ sơ: …',
      'Quyển số: ……… Số thứ tự: ………',
      'TÊN CƠ QUAN',
      'THỜI GIAN GIAO, NHẬN HỒ SƠ',
      'KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/Đúng hạn/Quá hạn)',
      'GHI CHÚ',
      '1. Giao: Trung tâm Phục vụ hành chính công phường Tân Ninh 2. Nhận: Bộ phận Tư pháp – Hộ tịch',
      '1. Giao: Bộ phận Tư pháp – Hộ tịch 2. Nhận: Trung tâm Phục vụ hành chính công phường Tân Ninh',
      '08 giờ 02 phút, ngày 24 tháng 11 năm 2026',
      'Trước hạn',
      'Kèm bản chính',
      '1. Giao: …………………… 2. Nhận: ……………………',
      'Người giao',
      'Người nhận',
    ])
  })

  it.each(sets)('register on A4 landscape with all its columns, %s', async (formSet) => {
    const dossiers = Array.from({ length: 40 }, (_, i) =>
      fold([
        sampleEvent('received', i, {
          dossier: i,
          payload: receivedPayload({
            formSet,
            number: { code: `000.00.01.H53-261124-${String(i + 1).padStart(4, '0')}`, kind: 'leased' },
          }),
        }),
        sampleEvent('forwarded', 100 + i, { dossier: i }),
        ...(i === 0
          ? [sampleEvent('resultArrived', 200, { dossier: 0 }), sampleEvent('returned', 300, { dossier: 0 })]
          : []),
      ]),
    )
    const definition = findDefinition(builtInDefinitions, 'register', formSet, '2026-11-24')
    if (definition === null) throw new Error('no register')
    const input = {
      year: 2026,
      volume: '02',
      extent: 'tháng 11 năm 2026',
      statement: ['Khóa sổ năm 2026: 159 hồ sơ, từ số 1 đến số 159.', 'Khóa phần ghi bổ sung năm 2026: 1 hồ sơ.'],
      firstEntry: 120,
      dossiers,
      officerName: () => 'Lê Văn Đức',
    }
    const pdf = await engine.makePdf({
      definition,
      view: registerView(input, sampleContext),
      at: sampleContext.print.at,
      title: 'Sổ',
    })
    const { pages, size } = readInfo(pdf)
    expect(size).toMatch(/^841\.\d+ x 595\.\d+ pts \(A4\)/)
    const text = readText(pdf, 1)
    expectAll(text, [
      ...head,
      ...desk,
      `Mẫu số ${formSet === 'TT01_2018' ? '06' : '07'} - ${circular[formSet]}`,
      'SỔ THEO DÕI HỒ SƠ',
      'Năm 2026; Quyển số: 02',
      '(tháng 11 năm 2026)',
      'STT',
      'Mã hồ sơ',
      'Tên thủ tục hành chính',
      'Số lượng hồ sơ (bộ)',
      'Tên cá nhân, tổ chức (chủ hồ sơ)',
      'Địa chỉ, số điện thoại',
      'Cơ quan chủ trì giải quyết',
      'Ngày, tháng, năm',
      'Nhận hồ sơ',
      'Hẹn trả kết quả',
      'Chuyển hồ sơ đến cơ quan giải quyết',
      'Nhận kết quả từ cơ quan giải quyết',
      'Trả kết quả',
      'Phương thức nhận kết quả',
      'Ký nhận',
      'Người nhận hồ sơ',
      'Ghi chú',
      '(16)',
      '120',
      'Khu phố 3, phường Tân Ninh, tỉnh Tây Ninh; 0912345678',
      '08:00 24/11/2026',
      '17:00 27/11/2026',
      'Bộ phận Tư pháp – Hộ tịch',
      'Trực tiếp',
    ])
    expect(readLines(pdf, 1)).toMatch(/120 000\.00\.01\.H53- .*\n 261124-0001 /)
    const all = Array.from({ length: pages }, (_, i) => readText(pdf, i + 1))
    for (const page of all.slice(0, -1)) expect(page).toContain('Tên thủ tục hành chính')
    for (let n = 120; n < 160; n += 1) expect(all.join(' ')).toMatch(new RegExp(`(^| )${n} `))
    expect(all.join(' ')).toContain('Tổng số: 40 hồ sơ.')
    expectAll(all.at(-1) ?? '', [...input.statement, 'THỦ TRƯỞNG ĐƠN VỊ'])
    expect(text.includes('Địa bàn')).toBe(formSet === 'TT03_2025')
    expect(all.at(-1)).toContain(`Trang ${pages}/${pages}`)
  })

  it('return acknowledgement, in two copies', async () => {
    const returned = sampleEvent('returned', 6, {
      payload: {
        ...samplePayloads.returned(),
        recipient: {
          name: 'Võ Văn Ý',
          idNumber: '072090005555',
          relation: 'authorised',
          authorisation: 'Giấy ủy quyền số 3',
        },
        collected: 130_000,
        papersGivenBack: ['Sổ hộ khẩu (bản chính)'],
        note: 'Đã đối chiếu',
      },
    })
    const { text, pdf } = await read('returnAcknowledgement', [
      received('TT03_2025'),
      forwarded,
      sampleEvent('resultArrived', 5),
      returned,
    ])
    expect(readInfo(pdf).pages).toBe(2)
    expectAll(text, [
      ...head,
      ...desk,
      'GIẤY XÁC NHẬN TRẢ KẾT QUẢ GIẢI QUYẾT HỒ SƠ',
      `Mã hồ sơ: ${code}`,
      'Thời gian trả kết quả: 08 giờ 06 phút, ngày 24 tháng 11 năm 2026',
      'Hình thức trả: Trực tiếp tại nơi tiếp nhận',
      'Người nhận kết quả: Võ Văn Ý (Người được ủy quyền)',
      'Số giấy tờ tùy thân: 072090005555',
      'Giấy tờ ủy quyền: Giấy ủy quyền số 3',
      'Giấy tờ gốc trả lại cho người nộp: 1. Sổ hộ khẩu (bản chính)',
      'Đã thu: 130.000 đồng (Một trăm ba mươi nghìn đồng)',
      'Ghi chú: Đã đối chiếu',
      'NGƯỜI NHẬN KẾT QUẢ',
      'NGƯỜI TRẢ KẾT QUẢ',
    ])
    expect(readLines(pdf, 1)).toContain('1 Giấy xác nhận 12/UBND-XNTTHN 01')
    expect(text).not.toContain('trả một phần')
  })

  it('a return in part says that it is one', async () => {
    const part = sampleEvent('returned', 6, {
      payload: { ...samplePayloads.returned(), complete: false, collected: 0 },
    })
    const { text } = await read('returnAcknowledgement', [received('TT03_2025'), sampleEvent('resultArrived', 5), part])
    expectAll(text, ['(trả một phần kết quả)'])
    expect(text).not.toContain('Đã thu')
  })

  it('a return in part lists what went and what is left', async () => {
    const results = ['Giấy khai sinh', 'Thẻ bảo hiểm y tế'].map((name) => ({ name, number: null, count: 1 }))
    const arrival = sampleEvent('resultArrived', 5, { payload: { ...samplePayloads.resultArrived(), results } })
    const handedOver = [{ eventId: arrival.id, index: 0 }]
    const part = sampleEvent('returned', 6, { payload: { ...samplePayloads.returned(), complete: false, handedOver } })
    const { text, pdf } = await read('returnAcknowledgement', [received('TT03_2025'), arrival, part])
    expect(readLines(pdf, 1)).toContain('1 Giấy khai sinh 01')
    expectAll(text, ['Kết quả còn lại, trả sau: - Thẻ bảo hiểm y tế (01)'])
  })

  it('handover slip, each side a copy', async () => {
    const definition = findDefinition(builtInDefinitions, 'handoverSlip', 'TT03_2025', '2026-11-24')
    if (definition === null) throw new Error('no slip')
    const unit = 'Trung tâm Phục vụ hành chính công phường Tân Ninh'
    const view = handoverSlipView(
      {
        from: { name: 'Lê Văn Đức', title: 'Chuyên viên', unit },
        to: { name: 'Trần Thị Ánh Nguyệt', title: 'Công chức', unit },
        at: '2026-11-24T11:30:00+07:00',
        reason: 'Đổi ca trực',
        dossiers: [{ dossier: fold([received('TT03_2025')]), note: 'Gấp' }],
      },
      sampleContext,
    )
    const pdf = await engine.makePdf({ definition, view, at: sampleContext.print.at, title: 'Bàn giao' })
    expect(readInfo(pdf).size).toContain('A4')
    for (const [page, label] of [
      [1, 'Liên 1: Bên giao giữ'],
      [2, 'Liên 2: Bên nhận giữ'],
    ] as const)
      expectAll(readText(pdf, page), [
        ...head,
        label,
        'GIẤY BÀN GIAO HỒ SƠ',
        'Thời gian bàn giao: 11 giờ 30 phút, ngày 24 tháng 11 năm 2026',
        'Bên giao: Lê Văn Đức',
        `Chức vụ, đơn vị: Công chức – ${unit}`,
        'Lý do bàn giao: Đổi ca trực',
        'Số hồ sơ bàn giao: 01 hồ sơ, gồm:',
        'BÊN GIAO',
        'BÊN NHẬN',
      ])
    expect(readLines(pdf, 1)).toMatch(/1 000\.00\.01\.H53- .*Nguyễn Thị Hoà 01 17:00 Gấp\n 261124-0001 .*27\/11\/2026/)
  })

  it('every paper embeds its fonts', async () => {
    for (const form of ['supplementRequest', 'apology'] as const) {
      const events = [
        received('TT03_2025'),
        forwarded,
        sampleEvent('supplementRequested', 3),
        sampleEvent('apologised', 4),
      ]
      const { pdf } = await read(form, events)
      for (const font of readFonts(pdf)) expect(font).toMatchObject({ embedded: true, unicode: true })
    }
  })
})
