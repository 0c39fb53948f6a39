/** Mẫu 02 in both sets. */
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
  titleWithQr([title('PHIẾU YÊU CẦU\nBỔ SUNG, HOÀN THIỆN HỒ SƠ'), codeLine]),
  {
    kind: 'fields',
    columns: 1,
    items: [
      { label: 'Hồ sơ của', value: '**{dossier.submitter.name}**' },
      { label: 'Chủ hồ sơ', value: '**{dossier.owner.name}**', when: [{ present: 'dossier.owner' }] },
      { label: procedureLabel, value: '{dossier.procedureName}' },
    ],
  },
  ...contactFields,
  { kind: 'line', text: 'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:', before: 3, after: 1 },
  { kind: 'list', rows: 'items', item: '{name}', marker: 'number' },
  {
    kind: 'fields',
    columns: 1,
    items: [
      { label: 'Lý do', value: '{reason}' },
      { label: 'Thời hạn bổ sung, hoàn thiện', value: '**{deadline}**', when: [{ present: 'deadline' }] },
    ],
  },
  {
    kind: 'line',
    text: 'Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, đề nghị ông/bà liên hệ với {contactName:………………}, {head.agency}, số điện thoại {contactPhone:………………}, địa chỉ trang thông tin điện tử {head.agencyWebsite:………………} để được hướng dẫn./.',
    align: 'justify',
    indent: 8,
    before: 4,
  },
  {
    kind: 'together',
    blocks: [
      { kind: 'space', height: 6 },
      {
        kind: 'signatures',
        space: 40,
        places: 2,
        columns: [{ title: 'NGƯỜI HƯỚNG DẪN', hint: signHint, name: '{print.officer}' }],
      },
    ],
  },
]

const shared = {
  schema: 1 as const,
  form: 'supplementRequest' as const,
  version: '2026-11-24.1',
  effectiveTo: null,
  templateNumber: 'Mẫu số 02',
  name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  verified: false,
  remark: 'Mã hồ sơ và thời hạn bổ sung là phần địa phương thêm vào; chưa đối chiếu với bản gốc của phụ lục.',
  paper: a5,
  footer: { left: '{dossier.code}', right: pageNumber, size: 8 },
}

export const supplementRequest2018: FormDefinition = {
  ...shared,
  formSet: 'TT01_2018',
  effectiveFrom: '2018-11-23',
  source: 'Thông tư 01/2018/TT-VPCP, Phụ lục, Mẫu số 02; biểu mẫu đang dùng tại các hệ thống một cửa',
  copies: [{ label: 'Liên 1: Lưu' }, { label: 'Liên 2: Giao người nộp hồ sơ' }],
  header: { left: 'Mẫu số 02 - TT 01/2018/TT-VPCP', right: '{copy}', size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/HDHS', scale: a5Scale }),
    reprintNotice,
    ...body('Nội dung yêu cầu giải quyết'),
  ],
}

export const supplementRequest2025: FormDefinition = {
  ...shared,
  formSet: 'TT03_2025',
  effectiveFrom: '2025-09-15',
  source: 'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 02; biểu mẫu đang dùng tại các trung tâm cấp xã',
  copies: [{ label: 'Liên 1: Lưu' }, { label: 'Liên 2: Giao người nộp hồ sơ' }],
  header: { left: 'Mẫu số 02 - TT 03/2025/TT-VPCP', right: '{copy}', size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/HDHS', scale: a5Scale }),
    reprintNotice,
    ...body('Thủ tục hành chính cần giải quyết'),
  ],
}
