/** The filters of the register as typed, and what they mean. */
import { wholeBook } from '../../../shared/register/register-book.ts'
import type { RegisterFilter } from '../../../shared/register/register-book.ts'
import { parseDateEntry } from '../../ui/time.ts'

export interface RegisterEntryFields extends Omit<RegisterFilter, 'from' | 'to'> {
  from: string
  to: string
}

export const emptyEntry: RegisterEntryFields = { ...wholeBook, from: '', to: '' }

export interface EntryProblems {
  from: 'date' | 'backwards' | null
  to: 'date' | null
}

export function findProblems({ from, to }: Pick<RegisterEntryFields, 'from' | 'to'>): EntryProblems {
  const first = parseDateEntry(from)
  const last = parseDateEntry(to)
  const wrong = (typed: string, date: string | null) => (typed.trim() !== '' && date === null ? 'date' : null)
  const backwards = first !== null && last !== null && first > last ? 'backwards' : null
  return { from: wrong(from, first) ?? backwards, to: wrong(to, last) }
}

/** Wrong dates are left out: the field says so, and the rest of the filter goes on. */
export function toFilter(entry: RegisterEntryFields): RegisterFilter {
  const problems = findProblems(entry)
  return {
    ...entry,
    from: problems.from === null ? parseDateEntry(entry.from) : null,
    to: problems.from === 'backwards' ? null : parseDateEntry(entry.to),
  }
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
