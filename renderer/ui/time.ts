/**
 * Times as a Vietnamese office writes them. The country has one zone without daylight saving; a machine that was set to
 * another zone must still print the right hour, so the machine's own zone is never asked.
 */
const offset = '+07:00'
const offsetMs = 7 * 3_600_000

const shifted = (date: Date) => new Date(date.getTime() + offsetMs)
const two = (n: number) => String(n).padStart(2, '0')

/** `2026-11-24T08:30:00+07:00` */
export function localInstant(date: Date): string {
  return `${shifted(date).toISOString().slice(0, 19)}${offset}`
}

/** `2026-11-24` */
export function localDate(date: Date): string {
  return shifted(date).toISOString().slice(0, 10)
}

/** `08:30`; an unreadable instant is shown as it is. */
export function formatTime(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return shifted(date).toISOString().slice(11, 16)
}

/** `24/11/2026` of a date or an instant. */
export function formatDate(value: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : dayOf(value)
  return day === null ? value : day.split('-').toReversed().join('/')
}

function dayOf(instant: string): string | null {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? null : localDate(date)
}

/** `08:30 24/11/2026` */
export function formatMoment(instant: string): string {
  return dayOf(instant) === null ? instant : `${formatTime(instant)} ${formatDate(instant)}`
}

/** ISO weekday 1 (Monday) to 7 (Sunday). */
export function weekdayOf(instant: string): number {
  const day = shifted(new Date(instant)).getUTCDay()
  return day === 0 ? 7 : day
}

/** Whole days from the day of `from` to the day of `to`; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  const start = Date.parse(`${dayOf(from) ?? from}T00:00:00Z`)
  const end = Date.parse(`${dayOf(to) ?? to}T00:00:00Z`)
  return Math.round((end - start) / 86_400_000)
}

function isRealDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * A date as typed: `24/11/2026`, `24-11-2026`, `24.11.2026`, `24112026`; null: not a date of the years 1900 to 2100.
 */
export function parseDateEntry(text: string): string | null {
  const match =
    /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim())
  if (match === null) return null
  const [day, month, year] = match.slice(1).map(Number) as [number, number, number]
  if (year < 1900 || year > 2100 || !isRealDate(year, month, day)) return null
  return `${year}-${two(month)}-${two(day)}`
}

/** As `parseDateEntry`; a year alone is allowed, as on older papers. */
export function parseBirthEntry(text: string): string | null {
  const trimmed = text.trim()
  if (/^\d{4}$/.test(trimmed)) return Number(trimmed) >= 1900 && Number(trimmed) <= 2100 ? trimmed : null
  return parseDateEntry(trimmed)
}

/** `1990-05-17` → `17/05/1990`; `1990` stays. */
export function formatBirth(birth: string): string {
  return /^\d{4}$/.test(birth) ? birth : formatDate(birth)
}

/** Rounded down to its two largest units that matter at a desk. */
export function splitDuration(ms: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 }
}
