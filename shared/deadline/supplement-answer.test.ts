import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyHistory } from '../../test/support/histories.ts'
import { plainCalendar } from '../../test/support/calendars.ts'
import { receivedPayload, sampleEvent } from '../../test/support/event-builder.ts'
import { fold } from '../dossier/fold.ts'
import { doubtsOfRequest, dueIfAnswered } from './supplement-answer.ts'

const calendar = plainCalendar()
const at = (text: string) => `${text}:00+07:00`
const wallMs = (text: string) => Date.parse(at(text))
// Tuesday 24/11/2026, three working days: due on Friday.
const received = (supplementPolicy: 'RESTART' | 'PAUSE') =>
  sampleEvent('received', 1, { payload: receivedPayload({ supplementPolicy }), wallMs: wallMs('2026-11-24T08:30') })
const asked = (n: number, when: string) => sampleEvent('supplementRequested', n, { wallMs: wallMs(when) })
const dueAt = (...question: Parameters<typeof dueIfAnswered>) => {
  const result = dueIfAnswered(...question)
  return result.ok ? result.due.dueAt : result.code
}

describe('dueIfAnswered', () => {
  it('tells before asking what an answer on a day would make of the date', () => {
    const asking = at('2026-11-25T09:00')
    expect(dueAt(fold([received('RESTART')]), at('2026-11-30T10:00'), asking, calendar)).toBe(at('2026-12-03T17:00'))
    expect(dueAt(fold([received('PAUSE')]), at('2026-11-30T10:00'), asking, calendar)).toBe(at('2026-12-02T17:00'))
  })
  it('closes what was asked for, however many asked', () => {
    const history = [received('PAUSE'), asked(2, '2026-11-25T09:00'), asked(3, '2026-11-26T09:00')]
    expect(dueAt(fold(history), at('2026-11-30T10:00'), null, calendar)).toBe(at('2026-12-02T17:00'))
  })
  it('refuses to promise far beyond the calendar, and never fails', () => {
    expect(dueAt(fold([received('RESTART')]), at('2027-12-30T10:00'), null, calendar)).toBe(at('2026-11-27T17:00'))
    const dossier = fold([received('RESTART'), asked(2, '2026-11-25T09:00')])
    expect(dueAt(dossier, at('2026-12-30T10:00'), null, { ...calendar, years: [2025] })).toBe(at('2027-01-05T17:00'))
    expect(dueAt(dossier, at('2026-12-30T10:00'), null, { ...calendar, years: [2023] })).toBe('OUTSIDE_CALENDAR')
    expect(dueAt(dossier, 'hôm nay', null, calendar)).toBe('BAD_INSTANT')
    fc.assert(
      fc.property(anyHistory, (events) => {
        const dossier = fold(events)
        const result = dueIfAnswered(dossier, at('2026-11-30T10:00'), at('2026-11-25T10:00'), calendar)
        expect(typeof result.ok).toBe('boolean')
      }),
    )
  })
})

describe('doubtsOfRequest', () => {
  const dossier = fold([received('RESTART')])
  it('is late from the minute after the third working day', () => {
    expect(doubtsOfRequest(dossier, at('2026-11-27T17:00'), calendar).lateSince).toBeNull()
    expect(doubtsOfRequest(dossier, at('2026-11-27T17:01'), calendar).lateSince).toBe(at('2026-11-27T17:00'))
    expect(doubtsOfRequest(dossier, at('2026-12-27T17:01'), null).lateSince).toBeNull()
  })
  it('counts every request, answered or not', () => {
    expect(doubtsOfRequest(dossier, at('2026-11-24T09:00'), calendar).round).toBe(1)
    const again = fold([received('RESTART'), asked(2, '2026-11-25T09:00'), sampleEvent('supplemented', 3000)])
    expect(doubtsOfRequest(again, at('2026-11-26T09:00'), calendar).round).toBe(2)
  })
})
