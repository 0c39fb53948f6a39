/** Times, amounts and numbers as Vietnamese papers write them. Pure; every office of the country keeps +07:00. */
const offsetMs = 7 * 3_600_000

interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

/** null: not an instant. The paper states the hour of the office, whatever offset the instant was written with. */
export function wallClock(instant: string): WallClock | null {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return null
  const date = new Date(time + offsetMs)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** `08 giờ 30 phút, ngày 24 tháng 11 năm 2026`; an unreadable instant gives an empty text, so that the form shows dots. */
export function momentInWords(instant: string | null): string {
  const clock = instant === null ? null : wallClock(instant)
  return clock === null ? '' : `${two(clock.hour)} giờ ${two(clock.minute)} phút, ${dayInWords(clock)}`
}

/** `ngày 24 tháng 11 năm 2026` of an instant or of a date. */
export function dateInWords(value: string | null): string {
  const clock = value === null ? null : wallClock(asInstant(value))
  return clock === null ? '' : dayInWords(clock)
}

/** Days under 10 and months 1 and 2 take a leading zero, so that nobody can write a digit before them (NĐ 30/2020). */
function dayInWords({ year, month, day }: WallClock): string {
  return `ngày ${two(day)} tháng ${month < 3 ? two(month) : month} năm ${year}`
}

/** `24/11/2026` */
export function shortDate(value: string | null): string {
  const clock = value === null ? null : wallClock(asInstant(value))
  return clock === null ? '' : `${two(clock.day)}/${two(clock.month)}/${clock.year}`
}

/** `08:30 24/11/2026` */
export function shortMoment(instant: string | null): string {
  const clock = instant === null ? null : wallClock(instant)
  return clock === null
    ? ''
    : `${two(clock.hour)}:${two(clock.minute)} ${two(clock.day)}/${two(clock.month)}/${clock.year}`
}

/** `17/05/1990`, or the year alone. */
export function birthText(birth: string | null): string {
  if (birth === null) return ''
  return /^\d{4}$/.test(birth) ? birth : shortDate(birth)
}

function asInstant(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+07:00` : value
}

/** `1.000.000` */
export function grouped(amount: number): string {
  return String(Math.trunc(amount)).replace(/\B(?=(\d{3})+(?!\d))/g, '.')
}

/** `1.000.000 đồng` */
export function money(amount: number): string {
  return `${grouped(amount)} đồng`
}

/** `01`, `02` … `10`: counts on official papers take two digits. */
export function paddedCount(count: number): string {
  return two(count)
}

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const scales = ['', ' nghìn', ' triệu', ' tỷ', ' nghìn tỷ', ' triệu tỷ']

/** `Một trăm linh năm nghìn đồng`. Whole amounts from 0 to 10^15 - 1; others give an empty text. */
export function moneyInWords(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 0 || amount >= 1e15) return ''
  if (amount === 0) return 'Không đồng'
  const groups: number[] = []
  for (let rest = amount; rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000)
  const words = groups
    .map((group, i) => groupInWords(group, i, groups))
    .toReversed()
    .filter((text) => text !== '')
    .join(' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`
}

function groupInWords(group: number, index: number, groups: readonly number[]): string {
  if (group === 0) return ''
  // `nghìn tỷ` and `triệu tỷ` share one `tỷ`: it is said once, at the lowest of them that is not empty.
  const sharesBillion = index > 3 && (groups[3] !== 0 || groups.slice(4, index).some((lower) => lower !== 0))
  const scale = sharesBillion ? (scales[index] ?? '').replace(' tỷ', '') : (scales[index] ?? '')
  return `${underThousand(group, index < groups.length - 1)}${scale}`
}

/** `full`: a group after a higher one names its hundreds even when there are none. */
function underThousand(n: number, full: boolean): string {
  const hundreds = Math.floor(n / 100)
  const tens = Math.floor((n % 100) / 10)
  const ones = n % 10
  const parts: string[] = []
  if (hundreds > 0 || full) parts.push(`${digits[hundreds]} trăm`)
  if (tens === 0 && ones > 0 && parts.length > 0) parts.push('linh')
  if (tens === 1) parts.push('mười')
  if (tens > 1) parts.push(`${digits[tens]} mươi`)
  if (ones > 0) parts.push(onesAfter(tens, ones))
  return parts.join(' ')
}

function onesAfter(tens: number, ones: number): string {
  if (ones === 1 && tens > 1) return 'mốt'
  if (ones === 5 && tens > 0) return 'lăm'
  return digits[ones] ?? ''
}

/** How a piece of work that ended stands against its due moment; empty: no limit, or an unreadable time. */
export function outcomeText(endedAt: string, dueAt: string | null): string {
  const [ended, due] = [Date.parse(endedAt), Date.parse(dueAt ?? '')]
  if (Number.isNaN(ended) || Number.isNaN(due)) return ''
  if (ended > due) return 'Quá hạn'
  return dayNumber(ended) < dayNumber(due) ? 'Trước hạn' : 'Đúng hạn'
}

const dayNumber = (time: number) => Math.floor((time + offsetMs) / 86_400_000)
