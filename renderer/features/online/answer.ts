/** What the officer answers to a filing instead of accepting it, as typed. */
import { z } from 'zod'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { checkText, tidyLine } from '../../ui/field-checks.ts'
import type { FieldProblem } from '../../ui/field-checks.ts'
import { parseDateEntry } from '../../ui/time.ts'

export const answerEntrySchema = z.object({
  kind: z.enum(['ask', 'refuse']),
  /** What is missing, one a line. */
  items: z.string(),
  reason: z.string(),
  deadline: z.string(),
})
export type AnswerEntry = z.infer<typeof answerEntrySchema>

const itemLimit = 1000
const itemsLimit = 100

export function emptyAnswer(canAsk: boolean): AnswerEntry {
  return { kind: canAsk ? 'ask' : 'refuse', items: '', reason: '', deadline: '' }
}

export function toItems({ items }: Pick<AnswerEntry, 'items'>): string[] {
  return items
    .split(/\r?\n/)
    .map(tidyLine)
    .filter((line) => line !== '')
}

export function toDeadline({ deadline }: Pick<AnswerEntry, 'deadline'>): string | null {
  return deadline.trim() === '' ? null : parseDateEntry(deadline)
}

export interface AnswerProblems {
  items: FieldProblem | null
  reason: FieldProblem | null
  deadline: FieldProblem | 'past' | null
}

/** @param today `yyyy-mm-dd` */
export function checkAnswer(entry: AnswerEntry, today: string): AnswerProblems {
  const reason = checkText(entry.reason, { limit: noteLimit, required: true, lines: true })
  if (entry.kind === 'refuse') return { items: null, reason, deadline: null }
  return { items: checkItems(entry), reason, deadline: checkDeadline(entry, today) }
}

function checkItems({ items }: AnswerEntry): FieldProblem | null {
  const whole = checkText(items, { limit: itemLimit * itemsLimit, required: true, lines: true })
  if (whole !== null) return whole
  const lines = toItems({ items })
  if (lines.length > itemsLimit) return { code: 'number', min: 1, max: itemsLimit }
  return lines.map((line) => checkText(line, { limit: itemLimit })).find((problem) => problem !== null) ?? null
}

function checkDeadline(entry: AnswerEntry, today: string): AnswerProblems['deadline'] {
  if (entry.deadline.trim() === '') return null
  const day = toDeadline(entry)
  if (day === null) return { code: 'date' }
  return day < today ? 'past' : null
}
