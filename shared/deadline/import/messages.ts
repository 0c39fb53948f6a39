/** What a new calendar changes, in words. Kinds of days and weekdays are words of the file and stay. */
import type { Language } from '../../text/language.ts'

const vi = {
  nothing: 'Không ngày nào thay đổi so với lịch đang dùng.',
  summary: (version: string, days: number, newYears: readonly number[]) =>
    `Phiên bản ${version}: ${days} ngày thay đổi${newYears.length === 0 ? '' : `, thêm năm ${newYears.join(', ')}`}.`,
  hours: 'Giờ làm việc',
  usual: 'như thường lệ',
}

const en: typeof vi = {
  nothing: 'No day differs from the calendar in force.',
  summary: (version, days, newYears) =>
    `Version ${version}: days changed ${days}${newYears.length === 0 ? '' : `, years added ${newYears.join(', ')}`}.`,
  hours: 'Working hours of',
  usual: 'as usual',
}

export const calendarWords: Record<Language, typeof vi> = { vi, en }
