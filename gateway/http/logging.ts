/** One line a request, and nothing of a person in it: no bodies, no query strings, no words of exceptions. */
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Logger } from 'pino'

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'

export function createLogger(level: LogLevel, write?: (line: string) => void): Logger {
  const options = { level, base: null, serializers: { err: describeError } }
  return write === undefined ? pino(options) : pino(options, { write })
}

/** Messages of the database quote values; the name, the code and the place in the source tell enough. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return { name: error.name, code, constraint, at: frames.slice(0, 8).map((line) => line.trim()) }
}

export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        desk: request.desk?.deskId,
      },
      'request',
    )
  })
}
