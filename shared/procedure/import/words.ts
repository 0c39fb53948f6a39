/** Closed lists as a province writes them. The first of each is how it is written back. */
import type { Catalogue, Channel, ComponentKind, FeeRule, Procedure } from '../catalogue.ts'
import type { TimeLimit } from '../../deadline/due.ts'

type Words<T extends string> = Record<T, readonly string[]>

export const channelWords: Words<Channel> = {
  atDesk: ['trực tiếp', 'tại quầy', 'nộp trực tiếp'],
  byPost: ['bưu chính công ích', 'bưu chính', 'qua bưu chính', 'dịch vụ bưu chính công ích', 'bcci'],
  online: ['trực tuyến', 'nộp trực tuyến', 'qua mạng', 'toàn trình', 'một phần'],
}
/** Of a fee: every channel. */
export const allChannels = ['mọi hình thức', 'tất cả']
export const kindWords: Words<ComponentKind> = {
  original: ['bản chính', 'bản gốc', 'chính'],
  certified: ['bản chứng thực', 'bản sao chứng thực', 'bản sao có chứng thực', 'chứng thực'],
  copy: ['bản sao', 'bản chụp', 'bản photo', 'photo', 'sao'],
  electronic: ['bản điện tử', 'điện tử'],
}
export const perWords: Words<FeeRule['per']> = {
  dossier: ['hồ sơ', 'bộ hồ sơ', 'lần'],
  copy: ['bản', 'bản sao', 'mỗi bản'],
  page: ['trang', 'mỗi trang'],
  case: ['trường hợp', 'vụ việc', 'việc', 'văn bản'],
}
export const timingWords: Words<FeeRule['timing']> = {
  atIntake: ['khi tiếp nhận', 'thu trước', 'khi nộp hồ sơ', 'tiếp nhận'],
  atReturn: ['khi trả kết quả', 'thu sau', 'trả kết quả'],
  none: ['không thu', 'miễn'],
}
export const feeKindWords: Words<NonNullable<FeeRule['kind']>> = {
  serviceFee: ['phí'],
  stateFee: ['lệ phí'],
}
export const supplementWords: Words<Procedure['supplementPolicy']> = {
  RESTART: ['tính lại từ đầu', 'tính lại'],
  PAUSE: ['tạm dừng', 'tạm dừng tính thời hạn', 'trừ thời gian chờ'],
}
export const routeWords: Words<Procedure['route']> = {
  province: ['hệ thống của tỉnh', 'tỉnh', 'một cửa'],
  civilStatus: ['hộ tịch', 'tư pháp'],
  residence: ['cư trú', 'công an'],
  business: ['đăng ký kinh doanh', 'kinh doanh'],
  land: ['đất đai'],
}
export const statusWords: Words<'inForce' | 'withdrawn'> = {
  inForce: ['còn hiệu lực', 'đang áp dụng', 'công bố', 'mới', 'sửa đổi', 'sửa đổi, bổ sung'],
  withdrawn: ['bãi bỏ', 'hết hiệu lực', 'thay thế', 'hủy bỏ', 'bị bãi bỏ'],
}
export const unitWords: Words<TimeLimit['unit']> = {
  workingDays: ['ngày làm việc'],
  calendarDays: ['ngày'],
  hours: ['giờ', 'giờ làm việc'],
  sameDay: ['trong ngày'],
}
export const numberingWords: Words<Catalogue['numbering']> = {
  leased: ['dải số được cấp trước', 'cấp trước'],
  provisional: ['mã tạm', 'tạm'],
}
export const formSetWords: Words<Catalogue['formSet']> = {
  TT03_2025: ['TT 03/2025', 'Thông tư 03/2025/TT-VPCP', '03/2025/TT-VPCP', '2025'],
  TT01_2018: ['TT 01/2018', 'Thông tư 01/2018/TT-VPCP', '01/2018/TT-VPCP', '2018'],
}

export function wordOf<T extends string>(words: Words<T>, value: T): string {
  return words[value][0] ?? value
}
