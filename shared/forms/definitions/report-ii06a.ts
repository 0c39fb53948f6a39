/** Report II.06a/VPCP/KSTT. */
import { reportColumns } from '../../indicator/report-words.ts'
import type { FormDefinition } from '../definition.ts'
import { head, pageNumber } from './common.ts'

export const reportII06a: FormDefinition = {
  schema: 1,
  form: 'reportII06a',
  formSet: 'local',
  version: '2026-11-24.1',
  effectiveFrom: '2018-01-01',
  effectiveTo: null,
  templateNumber: 'Biểu II.06a/VPCP/KSTT',
  name: 'Tình hình, kết quả giải quyết thủ tục hành chính',
  source: 'Thông tư 02/2017/TT-VPCP, Thông tư 01/2020/TT-VPCP, Biểu II.06a/VPCP/KSTT',
  verified: false,
  remark: 'Cột theo biểu đang dùng; chưa đối chiếu với phụ lục, và chưa rõ biểu còn hiệu lực sau năm 2025.',
  paper: {
    size: 'A4',
    orientation: 'landscape',
    margins: { top: 15, right: 12, bottom: 14, left: 15 },
    fontSize: 11,
    lineHeight: 1.1,
  },
  copies: [{ label: '' }],
  header: { left: 'Biểu II.06a/VPCP/KSTT', size: 8 },
  footer: { left: '{period}', right: pageNumber, size: 8 },
  blocks: [
    head({ scale: 0.9, leftWidth: 45 }),
    {
      kind: 'line',
      text: 'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH',
      bold: true,
      align: 'center',
      size: 14,
      before: 10,
      after: 2,
    },
    { kind: 'line', text: '{period}', italic: true, align: 'center', after: 6 },
    {
      kind: 'table',
      rows: 'rows',
      size: 9.5,
      numberedColumns: true,
      columns: [
        { header: 'STT', value: '{n}', width: 10, align: 'center' },
        { header: 'Lĩnh vực', value: '{field}', width: '*' },
        ...reportColumns.map(({ name, group, header }) => ({
          header,
          group,
          value: `{${name}}`,
          width: 18,
          align: 'center' as const,
        })),
      ],
    },
    {
      kind: 'together',
      blocks: [
        { kind: 'space', height: 10 },
        {
          kind: 'signatures',
          space: 50,
          columns: [
            { title: 'NGƯỜI LẬP BIỂU', hint: '(Ký và ghi rõ họ tên)', name: '{print.officer}' },
            { title: 'THỦ TRƯỞNG ĐƠN VỊ', hint: '(Ký, ghi rõ họ tên và đóng dấu)', name: '' },
          ],
        },
      ],
    },
  ],
}
