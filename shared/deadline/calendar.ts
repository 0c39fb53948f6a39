/** The working calendar of a province: data that changes every year by notice, never a rule in code. */
import { z } from 'zod'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const sessionSchema = z.object({ from: clockTime, to: clockTime })

/** A day that differs from the weekly pattern. */
export const specialDaySchema = z.object({
  date: z.iso.date(),
  kind: z.enum([
    /** A public holiday. */
    'holiday',
    /** A working day given off in exchange. */
    'swappedOff',
    /** A weekend day worked in exchange; counts as a working day. */
    'swappedOn',
    /** Worked with its own hours. */
    'shortened',
  ]),
  name: z.string().min(1).max(200),
  sessions: z.array(sessionSchema).max(4).optional(),
})
export type SpecialDay = z.infer<typeof specialDaySchema>

export const workingCalendarSchema = z.object({
  version: z.string().min(1).max(80),
  timeZone: z.string(),
  /** Years for which holidays were published. A due date behind them is provisional, far from them refused. */
  years: z.array(z.int()).min(1),
  /** Sessions by ISO weekday 1..7; an empty list is a day off. */
  week: z.object({
    1: z.array(sessionSchema),
    2: z.array(sessionSchema),
    3: z.array(sessionSchema),
    4: z.array(sessionSchema),
    5: z.array(sessionSchema),
    6: z.array(sessionSchema),
    7: z.array(sessionSchema),
  }),
  specialDays: z.array(specialDaySchema),
  source: z.string(),
  verified: z.boolean(),
})
export type WorkingCalendar = z.infer<typeof workingCalendarSchema>
