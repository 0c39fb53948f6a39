import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bridgeMethods } from '../../shared/bridge/contract.ts'
import { callLimit, estimateBytes, largestCall } from '../../shared/bridge/limits.ts'
import { createRecordingHost, createRecordingLog } from '../../test/support/recording-host.ts'
import { createDispatch, isBridgeMethod } from './dispatch.ts'

const subject = (checkResults = false) => {
  const host = createRecordingHost()
  const log = createRecordingLog()
  return { host, log, dispatch: createDispatch({ handlers: host.handlers, log, checkResults }) }
}

describe('dispatch', () => {
  it('answers any method and any parameters with an envelope, and calls no handler with what its schema refuses', async () => {
    const { dispatch, host } = subject()
    const method = fc.oneof(fc.constantFrom(...bridgeMethods), fc.string(), fc.anything())
    await fc.assert(
      fc.asyncProperty(method, fc.anything(), async (name, params) => {
        host.calls.length = 0
        const envelope = await dispatch(name, params)
        expect(typeof envelope.ok).toBe('boolean')
        if (!isBridgeMethod(name)) expect(envelope).toMatchObject({ ok: false, code: 'UNKNOWN_CALL' })
        expect(host.calls).toHaveLength(envelope.ok ? 1 : 0)
      }),
      { numRuns: 500 },
    )
  })

  it('hands handlers what the schema made of the parameters, not what came', async () => {
    const { dispatch, host } = subject()
    await dispatch('session.signIn', { officerId: 'a', pin: '1', more: 'x' })
    expect(host.calls).toEqual([{ method: 'session.signIn', params: { officerId: 'a', pin: '1' } }])
  })

  it('where told to, refuses an answer that is not of the contract', async () => {
    const { dispatch, host } = subject(true)
    host.answer('numbers.take', () => ({ code: 1, kind: 'own' }))
    expect(await dispatch('numbers.take', { date: '2026-11-24' })).toMatchObject({ ok: false, code: 'INTERNAL' })
    host.answer('numbers.take', () => ({ code: 'x', kind: 'leased' }))
    expect(await dispatch('numbers.take', { date: '2026-11-24' })).toMatchObject({ ok: true })
  })

  it('hides keys that may be the caller’s own text', async () => {
    const { dispatch } = subject()
    const draft = { dossierId: 'x', type: 'received', at: 'y', payload: { 'Nguyễn Thị Hoà': 1 } }
    const envelope = await dispatch('journal.commit', { drafts: [draft] })
    expect(JSON.stringify(envelope)).not.toContain('Nguyễn')
    expect(envelope).toMatchObject({ ok: false, code: 'INVALID_PARAMS' })
  })
})

describe('size of a call', () => {
  it('is never less than its UTF-8 text, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const textOf = (node: unknown): number => {
          if (typeof node === 'string') return Buffer.byteLength(node)
          if (typeof node !== 'object' || node === null) return 0
          return Object.entries(node).reduce(
            (sum, [key, item]) => sum + (Array.isArray(node) ? 0 : Buffer.byteLength(key)) + textOf(item),
            0,
          )
        }
        expect(estimateBytes(value, Infinity)).toBeGreaterThanOrEqual(textOf(value))
      }),
    )
  })

  it('of whole text is that text’s UTF-8 length and one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(estimateBytes(text, Infinity)).toBe(Buffer.byteLength(text) + 1)
      }),
    )
  })

  it('is Infinity for cycles, depth, maps and anything over the limit', () => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    expect(estimateBytes(cycle, Infinity)).toBe(Infinity)
    expect(estimateBytes(new Map([[1, 2]]), Infinity)).toBe(Infinity)
    expect(estimateBytes('x'.repeat(10), 10)).toBe(Infinity)
    expect(estimateBytes('x'.repeat(9), 10)).toBe(10)
    expect(estimateBytes(new Uint8Array(10), 5)).toBe(Infinity)
    expect(estimateBytes(new ArrayBuffer(10), 100)).toBe(11)
    const claimsMany: unknown[] = []
    claimsMany.length = 4_000_000_000
    expect(estimateBytes(claimsMany, 1000)).toBe(Infinity)
  })

  it('has a limit for each call, the largest known', () => {
    expect(Math.max(...bridgeMethods.map(callLimit))).toBe(largestCall)
    expect(callLimit('app.info')).toBeLessThan(100_000)
  })
})
