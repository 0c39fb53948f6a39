/** Which part of a register a paper or a table shows, in the words that stand on it. */
import { shortDate } from '../forms/vietnamese.ts'
import { spanOf } from './closing-words.ts'
import type { BookPart, RegisterFilter } from './register-book.ts'

/** Names of what is filtered by; the filter holds ids. */
export interface ExtentNames {
  procedure: string
  status: string
  officer: string
}

const channelName = { atDesk: 'trực tiếp', byPost: 'bưu chính công ích', online: 'trực tuyến' } as const

const partName: Readonly<Record<BookPart, string>> = {
  closed: 'phần đã khóa sổ',
  late: 'phần ghi bổ sung sau khi khóa sổ',
  open: 'phần chưa khóa sổ',
}

/** Empty: the whole book or a whole volume of it. */
export function registerExtent(filter: RegisterFilter, names: ExtentNames): string {
  const parts: string[] = []
  if (filter.from !== null && filter.to !== null)
    parts.push(`từ ngày ${shortDate(filter.from)} đến ngày ${shortDate(filter.to)}`)
  else if (filter.from !== null) parts.push(`từ ngày ${shortDate(filter.from)}`)
  else if (filter.to !== null) parts.push(`đến ngày ${shortDate(filter.to)}`)
  if (filter.procedureCode !== '') parts.push(`thủ tục ${names.procedure}`)
  if (filter.field !== '') parts.push(`lĩnh vực ${filter.field}`)
  if (filter.status !== '') parts.push(`trạng thái ${names.status}`)
  if (filter.channel !== '') parts.push(`tiếp nhận ${channelName[filter.channel]}`)
  if (filter.officerId !== '') parts.push(`người nhận hồ sơ ${names.officer}`)
  if (filter.area !== '') parts.push(`địa bàn ${filter.area}`)
  if (filter.part !== '') parts.push(partName[filter.part])
  if (filter.text.trim() !== '') parts.push(`có “${filter.text.trim()}”`)
  const [first = '', ...rest] = parts
  return [`${first.charAt(0).toLocaleUpperCase('vi')}${first.slice(1)}`, ...rest].join('; ')
}

/** What stands on a whole book, or on a volume of it, whose year is over and which nobody has closed: its numbers may move yet. */
export function unclosedText(year: number, first: number, last: number): string {
  return `Sổ năm ${year} chưa khóa: ${spanOf(first, last)}`
}
