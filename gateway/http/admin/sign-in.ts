/** The way in: the key of an operator (`make-key operator <name>`), once, for a session that ends when nothing is done. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { mustMatch } from '../checked.ts'
import type { GatewayContext } from '../context.ts'
import { wordsIn } from '../../words/language.ts'
import { html, withCode } from './html.ts'
import { sendPage, signInPath } from './page.ts'
import type { AdminPage } from './page.ts'
import { signIn, signOut } from './session.ts'

const querySchema = z.object({ next: z.string().max(2000).optional() })
const formSchema = z.object({ key: z.string().max(200), next: z.string().max(2000).default('') })

export function addSignIn(app: FastifyInstance, context: GatewayContext): void {
  const config = { rateLimit: { max: context.limits.enrol, timeWindow: 60_000 } }

  app.get(signInPath, (request, reply) => {
    const { next = '' } = mustMatch(querySchema, request.query)
    return sendPage(reply, writeForm(request, next, false))
  })

  app.post(signInPath, { config, bodyLimit: 8 * 1024 }, async (request, reply) => {
    const { key, next } = mustMatch(formSchema, request.body)
    if (!(await signIn(context, request, reply, key.trim())))
      return sendPage(reply, writeForm(request, next, true), 403)
    request.log.info('operator signed in')
    return reply.redirect(ownPath(next), 303)
  })

  app.post('/admin/sign-out', { bodyLimit: 8 * 1024 }, (_request, reply) => {
    signOut(reply)
    return reply.redirect(signInPath, 303)
  })
}

/** Only pages of the administration: a link to the form must not lead elsewhere once the key is given. */
function ownPath(next: string): string {
  return /^\/admin(\/[\w./?=&%-]*)?$/.test(next) && !next.includes('//') && !next.startsWith(signInPath)
    ? next
    : '/admin'
}

function writeForm({ language }: FastifyRequest, next: string, isWrong: boolean): AdminPage {
  const { signIn: words, frame } = wordsIn(language)
  const problem = isWrong ? html`<p id="problem" class="bad" role="alert">${words.wrong}</p>` : ''
  const body = html`<p class="soft">${withCode(words.about)}</p>
    ${problem}
    <form method="post" action="${signInPath}">
      <input type="hidden" name="next" value="${next}" />
      <label for="key">${words.key}</label>
      <input
        id="key"
        name="key"
        type="password"
        maxlength="200"
        autocomplete="current-password"
        required
        autofocus${isWrong ? html` aria-invalid="true" aria-describedby="problem"` : ''}
      />
      <button>${frame.signIn}</button>
    </form>
    <p class="soft">${words.ends}</p>`
  return { title: frame.signIn, body, formToken: null }
}
