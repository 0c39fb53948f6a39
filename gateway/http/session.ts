/** Which desk is asking. Read before the rate limit, so that a desk is counted by itself and not by its address. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findDesk } from '../sync/enrol.ts'
import type { GatewayContext } from './context.ts'
import { ProblemError } from './problem.ts'
import type { Desk } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** null: no token, or none of ours. */
    desk: Desk | null
  }
}

const bearer = /^Bearer ([\w.-]{1,2000})$/

export function readSessions(app: FastifyInstance, { tokens }: GatewayContext): void {
  app.decorateRequest('desk', null)
  app.addHook('onRequest', async (request) => {
    const token = bearer.exec(request.headers.authorization ?? '')?.[1]
    request.desk = token === undefined ? null : await tokens.readSession(token)
  })
}

/** For routes of desks. The database is asked each time: a revoked desk is out at once, not when its token ends. */
export function requireDesk({ store }: GatewayContext): (request: FastifyRequest) => Promise<void> {
  return async ({ desk }) => {
    if (desk === null) throw new ProblemError('UNAUTHENTICATED')
    const known = await findDesk(store, desk.deskId)
    if (known === null || known.communeId !== desk.communeId) throw new ProblemError('UNKNOWN_DESK')
    if (known.revoked) throw new ProblemError('DESK_REVOKED')
  }
}

export function mustGetDesk(request: FastifyRequest): Desk {
  if (request.desk === null) throw new ProblemError('UNAUTHENTICATED')
  return request.desk
}
