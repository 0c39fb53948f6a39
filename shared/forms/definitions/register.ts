/**
 * Mẫu 06 (2018) and 07 (2025): the register. Columns of both sources are kept (DOMAIN 1.2); `Địa bàn` stands in the register
 * that is in use now and in no list of the 2018 form, so only the form of 2025 has it.
 */
import type { Block, FormDefinition, Paper, TableColumn } from '../definition.ts'
import { head, pageNumber } from './common.ts'

const paper: Paper = {
  size: 'A4',
  orientation: 'landscape',
  margins: { top: 13, right: 8, bottom: 12, left: 10 },
  fontSize: 11,
  lineHeight: 1.05,
}

const days = 'Ngày, tháng, năm'
const returned = 'Trả kết quả'

interface Widths {
  person: number
  contact: number
  resolvingUnit: number
}

const body = (widths: Widths, area: TableColumn[]): Block[] => [
  { kind: 'line', text: 'SỔ THEO DÕI HỒ SƠ', bold: true, align: 'center', size: 15, before: 4 },
  { kind: 'line', text: 'Năm {year:………}; Quyển số: {volume:………}', align: 'center', before: 1, after: 1 },
  { kind: 'line', text: '({extent})', italic: true, align: 'center', when: [{ present: 'extent' }], after: 2 },
  {
    kind: 'table',
    rows: 'rows',
    size: 7.5,
    numberedColumns: true,
    minimumRows: 1,
    columns: [
      { header: 'STT', value: '{n}', width: 8.5, align: 'center' },
      { header: 'Mã hồ sơ', value: '{codeLines}', width: 21 },
      { header: 'Tên thủ tục hành chính', value: '{procedure}', width: '*' },
      { header: 'Số lượng hồ sơ (bộ)', value: '{sets}', width: 10.5, align: 'center' },
      { header: 'Tên cá nhân, tổ chức (chủ hồ sơ)', value: '{person}', width: widths.person },
      { header: 'Địa chỉ, số điện thoại', value: '{contact}', width: widths.contact },
      { header: 'Cơ quan chủ trì giải quyết', value: '{resolvingUnit}', width: widths.resolvingUnit },
      { header: 'Nhận hồ sơ', group: days, value: '{receivedAt}', width: 15.5, align: 'center' },
      { header: 'Hẹn trả kết quả', group: days, value: '{dueAt}', width: 15.5, align: 'center' },
      {
        header: 'Chuyển hồ sơ đến cơ quan giải quyết',
        group: days,
        value: '{forwardedAt}',
        width: 15.5,
        align: 'center',
      },
      { header: 'Nhận kết quả từ cơ quan giải quyết', group: days, value: '{resultAt}', width: 15.5, align: 'center' },
      { header: 'Ngày, tháng, năm', group: returned, value: '{returnedAt}', width: 15.5, align: 'center' },
      { header: 'Phương thức nhận kết quả', group: returned, value: '{returnWay}', width: 14.5, align: 'center' },
      { header: 'Ký nhận', group: returned, value: '{recipient}', width: 17 },
      { header: 'Người nhận hồ sơ', value: '{receiver}', width: 15 },
      ...area,
      { header: 'Ghi chú', value: '{note}', width: 14.5 },
    ],
  },
  {
    kind: 'together',
    blocks: [
      { kind: 'line', text: 'Tổng số: **{count}** hồ sơ.', before: 2, after: 2 },
      { kind: 'list', rows: 'statement', item: '{text}', marker: 'none', when: [{ present: 'statement' }] },
      { kind: 'space', height: 4 },
      {
        kind: 'signatures',
        space: 44,
        columns: [
          { title: 'NGƯỜI LẬP SỔ', hint: '(Ký và ghi rõ họ tên)', name: '{print.officer}' },
          { title: 'THỦ TRƯỞNG ĐƠN VỊ', hint: '(Ký, ghi rõ họ tên và đóng dấu)', name: '' },
        ],
      },
    ],
  },
]

const shared = {
  schema: 1 as const,
  form: 'register' as const,
  version: '2026-11-24.2',
  effectiveTo: null,
  name: 'Sổ theo dõi hồ sơ',
  verified: false,
  remark: 'Gộp đủ cột của mẫu 2018 và của biểu mẫu đang dùng; chưa đối chiếu với bản gốc của phụ lục.',
  paper,
  copies: [{ label: '' }],
}

export const register2018: FormDefinition = {
  ...shared,
  formSet: 'TT01_2018',
  effectiveFrom: '2018-11-23',
  templateNumber: 'Mẫu số 06',
  source: 'Thông tư 01/2018/TT-VPCP, Phụ lục, Mẫu số 06',
  header: { left: 'Mẫu số 06 - TT 01/2018/TT-VPCP', size: 8 },
  footer: { left: 'Sổ theo dõi hồ sơ năm {year}, quyển số {volume:……}', right: pageNumber, size: 8 },
  blocks: [head({ scale: 0.9, leftWidth: 45 }), ...body({ person: 22, contact: 29, resolvingUnit: 19 }, [])],
}

export const register2025: FormDefinition = {
  ...shared,
  formSet: 'TT03_2025',
  effectiveFrom: '2025-09-15',
  templateNumber: 'Mẫu số 07',
  source: 'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 07',
  header: { left: 'Mẫu số 07 - TT 03/2025/TT-VPCP', size: 8 },
  footer: { left: 'Sổ theo dõi hồ sơ năm {year}, quyển số {volume:……}', right: pageNumber, size: 8 },
  blocks: [
    head({ scale: 0.9, leftWidth: 45 }),
    ...body({ person: 21, contact: 27, resolvingUnit: 19 }, [{ header: 'Địa bàn', value: '{area}', width: 13.5 }]),
  ],
}
