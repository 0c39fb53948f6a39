/** The sheets of a catalogue and their columns, as an export writes them and as provinces call them. */
import type { Column, Columns } from '../../table/table.ts'

const column = (title: string, required: boolean, ...aliases: string[]): Column => ({ title, aliases, required })

export const procedureColumns = {
  code: column('Mã thủ tục', true, 'Mã TTHC', 'Mã thủ tục hành chính', 'Mã số TTHC', 'Mã số', 'Mã quốc gia'),
  version: column(
    'Quyết định công bố',
    true,
    'Số quyết định công bố',
    'Số quyết định',
    'Quyết định',
    'QĐ công bố',
    'Số QĐ',
  ),
  name: column('Tên thủ tục', true, 'Tên thủ tục hành chính', 'Tên TTHC', 'Thủ tục', 'Thủ tục hành chính'),
  field: column('Lĩnh vực', true, 'Tên lĩnh vực'),
  effectiveFrom: column('Có hiệu lực từ', true, 'Ngày có hiệu lực', 'Ngày hiệu lực', 'Hiệu lực từ', 'Từ ngày'),
  effectiveTo: column('Hết hiệu lực', false, 'Ngày hết hiệu lực', 'Hiệu lực đến', 'Đến ngày'),
  status: column('Tình trạng', false, 'Trạng thái', 'Hiệu lực'),
  limit: column('Thời hạn giải quyết', true, 'Thời hạn', 'Thời gian giải quyết'),
  unit: column('Đơn vị thời hạn', false, 'Đơn vị tính thời hạn', 'Đơn vị tính'),
  cutOff: column('Giờ chốt', false),
  limitAtDesk: column('Thời hạn trực tiếp', false, 'Thời hạn nộp trực tiếp'),
  limitByPost: column('Thời hạn bưu chính', false, 'Thời hạn bưu chính công ích', 'Thời hạn nộp qua bưu chính'),
  limitOnline: column('Thời hạn trực tuyến', false, 'Thời hạn nộp trực tuyến'),
  supplement: column('Khi bổ sung hồ sơ', false, 'Tính thời hạn khi bổ sung'),
  atOnce: column('Trả ngay', false, 'Trả kết quả ngay', 'Giải quyết ngay'),
  channels: column('Hình thức nộp', true, 'Cách thức thực hiện', 'Kênh tiếp nhận', 'Hình thức tiếp nhận'),
  components: column('Thành phần hồ sơ', false, 'Giấy tờ', 'Thành phần'),
  fees: column('Phí, lệ phí', false, 'Phí', 'Lệ phí', 'Mức thu'),
  results: column('Kết quả', false, 'Kết quả thực hiện', 'Kết quả giải quyết'),
  resolvingUnit: column(
    'Đơn vị giải quyết',
    false,
    'Cơ quan giải quyết',
    'Cơ quan thực hiện',
    'Cơ quan, đơn vị giải quyết',
    'Bộ phận giải quyết',
  ),
  route: column('Hệ thống xử lý', false, 'Phần mềm xử lý'),
  source: column('Căn cứ', true, 'Nguồn', 'Căn cứ pháp lý'),
  verified: column('Đã kiểm tra', false, 'Đã đối chiếu'),
} satisfies Columns<string>
export type ProcedureColumn = keyof typeof procedureColumns

const ofProcedure = {
  code: procedureColumns.code,
  version: { ...procedureColumns.version, required: false },
}

export const componentColumns = {
  ...ofProcedure,
  name: column('Tên giấy tờ', true, 'Tên thành phần', 'Giấy tờ', 'Thành phần hồ sơ', 'Tên thành phần hồ sơ'),
  kind: column('Loại', false, 'Loại bản', 'Loại giấy tờ'),
  count: column('Số lượng', false, 'Số bản'),
  required: column('Bắt buộc', false),
  condition: column('Điều kiện', false, 'Khi nào cần', 'Trường hợp'),
  id: column('Mã giấy tờ', false, 'Mã thành phần'),
} satisfies Columns<string>
export type ComponentColumn = keyof typeof componentColumns

export const feeColumns = {
  ...ofProcedure,
  amount: column('Mức thu', true, 'Số tiền', 'Phí', 'Lệ phí'),
  per: column('Tính theo', false, 'Đơn vị tính'),
  timing: column('Thời điểm thu', false, 'Khi thu', 'Hình thức thu'),
  channel: column('Hình thức nộp', false, 'Kênh tiếp nhận'),
  note: column('Ghi chú', false, 'Diễn giải', 'Cách tính'),
  reducedFrom: column('Giảm từ', false),
  reducedAmount: column('Mức giảm', false),
  maximum: column('Tối đa', false, 'Mức tối đa'),
  exempt: column('Đối tượng miễn', false, 'Miễn', 'Đối tượng được miễn'),
  kind: column('Loại khoản thu', false, 'Phí hay lệ phí'),
} satisfies Columns<string>
export type FeeColumn = keyof typeof feeColumns

/** In which order the pieces of an item stand when it is written within a cell of the procedure. */
export const componentPieces = ['name', 'kind', 'count', 'required', 'condition', 'id'] as const
export const feePieces = [
  'amount',
  'per',
  'timing',
  'channel',
  'note',
  'reducedFrom',
  'reducedAmount',
  'maximum',
  'exempt',
  'kind',
] as const

export const infoFields = {
  version: column('Phiên bản danh mục', true, 'Phiên bản'),
  province: column('Tỉnh', true, 'Tỉnh, thành phố'),
  publishedAt: column('Ngày công bố', false, 'Công bố ngày'),
  numbering: column('Cấp mã hồ sơ', true, 'Cách cấp mã hồ sơ'),
  formSet: column('Bộ mẫu giấy tờ', true, 'Bộ mẫu'),
} satisfies Columns<string>
export type InfoField = keyof typeof infoFields

export const sheetNames = {
  info: ['Danh mục', 'Thông tin', 'Thông tin danh mục'],
  procedures: ['Thủ tục', 'Thủ tục hành chính', 'TTHC', 'Danh mục thủ tục', 'Danh mục TTHC'],
  components: ['Thành phần hồ sơ', 'Thành phần', 'Giấy tờ'],
  fees: ['Phí, lệ phí', 'Phí lệ phí', 'Phí', 'Lệ phí', 'Mức thu'],
  help: ['Hướng dẫn'],
} as const
export type SheetRole = keyof typeof sheetNames
