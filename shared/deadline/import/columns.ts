/** The sheets of a year's working calendar and their columns. */
import type { Column, Columns } from '../../table/table.ts'
import type { SpecialDay } from '../calendar.ts'

const column = (title: string, required: boolean, ...aliases: string[]): Column => ({ title, aliases, required })

export const dayColumns = {
  date: column('Ngày', true, 'Từ ngày', 'Ngày bắt đầu'),
  until: column('Đến ngày', false, 'Đến hết ngày', 'Ngày kết thúc'),
  kind: column('Loại ngày', true, 'Loại'),
  name: column('Tên', true, 'Lý do', 'Nội dung', 'Tên ngày nghỉ', 'Ghi chú'),
  sessions: column('Giờ làm việc', false, 'Giờ', 'Giờ riêng'),
  pair: column('Hoán đổi với', false, 'Hoán đổi với ngày', 'Đổi với ngày', 'Ngày làm bù'),
} satisfies Columns<string>
export type DayColumn = keyof typeof dayColumns

export const weekColumns = {
  weekday: column('Thứ', true, 'Ngày trong tuần'),
  sessions: column('Giờ làm việc', true, 'Giờ', 'Buổi làm việc'),
} satisfies Columns<string>

export const calendarInfoFields = {
  version: column('Phiên bản lịch', true, 'Phiên bản'),
  years: column('Năm', true, 'Lịch năm'),
  source: column('Văn bản', true, 'Nguồn', 'Căn cứ', 'Quyết định', 'Thông báo'),
  verified: column('Đã kiểm tra', false, 'Đã đối chiếu'),
  timeZone: column('Múi giờ', false),
} satisfies Columns<string>
export const usualTimeZone = 'Asia/Ho_Chi_Minh'
export type CalendarInfoField = keyof typeof calendarInfoFields

export const calendarSheets = {
  info: ['Lịch', 'Thông tin', 'Lịch làm việc'],
  days: ['Ngày nghỉ', 'Ngày', 'Ngày nghỉ, làm bù', 'Ngày lễ', 'Ngày đặc biệt'],
  week: ['Giờ làm việc', 'Giờ trong tuần', 'Tuần làm việc'],
  help: ['Hướng dẫn'],
} as const
export type CalendarSheet = keyof typeof calendarSheets

export const kindWords: Record<SpecialDay['kind'], readonly string[]> = {
  holiday: ['nghỉ lễ', 'nghỉ', 'nghỉ tết', 'ngày lễ', 'nghỉ bù', 'lễ'],
  swappedOff: ['nghỉ hoán đổi', 'hoán đổi nghỉ'],
  swappedOn: ['làm bù', 'làm việc bù', 'đi làm bù'],
  shortened: ['giờ riêng', 'nửa ngày', 'làm nửa ngày', 'nghỉ sớm'],
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const weekdayWords: Record<(typeof weekdays)[number], readonly string[]> = {
  mon: ['thứ hai', 'thứ 2', '2', 't2'],
  tue: ['thứ ba', 'thứ 3', '3', 't3'],
  wed: ['thứ tư', 'thứ 4', '4', 't4'],
  thu: ['thứ năm', 'thứ 5', '5', 't5'],
  fri: ['thứ sáu', 'thứ 6', '6', 't6'],
  sat: ['thứ bảy', 'thứ 7', '7', 't7'],
  sun: ['chủ nhật', 'cn', '8'],
}
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
export function weekdayName(weekday: Weekday): string {
  return weekdayWords[weekdays[weekday - 1] ?? 'mon'][0] ?? ''
}
