import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainCalendar } from '../../test/support/calendars.ts'
import { receivedPayload, sampleEvent, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import { anyHistory } from '../../test/support/histories.ts'
import { apologyDuty } from '../../shared/deadline/standing.ts'
import { fold } from '../../shared/dossier/fold.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { applyChange } from './document.ts'
import { OpenDossiers, boardNames } from './due-board.ts'
import type { BoardLists } from './desk-database.ts'
import { toSearchLine } from './search-index.ts'

const calendar = plainCalendar()
const at = (text: string) => `${text}:00+07:00`
// Tuesday.
const now = new Date(at('2026-11-24T09:00'))

function boardOf(histories: readonly DossierEvent[][], moment = now) {
  const open = new OpenDossiers()
  for (const events of histories) {
    const dossierId = events[0]?.dossierId ?? ''
    open.put(toSearchLine(applyChange(null, { dossierId, events })))
  }
  return open.board(moment, calendar, 0)
}

const received = (dossier: number, dueAt: string, receivedAt = '2026-11-16T08:00') =>
  sampleEvent('received', 1, {
    dossier,
    wallMs: Date.parse(at(receivedAt)),
    payload: receivedPayload({ due: { ...receivedPayload().due, dueAt: at(dueAt) } }),
  })
const asked = (dossier: number, deadline: string | null) =>
  sampleEvent('supplementRequested', 2, {
    dossier,
    wallMs: Date.parse(at('2026-11-18T08:00')),
    payload: { ...samplePayloads.supplementRequested(), deadline },
  })
const apologised = (dossier: number, newDueAt: string) =>
  sampleEvent('apologised', 3, {
    dossier,
    wallMs: Date.parse(at('2026-11-19T08:00')),
    payload: { ...samplePayloads.apologised(), newDueAt: at(newDueAt) },
  })

/** Numbers of the dossiers in each list that holds any. */
function listed(histories: readonly DossierEvent[][], moment = now) {
  const { lists, counts } = boardOf(histories, moment)
  const filled = boardNames.filter((name) => lists[name].length > 0)
  for (const name of boardNames) expect(counts[name]).toBe(lists[name].length)
  return Object.fromEntries(
    filled.map((name: keyof BoardLists) => [name, lists[name].map(({ id }) => Number(id.slice(-4)))]),
  )
}

describe('what was filed on the portal', () => {
  const wallMs = (text: string) => Date.parse(at(text))
  const filed = (dossier: number, when: string) =>
    sampleEvent('registeredOnline', 1, { dossier, wallMs: wallMs(when), deskId: 'gateway' })
  const more = (dossier: number, when: string) =>
    sampleEvent('papersFiledOnline', 3, { dossier, wallMs: wallMs(when), deskId: 'gateway' })

  it('stands with completed papers on top, also of accepted dossiers, and what waits for its citizen at the end', () => {
    const histories = [
      [filed(1, '2026-11-16T08:00'), asked(1, null)],
      [filed(2, '2026-11-20T08:00')],
      [filed(3, '2026-11-17T08:00'), asked(3, null), more(3, '2026-11-23T08:00')],
      [received(4, '2026-11-30T17:00'), asked(4, null), more(4, '2026-11-22T08:00')],
      [filed(5, '2026-11-19T08:00')],
    ]
    const board = listed(histories)
    expect(board['online']).toEqual([4, 3, 5, 2, 1])
    expect(board['waiting']).toEqual([4])
  })
})

describe('the board', () => {
  it('owes an apology from the working day before the due day on, the longest overdue first', () => {
    const histories = [
      [received(1, '2026-11-25T17:00')],
      [received(2, '2026-11-26T17:00')],
      [received(3, '2026-11-23T17:00')],
      [received(4, '2026-11-24T17:00')],
    ]
    expect(listed(histories)).toEqual({ apologyOwed: [3, 4, 1], late: [3], today: [4], soon: [1, 2] })
    const owed = boardOf(histories).lists.apologyOwed.map(({ apologyOwed, duties }) => [
      apologyOwed?.by,
      apologyOwed?.kind,
      duties?.unitName,
    ])
    const unit = 'Bộ phận Tư pháp – Hộ tịch'
    expect(owed).toEqual([
      [at('2026-11-20T17:00'), 'missed', unit],
      [at('2026-11-23T17:00'), 'missed', unit],
      [at('2026-11-24T17:00'), 'today', unit],
    ])
  })
  it('keeps what was re-appointed apart, used up when it comes near again', () => {
    const histories = [
      [received(1, '2026-11-20T17:00'), apologised(1, '2026-12-10T17:00')],
      [received(2, '2026-11-20T17:00'), apologised(2, '2026-11-24T17:00')],
    ]
    expect(listed(histories)).toEqual({ apologySent: [2, 1], today: [2] })
    const { apologySent } = boardOf(histories).lists
    expect(apologySent.map(({ apologyOwed }) => apologyOwed?.kind)).toEqual(['exhausted', undefined])
    expect(apologySent[0]?.duties?.apology?.oldDueAt).toBe(at('2026-11-20T17:00'))
  })
  it('counts what waits for the citizen, overdue from the day after the deadline; its own clock stands', () => {
    const histories = [
      [received(1, '2026-11-20T17:00'), asked(1, '2026-11-24')],
      [received(2, '2026-11-20T17:00'), asked(2, null)],
      [received(3, '2026-11-20T17:00'), asked(3, '2026-11-23')],
    ]
    expect(listed(histories)).toEqual({ waiting: [3, 1, 2], supplementOverdue: [3] })
  })
  it('forgets what is finished or closed, and shows rows from before duties were kept', () => {
    expect(listed([[received(1, '2026-11-20T17:00'), sampleEvent('resultArrived', 9, { dossier: 1 })]])).toEqual({
      toReturn: [1],
    })
    expect(listed([[received(1, '2026-11-20T17:00'), sampleEvent('stopped', 9, { dossier: 1 })]])).toEqual({})
    const open = new OpenDossiers()
    const line = toSearchLine(
      applyChange(null, { dossierId: sampleUuid(0, 1), events: [received(1, '2026-11-20T17:00')] }),
    )
    const { duties: _duties, ...old } = line.open?.row ?? {}
    open.put({ id: line.id, open: { board: 'work', row: old as NonNullable<typeof line.open>['row'] } })
    expect(open.board(now, calendar, 0).counts).toMatchObject({ late: 1, apologyOwed: 1 })
  })
  it('says what the law’s own function says, whatever the history and the hour', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: -10, max: 20 }), (events, days) => {
        const moment = new Date(now.getTime() + days * 13 * 3_600_000)
        const { lists } = boardOf([events], moment)
        const dossier = fold(events)
        const local = `${new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`
        const duty = dossier.receivedAt === '' ? null : apologyDuty(dossier, local, calendar)
        const owed = duty !== null && (duty.kind === 'today' || duty.kind === 'missed')
        expect(lists.apologyOwed.map(({ apologyOwed }) => apologyOwed)).toEqual(
          owed ? [{ by: duty.by, kind: duty.kind }] : [],
        )
      }),
    )
  })
})
