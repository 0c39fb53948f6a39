import { expect, it } from 'vitest'
import { dueTone } from './due-label.tsx'

const now = new Date('2026-11-24T09:00:00+07:00')

it.each([
  ['no limit', null, null, 'none'],
  ['today', '2026-11-24T17:00:00+07:00', null, 'soon'],
  ['tomorrow', '2026-11-25T17:00:00+07:00', null, 'soon'],
  ['next week', '2026-12-01T17:00:00+07:00', null, 'none'],
  ['an hour ago', '2026-11-24T08:00:00+07:00', null, 'late'],
  ['finished in time, collected whenever', '2026-11-20T17:00:00+07:00', '2026-11-20T17:00:00+07:00', 'none'],
  ['finished too late', '2026-11-20T17:00:00+07:00', '2026-11-20T17:00:01+07:00', 'late'],
])('%s', (_, dueAt, finishedAt, tone) => {
  expect(dueTone({ dueAt, finishedAt }, now)).toBe(tone)
})
