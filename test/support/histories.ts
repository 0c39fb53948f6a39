/** Generated histories of one dossier: plausible ones, odd orders, several desks, garbage. For property tests. */
import * as fc from 'fast-check'
import type { DossierEvent, EventType } from '../../shared/dossier/event.ts'
import { eventTypes } from '../../shared/dossier/event.ts'
import { formatStamp } from '../../shared/dossier/hybrid-clock.ts'
import { sampleEvent, samplePayloads, sampleUuid } from './event-builder.ts'

const base = Date.UTC(2026, 10, 24, 1, 0, 0)

/** Values that no schema expects at their place. */
const garbage = fc.oneof(
  fc.constantFrom<unknown>(null, '', -1, 1e308, [], {}, '\u0000', 'x'.repeat(5000), { kind: 'x' }, true),
  fc.jsonValue({ maxDepth: 3 }),
)

/** The sample payload of a type, with one member replaced, removed or added. */
function payloads(type: string): fc.Arbitrary<Record<string, unknown>> {
  const sample: Record<string, unknown> = (eventTypes as string[]).includes(type)
    ? { ...samplePayloads[type as EventType]() }
    : { text: 'từ phiên bản sau' }
  const members = [...Object.keys(sample), 'fromTheFuture', '__proto__']
  const damaged = fc.tuple(fc.constantFrom(...members), fc.option(garbage)).map(([member, value]) => {
    const { [member]: _removed, ...rest } = sample
    return value === null ? rest : { ...rest, ...Object.fromEntries([[member, value]]) }
  })
  const whole = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }))
  const varied =
    (Object.hasOwn(variations, type) ? variations[type] : undefined)?.map((change) => ({ ...sample, ...change })) ?? []
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(sample, ...varied) },
    { weight: 1, arbitrary: damaged },
    { weight: 1, arbitrary: whole },
  )
}

const variations: Record<string, Record<string, unknown>[]> = {
  withdrawalAnswered: [{ agreed: false }],
  returned: [
    { complete: false },
    { collected: 5000 },
    ...[true, false].map((complete) => ({
      complete,
      handedOver: Array.from({ length: 41 }, (_, n) => ({ eventId: sampleUuid(7, n), index: n % 2 })),
    })),
    { complete: true, handedOver: [] },
    { way: 'byPost', trackingNumber: 'EA123456785VN' },
  ],
  resultArrived: [
    { outcome: 'refused' },
    { moreExpected: true },
    { results: ['Bản một', 'Bản hai'].map((name) => ({ name, number: null, count: 1 })) },
  ],
  postReported: Array.from({ length: 12 }, (_, n) => ({
    returnEventId: sampleUuid(7, n),
    outcome: n % 3 === 0 ? 'delivered' : 'cameBack',
  })),
  undone: Array.from({ length: 41 }, (_, n) => ({ eventId: sampleUuid(7, n) })),
  noted: [{ reminder: { by: 'call', reached: false } }],
  forwarded: [
    { legDueAt: '2026-11-24T10:00:00+07:00', limit: { value: 4, unit: 'hours', cutOff: null } },
    { legDueAt: '2026-11-27T17:00:00+07:00' },
  ],
  financialDutyRaised: [{ amount: 0 }],
  paid: [{ amount: 1000 }],
  handoverOffered: [{ to: { kind: 'unit', id: 'tu-phap', name: 'Tư pháp', title: '', unit: 'Tư pháp' } }],
  handoverAnswered: [{ answer: 'declined' }, { answer: 'withdrawn' }],
  corrected: [
    { field: 'owner.name', from: null, to: 'Trần Văn Bé' },
    { field: 'sets', from: 1, to: 2 },
    { field: 'submitter.name', to: null },
  ],
}

const types = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom<string>(...eventTypes) },
  {
    weight: 5,
    arbitrary: fc.constantFrom('received', 'forwarded', 'resultArrived', 'returned', 'supplementRequested'),
  },
  { weight: 1, arbitrary: fc.constantFrom('sealedByStars', 'constructor', '__proto__', '') },
)

/** Few instants, desks and ids, so that clocks tie and ids repeat. */
export const anyEvent: fc.Arbitrary<DossierEvent> = types.chain((type) =>
  fc
    .record({
      payload: payloads(type),
      n: fc.nat(40),
      minute: fc.nat(30),
      counter: fc.nat(2),
      desk: fc.constantFrom('desk-1', 'desk-2', 'gateway'),
    })
    .map(({ payload, n, minute, counter, desk }) => ({
      ...sampleEvent('noted', n, { deskId: desk, wallMs: base + minute * 60_000 }),
      id: sampleUuid(7, n),
      type,
      clock: formatStamp(base + minute * 60_000, counter, desk),
      payload,
    })),
)

export const anyHistory: fc.Arbitrary<DossierEvent[]> = fc.array(anyEvent, { maxLength: 25 })

/** A history in which each id has one content only, as honest desks make them. */
export const honestHistory: fc.Arbitrary<DossierEvent[]> = fc.uniqueArray(anyEvent, {
  maxLength: 25,
  selector: (event) => event.id,
})

export function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}
