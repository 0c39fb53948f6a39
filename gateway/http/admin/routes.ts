/** The administration's pages: what anybody may load, how one signs in, and what only an operator of the province sees. */
import cookie from '@fastify/cookie'
import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayContext } from '../context.ts'
import { wordsIn } from '../../words/language.ts'
import { asProblem, ProblemError, sendProblem } from '../problem.ts'
import { addBundlePages } from './bundles-page.ts'
import { html } from './html.ts'
import { addImportPages } from './import-pages.ts'
import { readLanguages } from './languages.ts'
import { entries, sendPage, signInPath } from './page.ts'
import { readOperators } from './session.ts'
import { addSignIn } from './sign-in.ts'
import { problems } from '../../../shared/wire/problems.ts'

const assets = {
  'admin.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'bundles.js': 'text/javascript; charset=utf-8',
  'import.js': 'text/javascript; charset=utf-8',
}

export async function addAdminPages(parent: FastifyInstance, context: GatewayContext): Promise<void> {
  await parent.register(async (app) => {
    addAssets(app)
    await app.register(cookie)
    readForms(app)
    readLanguages(app)
    readOperators(app, context)
    app.setErrorHandler(answerError)
    addSignIn(app, context)
    await app.register(async (pages) => {
      pages.addHook('onRequest', mustBeOperator)
      pages.get('/admin', (_request, reply) => reply.redirect(entries[0]?.path ?? signInPath, 303))
      addOperatorPages(pages, context)
    })
  })
}

/** Each feature adds its pages here; `request.operator` is never null in them. */
function addOperatorPages(pages: FastifyInstance, context: GatewayContext): void {
  addBundlePages(pages, context)
  addImportPages(pages, context)
}

function addAssets(app: FastifyInstance): void {
  for (const [name, type] of Object.entries(assets)) {
    const content = readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8')
    app.get(`/admin/assets/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'no-cache').send(content),
    )
  }
}

/** Forms as browsers send them; of a name that stands twice the last counts. */
function readForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
}

async function mustBeOperator(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.operator !== null) return undefined
  if (request.method !== 'GET' || !wantsPage(request)) throw new ProblemError('UNAUTHENTICATED')
  return reply.redirect(`${signInPath}?next=${encodeURIComponent(request.url)}`, 303)
}

const wantsPage = (request: FastifyRequest): boolean => (request.headers.accept ?? '').includes('text/html')

/** Scripts get the problem as it is, people a page that says what to do. */
function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = asProblem(error, request)
  const { frame, problems: titles } = wordsIn(request.language)
  const title = titles[problem.code]
  if (!wantsPage(request)) return sendProblem(reply, problem, title)
  if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', String(problem.retryAfterSeconds))
  const { status } = problems[problem.code]
  const body = html`<p role="alert">${title}</p>
    <p>
      ${status === 401 ? html`<a href="${signInPath}">${frame.signIn}</a>` : html`<a href="/admin">${frame.toFirstPage}</a>`}
    </p>`
  return sendPage(reply, { title: frame.notDone, body, formToken: request.operator?.formToken ?? null }, status)
}
