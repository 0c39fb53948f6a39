/** The words of the cash report on paper and in its table; papers of the office are in Vietnamese whatever the screen. */
import { shortDate } from '../forms/vietnamese.ts'
import type { CashLine, PayWay } from './cash-lines.ts'
import type { CashReport } from './cash-report.ts'
import type { MoneyKind } from './money-kind.ts'

export const cashTitle = 'Bảng tổng hợp thu phí, lệ phí'
export const wayName: Readonly<Record<PayWay, string>> = {
  cash: 'Tiền mặt',
  transfer: 'Chuyển khoản',
  online: 'Trực tuyến',
  unstated: 'Không ghi hình thức',
}
export const kindName: Readonly<Record<MoneyKind, string>> = {
  serviceFee: 'Phí',
  stateFee: 'Lệ phí',
  unclassified: 'Chưa phân loại',
}
const whenName: Readonly<Record<CashLine['when'], string>> = {
  intake: 'Thu khi tiếp nhận',
  paid: 'Thu trong khi giải quyết',
  return: 'Thu khi trả kết quả',
  refund: 'Hoàn trả',
}

/** `Hoàn trả: Thu thừa` */
export function whatOf({ when, what }: Pick<CashLine, 'when' | 'what'>): string {
  return what === '' ? whenName[when] : `${whenName[when]}: ${what}`
}

/** `Ngày 24/11/2026`, or `Từ ngày … đến ngày …`. */
export function periodOf({ filter: { from, to } }: Pick<CashReport, 'filter'>): string {
  return from === to ? `Ngày ${shortDate(from)}` : `Từ ngày ${shortDate(from)} đến ngày ${shortDate(to)}`
}

export function scopeOf({ scope: { officer, desk } }: Pick<CashReport, 'scope'>): string {
  const parts = [officer === '' ? '' : `Người thu: ${officer}`, desk === '' ? '' : `Quầy: ${desk}`]
  return parts.filter(Boolean).join('; ')
}
