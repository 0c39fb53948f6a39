import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wireLimits } from '../../shared/wire/messages.ts'
import { sampleEvent, sampleUuid } from '../../test/support/event-builder.ts'
import {
  backoffCapMs,
  backoffMs,
  firstBatch,
  largestBatch,
  nextBatchSize,
  nextPageSize,
  planAfterFailure,
  planPush,
  smallestBatch,
  type Ending,
} from './plan.ts'
import type { Outgoing } from './sync-store.ts'

const ending = fc.constantFrom<Ending>(
  'ok',
  'OFFLINE',
  'TIMEOUT',
  'TOO_LARGE',
  'RATE_LIMITED',
  'SERVER',
  'NOT_ENROLLED',
  'REFUSED',
)
const size = fc.record({
  dossiers: fc.integer({ min: smallestBatch.dossiers, max: largestBatch.dossiers }),
  bytes: fc.integer({ min: smallestBatch.bytes, max: largestBatch.bytes }),
})

function outgoing(dossier: number, count: number, textLength = 10): Outgoing {
  const events = Array.from({ length: count }, (_, n) =>
    sampleEvent('noted', n + 1, { dossier, payload: { text: 'à'.repeat(textLength) } }),
  )
  return { dossierId: sampleUuid(0, dossier), events, digest: '' }
}

describe('batch size', () => {
  test('stays within its limits, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(ending, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 60 }),
        (story) => {
          let [batch, page] = [firstBatch, wireLimits.pullDossiers as number]
          for (const [how, share] of story) {
            const carried = {
              dossiers: Math.max(1, Math.floor(batch.dossiers * share)),
              bytes: Math.max(1, Math.floor(batch.bytes * share)),
            }
            batch = nextBatchSize(batch, carried, how)
            page = nextPageSize(page, how)
            expect(batch.dossiers).toBeGreaterThanOrEqual(1)
            expect(batch.dossiers).toBeLessThanOrEqual(wireLimits.pushDossiers)
            expect(batch.bytes).toBeGreaterThanOrEqual(smallestBatch.bytes)
            expect(batch.bytes).toBeLessThanOrEqual(largestBatch.bytes)
            expect(page).toBeGreaterThanOrEqual(1)
            expect(page).toBeLessThanOrEqual(wireLimits.pullDossiers)
          }
        },
      ),
    )
  })

  test('halves what was carried, not what would have been allowed', () => {
    const next = nextBatchSize({ dossiers: 100, bytes: 1_000_000 }, { dossiers: 8, bytes: 400_000 }, 'TOO_LARGE')
    expect(next).toEqual({ dossiers: 4, bytes: 200_000 })
  })

  test('a link that is down or a province that is busy says nothing about the size', () => {
    for (const how of ['OFFLINE', 'RATE_LIMITED'] as const)
      expect(nextBatchSize(firstBatch, firstBatch, how)).toEqual(firstBatch)
  })
})

describe('waiting', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

  test('is never longer than five minutes, never shorter than half its ceiling', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.option(fc.nat(1e9)),
        random,
        (failures, retryAfter, jitter) => {
          const ms = backoffMs(failures, retryAfter, jitter)
          expect(ms).toBeLessThanOrEqual(5 * 60_000)
          expect(ms).toBeGreaterThanOrEqual(Math.min(backoffCapMs, 1000 * 2 ** Math.min(failures, 20)) / 2)
        },
      ),
    )
  })

  test('obeys a Retry-After up to the cap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(backoffCapMs), random, (failures, retryAfter, jitter) => {
        expect(backoffMs(failures, retryAfter, jitter)).toBeGreaterThanOrEqual(retryAfter)
      }),
    )
    expect(backoffMs(1, 86_400_000, 0)).toBe(backoffCapMs)
  })

  test('differs between desks that failed together', () => {
    expect(backoffMs(6, null, 0.1)).not.toBe(backoffMs(6, null, 0.9))
  })
})

describe('the next request', () => {
  test('is within limit and bytes, takes the list from its front, and makes progress', () => {
    const list = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4000 })), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(list, size, (shape, batch) => {
        const unsent = shape.map(([count, text], dossier) => outgoing(dossier, count, text))
        const { dossiers, partial, carried } = planPush(unsent, batch)
        expect(dossiers.length).toBeGreaterThanOrEqual(1)
        expect(dossiers.length).toBeLessThanOrEqual(batch.dossiers)
        const events = dossiers.flatMap((dossier) => dossier.events)
        if (events.length > 1) expect(carried.bytes).toBeLessThanOrEqual(batch.bytes)
        dossiers.forEach(({ dossierId, events: taken }, at) => {
          const whole = unsent[at] as Outgoing
          expect(dossierId).toBe(whole.dossierId)
          expect(taken).toEqual(whole.events.slice(0, taken.length))
          expect(partial.has(dossierId)).toBe(taken.length < whole.events.length)
        })
      }),
    )
  })

  test('one event larger than the batch still goes', () => {
    const { dossiers, partial } = planPush([outgoing(1, 1, 200_000)], smallestBatch)
    expect(dossiers).toHaveLength(1)
    expect(partial.size).toBe(0)
  })

  test('a history longer than a message may hold goes in pieces', () => {
    const long = outgoing(1, wireLimits.eventsPerDossier + 1, 1)
    const { dossiers, partial } = planPush([long], largestBatch)
    expect(dossiers[0]?.events).toHaveLength(wireLimits.eventsPerDossier)
    expect(partial).toEqual(new Set([long.dossierId]))
  })
})

describe('after a failure of the whole request', () => {
  const one = planPush([outgoing(1, 1, 50_000)], largestBatch)
  const small = planPush([outgoing(1, 1)], largestBatch)
  const long = planPush([outgoing(1, 30, 4000)], largestBatch)
  const many = planPush([outgoing(1, 1), outgoing(2, 1)], largestBatch)

  test.each(['OFFLINE', 'TIMEOUT', 'RATE_LIMITED', 'SERVER', 'NOT_ENROLLED'] as const)('%s waits', (code) => {
    for (const plan of [one, small, long, many]) expect(planAfterFailure(code, plan)).toBe('wait')
  })

  test('a refused request is split until the one to blame stands alone', () => {
    expect(planAfterFailure('REFUSED', many)).toBe('split')
    expect(planAfterFailure('REFUSED', long)).toBe('aside')
    expect(planAfterFailure('TOO_LARGE', many)).toBe('split')
    expect(planAfterFailure('TOO_LARGE', long)).toBe('split')
    expect(planAfterFailure('TOO_LARGE', one)).toBe('aside')
  })

  test('a link that takes not even a small request takes nothing: no dossier is to blame', () => {
    expect(planAfterFailure('TOO_LARGE', small)).toBe('wait')
  })
})
