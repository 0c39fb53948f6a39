/**
 * What anybody may ask: how far the dossier with this number is. Number and progress only (TT 01/2018 Đ16.2.d), no name, no
 * procedure; looked up by the exact code, so that nothing can be listed.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { DossierStatus } from '../../shared/dossier/dossier.ts'
import { recogniseCode } from '../../shared/dossier/numbers.ts'
import { languages } from '../../shared/text/language.ts'
import type { Language } from '../../shared/text/language.ts'
import type { Store } from '../store/store.ts'
import { linkTo, preferredLanguage, readLanguage, wordsIn } from '../words/language.ts'
import type { Words } from '../words/vi.ts'
import { html } from './admin/html.ts'
import type { Html } from './admin/html.ts'
import { mustMatch } from './checked.ts'
import type { GatewayContext } from './context.ts'
import { pageHeaders } from './page-headers.ts'

interface Progress {
  /** As the paper in the citizen's hand states it. */
  asked: string
  number: string
  status: DossierStatus
  receivedAt: string
  dueAt: string | null
}

const querySchema = z.object({ so: z.string().max(300).optional(), lang: z.unknown().optional() })

export function addStatusPage(app: FastifyInstance, { store, limits }: GatewayContext): void {
  const config = { rateLimit: { max: limits.status, timeWindow: 60_000 } }
  app.get('/tra-cuu', { config }, async (request, reply) => {
    const { so = '', lang } = mustMatch(querySchema, request.query)
    const language = readLanguage(lang) ?? preferredLanguage(request.headers['accept-language'])
    const found = so === '' ? null : await findProgress(store, so)
    const page = writePage(so, found, language)
    return reply
      .code(so !== '' && found === null ? 404 : 200)
      .type('text/html; charset=utf-8')
      .headers(pageHeaders)
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      )
      .send(page.text)
  })
}

async function findProgress({ replica }: Store, asked: string): Promise<Progress | null> {
  const code = recogniseCode(asked)
  if (code === null) return null
  const query = replica.selectFrom('dossier').select(['number', 'status', 'received_at', 'due_at'])
  const row = await (
    code.kind === 'dossierId'
      ? query.where('id', '=', code.id)
      : query.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('dossier_code')
              .select('code')
              .where('code', '=', code.code)
              .whereRef('dossier_code.commune_id', '=', 'dossier.commune_id')
              .whereRef('dossier_code.dossier_id', '=', 'dossier.id'),
          ),
        )
  )
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const { number, received_at: receivedAt, due_at: dueAt } = row
  return { asked, number, status: row.status as DossierStatus, receivedAt, dueAt }
}

/** `2026-11-27T17:00:00+07:00` → `17 giờ 00, ngày 27/11/2026` */
function writeInstant(instant: string, { moment }: Words['status']): string {
  const [, year, month, day, hour = '', minute = ''] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(instant) ?? []
  return year === undefined ? '' : moment(hour, minute, `${day}/${month}/${year}`)
}

function writeProgress({ number, status, receivedAt, dueAt }: Progress, words: Words['status']): Html {
  const rows = [
    [words.number, number],
    [words.state, words.states[status] ?? ''],
    [words.receivedAt, writeInstant(receivedAt, words)],
    [words.dueAt, dueAt === null ? '' : writeInstant(dueAt, words)],
  ]
  return html`<dl>
    ${rows
      .filter(([, value]) => value !== '')
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`
}

const style = html`<style>
  body {
    font:
      1.125rem/1.5 system-ui,
      sans-serif;
    max-width: 36rem;
    margin: 2rem auto;
    padding: 0 1rem;
    color: #1a1a1a;
  }
  h1 {
    font-size: 1.5rem;
  }
  label {
    display: block;
    font-weight: 600;
  }
  input {
    font: inherit;
    width: 100%;
    box-sizing: border-box;
    padding: 0.5rem;
    margin: 0.25rem 0 0.75rem;
  }
  button {
    font: inherit;
    padding: 0.5rem 1.25rem;
  }
  dl {
    border-top: 1px solid #bbb;
  }
  dt {
    font-weight: 600;
    margin-top: 0.75rem;
  }
  dd {
    margin: 0;
  }
  .languages {
    text-align: right;
  }
</style>`

/** No cookie here: what is chosen stands in the address, and goes on with the form. */
function writeSwitch(asked: string, chosen: Language): Html {
  const query = asked === '' ? {} : { so: asked }
  return html`<p class="languages">
    ${languages.map((one) =>
      one === chosen
        ? html`<strong lang="${one}">${wordsIn(one).frame.name}</strong> `
        : html`<a href="${linkTo(one, query)}" lang="${one}" hreflang="${one}">${wordsIn(one).frame.name}</a> `,
    )}
  </p>`
}

function writePage(asked: string, found: Progress | null, language: Language): Html {
  const words = wordsIn(language).status
  const missing = asked === '' ? '' : html`<p role="status">${words.notFound}</p>`
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${words.title}</title>
        ${style}
      </head>
      <body>
        <main>
          ${writeSwitch(asked, language)}
          <h1>${words.title}</h1>
          <form action="/tra-cuu" method="get">
            <input type="hidden" name="lang" value="${language}" />
            <label for="so">${words.code}</label>
            <input id="so" name="so" value="${asked}" maxlength="300" autocomplete="off" required />
            <button>${words.ask}</button>
          </form>
          ${found === null ? missing : writeProgress(found, words)}
        </main>
      </body>
    </html> `
}
