/** Mẫu 04: in the set of 2018 an apology with a new date, in that of 2025 an apology that asks for more time. */
import type { Block, FormDefinition } from '../definition.ts'
import { a5, a5Scale, head, pageNumber, reprintNotice, title, titleWithQr } from './common.ts'

const paragraph = (text: string): Block => ({ kind: 'line', text, align: 'justify', indent: 8, before: 3 })

const greeting: Block = {
  kind: 'line',
  text: 'Kính gửi: **{addressee:………………………………}**',
  align: 'center',
  before: 6,
  after: 4,
}

const account: Block[] = [
  paragraph(
    'Vào {receivedOn:ngày …… tháng …… năm ………}, {head.agency} tiếp nhận hồ sơ đề nghị giải quyết thủ tục: {dossier.procedureName}; mã hồ sơ: **{dossier.code}.**',
  ),
  paragraph('Thời gian hẹn trả kết quả: **{oldDueAt:…… giờ …… phút, ngày …… tháng …… năm ………}.**'),
]

const ending: Block = {
  kind: 'together',
  blocks: [
    { kind: 'space', height: 8 },
    {
      kind: 'row',
      gap: 8,
      cells: [
        {
          width: '*',
          blocks: [
            { kind: 'line', text: '**__Nơi nhận:__**', size: 9 },
            { kind: 'line', text: '- Như trên;\n- {head.agency};\n- Lưu: VT.', size: 8.5 },
          ],
        },
        {
          width: 62,
          blocks: [
            {
              kind: 'signatures',
              space: 46,
              columns: [{ title: 'THỦ TRƯỞNG ĐƠN VỊ', hint: '(Ký, ghi rõ họ tên và đóng dấu)', name: '{signer}' }],
            },
          ],
        },
      ],
    },
  ],
}

const shared = {
  schema: 1 as const,
  form: 'apology' as const,
  version: '2026-11-24.1',
  effectiveTo: null,
  templateNumber: 'Mẫu số 04',
  verified: false,
  paper: a5,
  copies: [{ label: 'Liên 1: Lưu' }, { label: 'Liên 2: Gửi người nộp hồ sơ' }],
  footer: { left: '{dossier.code}', right: pageNumber, size: 8 },
}

export const apology2018: FormDefinition = {
  ...shared,
  formSet: 'TT01_2018',
  effectiveFrom: '2018-11-23',
  name: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
  source: 'Thông tư 01/2018/TT-VPCP, Phụ lục, Mẫu số 04; NĐ 61/2018/NĐ-CP Điều 19 khoản 9',
  remark: 'Ký hiệu sau số của phiếu chưa đối chiếu với bản gốc của phụ lục.',
  header: { left: 'Mẫu số 04 - TT 01/2018/TT-VPCP', right: '{copy}', size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/PXL', scale: a5Scale, agencies: ['{agency:………………………}'] }),
    reprintNotice,
    titleWithQr([title('PHIẾU XIN LỖI VÀ HẸN LẠI\nNGÀY TRẢ KẾT QUẢ')]),
    greeting,
    ...account,
    paragraph(
      'Tuy nhiên, đến nay {agency:………………} chưa trả kết quả giải quyết hồ sơ của ông/bà đúng thời hạn quy định. Lý do: {reason:………………………………………………}',
    ),
    paragraph(
      '{agency:………………} gửi lời xin lỗi tới ông/bà vì sự chậm trễ này và sẽ trả kết quả cho ông/bà vào lúc **{newDueAt:…… giờ …… phút, ngày …… tháng …… năm ………}** tại {place}.',
    ),
    paragraph('Mong nhận được sự thông cảm của ông/bà vì sự chậm trễ này./.'),
    ending,
  ],
}

export const apology2025: FormDefinition = {
  ...shared,
  formSet: 'TT03_2025',
  effectiveFrom: '2025-09-15',
  name: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
  source: 'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 04; NĐ 118/2025/NĐ-CP',
  remark:
    'Chưa có bản gốc của phụ lục: nội dung dựng theo các mục mà biểu mẫu phải có; thời hạn tối đa của gia hạn chưa xác minh.',
  header: { left: 'Mẫu số 04 - TT 03/2025/TT-VPCP', right: '{copy}', size: 8 },
  blocks: [
    head({
      number: 'Số: {print.number:…………}/XL',
      scale: a5Scale,
      agencies: ['{agency:………………………}'],
      about: 'V/v xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ',
    }),
    reprintNotice,
    greeting,
    ...account,
    paragraph(
      'Đến nay, {agency:………………} là đơn vị chủ trì giải quyết chưa có kết quả giải quyết hồ sơ đúng thời hạn quy định. Lý do: {reason:………………………………………………}',
    ),
    paragraph(
      '{agency:………………} xin lỗi ông/bà vì sự chậm trễ này và đề nghị gia hạn thời gian giải quyết hồ sơ; thời gian trả kết quả mới: **{newDueAt:…… giờ …… phút, ngày …… tháng …… năm ………},** tại {place}.',
    ),
    paragraph('Rất mong nhận được sự thông cảm của ông/bà./.'),
    ending,
  ],
}
