/** Inbound from the province's core system, with its own key; and the files that its citizens are to see. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { attachmentLimits, mediaTypeSchema } from '../../shared/wire/attachments.ts'
import {
  onlineFileParamsSchema,
  onlineFilingSchema,
  onlinePapersSchema,
  onlineWithdrawalSchema,
} from '../../shared/wire/connector.ts'
import type { OnlineFilingResponse } from '../../shared/wire/connector.ts'
import { keepOnlineFile } from '../attachments/online-files.ts'
import { findAttachment } from '../attachments/uploads.ts'
import { takePapers, takeWithdrawal } from '../sync/online-deliveries.ts'
import { takeOnline } from '../sync/online.ts'
import type { OnlineAnswer } from '../sync/online.ts'
import type { PushContext } from '../sync/push.ts'
import { requireKey } from './api-keys.ts'
import { mustMatch, mustMatchShallow } from './checked.ts'
import type { GatewayContext } from './context.ts'
import { ProblemError } from './problem.ts'

/** With the envelope around it, an event that any desk can offer again. */
const bodyLimit = 250 * 1024
const filePath = '/v1/online/files/:communeId/:id'

export async function addOnlineRoutes(app: FastifyInstance, context: GatewayContext): Promise<void> {
  const { store, identity, now } = context
  const options = { onRequest: requireKey(store, 'core'), bodyLimit }
  const answer = async (
    request: FastifyRequest,
    communeId: string,
    take: (context: PushContext) => Promise<OnlineAnswer>,
  ): Promise<OnlineFilingResponse> => {
    const report = (err: unknown) => request.log.error({ err }, 'filing could not be taken')
    const taken = await take({ store, signing: identity.signing, now, report })
    if (!taken.ok) throw new ProblemError(taken.problem)
    return { dossierId: taken.dossierId, communeId }
  }
  app.post('/v1/online', options, async (request) => {
    const filing = mustMatchShallow(onlineFilingSchema, request.body)
    return answer(request, filing.communeId, (push) => takeOnline(push, filing))
  })
  app.post('/v1/online/papers', options, async (request) => {
    const papers = mustMatchShallow(onlinePapersSchema, request.body)
    return answer(request, papers.communeId, (push) => takePapers(push, papers))
  })
  app.post('/v1/online/withdrawals', options, async (request) => {
    const withdrawal = mustMatchShallow(onlineWithdrawalSchema, request.body)
    return answer(request, withdrawal.communeId, (push) => takeWithdrawal(push, withdrawal))
  })
  await app.register(async (files) => addFileRoutes(files, context))
}

function addFileRoutes(app: FastifyInstance, { store, uploads }: GatewayContext): void {
  const onRequest = requireKey(store, 'core')
  const mustGetContents = () => {
    if (uploads === null) throw new ProblemError('ATTACHMENTS_NOT_OFFERED')
    return uploads.contents
  }
  app.removeAllContentTypeParsers()
  const parse = { parseAs: 'buffer' as const, bodyLimit: attachmentLimits.bytes }
  app.addContentTypeParser(mediaTypeSchema.options, parse, (_request, body, done) => done(null, body))
  app.put(filePath, { onRequest, bodyLimit: attachmentLimits.bytes }, async (request, reply) => {
    const contents = mustGetContents()
    const { communeId, id } = mustMatch(onlineFileParamsSchema, request.params)
    const mediaType = mustMatch(mediaTypeSchema, request.headers['content-type']?.split(';')[0]?.trim())
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const problem = await keepOnlineFile(store, contents, { communeId, id, mediaType, bytes })
    if (problem !== null) throw new ProblemError(problem)
    return reply.code(204).send()
  })
  // The signed result that a desk scanned is what the citizen of a fully online service waits for.
  app.get(filePath, { onRequest, exposeHeadRoute: false }, async (request, reply) => {
    const contents = mustGetContents()
    const { communeId, id } = mustMatch(onlineFileParamsSchema, request.params)
    const found = await findAttachment(store, communeId, id)
    if (found === null || !(await contents.has(communeId, id, found.bytes)))
      throw new ProblemError('ATTACHMENT_NOT_FOUND')
    return reply
      .headers({ 'content-type': found.mediaType, 'content-length': found.bytes, 'content-disposition': 'attachment' })
      .send(contents.read(communeId, id))
  })
}
