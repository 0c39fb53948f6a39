/** Mẫu 01 in both sets. */
import type { Block, Field, FormDefinition } from '../definition.ts'
import { a5, a5Scale, head, pageNumber, reprintNotice } from './common.ts'

const titleRow: Block = {
  kind: 'row',
  gap: 6,
  cells: [
    { width: 23, blocks: [{ kind: 'qr', value: '{dossier.qr}', size: 21, align: 'left' }] },
    {
      width: '*',
      blocks: [
        {
          kind: 'line',
          text: 'GIẤY TIẾP NHẬN HỒ SƠ\nVÀ HẸN TRẢ KẾT QUẢ',
          bold: true,
          align: 'center',
          size: 13,
          before: 4,
          after: 3,
        },
        { kind: 'line', text: 'Mã hồ sơ: **{dossier.code:………………}**', align: 'center', size: 11 },
        {
          kind: 'line',
          text: '(mã tạm; mã chính thức do hệ thống của tỉnh cấp, tra cứu được bằng cả hai mã)',
          italic: true,
          align: 'center',
          size: 8.5,
          when: [{ present: 'dossier.provisional' }],
        },
        {
          kind: 'barcode',
          value: '{dossier.barcode}',
          width: 80,
          height: 8,
          align: 'center',
          when: [{ present: 'dossier.barcode' }],
        },
      ],
    },
  ],
}

const who: Block[] = [
  {
    kind: 'fields',
    columns: 1,
    items: [
      { label: 'Tiếp nhận hồ sơ của', value: '**{dossier.submitter.name}**' },
      { label: 'Địa chỉ', value: '{dossier.submitter.address}' },
    ],
  },
  {
    kind: 'fields',
    columns: 2,
    items: [
      { label: 'Số điện thoại', value: '{dossier.submitter.phone}' },
      { label: 'Email', value: '{dossier.submitter.email}' },
    ],
  },
  {
    kind: 'fields',
    columns: 1,
    items: [
      { label: '{dossier.submitter.idLabel}', value: '{dossier.submitter.idNumber}' },
      { label: 'Chủ hồ sơ', value: '**{dossier.owner.name}**', when: [{ present: 'dossier.owner' }] },
      { label: 'Địa chỉ chủ hồ sơ', value: '{dossier.owner.address}', when: [{ present: 'dossier.owner' }] },
      {
        label: '{dossier.owner.idLabel} của chủ hồ sơ',
        value: '{dossier.owner.idNumber}',
        when: [{ present: 'dossier.owner.idNumber' }],
      },
    ],
  },
]

const request: Field[] = [
  { label: 'Nội dung yêu cầu giải quyết', value: '{dossier.procedureName}' },
  { label: 'Nội dung cụ thể', value: '{dossier.request}', when: [{ present: 'dossier.request' }] },
]

const papers: Block[] = [
  { kind: 'line', text: '1. Thành phần hồ sơ nộp gồm:', before: 2, after: 2 },
  {
    kind: 'table',
    rows: 'components',
    size: 9,
    minimumRows: 1,
    columns: [
      { header: 'STT', value: '{n}', width: 9, align: 'center' },
      { header: 'Tên giấy tờ', value: '{name}__{remark}__', width: '*' },
      { header: 'Loại (bản chính, bản chứng thực, bản photo)', value: '{kind}', width: 38, align: 'center' },
      { header: 'Số lượng', value: '{count}', width: 13, align: 'center' },
    ],
  },
]

const feeFields: Field[] = [
  { label: 'Phí, lệ phí', value: '**{dossier.charge.amount}**' },
  { label: 'Bằng chữ', value: '__{dossier.charge.words}__', when: [{ present: 'dossier.charge.words' }] },
  { label: 'Hình thức thu', value: '{dossier.charge.timing}', when: [{ present: 'dossier.charge.timing' }] },
  { label: 'Lý do miễn', value: '{dossier.charge.exemption}', when: [{ present: 'dossier.charge.exemption' }] },
  { label: 'Đã thu', value: '{dossier.charge.paid}', when: [{ present: 'dossier.charge.paid' }] },
  {
    label: 'Biên lai số',
    value: '{dossier.charge.receiptNumber}',
    when: [{ present: 'dossier.charge.receiptNumber' }],
  },
]

const times = (start: number): Field[] => [
  { label: `${start}. Thời gian nhận hồ sơ`, value: '{dossier.receivedAt:…… giờ …… phút, ngày …… tháng …… năm ………}' },
  {
    label: `${start + 1}. Thời gian trả kết quả giải quyết hồ sơ`,
    value: '**{dossier.dueAt:…… giờ …… phút, ngày …… tháng …… năm ………}**',
  },
  { label: 'Hẹn lại', value: '**{dossier.newDueAt}**', when: [{ present: 'dossier.newDueAt' }] },
  { label: `${start + 2}. Đăng ký nhận kết quả tại`, value: '{dossier.delivery}' },
]

const register: Field[] = [
  {
    label: 'Vào Sổ theo dõi hồ sơ, Quyển số',
    value: '{register.volume:………}   Số thứ tự: {register.entry:………}',
  },
]

const ending: Block = {
  kind: 'together',
  blocks: [
    { kind: 'fields', columns: 1, items: register },
    { kind: 'space', height: 4 },
    {
      kind: 'signatures',
      space: 38,
      columns: [
        { title: 'NGƯỜI NỘP HỒ SƠ', hint: '(Ký và ghi rõ họ tên)', name: '{dossier.submitter.name}' },
        { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', hint: '(Ký và ghi rõ họ tên)', name: '{print.officer}' },
      ],
    },
  ],
}

const shared = {
  schema: 1,
  form: 'receipt',
  version: '2026-11-24.1',
  effectiveTo: null,
  templateNumber: 'Mẫu số 01',
  name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  paper: a5,
  copies: [{ label: 'Liên 1: Lưu kèm Phiếu kiểm soát' }, { label: 'Liên 2: Giao người nộp hồ sơ' }],
} as const

export const receipt2018: FormDefinition = {
  ...shared,
  copies: [...shared.copies],
  formSet: 'TT01_2018',
  effectiveFrom: '2018-11-23',
  source: 'Thông tư 01/2018/TT-VPCP, Phụ lục, Mẫu số 01; biểu mẫu đang dùng tại các hệ thống một cửa',
  verified: false,
  remark: 'Chủ hồ sơ, số giấy tờ và phí là phần địa phương bổ sung; chưa đối chiếu với bản gốc của phụ lục.',
  header: { left: 'Mẫu số 01 - TT 01/2018/TT-VPCP', right: '{copy}', size: 8 },
  footer: { left: '{dossier.code}', right: pageNumber, size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/TNHS', scale: a5Scale }),
    reprintNotice,
    titleRow,
    { kind: 'fields', columns: 1, items: [{ label: 'Bộ phận tiếp nhận và trả kết quả', value: '{head.agency}' }] },
    ...who,
    { kind: 'fields', columns: 1, items: request },
    ...papers,
    {
      kind: 'fields',
      columns: 1,
      items: [
        { label: '2. Số lượng hồ sơ', value: '{dossier.sets} (bộ)' },
        { label: '3. Thời gian giải quyết hồ sơ theo quy định là', value: '{dossier.limit}' },
        ...times(4),
        ...feeFields,
      ],
    },
    ending,
  ],
}

export const receipt2025: FormDefinition = {
  ...shared,
  copies: [...shared.copies],
  formSet: 'TT03_2025',
  effectiveFrom: '2025-09-15',
  source: 'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 01; biểu mẫu đang dùng tại các trung tâm cấp xã',
  verified: false,
  remark: 'Chưa đối chiếu với bản gốc của phụ lục; trình tự các mục theo biểu mẫu đang dùng.',
  header: { left: 'Mẫu số 01 - TT 03/2025/TT-VPCP', right: '{copy}', size: 8 },
  footer: { left: '{dossier.code}', right: pageNumber, size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/TNHS', scale: a5Scale }),
    reprintNotice,
    titleRow,
    { kind: 'fields', columns: 1, items: [{ label: 'Trung tâm tiếp nhận', value: '{head.agency}' }] },
    ...who,
    {
      kind: 'fields',
      columns: 1,
      items: [
        { label: 'Thủ tục hành chính cần giải quyết', value: '{dossier.procedureName} ({dossier.procedureCode})' },
        ...request.slice(1),
      ],
    },
    ...papers,
    {
      kind: 'fields',
      columns: 1,
      items: [
        { label: '2. Số lượng hồ sơ', value: '{dossier.sets} (bộ)' },
        { label: '3. Thời gian giải quyết hồ sơ theo quy định', value: '{dossier.limit}' },
        ...times(4),
        { ...feeFields[0], label: '7. Phí, lệ phí', value: '**{dossier.charge.amount}**' },
        ...feeFields.slice(1),
      ],
    },
    ending,
  ],
}
