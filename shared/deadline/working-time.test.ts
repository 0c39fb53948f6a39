import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainCalendar } from '../../test/support/calendars.ts'
import { WorkingTime, clockOf, dateOf, dayOf, minuteOf, weekdayOf } from './working-time.ts'

const instants = fc.date({ min: new Date('1980-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })

describe('local time', () => {
  it.each(['Asia/Ho_Chi_Minh', 'UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe'])(
    'of %s is what Intl says',
    (timeZone) => {
      const time = new WorkingTime({ ...plainCalendar(), timeZone })
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
      fc.assert(
        fc.property(instants, (instant) => {
          const moment = time.localMoment(instant.toISOString())!
          expect(`${dateOf(moment.day)} ${clockOf(moment.minute)}`).toBe(format.format(instant))
        }),
      )
    },
  )
  it('goes there and back', () => {
    const time = new WorkingTime(plainCalendar())
    fc.assert(
      fc.property(instants, (instant) => {
        const moment = time.localMoment(instant.toISOString())!
        expect(time.localMoment(time.instantOf(moment.day, moment.minute))).toEqual(moment)
      }),
    )
  })
})

describe('days and clocks', () => {
  it('are numbers and back', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 1439 }), (instant, minute) => {
        const date = instant.toISOString().slice(0, 10)
        expect(dateOf(dayOf(date))).toBe(date)
        expect(weekdayOf(dayOf(date))).toBe(instant.getUTCDay() || 7)
        expect(minuteOf(clockOf(minute))).toBe(minute)
      }),
    )
  })
})

describe('sessions', () => {
  it('of a swapped-on Saturday without hours are those of a working day; odd ones fall away', () => {
    const time = new WorkingTime(
      plainCalendar([
        { date: '2026-01-10', kind: 'swappedOn', name: 'Làm bù' },
        {
          date: '2026-11-24',
          kind: 'shortened',
          name: 'Lộn xộn',
          sessions: [
            { from: '13:00', to: '15:00' },
            { from: '11:00', to: '09:00' },
            { from: '07:00', to: '10:00' },
          ],
        },
      ]),
    )
    expect(time.mustGetSessions(dayOf('2026-01-10'))).toEqual([
      { from: 420, to: 690 },
      { from: 810, to: 1020 },
    ])
    expect(time.mustGetSessions(dayOf('2026-11-24'))).toEqual([
      { from: 420, to: 600 },
      { from: 780, to: 900 },
    ])
    expect(time.endOf(dayOf('2026-11-28'))).toBe(0)
  })
})
