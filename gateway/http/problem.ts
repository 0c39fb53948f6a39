/** Errors as RFC 9457 problems. Nothing of what was sent, and nothing of an exception's message, goes into an answer. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { problems } from '../../shared/wire/problems.ts'
import type { ProblemCode } from '../../shared/wire/problems.ts'
import { isPassing, isUnstorableText } from '../store/failures.ts'

export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: ProblemCode, options: { detail?: string; retryAfterSeconds?: number } = {}) {
    super(code)
    this.name = 'ProblemError'
    this.code = code
    this.detail = options.detail
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

const busySeconds = 5

/** @param title for a page in another language; programs get the one of the wire */
export function sendProblem(reply: FastifyReply, problem: ProblemError, title?: string): FastifyReply {
  const { status, title: own } = problems[problem.code]
  if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', String(problem.retryAfterSeconds))
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `urn:mot-cua:problem:${problem.code}`,
        title: title ?? own,
        status,
        code: problem.code,
        ...(problem.detail === undefined ? {} : { detail: problem.detail }),
      }),
    )
}

export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, asProblem(error, request))
}

/** What is no fault of the sender is logged, once, here. */
export function asProblem(error: unknown, request: FastifyRequest): ProblemError {
  const problem = findProblem(error)
  if (problem.code === 'INTERNAL') request.log.error({ err: error }, 'request failed')
  else if (problem.code === 'BUSY') request.log.warn({ err: error }, 'database busy or away')
  return problem
}

const byStatus: Record<number, ProblemCode> = {
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  503: 'BUSY',
}

function findProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (isPassing(error)) return new ProblemError('BUSY', { retryAfterSeconds: busySeconds })
  if (isUnstorableText(error)) return new ProblemError('BAD_REQUEST')
  const status = (error as Partial<FastifyError> | null)?.statusCode
  if (status === undefined || status >= 500) return new ProblemError(status === 503 ? 'BUSY' : 'INTERNAL')
  return new ProblemError(byStatus[status] ?? 'BAD_REQUEST')
}
