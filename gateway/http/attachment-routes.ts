/** Scans: uploads in the tus protocol, contents by their hash. Apart from dossiers, so that a dossier never waits for one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { attachmentIdSchema } from '../../shared/wire/attachments.ts'
import { findAttachment, uploadIdPattern, uploadsPath } from '../attachments/uploads.ts'
import type { StoredAttachment, Uploads } from '../attachments/uploads.ts'
import type { GatewayContext } from './context.ts'
import { ProblemError } from './problem.ts'
import { mustGetDesk, requireDesk } from './session.ts'

export async function addAttachmentRoutes(parent: FastifyInstance, context: GatewayContext): Promise<void> {
  const { uploads } = context
  await parent.register(async (app) => {
    // The tus server reads the body itself.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const onRequest = requireDesk(context)
    const raw = { onRequest, decompress: false as const }
    const mustGetUploads = (): Uploads => {
      if (uploads === null) throw new ProblemError('ATTACHMENTS_NOT_OFFERED')
      return uploads
    }
    const handOver = async (request: FastifyRequest, reply: FastifyReply) => {
      const desk = mustGetDesk(request)
      const { uploadId } = request.params as { uploadId?: string }
      if (uploadId !== undefined && uploadIdPattern.exec(uploadId)?.[1] !== desk.communeId)
        throw new ProblemError('NOT_FOUND')
      const { handle } = mustGetUploads()
      reply.hijack()
      await handle(request.raw, reply.raw, desk)
    }
    app.post(uploadsPath, raw, handOver)
    app.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${uploadsPath}/:uploadId`, ...raw, handler: handOver })

    const find = async (request: FastifyRequest): Promise<StoredAttachment & { id: string; uploads: Uploads }> => {
      const id = attachmentIdSchema.safeParse((request.params as { id?: string }).id)
      const found = id.success ? await findAttachment(context.store, mustGetDesk(request).communeId, id.data) : null
      if (found === null || !id.success) throw new ProblemError('ATTACHMENT_NOT_FOUND')
      return { ...found, id: id.data, uploads: mustGetUploads() }
    }
    app.get(`${uploadsPath}/content/:id`, { onRequest, exposeHeadRoute: false }, async (request, reply) => {
      const { id, mediaType, bytes, uploads: from } = await find(request)
      return describe(reply, id, mediaType, bytes).send(from.contents.read(mustGetDesk(request).communeId, id))
    })
    app.head(`${uploadsPath}/content/:id`, { onRequest }, async (request, reply) => {
      const { id, mediaType, bytes } = await find(request)
      return describe(reply, id, mediaType, bytes).send()
    })
  })
}

function describe(reply: FastifyReply, id: string, mediaType: string, bytes: number): FastifyReply {
  return reply.headers({
    'content-type': mediaType,
    'content-length': bytes,
    'content-disposition': 'attachment',
    // The name is the content: it can never be another.
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${id}"`,
  })
}
