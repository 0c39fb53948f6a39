/** Mẫu 05 (2018) and 06 (2025): goes with the papers from hand to hand. */
import type { Block, FormDefinition } from '../definition.ts'
import { a5, a5Scale, head, pageNumber, reprintNotice, title, titleWithQr } from './common.ts'

const body: Block[] = [
  titleWithQr([
    title('PHIẾU KIỂM SOÁT\nQUÁ TRÌNH GIẢI QUYẾT HỒ SƠ'),
    { text: 'Mã hồ sơ: **{dossier.code:………………}**', size: 10.5 },
  ]),
  {
    kind: 'fields',
    columns: 1,
    items: [
      { label: 'Kèm theo hồ sơ của', value: '**{dossier.holder.name}**' },
      { label: 'Thủ tục hành chính', value: '{dossier.procedureName}' },
      { label: 'Ngày nhận', value: '{dossier.receivedAt:…… giờ …… phút, ngày …… tháng …… năm ………}' },
      { label: 'Ngày, giờ hẹn trả', value: '**{dossier.dueAt:…… giờ …… phút, ngày …… tháng …… năm ………}**' },
      { label: 'Hẹn lại', value: '**{dossier.newDueAt}**', when: [{ present: 'dossier.newDueAt' }] },
      { label: 'Cơ quan (bộ phận) giải quyết hồ sơ', value: '{dossier.resolvingUnit}' },
      { label: 'Cơ quan phối hợp giải quyết hồ sơ', value: '{coordinating}' },
      { label: 'Quyển số', value: '{register.volume:………}   Số thứ tự: {register.entry:………}' },
    ],
  },
  { kind: 'space', height: 3 },
  {
    kind: 'table',
    rows: 'handovers',
    size: 8.5,
    minimumRows: 4,
    rowHeight: 56,
    columns: [
      { header: 'TÊN CƠ QUAN', value: '1. Giao:\n{giver:……………………}\n2. Nhận:\n{receiver:……………………}', width: 37 },
      {
        header: 'THỜI GIAN GIAO, NHẬN HỒ SƠ',
        value:
          '{at:…… giờ …… phút, ngày …… tháng …… năm ………}\n\nNgười giao          Người nhận\n__(ký)                       (ký)__',
        width: '*',
        align: 'center',
      },
      {
        header: 'KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/Đúng hạn/Quá hạn)',
        value: '{result}',
        width: 27,
        align: 'center',
      },
      { header: 'GHI CHÚ', value: '{note}', width: 20 },
    ],
  },
  {
    kind: 'line',
    text: 'Ghi chú: Trường hợp hồ sơ được giải quyết trước hạn hoặc quá hạn, cơ quan giải quyết ghi rõ lý do tại cột “Ghi chú”.',
    italic: true,
    size: 8.5,
  },
]

const shared = {
  schema: 1 as const,
  form: 'controlSlip' as const,
  version: '2026-11-24.1',
  effectiveTo: null,
  name: 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
  verified: false,
  remark: 'Chưa đối chiếu với bản gốc của phụ lục; các cột theo biểu mẫu đang dùng.',
  paper: a5,
  footer: { left: '{dossier.code}', right: pageNumber, size: 8 },
}

export const controlSlip2018: FormDefinition = {
  ...shared,
  formSet: 'TT01_2018',
  effectiveFrom: '2018-11-23',
  templateNumber: 'Mẫu số 05',
  source: 'Thông tư 01/2018/TT-VPCP, Phụ lục, Mẫu số 05',
  copies: [{ label: '' }],
  header: { left: 'Mẫu số 05 - TT 01/2018/TT-VPCP', size: 8 },
  blocks: [head({ number: 'Số: {print.number:…………}/KSHS', scale: a5Scale }), reprintNotice, ...body],
}

export const controlSlip2025: FormDefinition = {
  ...shared,
  formSet: 'TT03_2025',
  effectiveFrom: '2025-09-15',
  templateNumber: 'Mẫu số 06',
  source: 'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 06',
  copies: [{ label: '' }],
  header: { left: 'Mẫu số 06 - TT 03/2025/TT-VPCP', size: 8 },
  blocks: [head({ number: 'Số: {print.number:…………}/KSHS', scale: a5Scale }), reprintNotice, ...body],
}
