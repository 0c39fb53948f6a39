import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  daysBetween,
  formatBirth,
  formatDate,
  formatMoment,
  localDate,
  localInstant,
  parseBirthEntry,
  parseDateEntry,
  splitDuration,
  weekdayOf,
} from './time.ts'

const instant = fc.date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })

describe('office time', () => {
  it('is that of Vietnam, whatever zone the machine was set to', () => {
    const late = new Date('2026-11-23T17:30:00Z')
    expect(localInstant(late)).toBe('2026-11-24T00:30:00+07:00')
    expect(localDate(late)).toBe('2026-11-24')
    expect(formatMoment('2026-11-23T17:30:00.000Z')).toBe('00:30 24/11/2026')
  })

  it('states the same instant, and reads its own dates back', () => {
    fc.assert(
      fc.property(instant, (date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000
        expect(Date.parse(localInstant(date))).toBe(seconds)
        expect(parseDateEntry(formatDate(localInstant(date)))).toBe(localDate(date))
      }),
    )
  })

  it('shows what is no instant as it stands', () => {
    for (const odd of ['', 'hôm qua', '2026-13-45T00:00:00Z']) expect(formatMoment(odd)).toBe(odd)
  })

  it.each([
    ['2026-11-23', 1],
    ['2026-11-28', 6],
    ['2026-11-29', 7],
  ])('weekday of %s', (date, weekday) => {
    expect(weekdayOf(`${date}T00:00:00+07:00`)).toBe(weekday)
  })

  it('counts days by the calendar, not by 24 hours', () => {
    expect(daysBetween('2026-11-24T23:00:00+07:00', '2026-11-25T01:00:00+07:00')).toBe(1)
    expect(daysBetween('2026-11-25', '2026-11-24')).toBe(-1)
  })
})

describe('typed dates', () => {
  it.each([
    ['24/11/2026', '2026-11-24'],
    [' 1-2-2026 ', '2026-02-01'],
    ['01.02.2026', '2026-02-01'],
    ['29022024', '2024-02-29'],
  ])('%j is %s', (typed, date) => {
    expect(parseDateEntry(typed)).toBe(date)
  })

  it.each([
    '',
    '29/02/2025',
    '31/04/2026',
    '24/11/26',
    '24/11/1899',
    '24/11/2101',
    '2026-11-24',
    '1234567',
    'nay',
    '0/0/2026',
  ])('%j is none', (typed) => {
    expect(parseDateEntry(typed)).toBeNull()
  })

  it('a birth may be its year', () => {
    expect(parseBirthEntry('1960')).toBe('1960')
    expect(parseBirthEntry('1899')).toBeNull()
    expect(formatBirth('1960')).toBe('1960')
    expect(formatBirth('1960-05-17')).toBe('17/05/1960')
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const date = parseBirthEntry(typed)
        expect(date === null || /^\d{4}(-\d{2}-\d{2})?$/.test(date)).toBe(true)
      }),
    )
  })
})

it('a length of time is cut into days, hours and minutes', () => {
  expect(splitDuration(-5)).toEqual({ days: 0, hours: 0, minutes: 0 })
  expect(splitDuration(90_061_000)).toEqual({ days: 1, hours: 1, minutes: 1 })
})
