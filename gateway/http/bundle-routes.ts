/** USB bundles over HTTP: for an operator of the province, or for a desk that carries another desk's file. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bundleByteLimit, bundleQuerySchema } from '../../shared/wire/bundle.ts'
import { importBundle } from '../bundles/import-bundle.ts'
import { hasKey } from './api-keys.ts'
import { mustMatch } from './checked.ts'
import type { GatewayContext } from './context.ts'
import { ProblemError } from './problem.ts'
import { requireDesk } from './session.ts'

const contentType = 'application/vnd.mot-cua.bundle+json'

export function bundleRateLimit({ limits }: GatewayContext) {
  return { rateLimit: { max: limits.bundles, timeWindow: 60_000 } }
}

/** The body of these routes is the file. */
export function readBundleBodies(app: FastifyInstance): void {
  const options = { parseAs: 'buffer' as const, bodyLimit: bundleByteLimit }
  app.addContentTypeParser([contentType, 'application/octet-stream'], options, (_request, body, done) =>
    done(null, body),
  )
}

export function importFrom({ store, identity, uploads, now }: GatewayContext, request: FastifyRequest) {
  const { part } = mustMatch(bundleQuerySchema, request.query)
  const report = (err: unknown) => request.log.error({ err }, 'dossier could not be taken')
  const file = request.body instanceof Uint8Array ? request.body : new Uint8Array()
  const contents = uploads?.contents ?? null
  return importBundle({ store, signing: identity.signing, contents, now, report }, file, { part })
}

export async function addBundleRoutes(parent: FastifyInstance, context: GatewayContext): Promise<void> {
  await parent.register(async (app) => {
    app.removeAllContentTypeParsers()
    readBundleBodies(app)
    const asDesk = requireDesk(context)
    const onRequest = async (request: FastifyRequest) => {
      if (!(await hasKey(context.store, request, 'operator'))) await asDesk(request)
    }
    const config = bundleRateLimit(context)
    app.post('/v1/bundles', { onRequest, config, bodyLimit: bundleByteLimit }, async (request, reply) => {
      const imported = await importFrom(context, request)
      if (!imported.ok) throw new ProblemError('BUNDLE_REFUSED', { detail: imported.problem })
      return reply
        .type(contentType)
        .header('content-disposition', `attachment; filename="${imported.answerName}"`)
        .header('answer-parts', String(imported.parts))
        .send(imported.answer)
    })
  })
}
