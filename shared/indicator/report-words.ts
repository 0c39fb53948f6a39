/** Report II.06a/VPCP/KSTT as it is written: its columns in order, with the numbers of the form. */
import { shortDate } from '../forms/vietnamese.ts'
import type { Period } from './period.ts'
import type { ReportColumn, ReportProblem } from './report-ii06a.ts'

export const reportTitle = 'Tình hình, kết quả giải quyết thủ tục hành chính'

export const reportColumns: readonly { name: ReportColumn; number: number; group: string; header: string }[] = [
  { name: 'received', number: 3, group: 'Số hồ sơ tiếp nhận', header: 'Tổng số' },
  { name: 'online', number: 4, group: 'Số hồ sơ tiếp nhận', header: 'Trực tuyến' },
  { name: 'direct', number: 5, group: 'Số hồ sơ tiếp nhận', header: 'Trực tiếp, bưu chính' },
  { name: 'carriedOver', number: 6, group: 'Số hồ sơ tiếp nhận', header: 'Từ kỳ trước' },
  { name: 'solved', number: 7, group: 'Số hồ sơ đã giải quyết', header: 'Tổng số' },
  { name: 'early', number: 8, group: 'Số hồ sơ đã giải quyết', header: 'Trước hạn' },
  { name: 'onTime', number: 9, group: 'Số hồ sơ đã giải quyết', header: 'Đúng hạn' },
  { name: 'late', number: 10, group: 'Số hồ sơ đã giải quyết', header: 'Quá hạn' },
  { name: 'running', number: 11, group: 'Số hồ sơ đang giải quyết', header: 'Tổng số' },
  { name: 'withinLimit', number: 12, group: 'Số hồ sơ đang giải quyết', header: 'Trong hạn' },
  { name: 'overdue', number: 13, group: 'Số hồ sơ đang giải quyết', header: 'Quá hạn' },
]

/** The sums the form itself demands. */
export const reportRules: Readonly<Record<ReportProblem['code'], string>> = {
  RECEIVED: '(3) = (4) + (5) + (6)',
  SOLVED: '(7) = (8) + (9) + (10)',
  RUNNING: '(11) = (12) + (13)',
  BALANCE: '(3) = (7) + (11)',
  TOTAL: 'Tổng số = cộng các lĩnh vực',
}

const dayMs = 86_400_000
const offsetMs = 7 * 3_600_000

/** `II.06a 2026-11-01 2026-11-30`: two periods that begin on one day are two files. */
export function reportName({ from, until }: Period): string {
  const last = new Date(Date.parse(until) + offsetMs - dayMs).toISOString()
  return `II.06a ${from.slice(0, 10)} ${last.slice(0, 10)}`
}

/** `Từ ngày 01/11/2026 đến ngày 30/11/2026`: the last day is the one before `until`. */
export function reportPeriod({ from, until }: Period): string {
  const last = new Date(Date.parse(until) - dayMs).toISOString()
  return `Từ ngày ${shortDate(from)} đến ngày ${shortDate(last)}`
}
