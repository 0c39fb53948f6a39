/**
 * The frame around every page of the administration: head, bar, and the strict policy under which it is shown. Pages add
 * themselves to `entries` and answer with `sendPage`; nothing but what this gateway serves itself can run in them.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { languages } from '../../../shared/text/language.ts'
import { linkTo, wordsIn } from '../../words/language.ts'
import { pageHeaders } from '../page-headers.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** What the bar shows, in this order. */
export const entries = [
  { path: '/admin/bundles', name: 'bundles' },
  { path: '/admin/catalogue', name: 'catalogue' },
  { path: '/admin/calendar', name: 'calendar' },
  { path: '/admin/forms', name: 'forms' },
] as const

export const signInPath = '/admin/sign-in'

export interface AdminPage {
  title: string
  body: Html
  /** Whose entry in the bar is lit. */
  path?: string
  /** Name of a script in `assets/`, for instance `bundles.js`. */
  script?: string
  /** Of the session, for the form that ends it; null: nobody is signed in, and there is no bar. */
  formToken: string | null
}

/** No inline script or style, no other host, no frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function sendPage(reply: FastifyReply, page: AdminPage, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers(pageHeaders)
    .header('content-security-policy', policy)
    .send(writePage(page, reply.request).text)
}

/** Stands in every form: without it nothing is changed (see session.ts). */
export function formTokenField(formToken: string): Html {
  return html`<input type="hidden" name="formToken" value="${formToken}" />`
}

function writePage({ title, body, path, script, formToken }: AdminPage, request: FastifyRequest): Html {
  return html`<!doctype html>
    <html lang="${request.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Một Cửa</title>
        <link rel="icon" href="/admin/assets/icon.svg" />
        <link rel="stylesheet" href="/admin/assets/admin.css" />
        ${script === undefined ? '' : html`<script type="module" src="/admin/assets/${script}"></script>`}
      </head>
      <body>
        ${formToken === null ? writeSwitch(request) : writeBar(path, formToken, request)}
        <main id="main">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `
}

function writeBar(path: string | undefined, formToken: string, request: FastifyRequest): Html {
  const words = wordsIn(request.language).frame
  const links = entries.map(
    (entry) =>
      html`<a href="${entry.path}" ${entry.path === path ? html`aria-current="page"` : ''}>${words[entry.name]}</a>`,
  )
  return html`<a class="skip" href="#main">${words.skip}</a>
    <header>
      <strong>${words.head}</strong>
      <nav aria-label="${words.bar}">${links}</nav>
      <form method="post" action="/admin/sign-out">
        ${formTokenField(formToken)}<button class="quiet">${words.signOut}</button>
      </form>
      ${writeSwitch(request)}
    </header>`
}

/** Each language under its own name: who does not read the page finds it all the same. */
function writeSwitch({ language, query }: FastifyRequest): Html {
  const links = languages.map((one) =>
    one === language
      ? html`<span aria-current="true" lang="${one}">${wordsIn(one).frame.name}</span>`
      : html`<a href="${linkTo(one, query)}" lang="${one}" hreflang="${one}">${wordsIn(one).frame.name}</a>`,
  )
  return html`<div class="languages" role="group" aria-label="${wordsIn(language).frame.switchLabel}">${links}</div>`
}
