/**
 * Due dates by the slowest and plainest way there is: walk through the days (for hours: the minutes) one by one and ask of
 * each whether it is worked. Shares no code with what it checks.
 */
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import type { TimeLimit } from '../../shared/deadline/due.ts'

const offsetMinutes = 7 * 60

export function nextDate(date: string): string {
  const next = new Date(`${date}T12:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

export function hoursOf(date: string, calendar: WorkingCalendar): { from: string; to: string }[] {
  if (!calendar.years.includes(Number(date.slice(0, 4)))) throw new RangeError('outside')
  const special = calendar.specialDays.find((day) => day.date === date)
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7
  if (special === undefined) return calendar.week[weekday]
  if (special.kind === 'holiday' || special.kind === 'swappedOff') return []
  return special.sessions ?? calendar.week[weekday]
}

const isWorked = (date: string, calendar: WorkingCalendar) => hoursOf(date, calendar).length > 0
const closing = (date: string, calendar: WorkingCalendar) => hoursOf(date, calendar).at(-1)?.to ?? ''

export function oracleDue(receivedAt: string, limit: TimeLimit, calendar: WorkingCalendar): string {
  const local = new Date(Date.parse(receivedAt) + offsetMinutes * 60_000).toISOString()
  let date = local.slice(0, 10)
  let clock = local.slice(11, 16)

  if (limit.unit === 'hours') {
    // Sums of sixtieths are a hair off.
    let left = Math.ceil(Number((limit.value * 60).toFixed(6)))
    const isOpen = () => hoursOf(date, calendar).some(({ from, to }) => from <= clock && clock < to)
    const tick = () => {
      const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + 1
      if (minute === 24 * 60) date = nextDate(date)
      clock =
        minute === 24 * 60
          ? '00:00'
          : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    }
    const skipClosedDays = () => {
      while (!isWorked(date, calendar)) {
        date = nextDate(date)
        clock = '00:00'
      }
    }
    skipClosedDays()
    while (!isOpen()) {
      tick()
      skipClosedDays()
    }
    while (left > 0) {
      if (isOpen()) left -= 1
      tick()
      if (left > 0) skipClosedDays()
    }
    return `${date}T${clock}:00+07:00`
  }

  if (limit.unit === 'calendarDays') {
    for (let day = 0; day < limit.value; day += 1) date = nextDate(date)
    while (!isWorked(date, calendar)) date = nextDate(date)
    return `${date}T${closing(date, calendar)}:00+07:00`
  }

  const inTime = isWorked(date, calendar) && clock <= closing(date, calendar)
  let late = false
  if (!inTime) {
    do date = nextDate(date)
    while (!isWorked(date, calendar))
  } else late = limit.unit === 'sameDay' && limit.cutOff !== null && clock > limit.cutOff
  let left = limit.unit === 'sameDay' ? (late ? 1 : 0) : limit.value
  while (left > 0) {
    date = nextDate(date)
    if (isWorked(date, calendar)) left -= 1
  }
  return `${date}T${closing(date, calendar)}:00+07:00`
}
