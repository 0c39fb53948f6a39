import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../shared/dossier/canonical.ts'
import { fold } from '../../shared/dossier/fold.ts'
import { historyDigest } from '../../shared/wire/digest.ts'
import { receivedPayload, sampleEvent, sampleUuid } from '../../test/support/event-builder.ts'
import type { CheckedEvent } from './check-event.ts'
import { planPush as planWith } from './plan-push.ts'
import type { Candidate, Known, Take } from './plan-push.ts'

const checked = (event: CheckedEvent['event']): CheckedEvent => ({ event, body: canonicalJson(event) })
const receipt = (dossier: number) =>
  checked(
    sampleEvent('received', 0, {
      dossier,
      payload: receivedPayload({ number: { code: `H53.1-261124-${1000 + dossier}`, kind: 'leased' } }),
    }),
  )
const note = (dossier: number, n: number) => checked(sampleEvent('noted', n, { dossier }))
const candidate = (dossier: number, events: CheckedEvent[]): Candidate => ({
  dossierId: sampleUuid(0, dossier),
  events,
  digest: null,
})
const planPush = (candidates: Candidate[], known: Known) => planWith(candidates, known, () => true)
const empty: Known = { events: [], codeHolders: new Map() }

/** What the database would hold after the takes of a plan. */
function store(known: Known, takes: readonly Take[]): Known {
  const rows = takes.flatMap((take) =>
    take.fresh.map(({ event, body }) => ({ dossierId: take.dossierId, id: event.id, body })),
  )
  const codes = takes.flatMap((take) => take.newCodes.map((code) => [code, take.dossierId] as const))
  return { events: [...known.events, ...rows], codeHolders: new Map([...known.codeHolders, ...codes]) }
}
const takesOf = (plans: ReturnType<typeof planPush>) => plans.filter((plan) => plan.kind === 'take')

describe('planPush', () => {
  it('comes to the same dossiers however the events are cut into pushes, repeated and ordered', () => {
    const all = [0, 1, 2].map((dossier) => [receipt(dossier), ...[1, 2, 3].map((n) => note(dossier, n))])
    const steps = fc.array(fc.tuple(fc.nat(2), fc.subarray([0, 1, 2, 3], { minLength: 1 })), { maxLength: 12 })
    fc.assert(
      fc.property(steps, (chosen) => {
        let known = empty
        const rest = all.map((events, dossier) => [dossier, events.map((_, index) => index)] as const)
        for (const [dossier, indexes] of [...chosen, ...rest]) {
          const events = indexes.map((index) => all[dossier]![index]!)
          known = store(known, takesOf(planPush([candidate(dossier, events)], known)))
        }
        expect(known.events.map(({ id }) => id).sort()).toEqual(
          all
            .flat()
            .map(({ event }) => event.id)
            .sort(),
        )
        for (const [dossier, events] of all.entries()) {
          const [plan] = takesOf(planPush([candidate(dossier, [events[0]!])], known))
          expect(plan?.fresh).toEqual([])
          expect(plan?.dossier).toEqual(fold(events.map(({ event }) => event)))
        }
      }),
    )
  })

  it('plans each dossier as if a bad neighbour were not there', () => {
    const bad = fc.constantFrom<Candidate>(
      candidate(7, [receipt(7), checked({ ...receipt(7).event, payload: {} })]),
      candidate(8, [checked(sampleEvent('received', 0, { dossier: 8, payload: receipt(0).event.payload as never }))]),
    )
    const plan = (candidates: Candidate[], known: Known) => planWith(candidates, known, () => false)
    fc.assert(
      fc.property(bad, fc.nat(2), (spoiler, at) => {
        const good = [0, 1].map((dossier) => candidate(dossier, [receipt(dossier), note(dossier, 1)]))
        const known = store(empty, takesOf(plan([candidate(0, [receipt(0)])], empty)))
        const without = plan(good, known)
        const plans = plan([...good.slice(0, at), spoiler, ...good.slice(at)], known)
        expect(plans.filter((plan) => plan.dossierId !== spoiler.dossierId)).toEqual(without)
        expect(plans[at]?.kind).toBe('reject')
      }),
    )
  })

  describe('two dossiers under one number', () => {
    const twin = checked(sampleEvent('received', 0, { dossier: 1, payload: receipt(0).event.payload as never }))
    const both = [candidate(0, [receipt(0)]), candidate(1, [twin])]

    it('the first keeps it; the second is taken, and needs another', () => {
      expect(takesOf(planPush(both, empty))).toMatchObject([
        { needsNumber: false, newCodes: ['H53.1-261124-1000'] },
        { needsNumber: true, newCodes: [] },
      ])
    })

    it('the second is refused, with the first one’s name, only where no number can be given', () => {
      expect(planWith(both, empty, () => false)).toMatchObject([
        { kind: 'take' },
        { kind: 'reject', rejection: { code: 'NUMBER_TAKEN', otherDossierId: sampleUuid(0, 0) } },
      ])
    })

    it('a number that was replaced is not claimed again, and is free for its owner', () => {
      const replaced = checked(
        sampleEvent('numberAssigned', 1, {
          dossier: 1,
          payload: { code: 'H53.1-261124-2000', instead: 'H53.1-261124-1000' },
        }),
      )
      const known = store(empty, takesOf(planPush([candidate(1, [twin, replaced])], empty)))
      expect([...known.codeHolders.keys()]).toEqual(['H53.1-261124-2000'])
      expect(takesOf(planPush([candidate(0, [receipt(0)])], known))).toMatchObject([{ needsNumber: false }])
    })
  })

  it('refuses an id that stands in another dossier', () => {
    const known = store(empty, takesOf(planPush([candidate(0, [receipt(0)])], empty)))
    const moved = checked({ ...receipt(0).event, dossierId: sampleUuid(0, 1) })
    const elsewhere: Known = { ...known, codeHolders: new Map() }
    expect(planPush([candidate(1, [moved])], elsewhere)).toMatchObject([{ rejection: { code: 'EVENT_CHANGED' } }])
    const both = planPush([candidate(0, [receipt(0)]), candidate(1, [moved])], empty)
    expect(both).toMatchObject([{ kind: 'take' }, { rejection: { code: 'EVENT_CHANGED' } }])
  })

  it('sends back what the sender lacks, unless its digest says that it lacks nothing', () => {
    const known = store(empty, takesOf(planPush([candidate(0, [receipt(0), note(0, 1)])], empty)))
    const ids = [receipt(0), note(0, 1), note(0, 2)].map(({ event }) => event.id)
    const plan = (digest: string | null) => takesOf(planPush([{ ...candidate(0, [note(0, 2)]), digest }], known))[0]
    expect(plan(null)?.missing.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    expect(plan(historyDigest(ids))?.missing).toEqual([])
    expect(plan(historyDigest(ids.slice(1)))?.missing).toHaveLength(2)
  })
})
