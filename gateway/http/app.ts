/** The gateway's HTTP face: what surrounds the routes. */
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { sql } from 'kysely'
import type { Socket } from 'node:net'
import { fastify, LogController } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { GatewayContext } from './context.ts'
import { logRequests } from './logging.ts'
import { addAdminPages } from './admin/routes.ts'
import { addAttachmentRoutes } from './attachment-routes.ts'
import { addBundleRoutes } from './bundle-routes.ts'
import { addOnlineRoutes } from './online-routes.ts'
import { addMetricsRoute } from './metrics.ts'
import { createOpenApi } from './openapi.ts'
import { handleError, ProblemError, sendProblem } from './problem.ts'
import { addSessionRoutes } from './session-routes.ts'
import { readSessions } from './session.ts'
import { addStatusPage } from './status-page.ts'
import { addSyncRoutes } from './sync-routes.ts'

declare module 'fastify' {
  interface FastifyInstance {
    knownRoutes: { method: string; url: string }[]
  }
}

export interface AppOptions {
  logger: Logger
  /** Behind a balancer: whose `X-Forwarded-For` is believed. */
  trustProxy: boolean | string
}

export async function createApp(context: GatewayContext, options: AppOptions): Promise<FastifyInstance> {
  const app = createServer(options)
  const routes: { method: string; url: string }[] = []
  app.decorate('knownRoutes', routes)
  app.addHook('onRoute', ({ method, url }) => {
    routes.push(...[method].flat().map((one) => ({ method: one, url })))
  })
  app.setErrorHandler(handleError)
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new ProblemError('NOT_FOUND')))
  readSessions(app, context)
  logRequests(app)
  await addSurroundings(app, context)
  await addRoutes(app, context)
  app.addHook('preClose', async () => context.live.stop())
  return app
}

function createServer(options: AppOptions): FastifyInstance {
  return fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: 64 * 1024,
    // A piece of a scan on the slowest link.
    requestTimeout: 300_000,
    // A `__proto__` key spoils one event's signature; it must not refuse the whole push.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    frameworkErrors: handleError,
    clientErrorHandler: refuseRaw,
  }) as unknown as FastifyInstance
}

/**
 * Answers to programs carry no more than protects them: on a slow link the headers of an answer weigh more than what it says.
 * Pages for people add their own (`page-headers.ts`).
 */
const lean = {
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const

async function addSurroundings(app: FastifyInstance, { limits }: GatewayContext): Promise<void> {
  await app.register(helmet, lean)
  await app.register(rateLimit, {
    max: (request) => (request.desk === null ? limits.address : limits.desk),
    timeWindow: 60_000,
    keyGenerator: (request) => request.desk?.deskId ?? request.ip,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    errorResponseBuilder: (_request, { ttl }) =>
      new ProblemError('RATE_LIMITED', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  })
  await app.register(compress, { threshold: 1024, encodings: ['gzip'], requestEncodings: ['gzip'] })
}

async function addRoutes(app: FastifyInstance, context: GatewayContext): Promise<void> {
  addHealth(app, context)
  addMetricsRoute(app, context.metrics, context.metricsToken)
  addStatusPage(app, context)
  const openApi = JSON.stringify(createOpenApi())
  app.get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(openApi))
  addSessionRoutes(app, context)
  addSyncRoutes(app, context)
  await addOnlineRoutes(app, context)
  await addAttachmentRoutes(app, context)
  await addBundleRoutes(app, context)
  await addAdminPages(app, context)
}

function addHealth(app: FastifyInstance, { store }: GatewayContext): void {
  app.get('/healthz', { config: { rateLimit: false } }, async () => {
    await sql`select 1`.execute(store.db)
    return { status: 'ok' }
  })
}

/** Bytes that are no HTTP at all: there is no request to answer, only a socket to close politely. */
function refuseRaw(_error: unknown, socket: Socket): void {
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  else socket.destroy()
}
