import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { provinceFailureSchema } from '../../../shared/bridge/province.ts'
import { failureOfAnswer, failureOfError, parseRetryAfter } from './failure.ts'

const now = Date.UTC(2026, 10, 24)

describe('failureOfAnswer', () => {
  it.each([
    [413, 'TOO_LARGE'],
    [429, 'RATE_LIMITED'],
    [401, 'NOT_ENROLLED'],
    [403, 'NOT_ENROLLED'],
    [407, 'OFFLINE'],
    [408, 'TIMEOUT'],
    [400, 'REFUSED'],
    [409, 'REFUSED'],
    [500, 'SERVER'],
    [503, 'SERVER'],
    [302, 'SERVER'],
  ])('%i is %s', (status, code) => {
    expect(failureOfAnswer({ status, retryAfter: null, body: '<html>' }, now)).toMatchObject({ ok: false, code })
  })

  it('carries the stable code of a problem, and never its free text', () => {
    const body = { type: 'x', title: 'Nguyễn Thị Hoà', status: 409, code: 'STALE', detail: '072190001234' }
    expect(failureOfAnswer({ status: 409, retryAfter: null, body }, now).detail).toBe('STALE')
  })

  it('is of the contract whatever comes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 999 }),
        fc.option(fc.string()),
        fc.oneof(
          fc.anything(),
          fc.record({
            type: fc.string(),
            title: fc.string(),
            status: fc.integer(),
            code: fc.string({ maxLength: 2000 }),
          }),
        ),
        (status, retryAfter, body) =>
          provinceFailureSchema.safeParse(failureOfAnswer({ status, retryAfter, body }, now)).success,
      ),
    )
  })
})

describe('parseRetryAfter', () => {
  it.each([
    ['7', 7000],
    [' 0 ', 0],
    [new Date(now + 90_000).toUTCString(), 90_000],
    [new Date(now - 90_000).toUTCString(), 0],
    ['999999999', 3_600_000],
    ['', null],
    ['soon', null],
    ['-5', 0],
    [null, null],
  ])('%j', (text, expected) => expect(parseRetryAfter(text, now)).toBe(expected))
})

describe('failureOfError', () => {
  it('tells codes of the whole chain and no message', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:443'), { code: 'ECONNREFUSED' })
    const told = failureOfError(new TypeError('fetch failed', { cause }), false)
    expect(told).toEqual({ ok: false, code: 'OFFLINE', detail: 'TypeError ECONNREFUSED', retryAfterMs: null })
    expect(failureOfError(new Error('x'), true).code).toBe('TIMEOUT')
    expect(failureOfError('nonsense', false).code).toBe('OFFLINE')
    const circular = new Error('x')
    circular.cause = circular
    expect(failureOfError(circular, false).code).toBe('OFFLINE')
  })
})
