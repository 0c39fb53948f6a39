/** Catalogue and calendar from files: looked at, confirmed, published. Nothing is kept between the two steps. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Language } from '../../../shared/text/language.ts'
import { fileByteLimit } from '../../import/file.ts'
import { startOfDay, writeDay } from '../../import/moments.ts'
import { makeTemplate } from '../../import/templates.ts'
import { writeWorkbook } from '../../import/workbook.ts'
import { VersionExists } from '../../store/references.ts'
import type { Store } from '../../store/store.ts'
import { mustMatch } from '../checked.ts'
import type { GatewayContext } from '../context.ts'
import { ProblemError } from '../problem.ts'
import { wordsIn } from '../../words/language.ts'
import type { Words } from '../../words/vi.ts'
import { html, withCode } from './html.ts'
import type { Html } from './html.ts'
import { importKinds } from './import-kinds.ts'
import type { ImportKind, Planned } from './import-kinds.ts'
import { showProblems } from './import-report.ts'
import { sendPage, signInPath } from './page.ts'
import { mustGetOperator } from './session.ts'

/** Of its own, so that a body is bytes here whatever other pages make of theirs. */
export const importContentType = 'application/vnd.mot-cua.table'
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What the page's script gets. */
export interface ImportAnswer {
  html: string
  /** null: there is nothing to publish. */
  confirm: { version: string; seen: string } | null
}

const querySchema = z.object({
  commune: z
    .string()
    .regex(/^(\d{5})?$/)
    .default(''),
  version: z.string().max(80).default(''),
  from: z.string().max(20).default(''),
  add: z.enum(['', 'on']).default(''),
  name: z.string().max(300).default(''),
  /** Of the preview; empty: only look. */
  seen: z.string().max(100).default(''),
})
type Query = z.infer<typeof querySchema>

export function addImportPages(pages: FastifyInstance, context: GatewayContext): void {
  pages.addContentTypeParser(
    importContentType,
    { parseAs: 'buffer', bodyLimit: fileByteLimit },
    (_request, body, done) => done(null, body),
  )
  for (const kind of importKinds) addKind(pages, context, kind)
}

function addKind(pages: FastifyInstance, context: GatewayContext, kind: ImportKind): void {
  const { store } = context
  pages.get(kind.path, async (request, reply) => {
    const { formToken } = mustGetOperator(request)
    const words = wordsIn(request.language)
    const body = writeBody(kind, { formToken, communes: await listCommunes(store) }, words)
    return sendPage(reply, {
      title: words.imports[kind.name].title,
      path: kind.path,
      body,
      script: 'import.js',
      formToken,
    })
  })
  const { template } = kind
  if (template !== null)
    pages.get(`${kind.path}/template`, async (_request, reply) =>
      sendWorkbook(reply, `mau-${kind.exportName}`, await makeTemplate(template)),
    )
  pages.get(`${kind.path}/export`, async (request, reply) => {
    const { commune } = mustMatch(querySchema, request.query)
    const found = await kind.export(store, commune === '' ? null : commune)
    if (found === null) throw new ProblemError('NOT_FOUND')
    if ('json' in found)
      return sendFile(
        reply,
        kind.exportName,
        'application/json',
        Buffer.from(`${JSON.stringify(found.json, null, 2)}\n`),
      )
    return sendWorkbook(reply, kind.exportName, await writeWorkbook(found))
  })
  const config = { rateLimit: { max: Math.min(30, context.limits.desk), timeWindow: 60_000 } }
  pages.post(kind.path, { config, bodyLimit: fileByteLimit }, (request, reply) =>
    takeFile(context, kind, request, reply),
  )
}

function sendWorkbook(reply: FastifyReply, name: string, content: Buffer): FastifyReply {
  return sendFile(reply, name, workbookType, content)
}

function sendFile(reply: FastifyReply, name: string, type: string, content: Buffer): FastifyReply {
  return reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(content)
}

async function takeFile(context: GatewayContext, kind: ImportKind, request: FastifyRequest, reply: FastifyReply) {
  if (!(request.body instanceof Buffer)) throw new ProblemError('UNSUPPORTED_MEDIA_TYPE')
  const query = mustMatch(querySchema, request.query)
  const inForceFrom = startOfDay(query.from, context.now())
  if (inForceFrom === undefined) throw new ProblemError('BAD_REQUEST', { detail: 'from' })
  const { version, add, name, commune } = query
  if (commune !== '' && !(await listCommunes(context.store)).some(({ id }) => id === commune))
    throw new ProblemError('BAD_REQUEST', { detail: 'commune' })
  const planned = await kind.plan(context.store, {
    bytes: request.body,
    fileName: name,
    communeId: commune === '' ? null : commune,
    version: version.trim() === '' ? null : version.trim(),
    add: add === 'on',
    now: context.now(),
    inForceFrom,
    language: request.language,
  })
  if (query.seen === '' || planned.ready === null) return reply.send(answerPreview(planned, request.language))
  return publish(planned.ready, { request, reply, query, kind, inForceFrom })
}

async function publish(
  ready: NonNullable<Planned['ready']>,
  at: { request: FastifyRequest; reply: FastifyReply; query: Query; kind: ImportKind; inForceFrom: Date | null },
) {
  const { request, reply, query, kind, inForceFrom } = at
  const { imports: words } = wordsIn(request.language)
  const tell = (said: Html): ImportAnswer => ({ html: said.text, confirm: null })
  const changed = html`<p class="bad" role="alert">${words.changed}</p>`
  if (ready.seen !== query.seen) return reply.code(409).send(tell(changed))
  try {
    await ready.publish(inForceFrom)
  } catch (error) {
    if (error instanceof VersionExists) return reply.code(409).send(tell(changed))
    throw error
  }
  const { keyName } = mustGetOperator(request)
  request.log.info({ operator: keyName, page: kind.path, version: ready.version }, 'reference published')
  const said =
    inForceFrom === null ? words.publishedNow(ready.version) : words.publishedFrom(ready.version, writeDay(inForceFrom))
  return reply.send(tell(html`<p class="good" role="status">${said}</p>`))
}

function answerPreview({ problems, ready }: Planned, language: Language): ImportAnswer {
  const report = showProblems(problems, language)
  if (ready === null)
    return {
      html: html`<p class="bad" role="alert">${wordsIn(language).imports.nothing}</p>
        ${report}`.text,
      confirm: null,
    }
  return {
    html: html`${ready.preview}${report}`.text,
    confirm: ready.changes ? { version: ready.version, seen: ready.seen } : null,
  }
}

async function listCommunes({ db }: Store): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('commune').select(['commune_id as id', 'name']).orderBy('name').execute()
}

interface Shown {
  formToken: string
  communes: readonly { id: string; name: string }[]
}

function writeBody(kind: ImportKind, { formToken, communes }: Shown, { imports: words, frame }: Words): Html {
  const { name, path, canAdd, template, files } = kind
  const options = communes.map(({ id, name }) => html`<option value="${id}">${name} (${id})</option>`)
  const add = html`<p>
    <label><input type="checkbox" name="add" /> ${words.add}</label>
  </p>`
  return html`<p>${words[name].about}</p>
    <p>
      ${template === null ? '' : html`<a href="${path}/template">${words.template}</a> · `}<a href="${path}/export"
        >${words.export}</a
      >
    </p>
    <noscript><p class="bad">${words.needsScript}</p></noscript>
    <form
      id="import"
      data-path="${path}"
      data-type="${importContentType}"
      data-form-token="${formToken}"
      data-limit="${fileByteLimit}"
      data-reading="${words.reading}"
      data-publishing="${words.publishing}"
      data-too-large="${words.tooLarge(fileByteLimit / 1024 / 1024)}"
      data-unreadable="${words.unreadable}"
      data-failed="${words.failed}"
      data-sign-in="${frame.signInAgain}"
      data-sign-in-path="${signInPath}?next=${encodeURIComponent(path)}"
      data-publish="${words.publish}"
    >
      <label for="commune">${words.scope}</label>
      <select id="commune" name="commune" aria-describedby="commune-hint">
        <option value="">${words.wholeProvince}</option>
        ${options}
      </select>
      <p id="commune-hint" class="soft">${words.scopeHint}</p>
      <label for="version">${words.version}</label>
      <input id="version" name="version" maxlength="80" autocomplete="off" />
      <label for="from">${words.from}</label>
      <input id="from" name="from" type="date" />
      ${canAdd ? add : ''}
      <div class="drop">
        <p id="drop-hint">${withCode(files === 'json' ? words.dropJson : words.dropTable)}</p>
        <input
          id="file"
          class="hidden"
          type="file"
          accept="${files === 'json' ? '.json' : '.xlsx,.csv,.json,.txt'}"
          aria-describedby="drop-hint"
        />
        <label for="file" class="button">${words.choose}</label>
      </div>
    </form>
    <div id="result" aria-live="polite"></div>`
}
