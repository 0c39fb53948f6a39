/** What the gateway's pages say, in Vietnamese. `en.ts` has the same keys: the compiler sees to it. Code stands in `backquotes`. */
import type { DossierStatus } from '../../shared/dossier/dossier.ts'
import type { RejectionCode } from '../../shared/wire/messages.ts'
import { problems } from '../../shared/wire/problems.ts'
import type { ProblemCode } from '../../shared/wire/problems.ts'
import type { ImportProblem } from '../bundles/import-bundle.ts'

const titles = Object.fromEntries(Object.entries(problems).map(([code, { title }]) => [code, title]))

const frame = {
  name: 'Tiếng Việt',
  switchLabel: 'Ngôn ngữ',
  skip: 'Đến nội dung',
  head: 'Một Cửa: quản trị cổng tiếp nhận',
  bar: 'Quản trị',
  bundles: 'Gói USB',
  catalogue: 'Danh mục thủ tục',
  calendar: 'Lịch làm việc',
  forms: 'Mẫu giấy',
  signOut: 'Đăng xuất',
  signIn: 'Đăng nhập',
  signInAgain: 'Đăng nhập lại',
  notDone: 'Chưa thực hiện được',
  toFirstPage: 'Về trang đầu',
}

const signIn = {
  about: 'Dành cho người vận hành cổng tiếp nhận của tỉnh. Khóa do quản trị viên cấp bằng lệnh `make-key operator`.',
  key: 'Khóa của người vận hành',
  wrong: 'Khóa không đúng, đã bị thu hồi, hoặc không phải khóa của người vận hành.',
  ends: 'Phiên làm việc tự kết thúc sau 30 phút không sử dụng.',
}

const bundleProblems: Record<ImportProblem, string> = {
  NOT_A_BUNDLE: 'Tệp này không phải gói do một quầy xuất ra, hoặc đã bị cắt cụt khi chép. Hãy chép lại từ USB.',
  NEWER_VERSION: 'Gói này do phiên bản mới hơn lập. Hãy cập nhật cổng tiếp nhận rồi nhập lại.',
  WRONG_READER: 'Gói này không gửi cho cổng tiếp nhận của tỉnh.',
  BAD_SIGNATURE: 'Chữ ký của quầy trên gói này không đúng: tệp bị hỏng hoặc bị sửa. Không có gì được nhập.',
  DAMAGED: 'Tệp bị hỏng, hoặc được niêm phong cho một cổng khác. Hãy chép lại từ USB. Không có gì được nhập.',
  UNKNOWN_DESK: 'Gói này của một quầy chưa đăng ký với tỉnh. Không có gì được nhập.',
  DESK_REVOKED: 'Quầy lập gói này đã bị thu hồi quyền kết nối. Không có gì được nhập.',
  NOT_A_PUSH: 'Đây không phải gói quầy gửi lên tỉnh; có thể là tệp phản hồi để mang về quầy.',
  SEVERAL_PARTS: 'Tệp này gồm nhiều phần. Hãy tải lại trang này rồi nhập lại.',
  SCANS_NOT_OFFERED:
    'Cổng này chưa được cấu hình thư mục chứa bản quét nên không nhận bản quét. Bản quét vẫn còn ở quầy.',
  NO_SUCH_PART: 'Tệp phản hồi không còn phần này. Hãy nhập lại gói.',
}

const bundles = {
  title: 'Nhập gói chuyển bằng USB',
  about:
    'Quầy không có mạng xuất hồ sơ và bản quét chưa gửi ra USB. Nhập tệp ấy ở đây, rồi chép tệp phản hồi vào USB để mang về quầy. Nhập lại một gói, nhập muộn, hay nhập khi quầy đã có mạng trở lại đều không làm thay đổi gì.',
  needsScript: 'Trang này cần JavaScript. Có thể dùng lệnh `import-bundle` thay thế.',
  sending: 'Đang nhập…',
  empty: 'Tệp rỗng.',
  tooLarge: (megabytes: number) => `Tệp lớn hơn ${megabytes} MB nên không phải gói do một quầy xuất ra.`,
  unreadable: 'Không đọc được tệp. Hãy kiểm tra USB rồi chọn lại.',
  failed: 'Không kết nối được với cổng tiếp nhận. Hãy thử lại; nhập lại một gói không làm thay đổi gì.',
  save: 'Tải tệp phản hồi',
  savePart: 'Tải tệp phản hồi, phần ',
  part: 'Phần {part} / {parts}',
  scans: 'Tổng cộng {part} bản quét đã về tỉnh, {parts} bản quét không được nhận.',
  cut: 'Tệp bị cắt cụt khi chép: chỉ đọc được {part} trong {parts} phần. Những phần đọc được đã nhập; hãy chép lại từ USB rồi nhập lại để nhận phần còn thiếu.',
  drop: 'Kéo tệp `.motcua` từ USB thả vào khung này, hoặc',
  choose: 'Chọn tệp',
  results: 'Kết quả nhập',
  problems: bundleProblems,
}

const outcome = {
  bundleOf: (desk: string, commune: string) => `Gói của ${desk}, ${commune}`,
  machine: 'máy',
  made: (clock: string, day: string) => `lập lúc ${clock} ngày ${day}`,
  scansTaken: (count: number) => `Đã nhận ${count} bản quét.`,
  scansKnown: (count: number) => `Đã có từ trước ${count} bản quét.`,
  scansRefused: (count: number) => `Không nhận ${count} bản quét.`,
  dossier: 'Hồ sơ',
  scanRefusals: {
    CHECKSUM: 'nội dung bản quét không khớp mã kiểm tra.',
    MEDIA_TYPE: 'bản quét không đúng với loại tệp đã khai.',
  },
  nothingNew: 'Không có gì mới:',
  allKnown: (count: number) => `tỉnh đã có đủ ${count} hồ sơ trong gói này từ trước.`,
  taken: (count: number) => `Đã nhận ${count} hồ sơ.`,
  known: (count: number) => `Đã có từ trước ${count} hồ sơ.`,
  refused: (count: number) => `Không nhận ${count} hồ sơ`,
  reasonAtDesk: '; quầy sẽ thấy lý do khi nhập tệp phản hồi.',
  code: 'Mã hồ sơ',
  result: 'Kết quả',
  more: (count: number) => `Còn ${count} hồ sơ nữa không liệt kê ở đây.`,
  rowRefused: 'Không nhận:',
  rowKnown: 'Đã có từ trước, không có gì mới',
  rowTaken: 'Đã nhận',
  rowAdded: (count: number) => `${count} sự việc mới`,
}

/** What a desk is told, too, and there in these words alone. They name no person and quote nothing sent. */
const rejections: Record<RejectionCode, string> = {
  INVALID_EVENT: 'Hồ sơ có nội dung không đúng mẫu nên tỉnh chưa nhận. Hãy xem mục được nêu và sửa lại.',
  BAD_SIGNATURE: 'Chữ ký của quầy trên hồ sơ không đúng. Hãy chuyển cho bộ phận hỗ trợ kiểm tra máy của quầy.',
  EVENT_CHANGED: 'Tỉnh đã có việc này với nội dung khác. Không được sửa việc đã ghi; hãy chuyển cho bộ phận hỗ trợ.',
  OUT_OF_SCOPE: 'Hồ sơ thuộc xã, phường khác; quầy này không được gửi.',
  NUMBER_TAKEN: 'Số hồ sơ này đã thuộc về một hồ sơ khác. Cần kiểm tra lại hai hồ sơ và cấp số mới cho một hồ sơ.',
  UNKNOWN_DESK: 'Hồ sơ có việc do một quầy chưa đăng ký với tỉnh ghi.',
  INTERNAL: 'Tỉnh chưa xử lý được hồ sơ này. Hồ sơ vẫn còn nguyên tại quầy và sẽ được gửi lại.',
}

const imports = {
  catalogue: {
    title: 'Nhập danh mục thủ tục',
    about:
      'Danh mục thủ tục của tỉnh từ tệp .xlsx, .csv hoặc .json. Hồ sơ đã nhận giữ nguyên phiên bản mà nó được tiếp nhận; phiên bản mới chỉ dùng cho hồ sơ nhận sau đó.',
  },
  calendar: {
    title: 'Nhập lịch làm việc',
    about:
      'Ngày nghỉ, ngày làm bù và giờ làm việc của một năm từ tệp .xlsx, .csv hoặc .json. Các năm khác giữ nguyên. Ngày đã hẹn với người dân không bị thay đổi; hồ sơ bị ảnh hưởng được nêu ra để cán bộ xem lại.',
  },
  forms: {
    title: 'Nhập mẫu giấy',
    about:
      'Mẫu giấy đã sửa (giấy tiếp nhận, phiếu yêu cầu bổ sung …) từ tệp .json. Tải các mẫu đang dùng, sửa mẫu cần sửa, ghi phiên bản và ngày hiệu lực mới, xem thử trên một máy tại quầy (Máy bàn này → Xem thử mẫu giấy) rồi nhập ở đây. Phiên bản đã công bố được giữ lại để in lại giấy cũ.',
  },
  template: 'Tải tệp mẫu',
  export: 'Tải dữ liệu đang dùng của tỉnh',
  needsScript: 'Trang này cần JavaScript. Có thể dùng dòng lệnh của cổng tiếp nhận thay thế.',
  reading: 'Đang đọc tệp…',
  publishing: 'Đang công bố…',
  tooLarge: (megabytes: number) => `Tệp lớn hơn ${megabytes} MB.`,
  unreadable: 'Không đọc được tệp. Hãy chọn lại.',
  failed: 'Không kết nối được với cổng tiếp nhận, hoặc yêu cầu không được nhận. Chưa công bố gì; hãy thử lại.',
  publish: 'Công bố phiên bản ',
  scope: 'Áp dụng cho',
  wholeProvince: 'Cả tỉnh',
  scopeHint: 'Xã có bản riêng thì không nhận bản của tỉnh nữa.',
  version: 'Tên phiên bản, khi tệp không ghi',
  from: 'Các quầy dùng từ ngày (để trống: ngay)',
  add: 'Tệp chỉ có những thủ tục thêm hoặc thay đổi; các thủ tục khác giữ nguyên',
  dropJson: 'Kéo tệp `.json` thả vào khung này, hoặc',
  dropTable: 'Kéo tệp `.xlsx`, `.csv` hoặc `.json` thả vào khung này, hoặc',
  choose: 'Chọn tệp để xem trước',
  changed: 'Từ khi xem trước, dữ liệu đang dùng hoặc tệp đã thay đổi. Chưa công bố gì; hãy chọn lại tệp để xem lại.',
  publishedNow: (version: string) => `Đã công bố phiên bản ${version}. Các quầy nhận ngay khi có mạng.`,
  publishedFrom: (version: string, day: string) => `Đã công bố phiên bản ${version}. Các quầy nhận từ ${day}.`,
  nothing: 'Không nhập gì: tệp có lỗi. Hãy sửa rồi chọn lại tệp.',
}

const report = {
  errors: (count: number) => `Lỗi (${count})`,
  warnings: (count: number) => `Cảnh báo (${count})`,
  sheet: 'Trang',
  row: 'Dòng',
  column: 'Cột',
  problem: 'Vấn đề',
  cell: 'Trong ô',
  moreProblems: (count: number) => `… và ${count} vấn đề nữa.`,
  moreLines: (count: number) => `… và ${count} dòng nữa.`,
  moreProcedures: (count: number) => `… và ${count} thủ tục nữa.`,
  moreDossiers: (count: number) => `… và ${count} hồ sơ nữa.`,
  sameDecision: (version: string) => `vẫn quyết định ${version}`,
  changed: (count: number) => `Thay đổi (${count})`,
  added: (count: number) => `Thêm (${count})`,
  withdrawn: (count: number) => `Bãi bỏ: không tiếp nhận nữa, hồ sơ đã nhận vẫn giải quyết tiếp (${count})`,
  noneMoved: 'Không hồ sơ đang giải quyết nào có ngày hẹn khác đi.',
  moved: (count: number) => `${count} hồ sơ đang giải quyết có ngày hẹn khác đi theo lịch mới`,
  promiseStands: 'Ngày đã hẹn giữ nguyên; nếu cần, cán bộ xin lỗi và hẹn lại.',
  moment: (clock: string, day: string) => `${clock} ngày ${day}`,
  moveUnclear: (promised: string) => `đã hẹn ${promised}; cần xem lại`,
  move: (promised: string, computed: string) => `đã hẹn ${promised}; theo lịch mới ${computed}`,
  scheduled: (version: string, day: string) =>
    `Chú ý: phiên bản ${version} đã công bố sẽ được dùng từ ${day}, thay cho phiên bản đang dùng khi ấy.`,
}

const states: Record<DossierStatus, string> = {
  registered: 'Mới đăng ký',
  accepted: 'Được tiếp nhận',
  notAccepted: 'Không được tiếp nhận',
  processing: 'Đang xử lý',
  awaitingSupplement: 'Yêu cầu bổ sung giấy tờ',
  awaitingPayment: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  withdrawalRequested: 'Công dân yêu cầu rút hồ sơ',
  stopped: 'Dừng xử lý',
  finished: 'Đã xử lý xong',
  returned: 'Đã trả kết quả',
}

const status = {
  title: 'Tra cứu tình trạng hồ sơ',
  code: 'Mã hồ sơ trên giấy tiếp nhận',
  ask: 'Tra cứu',
  notFound:
    'Không tìm thấy hồ sơ có mã này. Xin kiểm tra lại mã in trên giấy tiếp nhận; hồ sơ mới nhận có thể chưa được chuyển về tỉnh.',
  number: 'Mã hồ sơ',
  state: 'Tình trạng',
  receivedAt: 'Tiếp nhận lúc',
  dueAt: 'Hẹn trả kết quả',
  moment: (hour: string, minute: string, day: string) => `${hour} giờ ${minute}, ngày ${day}`,
  states,
}

export const vi = {
  frame,
  signIn,
  bundles,
  outcome,
  rejections,
  imports,
  report,
  status,
  problems: titles as Record<ProblemCode, string>,
}
export type Words = typeof vi
