/** USB bundles over HTTP: for an operator of the province, or for a desk that carries another desk's file. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bundleByteLimit } from '../../shared/wire/bundle.ts'
import { importBundle } from '../bundles/import-bundle.ts'
import { hasKey } from './api-keys.ts'
import type { GatewayContext } from './context.ts'
import { ProblemError } from './problem.ts'
import { requireDesk } from './session.ts'

const contentType = 'application/vnd.mot-cua.bundle+json'

export async function addBundleRoutes(parent: FastifyInstance, context: GatewayContext): Promise<void> {
  const { store, identity, now } = context
  await parent.register(async (app) => {
    app.removeAllContentTypeParsers()
    const parseAs = { parseAs: 'string' as const, bodyLimit: bundleByteLimit }
    app.addContentTypeParser([contentType, 'application/octet-stream'], parseAs, (_request, body, done) =>
      done(null, body),
    )
    const asDesk = requireDesk(context)
    const onRequest = async (request: FastifyRequest) => {
      if (!(await hasKey(store, request, 'operator'))) await asDesk(request)
    }
    // Files are large: a few at a time are enough for a stick, and too few to fill the memory.
    const config = { rateLimit: { max: Math.min(60, context.limits.desk), timeWindow: 60_000 } }
    app.post('/v1/bundles', { onRequest, config, bodyLimit: bundleByteLimit }, async (request, reply) => {
      if (typeof request.body !== 'string') throw new ProblemError('BUNDLE_REFUSED', { detail: 'NOT_A_BUNDLE' })
      const report = (err: unknown) => request.log.error({ err }, 'dossier could not be taken')
      const imported = await importBundle({ store, signing: identity.signing, now, report }, request.body)
      if (!imported.ok) throw new ProblemError('BUNDLE_REFUSED', { detail: imported.problem })
      return reply
        .type(contentType)
        .header('content-disposition', `attachment; filename="${imported.answerName}"`)
        .send(imported.answer)
    })
  })
}
