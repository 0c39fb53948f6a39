import fc from 'fast-check'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bytesToSign } from '../../shared/dossier/canonical.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import {
  enrolRequestSchema,
  leaseRequestSchema,
  pushRequestSchema,
  reconcileRequestSchema,
  sessionRequestSchema,
} from '../../shared/wire/messages.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeB, createWorld, makeEvent, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { arbitraryOf, garbled, hostile } from '../support/schema-arbitrary.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()
const posts: [string, z.ZodType][] = [
  ['/v1/push', pushRequestSchema],
  ['/v1/reconcile', reconcileRequestSchema],
  ['/v1/lease', leaseRequestSchema],
  ['/v1/session', sessionRequestSchema],
  ['/v1/enrol', enrolRequestSchema],
]
const gets = ['/v1/pull', '/v1/reference', '/v1/reference/catalogue', '/v1/challenge', '/healthz']
const paths = [...posts.map(([path]) => path), ...gets, '/', '/v1/live/x']
const runs = 60

describe.each(engines)('garbage on $name', (engine) => {
  let world: World
  let desk: WireDesk
  let rowsOfB: string
  beforeAll(async () => {
    world = await createWorld(engine)
    desk = await world.enrol()
    const stranger = await world.enrol(communeB)
    await stranger.push([[makeReceipt(stranger, newDossierId())]])
    rowsOfB = await countRowsOfB()
  }, 60_000)
  /** Nothing of the other commune moved, and the gateway still answers. */
  async function mustBeUntouched(): Promise<void> {
    expect(await countRowsOfB()).toBe(rowsOfB)
    expect((await fetch(`${world.gateway.url}/healthz`)).status).toBe(200)
  }
  afterAll(() => world.stop())

  async function countRowsOfB(): Promise<string> {
    const { db } = world.gateway.store
    const counts = (['event', 'dossier', 'dossier_code', 'number_counter', 'lease', 'desk'] as const).map((table) =>
      db.selectFrom(table).selectAll().where('commune_id', '=', communeB).execute(),
    )
    return JSON.stringify(await Promise.all(counts))
  }
  /** Refused or answered, never failed: 5xx is the gateway's own fault. */
  const mustNotFail = ({ status, body }: { status: number; body: unknown }, isProblem = status >= 400) => {
    expect(status).toBeLessThan(500)
    if (isProblem) expect(body).toMatchObject({ status, code: expect.any(String) })
  }

  it.each(posts)('%s', async (path, schema) => {
    const body = garbled(arbitraryOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as object))
    await fc.assert(
      fc.asyncProperty(fc.oneof(body, body, hostile), async (value) =>
        mustNotFail(await desk.raw(path, value ?? null)),
      ),
      { numRuns: runs },
    )
    await mustBeUntouched()
  })

  it('events that are well signed and make no sense', async () => {
    const draft = (id: string) => makeReceipt(desk, id)
    await fc.assert(
      fc.asyncProperty(garbled(fc.constant(0).map(() => draft(newDossierId()))), async (garbage) => {
        const event = signAgain(garbage)
        // The garbage may be anything, null included.
        const own: unknown = (Object(event) as { dossierId?: unknown }).dossierId
        const dossierId = typeof own === 'string' ? own : newDossierId()
        const neighbour = newDossierId()
        const dossiers = [
          { dossierId, events: [event] },
          { dossierId: neighbour, events: [makeReceipt(desk, neighbour)] },
        ]
        const { status, body } = await desk.raw('/v1/push', { dossiers })
        expect(status).toBe(z.uuid().safeParse(dossierId).success ? 200 : 400)
        const codes = JSON.stringify(body)
        expect(codes).not.toContain('INTERNAL')
        if (status === 200)
          expect((body as { outcomes: unknown[] }).outcomes).toContainEqual(
            expect.objectContaining({ dossierId: neighbour, outcome: 'accepted' }),
          )
      }),
      { numRuns: runs * 2 },
    )
    await mustBeUntouched()
  })

  function signAgain(garbage: unknown): DossierEvent {
    if (garbage === null || typeof garbage !== 'object' || Array.isArray(garbage)) return garbage as DossierEvent
    const event = garbage as DossierEvent
    try {
      return { ...event, signature: desk.signBytes(bytesToSign(event)) }
    } catch {
      return event
    }
  }

  it('events in an odd order, of every type', async () => {
    const types = ['returned', 'resultArrived', 'supplemented', 'paid', 'withdrawalAnswered', 'received', 'corrected']
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 8 }), async (order) => {
        const id = newDossierId()
        const events = order.map((type) =>
          type === 'received' ? makeReceipt(desk, id) : makeEvent(desk, id, type as 'noted'),
        )
        const { outcomes } = await desk.push([events])
        expect(outcomes[0]?.outcome).not.toBe('rejected')
      }),
      { numRuns: runs / 2 },
    )
    await mustBeUntouched()
  })

  it('queries', async () => {
    const name = fc.constantFrom('checkpoint', 'limit', 'version', 'x', 'checkpoint[]')
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('%00', '%', '-1', '1e9', 'NaN'))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...gets),
        fc.array(fc.tuple(name, value), { maxLength: 3 }),
        async (path, query) => {
          const text = query.map(([key, item]) => `${key}=${safeEncode(item)}`).join('&')
          mustNotFail(await desk.raw(`${path}?${text}`))
        },
      ),
      { numRuns: runs },
    )
    await mustBeUntouched()
  })

  it('raw bytes, under any method, path and header', async () => {
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD')
    const path = fc.oneof(
      fc.constantFrom(...paths),
      fc.stringMatching(/^[!-~]{0,60}$/).map((text) => `/${text}`),
    )
    const headers = fc.record(
      {
        'content-type': fc.constantFrom(
          'application/json',
          'text/plain',
          'application/octet-stream',
          'multipart/form-data',
          ';',
        ),
        'content-encoding': fc.constantFrom('gzip', 'br', 'deflate', 'identity', 'x'),
        authorization: fc.constantFrom('Bearer', 'Bearer a.b.c', `Bearer ${'x'.repeat(3000)}`, 'Basic Og=='),
        accept: fc.constantFrom('text/html', 'x', '*/*'),
        'last-event-id': fc.stringMatching(/^[ -~]{0,20}$/),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(method, path, headers, fc.uint8Array({ maxLength: 300 }), async (...parts) => {
        expect(await statusOf(world.gateway.port, ...parts)).toBeLessThan(500)
      }),
      { numRuns: runs * 3 },
    )
    await mustBeUntouched()
  })
})

function safeEncode(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    return '%ED%A0%80'
  }
}

function statusOf(port: number, method: string, path: string, headers: Record<string, string>, body: Uint8Array) {
  return new Promise<number>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
      if (answer.headers['content-type']?.startsWith('text/event-stream')) answer.destroy()
    })
    sent.on('error', reject)
    sent.end(method === 'GET' || method === 'HEAD' ? undefined : body)
  })
}
