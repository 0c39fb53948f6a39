import { describe, expect, it } from 'vitest'
import { sampleEvent, samplePayloads } from '../../test/support/event-builder.ts'
import { eventDraftSchema, eventTypes } from './event.ts'
import type { EventType } from './event.ts'
import { canBeTakenBack, planUndo } from './undo.ts'

const received = sampleEvent('received', 1)
const noted = sampleEvent('noted', 2)
const by = (ms: number, other: { deskId?: string; officerId?: string } = {}) => ({
  deskId: noted.deskId,
  officerId: noted.officerId,
  at: new Date(Date.parse(noted.at) + ms).toISOString(),
  ...other,
})

describe('undo', () => {
  it.each(eventTypes.filter(canBeTakenBack))('takes %s back by a further event of the contract', (type: EventType) => {
    const act = sampleEvent(type, 2)
    const draft = planUndo([received, act], act.id, by(59_000), 'Lê Thị Kim Ngân')
    expect(eventDraftSchema.safeParse(draft).error).toBeUndefined()
    if (type === 'handoverOffered')
      expect(draft).toMatchObject({
        type: 'handoverAnswered',
        payload: { batchId: samplePayloads.handoverOffered().batchId, answer: 'withdrawn', by: 'Lê Thị Kim Ngân' },
      })
    else expect(draft).toMatchObject({ type: 'undone', payload: { eventId: act.id, what: type } })
  })
  it.each(eventTypes.filter((type) => !canBeTakenBack(type)))('has no undoing of %s', (type) => {
    const act = sampleEvent(type, 2)
    expect(planUndo([received, act], act.id, by(1000), '')).toBeNull()
  })
  it('not after a minute, not from before it happened, not of another, not once something else happened', () => {
    const plan = (history = [received, noted], undoer = by(1000)) => planUndo(history, noted.id, undoer, '')
    expect(plan()).not.toBeNull()
    expect(plan([received, noted], by(60_001))).toBeNull()
    expect(plan([received, noted], by(-1))).toBeNull()
    expect(plan([received, noted], by(1000, { officerId: 'can-bo-2' }))).toBeNull()
    expect(plan([received, noted], by(1000, { deskId: 'desk-2' }))).toBeNull()
    expect(plan([received, noted, sampleEvent('printed', 3)])).toBeNull()
    expect(plan([received])).toBeNull()
    expect(plan([])).toBeNull()
    expect(plan([received, noted], { ...by(0), at: 'garbage' })).toBeNull()
  })
  it('a new official code is nothing that rests on it', () => {
    const code = sampleEvent('numberAssigned', 3, { deskId: 'gateway' })
    expect(planUndo([received, noted, code], noted.id, by(1000), '')).not.toBeNull()
  })
})
