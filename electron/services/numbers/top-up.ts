/** Keeps leased numbers in stock for today and the working days ahead, as long as there is a link. */
import type { WorkingCalendar } from '../../../shared/deadline/calendar.ts'
import { dateOf, dayOf, WorkingTime } from '../../../shared/deadline/working-time.ts'
import type { Log } from '../log.ts'
import type { Province } from '../province/client.ts'
import type { Numbers } from './numbers.ts'
import { Rerun } from '../rerun.ts'

export interface TopUpOptions {
  numbers: Numbers
  province: Pick<Province, 'lease'>
  policy: () => 'leased' | 'provisional'
  calendar: () => WorkingCalendar | null
  now: () => number
  log: Log
  blockSize?: number
}

const daysAhead = 3
export const lowStock = 20
const defaultBlock = 50
const defaultZone = 'Asia/Ho_Chi_Minh'

export class TopUp {
  readonly #options: TopUpOptions
  readonly #rerun = new Rerun(() => this.#once())

  constructor(options: TopUpOptions) {
    this.#options = options
  }

  /** Resolves when the stock is full or the province did not give more. Runs once at a time; a call meanwhile runs it again. */
  run(): Promise<void> {
    return this.#rerun.run()
  }

  async #once(): Promise<void> {
    const { numbers, province, log, blockSize: count = defaultBlock, policy } = this.#options
    const today = this.today()
    await numbers.dropPast(today)
    if (policy() !== 'leased') return
    for (const date of datesAhead(today, this.#options.calendar())) {
      if (numbers.remainingOn(date) >= lowStock) continue
      const outcome = await province.lease({ date, count })
      if (!outcome.ok) {
        log.info({ code: outcome.code, date }, 'no lease')
        if (outcome.code === 'REFUSED') continue
        return
      }
      const { first, last } = outcome.value
      if (await numbers.addLease(outcome.value)) log.info({ date, first, last }, 'numbers leased')
      else log.error({ date, first, last }, 'lease overlaps numbers already held')
    }
  }

  today(): string {
    return localDate(this.#options.now(), this.#options.calendar()?.timeZone ?? defaultZone)
  }
}

/** Today, a working day or not, and the next working days. */
export function datesAhead(today: string, calendar: WorkingCalendar | null): string[] {
  const working = calendar === null ? null : new WorkingTime(calendar, 'assumePlainWeeks')
  const dates = [today]
  // A fortnight holds three working days in every year but none in a broken calendar.
  for (let day = dayOf(today) + 1; dates.length <= daysAhead && day <= dayOf(today) + 14; day++) {
    const weekend = [0, 6].includes(new Date(`${dateOf(day)}T00:00:00Z`).getUTCDay())
    if (working === null ? !weekend : working.isWorking(day)) dates.push(dateOf(day))
  }
  return dates
}

export function localDate(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  )
}
