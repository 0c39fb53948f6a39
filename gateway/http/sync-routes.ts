/** Push, pull, reconcile, lease, reference data and the live stream. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  leaseRequestSchema,
  pullQuerySchema,
  pushRequestSchema,
  reconcileRequestSchema,
  referenceKindSchema,
  wireLimits,
} from '../../shared/wire/messages.ts'
import { findReference, findVersions } from '../store/references.ts'
import { formatCheckpoint } from '../sync/checkpoint.ts'
import { takeLease } from '../sync/lease.ts'
import { mustGetPosition, readPage, writePage } from '../sync/pull.ts'
import { takePush } from '../sync/push.ts'
import { compareHistories } from '../sync/reconcile.ts'
import { mustMatch } from './checked.ts'
import type { GatewayContext } from './context.ts'
import { changedFrame } from './live-streams.ts'
import { ProblemError } from './problem.ts'
import { mustGetDesk, requireDesk } from './session.ts'

const json = 'application/json; charset=utf-8'
const versionQuerySchema = z.object({
  version: z
    .string()
    .max(80)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
    .optional(),
})

export function addSyncRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { store, identity, metrics, now } = context
  const forDesks = { onRequest: requireDesk(context) }
  const withBody = { ...forDesks, bodyLimit: wireLimits.bodyBytes }

  app.post('/v1/push', withBody, async (request) => {
    const { dossiers } = mustMatch(pushRequestSchema, request.body)
    const report = (err: unknown) => request.log.error({ err }, 'dossier could not be taken')
    const { communeId, deskId: from } = mustGetDesk(request)
    const taken = await takePush({ store, signing: identity.signing, now, report, from }, communeId, dossiers)
    const { epoch, outcomes, position, mark } = taken
    metrics.countOutcomes(outcomes)
    const seal = { secret: identity.tokenSecret, communeId, use: 'seen' } as const
    const seen = formatCheckpoint(seal, { epoch, floor: position, position, dossierId: '', mark })
    return { epoch, outcomes, seen }
  })

  app.get('/v1/pull', forDesks, async (request, reply) => {
    const { checkpoint = null, seen = null, limit } = mustMatch(pullQuerySchema, request.query)
    const page = await readPage(store, identity, { communeId: mustGetDesk(request).communeId, checkpoint, seen, limit })
    metrics.countPulled(page.dossiers.length)
    return reply.type(json).send(writePage(page))
  })

  app.post('/v1/reconcile', withBody, async (request) =>
    compareHistories(store, mustGetDesk(request).communeId, mustMatch(reconcileRequestSchema, request.body)),
  )

  app.post('/v1/lease', { ...forDesks, bodyLimit: 4096 }, async (request) => {
    const answer = await takeLease(store, mustGetDesk(request), mustMatch(leaseRequestSchema, request.body), now())
    if (!answer.ok) throw new ProblemError(answer.problem)
    return answer.lease
  })

  addReferenceRoutes(app, context)
  app.get('/v1/live', forDesks, (request, reply) => openLive(context, request, reply))
}

function addReferenceRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { store } = context
  const forDesks = { onRequest: requireDesk(context) }

  app.get('/v1/reference', forDesks, async (request) => {
    const { communeId } = mustGetDesk(request)
    return { versions: await store.inCommune(communeId, 'read', (tx) => findVersions(tx, communeId)) }
  })

  app.get('/v1/reference/:kind', forDesks, async (request, reply) => {
    const { communeId } = mustGetDesk(request)
    const kind = referenceKindSchema.safeParse((request.params as { kind?: unknown }).kind)
    if (!kind.success) throw new ProblemError('REFERENCE_NOT_FOUND')
    const { version = null } = mustMatch(versionQuerySchema, request.query)
    const found = await store.inCommune(communeId, 'read', (tx) => findReference(tx, communeId, kind.data, version))
    if (found === null) throw new ProblemError('REFERENCE_NOT_FOUND')
    const head = JSON.stringify({ kind: found.kind, version: found.version })
    return reply.type(json).send(`${head.slice(0, -1)},"body":${found.body}}`)
  })
}

async function openLive({ store, live }: GatewayContext, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const desk = mustGetDesk(request)
  reply.hijack()
  const response = reply.raw
  if (response.destroyed) return
  response.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // A buffering proxy would hold the stream back until it is of no use.
    'x-accel-buffering': 'no',
  })
  // Listen first, look second: a change between the two is then told twice, never missed.
  live.add(desk, response)
  response.write(': connected\n\n')
  try {
    const position = await store.inCommune(desk.communeId, 'read', (tx) => mustGetPosition(tx, desk.communeId))
    const last = request.headers['last-event-id']
    if (last !== String(position)) response.write(changedFrame(position))
  } catch {
    response.destroy()
  }
}
