/** The language of the administration's pages: chosen by a link, kept in a cookie of these pages alone. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../../shared/text/language.ts'
import { preferredLanguage, readLanguage } from '../../words/language.ts'

declare module 'fastify' {
  interface FastifyRequest {
    language: Language
  }
}

const cookieName = 'mot_cua_language'
const aYear = 365 * 86_400

/** Before anything can go wrong: pages of errors are in the same language. */
export function readLanguages(pages: FastifyInstance): void {
  pages.decorateRequest('language', 'vi')
  pages.addHook('onRequest', async (request, reply) => {
    const chosen = readLanguage((request.query as { lang?: unknown } | null)?.lang)
    if (chosen !== null && chosen !== readLanguage(request.cookies[cookieName])) keep(reply, chosen, request)
    const kept = chosen ?? readLanguage(request.cookies[cookieName])
    request.language = kept ?? preferredLanguage(request.headers['accept-language'])
  })
}

function keep(reply: FastifyReply, language: Language, { protocol }: FastifyRequest): void {
  void reply.setCookie(cookieName, language, {
    path: '/admin',
    httpOnly: true,
    sameSite: 'strict',
    secure: protocol === 'https',
    maxAge: aYear,
  })
}
