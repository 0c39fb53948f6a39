/** Everything an imported table can have wrong: how grave it is, and what its author is told. `{…}` are details. */
export type Severity = 'error' | 'warning'
interface ProblemWords {
  severity: Severity
  text: string
}
const error = (text: string): ProblemWords => ({ severity: 'error', text })
const warning = (text: string): ProblemWords => ({ severity: 'warning', text })

const ofTables = {
  NOT_TEXT: error(
    'Tệp không phải văn bản UTF-8, có thể dùng bảng mã cũ (Windows-1258, TCVN3, VNI). Hãy lưu lại dạng .xlsx, hoặc CSV UTF-8.',
  ),
  OLD_WORKBOOK: error('Tệp .xls đời cũ hoặc có mật khẩu. Hãy lưu lại dạng .xlsx không mật khẩu.'),
  OTHER_WORKBOOK: error('Sổ tính không phải dạng .xlsx. Hãy lưu lại dạng .xlsx.'),
  NOT_A_WORKBOOK: error('Tệp nén không phải sổ tính .xlsx.'),
  DAMAGED_FILE: error('Tệp hỏng hoặc không đọc được. Hãy mở bằng phần mềm bảng tính, lưu lại rồi nhập.'),
  WEB_PAGE: error('Tệp là trang web hoặc XML, không phải bảng. Hãy lưu lại dạng .xlsx hoặc .csv.'),
  FILE_TOO_LARGE: error('Tệp quá lớn: tối đa {limit} MB, giải nén tối đa {unpacked} MB.'),
  FILE_TOO_COMPLEX: error('Tệp quá lớn hoặc quá phức tạp để đọc.'),
  EMPTY_FILE: error('Tệp trống.'),
  BAD_JSON: error('Tệp JSON sai cú pháp.'),
  CSV_QUOTE: error('Dấu ngoặc kép đặt sai chỗ (dòng {line} của tệp).'),
  CSV_UNCLOSED: error('Dấu ngoặc kép mở ở dòng {line} của tệp không được đóng.'),
  NO_SHEET: error('Không tìm thấy trang «{sheet}».'),
  EMPTY_SHEET: error('Trang không có dòng dữ liệu nào.'),
  SHEET_TWICE: error('Có hai trang cùng là «{sheet}»; chỉ để lại một.'),
  UNKNOWN_SHEET: warning('Không rõ trang này để làm gì; bỏ qua.'),
  TOO_MANY_ROWS: error('Trang có hơn {limit} dòng.'),
  NO_HEADER: error('Không tìm thấy dòng tiêu đề. Cần có các cột: {columns}.'),
  HEADER_MISSING: error('Thiếu cột «{column}».'),
  HEADER_TWICE: error('Cột «{column}» có hai lần.'),
  UNKNOWN_COLUMN: warning('Không rõ cột «{column}» để làm gì; bỏ qua.'),
  CELL_BEYOND_HEADER: warning('Ô nằm ngoài các cột có tiêu đề; bỏ qua.'),
  CELL_ERROR: error('Ô báo lỗi công thức.'),
  MERGED_CELL: warning('Ô gộp ({range}); giá trị của ô đầu được dùng cho cả vùng.'),
  FORMULA_NOT_WORKED_OUT: error('Công thức chưa có kết quả. Hãy mở tệp bằng phần mềm bảng tính, lưu lại rồi nhập.'),
  FORMULA_USED: warning('Ô là công thức; dùng kết quả đã lưu trong tệp.'),
  CELL_NOT_PLAIN: error('Ô phải là chữ, số hoặc ngày.'),
  MISSING: error('Ô không được để trống.'),
  TOO_LONG: error('Dài {length} ký tự, tối đa {limit}.'),
  ODD_CHARACTER: warning('Có ký tự không nhìn thấy được; đã bỏ đi.'),
  DATE_IN_TEXT: error('Phần mềm bảng tính đã đổi ô này thành ngày. Hãy định dạng ô là văn bản rồi gõ lại.'),
  NOT_A_NUMBER: error('Không phải số nguyên từ {from} đến {to}.'),
  NOT_MONEY: error('Không phải số tiền đồng, ví dụ 8.000.'),
  SMALL_AMOUNT: warning('Chỉ {amount} đồng? Có thể dấu chấm hàng nghìn đã bị hiểu là dấu thập phân.'),
  NOT_A_DATE: error('Không phải ngày dạng dd/mm/yyyy.'),
  DATE_OUT_OF_RANGE: error('Năm phải từ {from} đến {to}.'),
  SERIAL_DATE: warning('Ô là số; hiểu là ngày {date}.'),
  NOT_A_CLOCK: error('Không phải giờ, ví dụ 15:00.'),
  NOT_YES_NO: error('Ghi «có» hoặc «không».'),
  UNKNOWN_WORD: error('Không hiểu «{word}». Có thể ghi: {allowed}.'),
} as const

const ofCatalogues = {
  BAD_CODE: error('Mã thủ tục phải có dạng 1.001193.'),
  CODE_REPAIRED: warning('Mã bị bảng tính đổi dạng; hiểu là {code}.'),
  CODE_SUFFIX: warning('Bỏ phần đuôi của địa phương; chỉ dùng mã quốc gia {code}.'),
  TIME_LIMIT_UNREADABLE: error(
    'Không hiểu thời hạn. Ví dụ: 5 ngày làm việc, 15 ngày, 8 giờ, trong ngày, không quy định.',
  ),
  UNIT_MISSING: error('Thời hạn thiếu đơn vị: ngày làm việc, ngày, giờ.'),
  UNITS_DIFFER: error('Đơn vị ghi trong ô thời hạn khác với cột đơn vị.'),
  LIMIT_NOT_WHOLE: error('Số ngày phải là số nguyên; nửa ngày thì ghi bằng giờ.'),
  LIMIT_TOO_LONG: error('Thời hạn quá 1.000.'),
  LIMIT_ZERO: warning('Thời hạn bằng 0.'),
  NO_TIME_LIMIT: warning('Không ghi thời hạn; hiểu là pháp luật không quy định.'),
  CUT_OFF_UNUSED: warning('Giờ chốt chỉ dùng cho thủ tục trả trong ngày; bỏ qua.'),
  LIMIT_OF_CLOSED_CHANNEL: warning('Có thời hạn cho hình thức «{channel}» mà thủ tục không tiếp nhận.'),
  FEE_OF_CLOSED_CHANNEL: warning('Có mức thu cho hình thức «{channel}» mà thủ tục không tiếp nhận.'),
  KIND_ASSUMED: warning('Không ghi loại giấy tờ; hiểu là bản chính.'),
  TOO_MANY_PIECES: error('Nhiều phần hơn cần thiết. Mẫu: {pattern}.'),
  TOO_MANY_ITEMS: error('Quá {limit} mục.'),
  REDUCED_INCOMPLETE: error('Mức giảm cần cả «giảm từ» và «mức giảm».'),
  REDUCED_NOT_LESS: warning('Mức giảm không thấp hơn mức thu.'),
  AMOUNT_WITHOUT_NOTE: warning('Cán bộ tự tính mức thu nhưng không có ghi chú cách tính.'),
  CUT_OFF_TWICE: error('Giờ chốt ghi hai nơi khác nhau.'),
  COMPONENTS_TWICE: error('Thành phần hồ sơ ghi cả trong ô và ở trang riêng; chỉ để một nơi.'),
  FEES_TWICE: error('Phí, lệ phí ghi cả trong ô và ở trang riêng; chỉ để một nơi.'),
  COMPONENT_TWICE: warning('Giấy tờ «{name}» có hai lần trong thủ tục {code}.'),
  COMPONENT_ID_TWICE: error('Mã giấy tờ «{id}» có hai lần trong thủ tục {code}.'),
  NO_COMPONENT: warning('Thủ tục {code} không có giấy tờ nào.'),
  FEE_TWICE: warning('Hai mức thu giống hệt nhau trong thủ tục {code}.'),
  ORPHAN: error('Không có thủ tục {code} ở trang thủ tục.'),
  WHICH_VERSION: error('Thủ tục {code} có nhiều phiên bản; ghi rõ quyết định công bố.'),
  UNIT_UNKNOWN: error('Không có đơn vị «{unit}» trong sơ đồ tổ chức.'),
  UNIT_ID_UNKNOWN: warning('Mã đơn vị «{unit}» không có trong sơ đồ tổ chức.'),
  WITHDRAWN_WITHOUT_DATE: error('Thủ tục đã bãi bỏ phải có ngày hết hiệu lực.'),
  ENDS_BEFORE_START: error('Ngày hết hiệu lực trước ngày có hiệu lực.'),
  PROCEDURE_TWICE: error('Thủ tục {code}, quyết định {version} đã có ở dòng {row}.'),
  PROCEDURES_OVERLAP: error(
    'Thủ tục {code} có hai phiên bản cùng hiệu lực (dòng {row}); đặt ngày hết hiệu lực cho bản cũ.',
  ),
  SAME_NAME: warning('Cùng tên với thủ tục {code} (dòng {row}).'),
  INFO_MISSING: error('Không rõ «{name}»: ghi ở trang đầu của tệp, hoặc nói khi nhập.'),
  VERSION_EXISTS: error('Phiên bản {version} đang dùng rồi; đặt tên phiên bản khác.'),
  BAD_VALUE: error('Giá trị không hợp lệ ({reason}).'),
  NOT_A_CATALOGUE: error('Tệp JSON không phải một danh mục thủ tục.'),
  NO_PROCEDURE: error('Không đọc được thủ tục nào.'),
} as const

const ofCalendars = {
  RANGE_BACKWARDS: error('Ngày cuối trước ngày đầu.'),
  RANGE_TOO_LONG: error('Quá {limit} ngày.'),
  DAY_TWICE: error('Ngày {date} đã có ở dòng {row}.'),
  OTHER_YEAR: error('Ngày {date} không thuộc năm {year}.'),
  YEAR_EMPTY: error('Không có ngày nào của năm {year}.'),
  NOT_A_CALENDAR: error('Tệp JSON không phải một lịch làm việc.'),
  YEAR_UNKNOWN: error('Không rõ lịch của năm nào.'),
  BAD_SESSIONS: error('Giờ làm việc không hợp lệ. Ví dụ: 07:00-11:30; 13:30-17:00.'),
  SESSIONS_OVERLAP: error('Các buổi làm việc chồng lên nhau hoặc không theo thứ tự.'),
  HOURS_MISSING: error('Ngày làm việc theo giờ riêng phải ghi giờ.'),
  HOURS_UNUSED: error('Ngày nghỉ không có giờ làm việc.'),
  SWAP_ON_WORKING_DAY: error('Làm bù vào {weekday} {date} vốn đã là ngày làm việc.'),
  SWAP_OFF_FREE_DAY: error('Nghỉ hoán đổi vào {weekday} {date} vốn đã là ngày nghỉ.'),
  SHORTENED_FREE_DAY: warning(
    '{weekday} {date} vốn là ngày nghỉ; ghi giờ riêng thì thành ngày làm việc. Nếu là làm bù, hãy ghi «làm bù».',
  ),
  SWAPS_UNEVEN: error('Năm {year}: nghỉ hoán đổi {off} ngày, làm bù {on} ngày.'),
  PAIR_MISSING: error('Ngày hoán đổi {date} không có trong bảng.'),
  PAIR_WRONG_KIND: error('Ngày {date} không phải là {kind}.'),
  PAIR_NOT_MUTUAL: error('Ngày {date} ghi hoán đổi với ngày khác.'),
  PAIR_UNUSED: warning('Chỉ ngày nghỉ hoán đổi và ngày làm bù mới có cặp; bỏ qua.'),
  HOLIDAY_NOT_LISTED: warning('Không có {name} ({date}).'),
  NEW_YEAR_NOT_LISTED: warning('Không thấy Tết Âm lịch: cần ít nhất năm ngày nghỉ liền nhau từ 15/1 đến 29/2.'),
  HOLIDAY_NOT_COMPENSATED: warning('Ngày lễ {date} trùng ngày nghỉ hằng tuần mà không có ngày nghỉ bù liền sau.'),
  WEEK_INCOMPLETE: error('Bảng giờ trong tuần thiếu {weekday}.'),
  WEEKDAY_TWICE: error('{weekday} có hai lần.'),
  WEEK_UNKNOWN: error('Chưa có lịch nào trước đây; cần trang «Giờ làm việc» với giờ của từng thứ.'),
  NO_WORKING_DAY: error('Cả tuần không có ngày làm việc nào.'),
  UNKNOWN_TIME_ZONE: error('Không rõ múi giờ «{zone}».'),
} as const

const ofForms = {
  FORMS_SHAPE: error(
    'Tệp phải là một mẫu giấy, một danh sách mẫu giấy, hoặc tệp mẫu giấy đã xuất ra trước đây (.json).',
  ),
  FORMS_TOO_MANY: error('Có hơn {limit} mẫu giấy.'),
  FORMS_VERSION_KNOWN: error('Phiên bản «{version}» của bộ mẫu đã có. Hãy đặt tên khác.'),
  FORM_FAULT: error('{fault}'),
  FORM_ENDS_BEFORE: error('Hết hiệu lực ({to}) trước khi có hiệu lực ({from}).'),
  FORM_TWICE: error('Mẫu này có hai lần trong tệp với cùng một phiên bản.'),
  FORM_VERSION_TAKEN: error(
    'Phiên bản {version} của mẫu này đã được công bố với nội dung khác; giấy có thể đã in theo nó. Hãy đặt phiên bản mới.',
  ),
  FORM_UNVERIFIED: warning('Mẫu ghi là chưa đối chiếu với văn bản gốc (verified: false).'),
  FORM_NOT_LATER: warning('Phiên bản này không mới hơn {version} nên sẽ không được dùng thay cho nó.'),
  FORM_DROPS: warning('So với phiên bản trước, mẫu không còn in: {paths}.'),
} as const

export const problemWords = { ...ofTables, ...ofCatalogues, ...ofCalendars, ...ofForms }
export type ProblemCode = keyof typeof problemWords
export type Details = Record<string, string | number>

export function wordProblem(code: ProblemCode, details: Details): string {
  return fillIn(problemWords[code].text, details)
}

export function fillIn(text: string, details: Details): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(details, name) ? String(details[name]) : '?'))
}
