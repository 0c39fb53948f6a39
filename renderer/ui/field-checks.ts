/** Checks of single fields, as data: the screen words them, the field names stay out of here. */
import { cleanBlock, cleanLine } from '../../shared/text/clean-text.ts'
import { parseBirthEntry, parseDateEntry } from './time.ts'

export type FieldProblem =
  | { code: 'required' }
  | { code: 'tooLong'; n: number; length: number }
  | { code: 'control' | 'invisible'; repaired: string }
  | { code: 'number'; min: number; max: number }
  | { code: 'date' | 'dateFuture' | 'birth' | 'birthFuture' | 'money' | 'email' | 'invalid' }

interface TextRule {
  limit: number
  required?: boolean
  lines?: boolean
}

export function checkText(typed: string, { limit, required = false, lines = false }: TextRule): FieldProblem | null {
  const { text, problems, repaired } = lines ? cleanBlock(typed, limit) : cleanLine(typed, limit)
  if (text === '') return required ? { code: 'required' } : null
  const odd = problems.find(({ code }) => code.endsWith('CHARACTER'))
  if (odd !== undefined) return { code: odd.code === 'CONTROL_CHARACTER' ? 'control' : 'invisible', repaired }
  return text.length > limit ? { code: 'tooLong', n: limit, length: text.length } : null
}

export function checkCount(typed: string, min: number, max: number): FieldProblem | null {
  const trimmed = typed.trim()
  const value = /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : Number.NaN
  return value >= min && value <= max ? null : { code: 'number', min, max }
}

/**
 * A day that has come: not after today.
 * @param today `yyyy-mm-dd`
 */
export function checkPastDate(typed: string, today: string, required = true): FieldProblem | null {
  if (typed.trim() === '' && !required) return null
  const day = parseDateEntry(typed)
  if (day === null) return { code: 'date' }
  return day > today ? { code: 'dateFuture' } : null
}

/** @param today `yyyy-mm-dd` */
export function checkBirth(typed: string, today: string): FieldProblem | null {
  if (typed.trim() === '') return null
  const birth = parseBirthEntry(typed)
  if (birth === null) return { code: 'birth' }
  return birth > today.slice(0, birth.length) ? { code: 'birthFuture' } : null
}

/** As stored: NFC, tidy spaces. */
export const tidyLine = (typed: string): string => cleanLine(typed, Number.MAX_SAFE_INTEGER).text
export const tidyBlock = (typed: string): string => cleanBlock(typed, Number.MAX_SAFE_INTEGER).text
export const orNull = (text: string): string | null => (text === '' ? null : text)
