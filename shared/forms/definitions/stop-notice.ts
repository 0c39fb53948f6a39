/** Mẫu 05 of the set of 2025. Its layout could not be established: what stands here is what such a notice has to say. */
import type { Block, FormDefinition } from '../definition.ts'
import { a5, a5Scale, codeLine, head, pageNumber, reprintNotice, title, titleWithQr } from './common.ts'

const paragraph = (text: string): Block => ({ kind: 'line', text, align: 'justify', indent: 8, before: 3 })

export const stopNotice2025: FormDefinition = {
  schema: 1,
  form: 'stopNotice',
  formSet: 'TT03_2025',
  version: '2026-11-24.1',
  effectiveFrom: '2025-09-15',
  effectiveTo: null,
  templateNumber: 'Mẫu số 05',
  name: 'Thông báo dừng giải quyết hồ sơ',
  source: 'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 05 (chỉ xác minh được tên mẫu)',
  verified: false,
  remark:
    'MẪU TẠM: chưa tìm được bố cục chính thức; các mục theo nội dung mà thông báo phải nêu. Tỉnh cập nhật dữ liệu mẫu khi có bản gốc.',
  paper: a5,
  copies: [{ label: 'Liên 1: Lưu' }, { label: 'Liên 2: Giao người nộp hồ sơ' }],
  header: { left: 'Mẫu số 05 - TT 03/2025/TT-VPCP (tạm)', right: '{copy}', size: 8 },
  footer: { left: '{dossier.code}', right: pageNumber, size: 8 },
  blocks: [
    head({ number: 'Số: {print.number:…………}/TB', scale: a5Scale }),
    reprintNotice,
    titleWithQr([title('THÔNG BÁO\nDỪNG GIẢI QUYẾT HỒ SƠ'), codeLine]),
    { kind: 'line', text: 'Kính gửi: **{dossier.submitter.name:………………}**', align: 'center', before: 4, after: 3 },
    paragraph(
      '{head.agency} thông báo dừng giải quyết hồ sơ sau đây kể từ **{stoppedAt:…… giờ …… phút, ngày …… tháng …… năm ………}:**',
    ),
    {
      kind: 'fields',
      columns: 1,
      items: [
        { label: '1. Thủ tục hành chính', value: '{dossier.procedureName}' },
        { label: '2. Thời gian nhận hồ sơ', value: '{dossier.receivedAt}' },
        { label: '3. Chủ hồ sơ', value: '{dossier.holder.name}; địa chỉ: {dossier.holder.address:……………}' },
        {
          label: '4. Người đề nghị dừng',
          value: '{requester}',
          blank: 'không có (cơ quan giải quyết dừng theo quy định)',
        },
        { label: '5. Lý do', value: '{reason}' },
        { label: '6. Giai đoạn giải quyết khi dừng', value: '{stage}' },
        { label: '7. Phí, lệ phí đã nộp', value: '{paid}', blank: 'không có' },
        { label: 'Phí, lệ phí hoàn trả', value: '{refunded}', blank: 'không có' },
      ],
    },
    { kind: 'line', text: '8. Giấy tờ trả lại người nộp hồ sơ:', before: 1 },
    { kind: 'list', rows: 'papersGivenBack', item: '{name}', marker: 'dash', blank: 'không có' },
    {
      kind: 'line',
      text: 'Mọi vướng mắc đề nghị ông/bà liên hệ {head.agency}, số điện thoại {head.agencyPhone:………………}./.',
      align: 'justify',
      indent: 8,
      before: 3,
    },
    {
      kind: 'together',
      blocks: [
        { kind: 'space', height: 6 },
        {
          kind: 'signatures',
          space: 42,
          columns: [
            { title: 'NGƯỜI NHẬN THÔNG BÁO', hint: '(Ký và ghi rõ họ tên)', name: '' },
            { title: 'THỦ TRƯỞNG ĐƠN VỊ', hint: '(Ký, ghi rõ họ tên và đóng dấu)', name: '' },
          ],
        },
      ],
    },
  ],
}
