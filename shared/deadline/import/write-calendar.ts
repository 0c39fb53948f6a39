/** A calendar as sheets that `readCalendar` reads as the same, and the empty workbook that a province fills in. */
import type { Sheet } from '../../table/cell.ts'
import { formatDate } from '../../table/readings.ts'
import type { Column } from '../../table/table.ts'
import type { SpecialDay, WorkingCalendar } from '../calendar.ts'
import {
  calendarInfoFields,
  calendarSheets,
  dayColumns,
  kindWords,
  usualTimeZone,
  weekColumns,
  weekdayName,
} from './columns.ts'
import type { CalendarInfoField, DayColumn } from './columns.ts'
import { writeSessions } from './sessions.ts'

const allDays = [1, 2, 3, 4, 5, 6, 7] as const
const titles = (columns: Record<string, Column>) => Object.values(columns).map(({ title }) => title)

export function writeDay({ date, kind, name, sessions }: SpecialDay): Record<DayColumn, string> {
  return {
    date: formatDate(date),
    until: '',
    kind: kindWords[kind][0] ?? kind,
    name,
    sessions: sessions === undefined || kind === 'holiday' || kind === 'swappedOff' ? '' : writeSessions(sessions),
    pair: '',
  }
}

/** The days alone, for a CSV. */
export function writeDays({ specialDays }: Pick<WorkingCalendar, 'specialDays'>): Sheet {
  const keys = Object.keys(dayColumns) as DayColumn[]
  const rows = specialDays.map(writeDay).map((line) => keys.map((key) => line[key]))
  return { name: calendarSheets.days[0], rows: [titles(dayColumns), ...rows] }
}

export function writeCalendar(calendar: WorkingCalendar): Sheet[] {
  return [writeInfo(calendar), writeDays(calendar), writeWeek(calendar.week)]
}

function writeInfo(calendar: Omit<WorkingCalendar, 'week' | 'specialDays'>): Sheet {
  const values: Record<CalendarInfoField, string> = {
    version: calendar.version,
    years: calendar.years.join('; '),
    source: calendar.source,
    verified: calendar.verified ? 'có' : 'không',
    timeZone: calendar.timeZone,
  }
  const keys = Object.keys(calendarInfoFields) as CalendarInfoField[]
  return { name: calendarSheets.info[0], rows: keys.map((key) => [calendarInfoFields[key].title, values[key]]) }
}

function writeWeek(week: WorkingCalendar['week']): Sheet {
  const rows = allDays.map((weekday) => [weekdayName(weekday), writeSessions(week[weekday])])
  return { name: calendarSheets.week[0], rows: [titles(weekColumns), ...rows] }
}

type Hint = readonly [about: string, example: string]
const infoHints: Record<CalendarInfoField, Hint> = {
  version: ['Tên của lần công bố này; mỗi lần một tên.', '2028.1'],
  years: ['Năm của các ngày trong tệp; lịch của các năm khác giữ nguyên.', '2028'],
  source: ['Văn bản thông báo ngày nghỉ.', 'Thông báo số 12/TB-BNV'],
  verified: ['có, khi đã đối chiếu với văn bản.', 'có'],
  timeZone: ['Để trống là giờ Việt Nam.', usualTimeZone],
}
const dayHints: Record<DayColumn, Hint> = {
  date: ['dd/mm/yyyy.', '01/01/2028'],
  until: ['Ngày cuối, khi dòng là một đợt nhiều ngày liền nhau.', '02/01/2028'],
  kind: ['Một trong: nghỉ lễ; nghỉ hoán đổi; làm bù; giờ riêng (nửa ngày).', 'nghỉ lễ'],
  name: ['Như in trong diễn giải ngày hẹn.', 'Tết Dương lịch'],
  sessions: ['Bắt buộc với giờ riêng, ví dụ 07:00-11:30. Làm bù để trống thì theo giờ thường.', ''],
  pair: ['Ngày làm bù của ngày nghỉ hoán đổi, hoặc ngược lại; có thể ở năm khác.', ''],
}
const weekHints: Record<keyof typeof weekColumns, Hint> = {
  weekday: ['Đủ bảy thứ. Không có trang này thì giữ giờ đang dùng.', 'thứ hai'],
  sessions: ['Các buổi cách nhau bằng dấu chấm phẩy; «nghỉ» là không làm việc.', '07:00-11:30; 13:30-17:00'],
}

/** Monday to Friday as communes work; the rest is the province's to fill in. */
export function calendarTemplate(): Sheet[] {
  const day = [
    { from: '07:00', to: '11:30' },
    { from: '13:30', to: '17:00' },
  ]
  const fields = Object.keys(calendarInfoFields) as CalendarInfoField[]
  const help = <K extends string>(sheet: string, columns: Record<K, Column>, hints: Record<K, Hint>) =>
    (Object.keys(columns) as K[]).map((key) => [
      sheet,
      columns[key].title,
      columns[key].required ? 'bắt buộc' : '',
      ...hints[key],
    ])
  return [
    { name: calendarSheets.info[0], rows: fields.map((key) => [calendarInfoFields[key].title, infoHints[key][1]]) },
    writeDays({ specialDays: [] }),
    writeWeek({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }),
    {
      name: calendarSheets.help[0],
      rows: [
        ['Trang', 'Cột', 'Bắt buộc', 'Cách ghi', 'Ví dụ'],
        ...help(calendarSheets.info[0], calendarInfoFields, infoHints),
        ...help(calendarSheets.days[0], dayColumns, dayHints),
        ...help(calendarSheets.week[0], weekColumns, weekHints),
      ],
    },
  ]
}
