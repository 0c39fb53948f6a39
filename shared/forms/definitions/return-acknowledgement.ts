/** The desk's own paper: no circular gives it a layout. */
import type { FormDefinition } from '../definition.ts'
import { a5, a5Scale, head, pageNumber, reprintNotice } from './common.ts'

export const returnAcknowledgement: FormDefinition = {
  schema: 1,
  form: 'returnAcknowledgement',
  formSet: 'local',
  version: '2026-11-24.2',
  effectiveFrom: '2018-01-01',
  effectiveTo: null,
  templateNumber: null,
  name: 'Giấy xác nhận trả kết quả',
  source: 'Mẫu của đơn vị; nội dung theo NĐ 61/2018/NĐ-CP Điều 20',
  verified: true,
  remark: null,
  paper: a5,
  copies: [{ label: 'Liên 1: Lưu' }, { label: 'Liên 2: Giao người nhận kết quả' }],
  header: { right: '{copy}', size: 8 },
  footer: { left: '{dossier.code}', right: pageNumber, size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/XN', scale: a5Scale }),
    reprintNotice,
    {
      kind: 'row',
      gap: 6,
      cells: [
        { width: 23, blocks: [{ kind: 'qr', value: '{dossier.qr}', size: 20 }] },
        {
          width: '*',
          blocks: [
            {
              kind: 'line',
              text: 'GIẤY XÁC NHẬN\nTRẢ KẾT QUẢ GIẢI QUYẾT HỒ SƠ',
              bold: true,
              align: 'center',
              size: 13,
            },
            { kind: 'line', text: 'Mã hồ sơ: **{dossier.code}**', align: 'center', size: 11, before: 3 },
            {
              kind: 'line',
              text: '(trả một phần kết quả)',
              italic: true,
              align: 'center',
              when: [{ path: 'complete', equals: false }],
            },
          ],
        },
      ],
    },
    {
      kind: 'fields',
      columns: 1,
      items: [
        { label: 'Thủ tục hành chính', value: '{dossier.procedureName}' },
        { label: 'Người nộp hồ sơ', value: '**{dossier.submitter.name}**' },
        { label: 'Chủ hồ sơ', value: '**{dossier.owner.name}**', when: [{ present: 'dossier.owner' }] },
        { label: 'Thời gian nhận hồ sơ', value: '{dossier.receivedAt}' },
        { label: 'Thời gian hẹn trả kết quả', value: '{dossier.dueAt}' },
        { label: 'Hẹn lại', value: '{dossier.newDueAt}', when: [{ present: 'dossier.newDueAt' }] },
        { label: 'Thời gian trả kết quả', value: '**{returnedAt}**' },
        { label: 'Hình thức trả', value: '{way}' },
        { label: 'Số hiệu bưu gửi', value: '{trackingNumber}', when: [{ present: 'trackingNumber' }] },
        { label: 'Ngày giao bưu chính', value: '{postedOn}', when: [{ present: 'postedOn' }] },
      ],
    },
    {
      kind: 'fields',
      columns: 1,
      items: [
        { label: 'Người nhận kết quả', value: '**{recipient.name}** ({recipient.relation})' },
        { label: 'Số giấy tờ tùy thân', value: '{recipient.idNumber}' },
        {
          label: 'Giấy tờ ủy quyền',
          value: '{recipient.authorisation}',
          when: [{ present: 'recipient.authorisation' }],
        },
      ],
    },
    { kind: 'line', text: 'Kết quả đã trả:', before: 2, after: 2 },
    {
      kind: 'table',
      rows: 'results',
      size: 9,
      minimumRows: 1,
      columns: [
        { header: 'STT', value: '{n}', width: 9, align: 'center' },
        { header: 'Tên giấy tờ kết quả', value: '{name}', width: '*' },
        { header: 'Số, ký hiệu', value: '{number}', width: 36, align: 'center' },
        { header: 'Số lượng', value: '{count}', width: 13, align: 'center' },
      ],
    },
    { kind: 'line', text: 'Kết quả còn lại, trả sau:', before: 2, when: [{ present: 'remaining' }] },
    {
      kind: 'list',
      rows: 'remaining',
      item: '{name} ({count})',
      marker: 'dash',
      when: [{ present: 'remaining' }],
    },
    { kind: 'line', text: 'Giấy tờ gốc trả lại cho người nộp:', before: 2, when: [{ present: 'papersGivenBack' }] },
    { kind: 'list', rows: 'papersGivenBack', item: '{name}', marker: 'number', when: [{ present: 'papersGivenBack' }] },
    {
      kind: 'fields',
      columns: 1,
      items: [
        { label: 'Đã thu', value: '**{collected}** (__{collectedWords}__)', when: [{ present: 'collected' }] },
        { label: 'Ghi chú', value: '{note}', when: [{ present: 'note' }] },
      ],
    },
    {
      kind: 'together',
      blocks: [
        { kind: 'space', height: 4 },
        {
          kind: 'signatures',
          space: 38,
          columns: [
            { title: 'NGƯỜI NHẬN KẾT QUẢ', hint: '(Ký và ghi rõ họ tên)', name: '{recipient.name}' },
            { title: 'NGƯỜI TRẢ KẾT QUẢ', hint: '(Ký và ghi rõ họ tên)', name: '{print.officer}' },
          ],
        },
      ],
    },
  ],
}
