import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleEvent } from '../../test/support/event-builder.ts'
import { bytesToSign, canonicalJson, eventHash } from './canonical.ts'

/** The same value with the members of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, shuffled(member)]),
  )
}

describe('canonicalJson', () => {
  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value))
      }),
    )
  })
  it('differs when values do', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(shuffled(a)) === JSON.stringify(shuffled(b))
        expect(!same || canonicalJson(a) === canonicalJson(b)).toBe(true)
        expect(canonicalJson([a, 1])).not.toBe(canonicalJson([a, '1']))
      }),
    )
  })
  it('sorts by code unit and leaves undefined out', () => {
    expect(canonicalJson({ b: 1, a: [undefined, { d: undefined, c: null }], Z: 'đ' })).toBe(
      '{"Z":"đ","a":[null,{"c":null}],"b":1}',
    )
  })
})

describe('what is signed and chained', () => {
  const event = sampleEvent('received', 1)
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

  it('is everything but the signature', () => {
    expect(text(bytesToSign(event))).toBe(text(bytesToSign({ ...event, signature: 'khác' } as typeof event)))
    expect(JSON.parse(text(bytesToSign(event)))).not.toHaveProperty('signature')
    for (const member of Object.keys(event).filter((key) => key !== 'signature')) {
      const changed = { ...event, [member]: 'khác' }
      expect(text(bytesToSign(changed))).not.toBe(text(bytesToSign(event)))
      expect(eventHash(changed)).not.toBe(eventHash(event))
    }
  })
  it('covers members of newer versions', () => {
    const newer = { ...event, ofTomorrow: 1 } as typeof event
    expect(text(bytesToSign(newer))).not.toBe(text(bytesToSign(event)))
  })
  it('hashes to a known value, so that no change of the spelling goes unseen', () => {
    const small = { id: 'a', payload: { text: 'Đã gọi' } } as unknown as typeof event
    expect(eventHash(small)).toMatch(/^[0-9a-f]{64}$/)
    expect(canonicalJson(small)).toBe('{"id":"a","payload":{"text":"Đã gọi"}}')
    expect(eventHash(small)).toBe('6c43bd2d4428168ad89703e70201df55e69c9c22425abecc43932fa3359f5b27')
    expect(eventHash({ ...event, signature: 'khác' })).not.toBe(eventHash(event))
  })
})
