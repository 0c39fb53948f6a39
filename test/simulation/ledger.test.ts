import { expect, test } from 'vitest'
import { receivedPayload, sampleCommuneId as communeId, sampleEvent } from '../support/event-builder.ts'
import { Ledger, operationMember, type Holding } from './ledger.ts'

const first = sampleEvent('received', 1)
const second = sampleEvent('noted', 2, { payload: { text: 'Gọi lại' } })
const place = (name: string, events: Holding['events'], owed: string[] = []): Holding => ({
  place: name,
  communeId,
  events,
  owed,
})

function judge(...holdings: Holding[]) {
  const ledger = new Ledger()
  ledger.report([first, second])
  const { examples: _, ...counts } = ledger.compare(holdings)
  return counts
}
const nothing = { lost: 0, doubled: 0, changed: 0, disagreements: 0 }

test('the same events everywhere, in any order, are no finding', () => {
  expect(judge(place('gateway', [first, second]), place('ban-1', [second, first]))).toEqual(nothing)
})

test('an event missing at one place is lost, and the places disagree', () => {
  expect(judge(place('gateway', [first, second]), place('ban-1', [first]))).toEqual({
    ...nothing,
    lost: 1,
    disagreements: 1,
  })
})

test('an event missing everywhere is lost although all agree', () => {
  expect(judge(place('gateway', [first]), place('ban-1', [first]))).toEqual({ ...nothing, lost: 2 })
})

test('an event held twice is doubled', () => {
  expect(judge(place('gateway', [first, second, second]))).toMatchObject({ lost: 0, doubled: 1 })
})

test('one operation under two ids is doubled', () => {
  const marked = { ...second, payload: { ...second.payload, [operationMember]: 7 } }
  const again = { ...marked, id: sampleEvent('noted', 9).id }
  const ledger = new Ledger()
  ledger.report([marked])
  expect(ledger.compare([place('gateway', [marked, again])])).toMatchObject({ lost: 0, doubled: 1, changed: 0 })
})

test('a number that two dossiers are shown with is doubled, until one of them has another', () => {
  const twin = sampleEvent('received', 3, { dossier: 1 })
  expect(judge(place('gateway', [first, second, twin]))).toMatchObject({ lost: 0, doubled: 1 })
  const replaced = sampleEvent('numberAssigned', 4, {
    dossier: 1,
    payload: { code: '000.00.01.H53-261124-7001', instead: receivedPayload().number.code },
  })
  expect(judge(place('gateway', [first, second, twin, replaced]))).toEqual(nothing)
})

test('an event whose words differ is changed', () => {
  const altered = { ...second, payload: { text: 'Gọi lại sau' } }
  expect(judge(place('gateway', [first, altered]))).toMatchObject({ lost: 0, changed: 1 })
})

test('what a desk still owes at the end is a disagreement', () => {
  expect(judge(place('ban-1', [first, second], [first.dossierId]))).toEqual({ ...nothing, disagreements: 1 })
})

test('an event of one commune is not looked for in another', () => {
  expect(judge(place('gateway', [first, second]), { ...place('ban-2', []), communeId: '26740' })).toEqual(nothing)
})
