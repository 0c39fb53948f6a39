/** The desk's own paper for dossiers that change hands; two copies, each side keeps one. */
import type { FormDefinition } from '../definition.ts'
import { a4, head, pageNumber, reprintNotice } from './common.ts'

export const handoverSlip: FormDefinition = {
  schema: 1,
  form: 'handoverSlip',
  formSet: 'local',
  version: '2026-11-24.1',
  effectiveFrom: '2018-01-01',
  effectiveTo: null,
  templateNumber: null,
  name: 'Giấy bàn giao hồ sơ',
  source: 'Mẫu của đơn vị',
  verified: true,
  remark: null,
  paper: a4,
  copies: [{ label: 'Liên 1: Bên giao giữ' }, { label: 'Liên 2: Bên nhận giữ' }],
  header: { right: '{copy}', size: 9 },
  footer: { right: pageNumber, size: 9 },
  blocks: [
    head({ scale: 0.92, leftWidth: 45 }),
    reprintNotice,
    { kind: 'line', text: 'GIẤY BÀN GIAO HỒ SƠ', bold: true, align: 'center', size: 15, before: 14, after: 8 },
    {
      kind: 'fields',
      columns: 1,
      items: [
        { label: 'Thời gian bàn giao', value: '{at:…… giờ …… phút, ngày …… tháng …… năm ………}' },
        { label: 'Bên giao', value: '**{from.name}**' },
        { label: 'Chức vụ, đơn vị', value: '{from.title:……………} – {from.unit:……………}' },
        { label: 'Bên nhận', value: '**{to.name}**' },
        { label: 'Chức vụ, đơn vị', value: '{to.title:……………} – {to.unit:……………}' },
        { label: 'Lý do bàn giao', value: '{reason}', when: [{ present: 'reason' }] },
        { label: 'Số hồ sơ bàn giao', value: '**{count}** hồ sơ, gồm:' },
      ],
    },
    { kind: 'space', height: 4 },
    {
      kind: 'table',
      rows: 'rows',
      size: 11,
      minimumRows: 1,
      columns: [
        { header: 'STT', value: '{n}', width: 11, align: 'center' },
        { header: 'Mã hồ sơ', value: '{codeLines}', width: 31 },
        { header: 'Thủ tục hành chính', value: '{procedure}', width: '*' },
        { header: 'Chủ hồ sơ', value: '{person}', width: 30 },
        { header: 'Số giấy tờ', value: '{papers}', width: 14, align: 'center' },
        { header: 'Hẹn trả', value: '{dueAt}', width: 22, align: 'center' },
        { header: 'Ghi chú', value: '{note}', width: 20 },
      ],
    },
    {
      kind: 'together',
      blocks: [
        {
          kind: 'line',
          text: 'Hai bên đã kiểm đếm đủ giấy tờ của từng hồ sơ nêu trên. Giấy này lập thành hai liên, mỗi bên giữ một liên.',
          align: 'justify',
          indent: 10,
          before: 4,
          after: 10,
        },
        {
          kind: 'signatures',
          space: 60,
          columns: [
            { title: 'BÊN GIAO', hint: '(Ký và ghi rõ họ tên)', name: '{from.name}' },
            { title: 'BÊN NHẬN', hint: '(Ký và ghi rõ họ tên)', name: '{to.name}' },
          ],
        },
      ],
    },
  ],
}
