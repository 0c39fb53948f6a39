/** Enrolment and sign-in of desks. */
import type { FastifyInstance } from 'fastify'
import { enrolRequestSchema, sessionRequestSchema, wireVersion } from '../../shared/wire/messages.ts'
import type { EnrolResponse, SessionResponse } from '../../shared/wire/messages.ts'
import { isSignedBy, readPublicKey } from '../keys/ed25519.ts'
import { mustGetEpoch } from '../store/identity.ts'
import { enrolDesk, findDesk } from '../sync/enrol.ts'
import { mustMatch } from './checked.ts'
import type { GatewayContext } from './context.ts'
import { ProblemError } from './problem.ts'
import { sessionSeconds } from './tokens.ts'

/** Small enough that nothing is worth attacking before anybody has signed in. */
const bodyLimit = 4096

export function addSessionRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { store, identity, tokens, limits, now } = context

  app.get('/v1/challenge', async () => ({
    challenge: await tokens.makeChallenge(),
    serverTime: new Date(now()).toISOString(),
  }))

  app.post('/v1/session', { bodyLimit }, async (request): Promise<SessionResponse> => {
    const { deskId, challenge, signature } = mustMatch(sessionRequestSchema, request.body)
    const desk = /^[\w-]+$/.test(deskId) ? await findDesk(store, deskId) : null
    const key = desk === null ? null : readPublicKey(desk.publicKey)
    const message = Buffer.from(`mot-cua session ${challenge}`)
    const isProven = key !== null && isSignedBy(key, message, signature) && (await tokens.isOwnChallenge(challenge))
    if (desk === null || !isProven) throw new ProblemError('UNKNOWN_DESK')
    if (desk.revoked) throw new ProblemError('DESK_REVOKED')
    return {
      token: await tokens.makeSession({ deskId, communeId: desk.communeId }),
      expiresInSeconds: sessionSeconds,
      serverTime: new Date(now()).toISOString(),
      epoch: (await mustGetEpoch(store.db)).id,
      wireVersion,
    }
  })

  const rateLimit = { max: limits.enrol, timeWindow: 60_000 }
  app.post('/v1/enrol', { bodyLimit, config: { rateLimit } }, async (request): Promise<EnrolResponse> => {
    const asked = mustMatch(enrolRequestSchema, request.body)
    const desk = await enrolDesk(store, asked, now())
    if (desk === null) throw new ProblemError('ENROLMENT_CODE_INVALID')
    return { ...desk, gatewayPublicKey: identity.signing.publicText }
  })
}
