import { describe, expect, it } from 'vitest'
import { plainCalendar } from '../../test/support/calendars.ts'
import type { SpecialDay, WorkingCalendar } from './calendar.ts'
import { computeDue } from './compute-due.ts'
import type { DueStep } from './due.ts'
import { settleProvisional } from './provisional.ts'

const receivedAt = '2027-12-30T08:00:00+07:00'
const short = plainCalendar([], [2027])
const published = (...days: SpecialDay[]): WorkingCalendar =>
  plainCalendar([{ date: '2028-01-03', kind: 'holiday', name: 'nghỉ bù Tết Dương lịch' }, ...days], [2027, 2028])

function promised(calendar = short, steps: DueStep[] = []) {
  const result = computeDue(receivedAt, { value: 3, unit: 'workingDays', cutOff: null }, calendar)
  if (!result.ok) throw new Error(result.code)
  const due = { ...result.due, steps: [...result.due.steps, ...steps] }
  return { due, dueAt: due.dueAt, receivedAt, finishedAt: null }
}

describe('a date that was promised provisionally', () => {
  it('is confirmed or moved once its year is published', () => {
    expect(promised().dueAt).toBe('2028-01-05T17:00:00+07:00')
    expect(settleProvisional(promised(), published())).toEqual({ kind: 'confirmed' })
    const more = published({ date: '2028-01-04', kind: 'swappedOff', name: 'hoán đổi' })
    expect(settleProvisional(promised(), more)).toEqual({ kind: 'moved', dueAt: '2028-01-06T17:00:00+07:00' })
  })
  it('has nothing to settle before, elsewhere, afterwards, or when a person counted anew', () => {
    expect(settleProvisional(promised(), short)).toBeNull()
    expect(settleProvisional(promised(published()), published())).toBeNull()
    expect(settleProvisional({ ...promised(), finishedAt: receivedAt }, published())).toBeNull()
    expect(settleProvisional({ ...promised(), dueAt: '2028-02-01T17:00:00+07:00' }, published())).toBeNull()
    expect(settleProvisional(promised(short, [{ kind: 'restartedAfterSupplement' }]), published())).toBeNull()
  })
})
