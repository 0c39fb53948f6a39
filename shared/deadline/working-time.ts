/** A working calendar made ready for counting: whole days as numbers, hours as minutes since midnight, local time. */
import { Temporal } from 'temporal-polyfill'
import type { SpecialDay, WorkingCalendar } from './calendar.ts'
import { statutoryHolidays } from './statutory-holidays.ts'

/** Days since 1970-01-01 in the calendar's time zone. */
export type Day = number
export interface Session {
  /** Minutes since local midnight. */
  from: number
  to: number
}
export interface LocalMoment {
  day: Day
  minute: number
}

const msPerDay = 86_400_000
/** Years behind the last published one that a date may be counted into. */
const assumableYears = 2
const msPerMinute = 60_000
const minutesPerDay = 1440
const isoInstant = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/

/** Milliseconds since the epoch; null for what `Date.parse` would guess at. */
function parseInstant(instant: string): number | null {
  const match = isoInstant.exec(instant)
  if (match === null) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const ms = Date.parse(instant)
  return Number.isNaN(ms) || new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day ? null : ms
}

export class OutsideCalendar extends Error {
  readonly date: string
  constructor(date: string) {
    super(`no published working calendar for ${date}`)
    this.name = 'OutsideCalendar'
    this.date = date
  }
}

export function dayOf(date: string): Day {
  return Date.parse(`${date}T00:00:00Z`) / msPerDay
}

export function dateOf(day: Day): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10)
}

export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((day + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

export class WorkingTime {
  readonly #calendar: WorkingCalendar
  readonly #special: Map<string, SpecialDay>
  readonly #years: Set<number>
  readonly #beyond: 'provisional' | 'assumePlainWeeks'
  readonly #offsets = new Map<number, number>()
  readonly #assumed = new Map<number, Map<string, SpecialDay>>()

  /**
   * @param beyond what to do in years without published holidays. `provisional`: in the two years behind the last published
   * one, weekends and what the law names by itself are off, and `assumedYears` says so; any other year is refused.
   */
  constructor(calendar: WorkingCalendar, beyond: 'provisional' | 'assumePlainWeeks' = 'provisional') {
    this.#calendar = calendar
    this.#special = new Map(calendar.specialDays.map((day) => [day.date, day]))
    this.#years = new Set(calendar.years)
    this.#beyond = beyond
  }

  /** Years that were asked for and whose holidays nobody has published: what was counted in them is provisional. */
  get assumedYears(): number[] {
    return [...this.#assumed.keys()].sort((a, b) => a - b)
  }

  specialOf(day: Day): SpecialDay | undefined {
    const date = dateOf(day)
    return this.#special.get(date) ?? this.#assumed.get(Number(date.slice(0, 4)))?.get(date)
  }

  /** Throws OutsideCalendar for a year that is too far away: the calendar is years old, or the clock is wrong. */
  #mustAssume(year: number, date: string): void {
    if (this.#years.has(year) || this.#assumed.has(year) || this.#beyond === 'assumePlainWeeks') return
    const last = Math.max(...this.#years)
    if (year <= last || year > last + assumableYears) throw new OutsideCalendar(date)
    this.#assumed.set(year, statutoryHolidays(year, this.#calendar.week))
  }

  /** In order of the day; empty on a day off. Throws OutsideCalendar. */
  mustGetSessions(day: Day): Session[] {
    const date = dateOf(day)
    this.#mustAssume(Number(date.slice(0, 4)), date)
    const special = this.specialOf(day)
    if (special?.kind === 'holiday' || special?.kind === 'swappedOff') return []
    const weekly = this.#calendar.week[weekdayOf(day)]
    // A swapped-on Saturday without hours of its own is worked like the first working day of the week.
    const usual = special?.kind === 'swappedOn' && weekly.length === 0 ? this.#usualSessions() : weekly
    return (special?.sessions ?? usual)
      .map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }))
      .filter(({ from, to }) => from < to)
      .sort((a, b) => a.from - b.from)
  }

  #usualSessions(): WorkingCalendar['week'][1] {
    return Object.values(this.#calendar.week).find((sessions) => sessions.length > 0) ?? []
  }

  isWorking(day: Day): boolean {
    return this.mustGetSessions(day).length > 0
  }

  /** `day` itself or the first working day behind it. */
  workingDayFrom(day: Day): Day {
    // Ten years without a working day is a broken calendar, not a long holiday.
    for (let candidate = day; candidate < day + 3660; candidate += 1) if (this.isWorking(candidate)) return candidate
    throw new OutsideCalendar(dateOf(day))
  }

  workingDayBefore(day: Day): Day {
    for (let candidate = day - 1; candidate > day - 3660; candidate -= 1)
      if (this.isWorking(candidate)) return candidate
    throw new OutsideCalendar(dateOf(day))
  }

  /** End of the last session, minutes; midnight's end on a day off. */
  endOf(day: Day): number {
    return Math.max(...this.mustGetSessions(day).map((session) => session.to), 0)
  }

  /** Null when `instant` is not an ISO instant with an offset. Seconds are dropped: papers state minutes. */
  localMoment(instant: string): LocalMoment | null {
    const ms = parseInstant(instant)
    if (ms === null) return null
    const minutes = Math.floor(ms / msPerMinute) + this.#offsetAt(ms)
    const day = Math.floor(minutes / minutesPerDay)
    return { day, minute: minutes - day * minutesPerDay }
  }

  /** Minutes east of UTC. No zone ever changed within a quarter of an hour: asked once for each, lists hold thousands. */
  #offsetAt(ms: number): number {
    const quarter = Math.floor(ms / (15 * msPerMinute))
    const known = this.#offsets.get(quarter)
    if (known !== undefined) return known
    const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(this.#calendar.timeZone)
    const offset = Math.round(zoned.offsetNanoseconds / 60e9)
    this.#offsets.set(quarter, offset)
    return offset
  }

  /** `2026-11-27T17:00:00+07:00` */
  instantOf(day: Day, minute: number): string {
    const local = Temporal.PlainDateTime.from(`${dateOf(day)}T${clockOf(minute)}:00`).toZonedDateTime(
      this.#calendar.timeZone,
    )
    return local.toString({ timeZoneName: 'never', smallestUnit: 'second' })
  }
}

/**
 * The end of work on a date, as an instant; the end of the day's first minute on a day off or beyond the published years,
 * so that what counts from there is refused or moved by whoever counts.
 * @param date `yyyy-mm-dd`
 */
export function closingOf(date: string, calendar: WorkingCalendar): string {
  const time = lenientTime(calendar)
  return time.instantOf(dayOf(date), time.endOf(dayOf(date)))
}

const lenient = new WeakMap<WorkingCalendar, WorkingTime>()

/** For warnings over many dossiers: one for each calendar object, which nobody changes. */
export function lenientTime(calendar: WorkingCalendar): WorkingTime {
  const known = lenient.get(calendar) ?? new WorkingTime(calendar, 'assumePlainWeeks')
  lenient.set(calendar, known)
  return known
}
