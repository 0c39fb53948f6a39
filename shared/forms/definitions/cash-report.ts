/** The desk's own sheet for the end of a day: money counted against it, signed, and handed on with the receipts. */
import type { Block, FormDefinition, TableColumn } from '../definition.ts'
import { a4, head, pageNumber } from './common.ts'

const sums: TableColumn[] = [
  { header: 'Số lượt', value: '{count}', width: 16, align: 'center' },
  { header: 'Đã thu (đồng)', value: '{taken}', width: 28, align: 'right' },
  { header: 'Hoàn trả (đồng)', value: '{givenBack}', width: 28, align: 'right' },
  { header: 'Còn lại (đồng)', value: '{net}', width: 28, align: 'right' },
]
const heading = (text: string): Block => ({ kind: 'line', text, bold: true, before: 7, after: 3 })

export const cashReport: FormDefinition = {
  schema: 1,
  form: 'cashReport',
  formSet: 'local',
  version: '2026-11-24.1',
  effectiveFrom: '2018-01-01',
  effectiveTo: null,
  templateNumber: null,
  name: 'Bảng tổng hợp thu phí, lệ phí',
  source: 'Mẫu của đơn vị',
  verified: true,
  remark: null,
  paper: { ...a4, margins: { top: 15, right: 12, bottom: 14, left: 18 }, fontSize: 11 },
  copies: [{ label: '' }],
  header: null,
  footer: { left: 'Bảng tổng hợp thu phí, lệ phí - {period}', right: pageNumber, size: 8 },
  blocks: [
    head({ scale: 0.9, leftWidth: 45 }),
    {
      kind: 'line',
      text: 'BẢNG TỔNG HỢP THU PHÍ, LỆ PHÍ',
      bold: true,
      align: 'center',
      size: 14,
      before: 10,
      after: 2,
    },
    { kind: 'line', text: '{period}', italic: true, align: 'center' },
    { kind: 'line', text: '{scope}', italic: true, align: 'center', when: [{ present: 'scope' }] },
    heading('1. Các khoản thu và hoàn trả'),
    {
      kind: 'table',
      rows: 'rows',
      size: 8.5,
      minimumRows: 1,
      columns: [
        { header: 'STT', value: '{n}', width: 9, align: 'center' },
        { header: 'Thời điểm', value: '{at}', width: 18, align: 'center' },
        { header: 'Mã hồ sơ', value: '{codeLines}', width: 24 },
        { header: 'Thủ tục; nội dung thu', value: '{procedure}; {what}', width: '*' },
        { header: 'Người nộp', value: '{person}', width: 24 },
        { header: 'Số biên lai', value: '{receiptNumber}', width: 17 },
        { header: 'Hình thức', value: '{way}', width: 18 },
        { header: 'Loại', value: '{kind}', width: 16 },
        { header: 'Số tiền (đồng)', value: '{amount}', width: 20, align: 'right' },
      ],
    },
    {
      kind: 'line',
      text: 'Tổng cộng: **{net}** đồng ({count} lượt; đã thu {taken}, hoàn trả {givenBack}).',
      before: 2,
    },
    { kind: 'line', text: 'Bằng chữ: {words}.', italic: true },
    heading('2. Theo hình thức nộp tiền'),
    {
      kind: 'table',
      rows: 'ways',
      size: 9.5,
      minimumRows: 1,
      columns: [{ header: 'Hình thức', value: '{name}', width: '*' }, ...sums],
    },
    heading('3. Theo loại'),
    {
      kind: 'table',
      rows: 'kinds',
      size: 9.5,
      minimumRows: 1,
      columns: [{ header: 'Loại', value: '{name}', width: '*' }, ...sums],
    },
    heading('4. Theo cán bộ thu'),
    {
      kind: 'table',
      rows: 'officers',
      size: 9.5,
      minimumRows: 1,
      columns: [
        { header: 'Cán bộ', value: '{name}', width: '*' },
        ...sums,
        { header: 'Hồ sơ miễn', value: '{exempt}', width: 16, align: 'center' },
      ],
    },
    heading('5. Hồ sơ được miễn phí, lệ phí: {exemptCount}'),
    {
      kind: 'table',
      rows: 'exemptRows',
      size: 9,
      when: [{ present: 'exemptRows' }],
      columns: [
        { header: 'STT', value: '{n}', width: 9, align: 'center' },
        { header: 'Mã hồ sơ', value: '{codeLines}', width: 28 },
        { header: 'Thủ tục', value: '{procedure}', width: '*' },
        { header: 'Người nộp hồ sơ', value: '{person}', width: 34 },
        { header: 'Lý do miễn', value: '{exemption}', width: 40 },
      ],
    },
    {
      kind: 'together',
      blocks: [
        { kind: 'space', height: 8 },
        {
          kind: 'signatures',
          space: 50,
          columns: [
            { title: 'NGƯỜI LẬP BẢNG', hint: '(Ký và ghi rõ họ tên)', name: '{print.officer}' },
            { title: 'NGƯỜI NHẬN TIỀN', hint: '(Ký và ghi rõ họ tên)', name: '' },
            { title: 'THỦ TRƯỞNG ĐƠN VỊ', hint: '(Ký và ghi rõ họ tên)', name: '' },
          ],
        },
      ],
    },
  ],
}
