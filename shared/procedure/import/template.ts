/** The empty workbook that a province fills in: headings, and a sheet that explains each column. */
import type { Sheet } from '../../table/cell.ts'
import type { Column } from '../../table/table.ts'
import type { Catalogue } from '../catalogue.ts'
import { componentColumns, feeColumns, infoFields, procedureColumns, sheetNames } from './columns.ts'
import type { ComponentColumn, FeeColumn, InfoField, ProcedureColumn } from './columns.ts'
import {
  allChannels,
  channelWords,
  feeKindWords,
  formSetWords,
  kindWords,
  numberingWords,
  perWords,
  routeWords,
  supplementWords,
  timingWords,
  unitWords,
  wordOf,
} from './words.ts'

/** How to fill it in, and an example. */
type Hint = readonly [about: string, example: string]

const choices = (words: Record<string, readonly string[]>) =>
  `Một trong: ${Object.values(words)
    .map(([first]) => first ?? '')
    .join('; ')}.`

export const infoHints: Record<InfoField, Hint> = {
  version: ['Tên của lần công bố này; mỗi lần một tên.', '2027.1'],
  province: ['Tên tỉnh.', 'Tây Ninh'],
  publishedAt: ['Ngày công bố; để trống thì là lúc nhập.', '15/01/2027'],
  numbering: [choices(numberingWords), wordOf(numberingWords, 'leased')],
  formSet: [choices(formSetWords), wordOf(formSetWords, 'TT03_2025')],
}

export const procedureHints: Record<ProcedureColumn, Hint> = {
  code: ['Mã quốc gia; phần đuôi của địa phương được bỏ.', '1.001193'],
  version: ['Số quyết định công bố. Một thủ tục có thể có nhiều dòng, mỗi quyết định một dòng.', '163/QĐ-BTP'],
  name: ['', 'Đăng ký khai sinh'],
  field: ['', 'Hộ tịch'],
  effectiveFrom: ['dd/mm/yyyy.', '01/07/2025'],
  effectiveTo: ['Ngày cuối còn hiệu lực; để trống khi chưa hết.', '31/12/2027'],
  status: ['còn hiệu lực; bãi bỏ. Bãi bỏ thì phải có ngày hết hiệu lực.', 'còn hiệu lực'],
  limit: ['5 ngày làm việc; 15 ngày; 8 giờ; trong ngày, chốt 15:00; không quy định.', 'trong ngày'],
  unit: [`Khi ô thời hạn chỉ ghi số. ${choices(unitWords)}`, 'trong ngày'],
  cutOff: ['Chỉ cho thủ tục trả trong ngày: nhận sau giờ này thì trả ngày làm việc sau.', '15:00'],
  limitAtDesk: ['Khi khác thời hạn chung.', 'trong ngày'],
  limitByPost: ['Khi khác thời hạn chung.', '2 ngày làm việc'],
  limitOnline: ['Khi khác thời hạn chung.', '1 ngày làm việc'],
  supplement: [`${choices(supplementWords)} Để trống là tính lại từ đầu.`, wordOf(supplementWords, 'RESTART')],
  atOnce: ['có, khi trả kết quả ngay và không cần giấy tiếp nhận.', 'không'],
  channels: [
    `Cách nhau bằng dấu phẩy: ${Object.values(channelWords)
      .map(([first]) => first)
      .join(', ')}.`,
    'trực tiếp, bưu chính công ích, trực tuyến',
  ],
  components: ['Mỗi giấy tờ một dòng: tên | loại | số lượng | bắt buộc | điều kiện | mã. Hoặc ghi ở trang riêng.', ''],
  fees: [
    'Mỗi mức một dòng: mức thu | tính theo | thời điểm thu | hình thức nộp | ghi chú | giảm từ | mức giảm | tối đa | đối tượng miễn | loại khoản thu. Hoặc ghi ở trang riêng.',
    '',
  ],
  results: ['Mỗi kết quả một dòng.', 'Giấy khai sinh'],
  resolvingUnit: ['Mã hoặc tên đơn vị trong sơ đồ tổ chức; mã không có phần xã là đơn vị của từng xã.', 'tu-phap'],
  route: [`${choices(routeWords)} Để trống là hệ thống của tỉnh.`, wordOf(routeWords, 'civilStatus')],
  source: ['Văn bản làm căn cứ.', 'Quyết định 163/QĐ-BTP'],
  verified: ['có, khi đã đối chiếu với quyết định công bố.', 'có'],
}

export const componentHints: Record<ComponentColumn, Hint> = {
  code: ['Của thủ tục ở trang Thủ tục.', '1.001193'],
  version: ['Chỉ cần khi thủ tục có nhiều quyết định.', '163/QĐ-BTP'],
  name: ['', 'Tờ khai đăng ký khai sinh'],
  kind: [choices(kindWords), wordOf(kindWords, 'original')],
  count: ['Để trống là 1.', '1'],
  required: ['có; không. Để trống là có, trừ khi ghi điều kiện.', 'có'],
  condition: ['Khi nào cần giấy tờ này.', ''],
  id: ['Mã ngắn, không trùng trong thủ tục; để trống thì đặt theo tên.', 'to-khai'],
}

export const feeHints: Record<FeeColumn, Hint> = {
  code: componentHints.code,
  version: componentHints.version,
  amount: ['Số đồng, hoặc «tự tính» khi cán bộ tính theo ghi chú.', '8.000'],
  per: [choices(perWords), wordOf(perWords, 'copy')],
  timing: [choices(timingWords), wordOf(timingWords, 'atIntake')],
  channel: [`${choices(channelWords)} Để trống là mọi hình thức.`, allChannels[0] ?? ''],
  note: ['Diễn giải in trên giấy.', 'Mỗi bản sao'],
  reducedFrom: ['Từ đơn vị thứ mấy được giảm.', '3'],
  reducedAmount: ['Mức sau khi giảm.', '1.000'],
  maximum: ['Nhiều nhất cho một hồ sơ; tính theo trang thì cho một bản.', '200.000'],
  exempt: [
    'Người được miễn, cách nhau bằng dấu phẩy; «không» là không ai. Để trống là theo luật.',
    'Người thuộc hộ nghèo',
  ],
  kind: [
    `${choices(feeKindWords)} Để trống khi chưa rõ; bảng thu ghi là chưa phân loại.`,
    wordOf(feeKindWords, 'stateFee'),
  ],
}

/** @param current its general data stand there already */
export function catalogueTemplate(current: Catalogue | null): Sheet[] {
  const info = { province: current?.province ?? '', numbering: '', formSet: '', version: '', publishedAt: '' }
  const fields = Object.keys(infoFields) as InfoField[]
  return [
    { name: sheetNames.info[0], rows: fields.map((key) => [infoFields[key].title, info[key] || infoHints[key][1]]) },
    emptySheet(sheetNames.procedures[0], procedureColumns),
    emptySheet(sheetNames.components[0], componentColumns),
    emptySheet(sheetNames.fees[0], feeColumns),
    writeHelp(),
  ]
}

function emptySheet(name: string, columns: Record<string, Column>): Sheet {
  return { name, rows: [Object.values(columns).map(({ title }) => title)] }
}

function writeHelp(): Sheet {
  const explain = <K extends string>(sheet: string, columns: Record<K, Column>, hints: Record<K, Hint>) =>
    (Object.keys(columns) as K[]).map((key) => [
      sheet,
      columns[key].title,
      columns[key].required ? 'bắt buộc' : '',
      ...hints[key],
    ])
  return {
    name: sheetNames.help[0],
    rows: [
      ['Trang', 'Cột', 'Bắt buộc', 'Cách ghi', 'Ví dụ'],
      ...explain(sheetNames.info[0], infoFields, infoHints),
      ...explain(sheetNames.procedures[0], procedureColumns, procedureHints),
      ...explain(sheetNames.components[0], componentColumns, componentHints),
      ...explain(sheetNames.fees[0], feeColumns, feeHints),
    ],
  }
}
