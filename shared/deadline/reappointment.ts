/** The one re-appointment the law allows (NĐ 61/2018 Đ19.9): whether it may still be made, and for when. */
import type { Dossier } from '../dossier/dossier.ts'
import type { WorkingCalendar } from './calendar.ts'
import { OutsideCalendar, WorkingTime, clockOf, dayOf, minuteOf } from './working-time.ts'

export type ReappointmentProblem =
  | 'date'
  | 'time'
  /** Not after the present moment. */
  | 'past'
  /** Not after what the citizen was promised. */
  | 'notLater'
  /** Nobody works that day. */
  | 'dayOff'
  /** The holidays of that year are not published: no date may be promised. */
  | 'outsideCalendar'
export type Reappointment = { ok: true; newDueAt: string } | { ok: false; code: ReappointmentProblem }

export interface ReappointmentQuestion {
  /** `yyyy-mm-dd` */
  date: string
  /** `hh:mm`; null: the end of work of that day. */
  time: string | null
  /** What the citizen was promised; null: nothing, and nothing can be moved. */
  dueAt: string | null
  /** The present moment, local instant. */
  now: string
}

export function planReappointment(question: ReappointmentQuestion, calendar: WorkingCalendar): Reappointment {
  const { date, time, dueAt, now } = question
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(dayOf(date))) return { ok: false, code: 'date' }
  if (time !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { ok: false, code: 'time' }
  try {
    const working = new WorkingTime(calendar)
    const day = dayOf(date)
    if (!working.isWorking(day)) return { ok: false, code: 'dayOff' }
    const newDueAt = working.instantOf(day, time === null ? working.endOf(day) : minuteOf(time))
    if (Date.parse(newDueAt) <= Date.parse(now)) return { ok: false, code: 'past' }
    if (dueAt !== null && Date.parse(newDueAt) <= Date.parse(dueAt)) return { ok: false, code: 'notLater' }
    return { ok: true, newDueAt }
  } catch (error) {
    if (error instanceof OutsideCalendar) return { ok: false, code: 'outsideCalendar' }
    throw error
  }
}

/** `14:30`, `8h`, `8h05` or `8 giờ 30` as typed → `hh:mm`; null: no time of day. */
export function parseTimeEntry(typed: string): string | null {
  const match = /^(\d{1,2})(?:\s*(?::|h|giờ)\s*(\d{1,2})?)?(?:\s*phút)?$/iu.exec(typed.normalize('NFC').trim())
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2] ?? '0')]
  return match !== null && hours < 24 && minutes < 60 ? clockOf(hours * 60 + minutes) : null
}

/** The re-appointment that was made; null: the one that the law allows is still there. */
export function spentReappointment({ apologies }: Pick<Dossier, 'apologies'>): Dossier['apologies'][number] | null {
  return apologies.at(-1) ?? null
}
