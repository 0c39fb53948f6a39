/** Mẫu 03 in both sets. */
import type { Block, FormDefinition } from '../definition.ts'
import {
  a5,
  a5Scale,
  codeLine,
  contactFields,
  head,
  pageNumber,
  reprintNotice,
  signHint,
  title,
  titleWithQr,
} from './common.ts'

const body = (procedureLabel: string): Block[] => [
  titleWithQr([title('PHIẾU TỪ CHỐI TIẾP NHẬN\nGIẢI QUYẾT HỒ SƠ'), codeLine]),
  {
    kind: 'fields',
    columns: 1,
    items: [
      { label: 'Đơn vị tiếp nhận', value: '{head.agency}' },
      { label: 'Tiếp nhận hồ sơ của', value: '**{dossier.submitter.name}**' },
    ],
  },
  ...contactFields,
  {
    kind: 'fields',
    columns: 1,
    items: [
      { label: 'Chủ hồ sơ', value: '**{dossier.owner.name}**', when: [{ present: 'dossier.owner' }] },
      { label: procedureLabel, value: '{dossier.procedureName}' },
    ],
  },
  {
    kind: 'line',
    text: 'Qua xem xét, {head.agency} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:',
    align: 'justify',
    indent: 8,
    before: 4,
    after: 2,
  },
  { kind: 'line', text: '{reason:………………………………………………………………………………}', align: 'justify', indent: 8 },
  {
    kind: 'line',
    text: 'Mọi vướng mắc đề nghị ông/bà liên hệ với {head.agency}, số điện thoại {head.agencyPhone:………………}, trang thông tin điện tử {head.agencyWebsite:………………} để được hướng dẫn.',
    align: 'justify',
    indent: 8,
    before: 3,
  },
  { kind: 'line', text: 'Xin thông báo cho ông/bà được biết và thực hiện./.', indent: 8, before: 3 },
  {
    kind: 'together',
    blocks: [
      { kind: 'space', height: 6 },
      {
        kind: 'signatures',
        space: 40,
        columns: [
          { title: 'NGƯỜI NỘP HỒ SƠ', hint: signHint, name: '{dossier.submitter.name}' },
          { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', hint: signHint, name: '{print.officer}' },
        ],
      },
    ],
  },
]

const shared = {
  schema: 1 as const,
  form: 'refusal' as const,
  version: '2026-11-24.1',
  effectiveTo: null,
  templateNumber: 'Mẫu số 03',
  name: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  verified: false,
  remark: 'Ký hiệu sau số của phiếu và câu liên hệ chưa đối chiếu với bản gốc của phụ lục.',
  paper: a5,
  footer: { left: '{dossier.code}', right: pageNumber, size: 8 },
}

export const refusal2018: FormDefinition = {
  ...shared,
  formSet: 'TT01_2018',
  effectiveFrom: '2018-11-23',
  source: 'Thông tư 01/2018/TT-VPCP, Phụ lục, Mẫu số 03; biểu mẫu đang dùng tại các hệ thống một cửa',
  copies: [{ label: 'Liên 1: Lưu' }, { label: 'Liên 2: Giao người nộp hồ sơ' }],
  header: { left: 'Mẫu số 03 - TT 01/2018/TT-VPCP', right: '{copy}', size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/TNHS', scale: a5Scale }),
    reprintNotice,
    ...body('Nội dung yêu cầu giải quyết'),
  ],
}

export const refusal2025: FormDefinition = {
  ...shared,
  formSet: 'TT03_2025',
  effectiveFrom: '2025-09-15',
  source: 'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 03; biểu mẫu đang dùng tại các trung tâm cấp xã',
  copies: [{ label: 'Liên 1: Lưu' }, { label: 'Liên 2: Giao người nộp hồ sơ' }],
  header: { left: 'Mẫu số 03 - TT 03/2025/TT-VPCP', right: '{copy}', size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/TNHS', scale: a5Scale }),
    reprintNotice,
    ...body('Thủ tục hành chính cần giải quyết'),
  ],
}
