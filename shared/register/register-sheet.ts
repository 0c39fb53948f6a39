/** The register as a table for Excel and LibreOffice: every column of the paper, and those one sums up by. */
import type { DossierStatus } from '../dossier/dossier.ts'
import { shortDate } from '../forms/vietnamese.ts'
import type { Book, SheetColumn } from '../sheet/sheet.ts'
import { areaName } from './register-book.ts'
import type { RegisterLine } from './register-book.ts'

export interface RegisterSheetInput {
  year: number
  /** Empty: all volumes. */
  volume: string
  /** Which part of the register this is, in words; empty: all of it. */
  extent: string
  /** When and by whom it was closed, in the words of the paper; left out: it is open. */
  statement?: readonly string[]
  agency: string
  author: string
  at: string
  lines: readonly RegisterLine[]
  statusName: (status: DossierStatus) => string
}

const days = 'Ngày, tháng, năm'
const returned = 'Trả kết quả'
const channelName = { atDesk: 'Trực tiếp', byPost: 'Bưu chính công ích', online: 'Trực tuyến' } as const

const onPaper: readonly SheetColumn[] = [
  { header: 'STT', width: 5, kind: 'count' },
  { header: 'Mã hồ sơ', width: 15, kind: 'code' },
  { header: 'Tên thủ tục hành chính', width: 22, kind: 'text' },
  { header: 'Số lượng hồ sơ (bộ)', width: 7, kind: 'count' },
  { header: 'Tên cá nhân, tổ chức (chủ hồ sơ)', width: 18, kind: 'text' },
  { header: 'Địa chỉ', width: 24, kind: 'text' },
  { header: 'Số điện thoại', width: 12, kind: 'code' },
  { header: 'Cơ quan chủ trì giải quyết', width: 16, kind: 'text' },
  { header: 'Nhận hồ sơ', group: days, width: 16, kind: 'moment' },
  { header: 'Hẹn trả kết quả', group: days, width: 16, kind: 'moment' },
  { header: 'Chuyển hồ sơ đến cơ quan giải quyết', group: days, width: 16, kind: 'moment' },
  { header: 'Nhận kết quả từ cơ quan giải quyết', group: days, width: 16, kind: 'moment' },
  { header: 'Ngày, tháng, năm', group: returned, width: 16, kind: 'moment' },
  { header: 'Phương thức nhận kết quả', group: returned, width: 11, kind: 'text' },
  { header: 'Ký nhận', group: returned, width: 16, kind: 'text' },
  { header: 'Người nhận hồ sơ', width: 15, kind: 'text' },
  { header: 'Địa bàn', width: 18, kind: 'text' },
  { header: 'Ghi chú', width: 18, kind: 'text' },
]
/** For sums and filters; not on the printed sheet. */
const beside: readonly SheetColumn[] = [
  { header: 'Mã thủ tục', width: 11, kind: 'code' },
  { header: 'Lĩnh vực', width: 18, kind: 'text' },
  { header: 'Kênh tiếp nhận', width: 16, kind: 'text' },
  { header: 'Trạng thái', width: 20, kind: 'text' },
  { header: 'Khóa sổ', width: 16, kind: 'text' },
]

export function registerBookFile(input: RegisterSheetInput): Book {
  const { year, volume, extent, agency, author, at, lines } = input
  const title = `SỔ THEO DÕI HỒ SƠ NĂM ${year}${volume === '' ? '' : `, QUYỂN SỐ ${volume}`}`
  return {
    title: `Sổ theo dõi hồ sơ năm ${year}`,
    author,
    at,
    sheets: [
      {
        name: `Sổ ${year}`,
        above: [title, agency, ...(extent === '' ? [] : [`(${extent})`])],
        columns: [...onPaper, ...beside],
        printedColumns: onPaper.length,
        rows: lines.map((line) => ({ values: valuesOf(line, input) })),
        below: [
          `Tổng số: ${lines.length} hồ sơ. Lập ngày ${shortDate(at)}, người lập: ${author}.`,
          ...(input.statement ?? []),
        ],
        orientation: 'landscape',
      },
    ],
  }
}

function partOf({ closed, late }: RegisterLine): string {
  return [closed ? 'Đã khóa' : '', late ? 'Ghi bổ sung' : ''].filter(Boolean).join('; ')
}

function valuesOf(line: RegisterLine, { statusName }: RegisterSheetInput) {
  return [
    line.entry,
    line.code,
    line.procedure,
    line.sets,
    line.person,
    line.address,
    line.phone,
    line.resolvingUnit,
    line.receivedAt,
    line.dueAt,
    line.forwardedAt,
    line.resultAt,
    line.returnedAt,
    line.returnWay,
    line.recipient,
    line.receiver,
    areaName(line),
    line.note,
    line.procedureCode,
    line.field,
    line.channel === null ? '' : channelName[line.channel],
    line.status === null ? '' : statusName(line.status),
    partOf(line),
  ]
}
