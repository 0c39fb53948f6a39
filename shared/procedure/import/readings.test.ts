import { describe, expect, it } from 'vitest'
import type { Cell } from '../../table/cell.ts'
import { limitText, procedureCode } from './readings.ts'

describe('cells of a catalogue', () => {
  it.each<[Cell, string]>([
    ['1.001193', '1.001193'],
    [' 1.001193 ', '1.001193'],
    ['1.001193.000.00.00.H53', '1.001193'],
    ['1.001193.H53', '1.001193'],
    [1.00119, '1.001190'],
    [1.001193, '1.001193'],
    ['1,001193', '1.001193'],
    ['7.001193', 'BAD_CODE'],
    ['1.0011931', 'BAD_CODE'],
    [1, 'BAD_CODE'],
    ['1.001', 'BAD_CODE'],
    ['khai sinh', 'BAD_CODE'],
  ])('code %j', (cell, expected) => {
    const reading = procedureCode(cell)
    expect(reading.ok ? reading.value : reading.problem.code).toBe(expected)
  })
  it.each<[Cell, string, (string | null)?]>([
    ['5 ngày làm việc', '5 workingDays'],
    ['Không quá 05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ', '5 workingDays'],
    ['15 ngày', '15 calendarDays'],
    ['4,5 giờ', '4.5 hours'],
    ['8 giờ làm việc', '8 hours'],
    ['Trong ngày', '0 sameDay'],
    ['trong ngày làm việc, chốt 15 giờ', '0 sameDay 15:00'],
    ['không quy định', 'null'],
    ['2,5 ngày', 'LIMIT_NOT_WHOLE'],
    ['1001 giờ', 'LIMIT_TOO_LONG'],
    ['3 tháng', 'TIME_LIMIT_UNREADABLE'],
    ['nhanh', 'TIME_LIMIT_UNREADABLE'],
    ['trong ngày, chốt 25:00', 'NOT_A_CLOCK'],
    [new Date(0), 'DATE_IN_TEXT'],
  ])('limit %j', (cell, expected) => {
    const reading = limitText(cell)
    const limit = reading.ok && 'limit' in reading.value ? reading.value.limit : undefined
    const shown =
      limit === null ? 'null' : limit === undefined ? '' : `${limit.value} ${limit.unit} ${limit.cutOff ?? ''}`.trim()
    expect(reading.ok ? shown : reading.problem.code).toBe(expected)
  })
})
