/** Cells that only a catalogue has: codes of procedures, time limits. */
import type { TimeLimit } from '../../deadline/due.ts'
import type { Cell } from '../../table/cell.ts'
import { bad, clock, good } from '../../table/readings.ts'
import type { Reading } from '../../table/readings.ts'
import { foldText } from '../../text/fold-text.ts'
import { unitWords, wordOf } from './words.ts'

const national = /^[1-6]\.\d{6}$/

/** `1.001193`, also with a province's suffix, or made a number by the spreadsheet. */
export function procedureCode(cell: Cell): Reading<string> {
  const typed = typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? cell.replace(/\s+/g, '') : ''
  if (national.test(typed)) return good(typed)
  const suffixed = /^([1-6]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2})?\.[A-Z]\d{2}$/i.exec(typed)?.[1]
  if (suffixed !== undefined) return good(suffixed, { code: 'CODE_SUFFIX', details: { code: suffixed } })
  // Zeros at the end fall away in a number: 1.001190 becomes 1.00119. A comma is the decimal sign here.
  const asNumber = /^[1-6][.,]\d{4,6}$/.test(typed) ? typed.replace(',', '.').padEnd(8, '0') : ''
  return national.test(asNumber)
    ? good(asNumber, { code: 'CODE_REPAIRED', details: { code: asNumber } })
    : bad('BAD_CODE')
}

const none = /^(?:khong|khong quy dinh|khong co|phap luat khong quy dinh|-)$/
const sameDay = /^(?:trong ngay|trong ngay lam viec|ngay trong ngay|giai quyet ngay)(?:[,;. ]+(?:gio )?chot (.+))?$/
const before = '(?:khong qua|toi da|trong vong|trong thoi han|trong thoi gian|trong)?'
const since = '(?:,? ?(?:ke tu|tinh tu|tu) .*)?'
const counted = new RegExp(
  `^${before} ?(\\d{1,4}(?:[.,]\\d{1,2})?) ?(ngay lam viec|ngay|gio lam viec|gio|h)?${since}\\.?$`,
)

/** What a limit's cell says by itself: `unit` null when only the number stands there. `limit` null: the law sets none. */
export type LimitText = { limit: TimeLimit | null } | { value: number; unit: null }

/** `5 ngày làm việc`, `Không quá 05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ`, `trong ngày`, `không quy định`. */
export function limitText(cell: Cell): Reading<LimitText> {
  if (cell instanceof Date) return bad('DATE_IN_TEXT')
  const words = foldText(String(cell).replace(/\([^()]*\)/g, ' '))
  if (none.test(words)) return good({ limit: null })
  const day = sameDay.exec(words)
  if (day !== null) {
    const cutOff = day[1] === undefined ? null : clock(day[1].replace(/ ?gio ?/, 'h').replace(/ ?phut/, ''))
    if (cutOff !== null && !cutOff.ok) return cutOff
    return good({ limit: { value: 0, unit: 'sameDay', cutOff: cutOff?.value ?? null } })
  }
  const match = counted.exec(words)
  if (match === null) return bad('TIME_LIMIT_UNREADABLE')
  const value = Number((match[1] ?? '').replace(',', '.'))
  const unit = unitOf(match[2])
  if (unit === null) return good({ value, unit: null })
  return checkLimit({ value, unit, cutOff: null })
}

function unitOf(words: string | undefined): TimeLimit['unit'] | null {
  if (words === undefined) return null
  if (words === 'ngay lam viec') return 'workingDays'
  return words === 'ngay' ? 'calendarDays' : 'hours'
}

export function checkLimit(limit: TimeLimit): Reading<{ limit: TimeLimit }> {
  if (limit.value > 1000) return bad('LIMIT_TOO_LONG')
  if (limit.unit !== 'hours' && !Number.isInteger(limit.value)) return bad('LIMIT_NOT_WHOLE')
  return limit.value === 0 && limit.unit !== 'sameDay' ? good({ limit }, { code: 'LIMIT_ZERO' }) : good({ limit })
}

export function writeLimit(limit: TimeLimit | null): string {
  if (limit === null) return 'không quy định'
  if (limit.unit === 'sameDay') return `trong ngày${limit.cutOff === null ? '' : `, chốt ${limit.cutOff}`}`
  return `${String(limit.value).replace('.', ',')} ${wordOf(unitWords, limit.unit)}`
}
