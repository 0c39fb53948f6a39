import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleByteLimit, answerByteLimit } from '../../shared/wire/bundle.ts'
import { callLimit } from '../../shared/bridge/limits.ts'
import type { PushOutcome, PushRequest } from '../../shared/wire/messages.ts'
import { leaveOutKnown, splitAnswer } from './answer-parts.ts'

const dossier = fc.constantFrom('a', 'b', 'c')
const id = fc.nat(20).map((n) => `e${n}`)
const event = fc.record({ id, text: fc.string({ unit: 'grapheme', maxLength: 60 }) })
const eventIds = fc.uniqueArray(id, { maxLength: 6 })
const outcome = fc.oneof(
  fc.record({ outcome: fc.constant('accepted'), dossierId: dossier, eventIds }),
  fc.record({
    outcome: fc.constant('merged'),
    dossierId: dossier,
    eventIds,
    events: fc.uniqueArray(event, { selector: (one) => one.id, minLength: 1, maxLength: 12 }),
  }),
  fc.record({
    outcome: fc.constant('rejected'),
    dossierId: dossier,
    rejection: fc.record({ code: fc.constant('INTERNAL') }),
  }),
) as unknown as fc.Arbitrary<PushOutcome>
const outcomes = fc.array(outcome, { maxLength: 12 })

/** What a desk learns, in whatever files it came: confirmed ids, events and refusals by dossier. */
function learnt(all: readonly PushOutcome[]): string[] {
  const facts = all.flatMap((one): string[] => {
    if (one.outcome === 'rejected') return [`${one.dossierId} refused`]
    const events =
      one.outcome === 'merged' ? one.events.map((each) => `${one.dossierId} has ${JSON.stringify(each)}`) : []
    return [...events, ...one.eventIds.map((each) => `${one.dossierId} confirmed ${each}`)]
  })
  return [...new Set(facts)].sort()
}

describe('an answer in parts', () => {
  it('says the same as the whole, whatever the limit', () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1, max: 3000 }), (all, limit) => {
        const parts = splitAnswer(all, limit)
        expect(learnt(parts.flat())).toEqual(learnt(all))
        expect(parts.slice(1).every((part) => part.length > 0)).toBe(true)
      }),
    )
  })

  it('keeps each part below the limit when no single event reaches it', () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1200, max: 4000 }), (all, limit) => {
        for (const part of splitAnswer(all, limit))
          expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThanOrEqual(limit + 1)
      }),
    )
  })

  it('confirms a cut history with its last piece only', () => {
    const events = Array.from({ length: 10 }, (_, n) => ({ id: `e${n}`, text: 'x'.repeat(100) }))
    const whole = { outcome: 'merged', dossierId: 'a', eventIds: ['own'], events } as unknown as PushOutcome
    const pieces = splitAnswer([whole], 500).flat()
    expect(pieces.length).toBeGreaterThan(2)
    expect(pieces.map((piece) => (piece.outcome === 'rejected' ? null : piece.eventIds.length))).toEqual([
      ...pieces.slice(1).map(() => 0),
      1,
    ])
  })

  it('has one part when there is nothing to say', () => {
    expect(splitAnswer([], 1000)).toEqual([[]])
  })
})

describe('what the desk has already', () => {
  const merged = (dossierId: string, own: string, ids: string[]) =>
    ({
      outcome: 'merged',
      dossierId,
      eventIds: [own],
      events: ids.map((one) => ({ id: one })),
    }) as unknown as PushOutcome
  const piece = (dossierId: string, ...ids: string[]): PushRequest => ({
    dossiers: [{ dossierId, events: ids.map((one) => ({ id: one })) }],
  })

  it('is not sent back: pieces of one history bring what is new to the desk, once', () => {
    const requests = [piece('a', 'e1'), piece('a', 'e2'), piece('a', 'e3')]
    const told = [
      merged('a', 'e1', ['e2', 'e3', 'n']),
      merged('a', 'e2', ['e1', 'e3', 'n']),
      merged('a', 'e3', ['e1', 'e2', 'n']),
    ]
    expect(leaveOutKnown(told, requests)).toEqual([
      merged('a', 'e1', ['n']),
      { outcome: 'accepted', dossierId: 'a', eventIds: ['e2'] },
      { outcome: 'accepted', dossierId: 'a', eventIds: ['e3'] },
    ])
  })

  it('is told all the same when a piece of the dossier was refused', () => {
    const refusal = { outcome: 'rejected', dossierId: 'a', rejection: {} } as unknown as PushOutcome
    const told = [merged('a', 'e1', ['e2']), refusal]
    expect(leaveOutKnown(told, [piece('a', 'e1'), piece('a', 'e2')])).toEqual(told)
  })

  it('never costs the desk an event, nor a confirmation', () => {
    fc.assert(
      fc.property(outcomes, fc.array(fc.tuple(dossier, eventIds), { maxLength: 6 }), (all, offered) => {
        const requests = offered.map(([dossierId, ids]) => piece(dossierId, ...ids))
        const has = new Set(offered.flatMap(([dossierId, ids]) => ids.map((one) => `${dossierId} ${one}`)))
        const idsOf = (of: readonly PushOutcome[]) =>
          of.flatMap((one) => (one.outcome === 'merged' ? one.events.map((each) => `${one.dossierId} ${each.id}`) : []))
        const lean = leaveOutKnown(all, requests)
        expect(new Set([...idsOf(lean), ...has])).toEqual(new Set([...idsOf(all), ...has]))
        const confirmed = (of: readonly PushOutcome[]) =>
          of.map((one) => (one.outcome === 'rejected' ? [] : one.eventIds))
        expect(confirmed(lean)).toEqual(confirmed(all))
      }),
    )
  })
})

it('a part is a file that a desk can open', () => {
  expect(answerByteLimit).toBeLessThanOrEqual(callLimit('bundle.import') - 1024)
  expect(answerByteLimit).toBeLessThanOrEqual(bundleByteLimit)
})
