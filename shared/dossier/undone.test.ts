import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleEvent, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import { anyHistory, deepFreeze, honestHistory } from '../../test/support/histories.ts'
import { eventTypes } from './event.ts'
import type { DossierEvent, EventType } from './event.ts'
import { fold } from './fold.ts'
import { mergeEvents } from './merge.ts'
import { isAllowed } from './state-machine.ts'
import { canBeUndone, findUndoings, listStanding, remedies } from './undone.ts'

const received = sampleEvent('received', 1)
const forwarded = sampleEvent('forwarded', 2)
const undoing = (target: DossierEvent, n: number, options: { deskId?: string; afterMs?: number } = {}) => {
  const wallMs = Date.parse(target.at) + (options.afterMs ?? 20_000)
  const payload = { eventId: target.id, what: target.type }
  return sampleEvent('undone', n, { payload, wallMs, deskId: options.deskId ?? target.deskId })
}
/** All that a screen shows of the state, without how it came about. */
const stateOf = (events: readonly DossierEvent[]) => {
  const { steps: _steps, eventCount: _count, lastEventAt: _last, ...state } = fold(events)
  return state
}

describe('what was taken back', () => {
  it('does not count, and stays in the history', () => {
    const history = [received, forwarded, undoing(forwarded, 9)]
    const dossier = fold(history)
    expect(dossier.status).toBe('accepted')
    expect(dossier.legs).toEqual([])
    expect(dossier.attention).toEqual([])
    expect(dossier.steps.map(({ type, undoneBy }) => [type, undoneBy])).toEqual([
      ['received', undefined],
      ['forwarded', history[2]?.id],
      ['undone', undefined],
    ])
    expect(listStanding(history)).toEqual([received])
  })
  it.each(eventTypes.filter((type) => remedies[type] === 'undo'))('%s: as if it had never been', (type) => {
    const before = states[type] ?? [received]
    const act = sampleEvent(type, 20)
    const taken = [...before, act, undoing(act, 21)]
    expect(fold([...before, act]).attention).toEqual([])
    expect(stateOf(taken)).toEqual(stateOf(before))
  })
  it.each(eventTypes.filter((type) => remedies[type] !== 'undo'))('%s cannot be taken back so', (type) => {
    const act = sampleEvent(type, 20)
    const undo = undoing(act, 21)
    expect(findUndoings([received, act, undo]).undone.size).toBe(0)
    expect(fold([received, act, undo]).attention).toContainEqual(
      expect.objectContaining({ kind: 'undoneTooLate', eventIds: [act.id, undo.id] }),
    )
  })
  it('a contradiction that was settled by mistake is open again', () => {
    const twice = [received, sampleEvent('received', 2)]
    const note = sampleEvent('noted', 3, {
      payload: { text: 'Đã hỏi', settles: twice.map(({ id }) => id) },
    })
    expect(fold([...twice, note]).attention[0]?.settledBy).toBe(note.id)
    expect(fold([...twice, note, undoing(note, 4)]).attention[0]?.settledBy).toBeUndefined()
  })
  it('can be done again, also at another desk', () => {
    const again = sampleEvent('forwarded', 5, { deskId: 'desk-2' })
    expect(fold([received, forwarded, undoing(forwarded, 9), again])).toMatchObject({
      status: 'processing',
      legs: [{ eventId: again.id }],
      attention: [],
    })
  })
})

describe('an undoing that has no effect, and is shown', () => {
  const arrived = sampleEvent('resultArrived', 3)
  it('another desk acted on it in between: the act stands', () => {
    const returned = sampleEvent('returned', 4, { deskId: 'desk-2', wallMs: Date.parse(arrived.at) + 10_000 })
    const undo = undoing(arrived, 5)
    const dossier = fold([received, arrived, undo, returned])
    expect(dossier.status).toBe('returned')
    expect(dossier.attention).toMatchObject([
      { kind: 'undoneTooLate', eventIds: [arrived.id, returned.id, undo.id], type: 'undone' },
    ])
  })
  it('another desk acted on it afterwards without knowing: its act is the one that does not fit', () => {
    const returned = sampleEvent('returned', 4, { deskId: 'desk-2', wallMs: Date.parse(arrived.at) + 30_000 })
    const dossier = fold([received, arrived, undoing(arrived, 5), returned])
    expect(dossier.status).toBe('accepted')
    expect(dossier.attention).toMatchObject([{ kind: 'eventOutOfOrder', type: 'returned' }])
    expect(dossier.returns).toHaveLength(1)
  })
  it('not from another desk or officer, not after a minute, not before, not of what is not there', () => {
    const elsewhere = undoing(arrived, 5, { deskId: 'desk-2' })
    const other = { ...undoing(arrived, 5), officerId: 'can-bo-2' }
    const late = undoing(arrived, 5, { afterMs: 61_000 })
    const early = undoing(arrived, 5, { afterMs: -1000 })
    for (const undo of [elsewhere, other, late, early]) {
      const dossier = fold([received, arrived, undo])
      expect(dossier.status).toBe('finished')
      expect(dossier.attention).toMatchObject([{ kind: 'undoneTooLate' }])
    }
    expect(fold([received, undoing(arrived, 5)]).attention).toMatchObject([{ kind: 'undoneTooLate' }])
  })
  it('a new official code in between is nothing that rests on it; a second undoing says nothing new', () => {
    const code = sampleEvent('numberAssigned', 4, { deskId: 'gateway', wallMs: Date.parse(arrived.at) + 5000 })
    const provisional = {
      ...received,
      payload: { ...received.payload, number: { code: 'TẠM-1', kind: 'provisional' } },
    }
    const history = [provisional, arrived, code, undoing(arrived, 5), undoing(arrived, 6, { afterMs: 25_000 })]
    expect(fold(history)).toMatchObject({ status: 'accepted', attention: [] })
  })
})

describe('laws', () => {
  it('a function of the set: order and repetition of arrival change nothing, nothing is thrown, nothing is changed', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (events, seed) => {
        deepFreeze(events)
        const mixed = [...events, ...events].toSorted((a, b) => (a.id > b.id ? 1 : -1) * (seed % 2 === 0 ? 1 : -1))
        expect(findUndoings(mixed)).toEqual(findUndoings(mergeEvents(events)))
        expect(fold(mixed)).toEqual(fold(events))
      }),
    )
  })
  it('each undoing either took exactly one event back, repeats one, or is shown', () => {
    fc.assert(
      fc.property(honestHistory, undoables(), (events, [act, undo]) => {
        const history = mergeEvents(events, [act, undo])
        const { undone, void: failed } = findUndoings(history)
        for (const [eventId, undoId] of undone) {
          const target = history.find(({ id }) => id === eventId)
          expect(canBeUndone(target?.type ?? '')).toBe(true)
          expect(history.find(({ id }) => id === undoId)?.type).toBe('undone')
        }
        const shown = fold(history).attention.filter(({ kind }) => kind === 'undoneTooLate')
        expect(shown.map(({ eventIds }) => eventIds.at(-1)).sort()).toEqual([...failed.keys()].sort())
        expect(new Set(undone.values()).size).toBe(undone.size)
      }),
    )
  })
  it('what is taken back with nothing in between leaves the state of the rest, whatever the rest is', () => {
    fc.assert(
      fc.property(honestHistory, undoables(), (events, [act, undo]) => {
        const last = { ...act, clock: `z${act.clock}` }
        const after = { ...undo, clock: `z${undo.clock}` }
        fc.pre(events.every(({ id }) => id !== act.id && id !== undo.id))
        fc.pre(events.every(({ type, payload }) => type !== 'undone' || payload.eventId !== act.id))
        fc.pre(events.length > 0)
        // Which names every event there is.
        const known = (history: DossierEvent[]) => {
          const state = stateOf(history)
          return { ...state, attention: state.attention.filter(({ kind }) => kind !== 'withoutReceipt') }
        }
        expect(known([...events, last, after])).toEqual(known(events))
      }),
    )
  })
})

/** States in which an act is expected, where it is not that of a received dossier. */
const states: Partial<Record<EventType, DossierEvent[]>> = {
  handedBack: [received, forwarded],
  supplemented: [received, sampleEvent('supplementRequested', 2)],
  postReported: [
    received,
    sampleEvent('resultArrived', 2),
    {
      ...sampleEvent('returned', 3, { payload: { ...samplePayloads.returned(), way: 'byPost' } }),
      id: samplePayloads.postReported().returnEventId,
    },
  ],
}

function undoables() {
  return fc
    .constantFrom(...eventTypes.filter((type) => isAllowed('accepted', type) && canBeUndone(type)))
    .map((type) => {
      const act = { ...sampleEvent(type, 50), id: sampleUuid(8, 1) }
      return [act, { ...undoing(act, 51), id: sampleUuid(8, 2) }] as const
    })
}
