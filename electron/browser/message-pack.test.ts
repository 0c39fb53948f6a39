import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustUnpackBody, packBody } from './message-pack.ts'

describe('bodies of the browser bridge', () => {
  it('come back as they went, for JSON with bytes in it', () => {
    // JSON knows no minus zero: it is a zero on the other side.
    const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown)
    const value = fc.dictionary(fc.string(), fc.oneof(json, fc.uint8Array()))
    fc.assert(
      fc.property(value, (sent) => {
        fc.pre(!JSON.stringify(Object.keys(sent)).includes('__proto__') && !JSON.stringify(sent).includes('__proto__'))
        expect(mustUnpackBody(packBody(sent))).toEqual({ ...sent })
      }),
    )
  })

  it('leave out what is undefined', () => {
    expect(mustUnpackBody(packBody({ a: undefined, b: null }))).toEqual({ b: null })
  })

  it('are refused before anything is reserved for what they only promise', () => {
    const promises = {
      array: [0xdd, 0x00, 0xff, 0xff, 0xff],
      map: [0xdf, 0x00, 0xff, 0xff, 0xff],
      text: [0xdb, 0x00, 0xff, 0xff, 0xff],
      bytes: [0xc6, 0x00, 0xff, 0xff, 0xff],
      extension: [0xc7, 0x05, 0x01],
    }
    for (const body of Object.values(promises))
      expect(() => mustUnpackBody(Uint8Array.from(body))).toThrow(/max length/i)
  })

  it('that name a prototype are refused', () => {
    const key = Buffer.from('__proto__')
    const body = Buffer.concat([Buffer.from([0x81, 0xa0 + key.length]), key, Buffer.from([0x80])])
    expect(() => mustUnpackBody(body)).toThrow(/__proto__/)
  })
})
