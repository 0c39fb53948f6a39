import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleEvent, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import { anyEvent } from '../../test/support/histories.ts'
import { asKnownEvent, dossierEventSchema, eventDraftSchema, eventTypes, isKnownType } from './event.ts'
import { isShallow } from './nesting.ts'

function nested(depth: number): unknown {
  let value: unknown = 'x'
  for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { a: value }
  return value
}

describe('events', () => {
  it.each(eventTypes)('%s: the sample is of the contract', (type) => {
    const event = sampleEvent(type, 1)
    expect(dossierEventSchema.parse(event)).toEqual(event)
    expect(asKnownEvent(event)).toBe(event)
    const { dossierId, at, payload } = event
    expect(eventDraftSchema.safeParse({ dossierId, type, at, payload }).success).toBe(true)
  })

  it.each(eventTypes)('%s: keeps members of newer versions, refuses each member missing', (type) => {
    const payload: Record<string, unknown> = { ...samplePayloads[type](), ofTomorrow: { a: 1 } }
    expect(asKnownEvent({ ...sampleEvent(type, 1), payload })?.payload).toEqual(payload)
    for (const member of Object.keys(samplePayloads[type]())) {
      const { [member]: _missing, ...rest } = payload
      expect(asKnownEvent({ ...sampleEvent(type, 1), payload: rest })).toBeNull()
    }
  })

  it('knows no types by accident', () => {
    for (const type of ['constructor', '__proto__', 'toString', '', 'Received']) expect(isKnownType(type)).toBe(false)
  })

  it.each([
    ['id', 'x'],
    ['dossierId', ''],
    ['communeId', '2545'],
    ['type', ''],
    ['at', '2026-11-24T08:30:00'],
    ['at', '24/11/2026'],
    ['clock', 'now'],
    ['deskId', ''],
    ['officerId', 'x'.repeat(65)],
    ['payload', null],
    ['payload', []],
    ['payload', nested(41)],
    ['previous', 'abc'],
    ['previous', undefined],
    ['signature', ''],
  ])('refuses an envelope with a wrong %s', (member, value) => {
    expect(dossierEventSchema.safeParse({ ...sampleEvent('noted', 1), [member]: value }).success).toBe(false)
  })

  it('never throws on garbage', () => {
    fc.assert(
      fc.property(fc.oneof(anyEvent, fc.jsonValue()), (value) => {
        expect(typeof dossierEventSchema.safeParse(value).success).toBe('boolean')
        expect(typeof eventDraftSchema.safeParse(value).success).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })

  it('refuses names with control characters and over-long ones', () => {
    const draft = (name: string) => ({
      dossierId: sampleUuid(0, 1),
      type: 'withdrawalRequested',
      at: '2026-11-24T08:30:00+07:00',
      payload: { requester: name, reason: 'Không còn nhu cầu' },
    })
    expect(eventDraftSchema.safeParse(draft('Nguyễn Thị Hoà')).success).toBe(true)
    for (const name of ['', 'a\u0007', 'a\nb', 'a\u2028b', '\ud800', 'x'.repeat(201)])
      expect(eventDraftSchema.safeParse(draft(name)).success).toBe(false)
  })
})

describe('isShallow', () => {
  it('counts levels without recursion', () => {
    expect(isShallow(nested(32))).toBe(true)
    expect(isShallow(nested(33))).toBe(false)
    expect(isShallow(nested(200_000))).toBe(false)
    for (const flat of [null, undefined, 1, 'x', {}, [], [[], {}]]) expect(isShallow(flat)).toBe(true)
  })
})
