/** Inbound from the province's core system, with its own key. */
import type { FastifyInstance } from 'fastify'
import { onlineFilingSchema } from '../../shared/wire/connector.ts'
import type { OnlineFilingResponse } from '../../shared/wire/connector.ts'
import { takeOnline } from '../sync/online.ts'
import { requireKey } from './api-keys.ts'
import { mustMatch } from './checked.ts'
import type { GatewayContext } from './context.ts'
import { ProblemError } from './problem.ts'

const bodyLimit = 256 * 1024

export function addOnlineRoutes(app: FastifyInstance, { store, identity, now }: GatewayContext): void {
  app.post(
    '/v1/online',
    { onRequest: requireKey(store, 'core'), bodyLimit },
    async (request): Promise<OnlineFilingResponse> => {
      const filing = mustMatch(onlineFilingSchema, request.body)
      const report = (err: unknown) => request.log.error({ err }, 'filing could not be taken')
      const answer = await takeOnline({ store, signing: identity.signing, now, report }, filing)
      if (!answer.ok) throw new ProblemError(answer.problem)
      return { dossierId: answer.dossierId, communeId: filing.communeId }
    },
  )
}
