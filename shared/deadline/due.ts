/** A due date together with the reasons for it; frozen into the event that set it. */
import { z } from 'zod'

/**
 * One step of the working-out, as data, so that any screen or language can word it.
 * `date`: `yyyy-mm-dd`; `time`: `hh:mm`; `count`: how many units.
 */
export const dueStepSchema = z.looseObject({
  kind: z.enum([
    /** The day of receipt is not counted (BLDS 2015 Đ147). */
    'firstDayNotCounted',
    /** Received outside working hours: counted from the next working session. */
    'receivedOutsideHours',
    /** Received after the cut-off (Luật Hộ tịch 2014 Đ5.3, NĐ 23/2015 Đ7): the next working day. */
    'afterCutOff',
    'countedWorkingDays',
    'countedCalendarDays',
    'countedWorkingHours',
    'sameDay',
    'skippedHoliday',
    'skippedWeekend',
    'workingSwapDay',
    /** The last day is not a working day: the end of the next one (BLDS 2015 Đ148). */
    'movedToWorkingDay',
    /** The last day is worked with its own, shorter hours. */
    'shortenedDay',
    /** The waiting time, `count` units of the limit, is added to it. */
    'pausedForSupplement',
    /** NĐ 61/2018 Đ19.4: counted anew from `date`. */
    'restartedAfterSupplement',
    /** The holidays of the year `name` are not published: counted with those that the law names by itself. */
    'provisionalYear',
  ]),
  date: z.string().optional(),
  until: z.string().optional(),
  time: z.string().optional(),
  count: z.number().optional(),
  name: z.string().optional(),
})
export type DueStep = z.infer<typeof dueStepSchema>

export const timeLimitSchema = z.object({
  value: z.number().min(0).max(1000),
  unit: z.enum(['hours', 'calendarDays', 'workingDays', 'sameDay']),
  /** `hh:mm`; receipt strictly after it moves a same-day result to the next working day. Only for `sameDay`. */
  cutOff: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .nullable(),
})
export type TimeLimit = z.infer<typeof timeLimitSchema>

export const dueSchema = z.looseObject({
  /** null: the law sets no limit. */
  dueAt: z.iso.datetime({ offset: true }).nullable(),
  limit: timeLimitSchema.nullable(),
  calendarVersion: z.string().max(80),
  steps: z.array(dueStepSchema).max(400),
})
export type Due = z.infer<typeof dueSchema>

/** The date may move once the calendar of a year is published; whoever promises it must say so. */
export function isProvisionalDue({ steps }: Pick<Due, 'steps'>): boolean {
  return steps.some(({ kind }) => kind === 'provisionalYear')
}
