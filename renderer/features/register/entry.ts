/** The filters of the register as typed, and what they mean. */
import { wholeBook } from '../../../shared/register/register-book.ts'
import type { RegisterFilter } from '../../../shared/register/register-book.ts'
import { spanBounds, spanProblems } from '../../ui/date-span.ts'
import type { DateSpan, SpanProblems } from '../../ui/date-span.ts'

export interface RegisterEntryFields extends Omit<RegisterFilter, 'from' | 'to'> {
  from: string
  to: string
}

export const emptyEntry: RegisterEntryFields = { ...wholeBook, from: '', to: '' }

export const findProblems = (span: DateSpan): SpanProblems => spanProblems(span, 'any')

/** Wrong dates are left out: the field says so, and the rest of the filter goes on. */
export function toFilter(entry: RegisterEntryFields): RegisterFilter {
  return { ...entry, ...spanBounds(entry) }
}

export function isFiltered(entry: RegisterEntryFields): boolean {
  return JSON.stringify({ ...entry, volume: null }) !== JSON.stringify(emptyEntry)
}

const sizeKey = 'mot-cua.register.volumeSize'
export const usualVolumeSize = 500

/** null: not a size. */
export function parseVolumeSize(text: string): number | null {
  const size = /^\d{2,6}$/.test(text.trim()) ? Number(text) : 0
  return size >= 10 && size <= 100_000 ? size : null
}

/** How this desk binds its books; kept on this machine. */
export function rememberedVolumeSize(): number {
  return parseVolumeSize(localStorage.getItem(sizeKey) ?? '') ?? usualVolumeSize
}

export function rememberVolumeSize(size: number): void {
  localStorage.setItem(sizeKey, String(size))
}
