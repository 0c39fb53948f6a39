/** A desk's bundle, brought on a stick: taken here like a push, answered with a file for the way back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bundleByteLimit } from '../../../shared/wire/bundle.ts'
import type { Imported } from '../../bundles/import-bundle.ts'
import { bundleRateLimit, importFrom, readBundleBodies } from '../bundle-routes.ts'
import type { GatewayContext } from '../context.ts'
import { describeImport } from './bundle-outcome.ts'
import { wordsIn } from '../../words/language.ts'
import type { Words } from '../../words/vi.ts'
import { html, withCode } from './html.ts'
import type { Html } from './html.ts'
import { sendPage, signInPath } from './page.ts'
import { mustGetOperator } from './session.ts'

const path = '/admin/bundles'
const megabytes = bundleByteLimit / 1024 / 1024

/** What the page's script gets for one file. */
export interface BundleAnswer {
  /** What happened, for people. */
  html: string
  /** null: nothing was taken. */
  answer: {
    name: string
    content: string
    parts: number
    scans: { taken: number; refused: number }
  } | null
}

export function addBundlePages(pages: FastifyInstance, context: GatewayContext): void {
  readBundleBodies(pages)
  pages.get(path, (request, reply) => {
    const { formToken } = mustGetOperator(request)
    const words = wordsIn(request.language)
    return sendPage(reply, {
      title: words.bundles.title,
      path,
      body: writeBody(formToken, words),
      script: 'bundles.js',
      formToken,
    })
  })
  pages.post(path, { config: bundleRateLimit(context), bodyLimit: bundleByteLimit }, (request, reply) =>
    takeBundle(context, request, reply),
  )
}

async function takeBundle(context: GatewayContext, request: FastifyRequest, reply: FastifyReply) {
  const imported = await importFrom(context, request)
  const { keyName } = mustGetOperator(request)
  const { bundles: words } = wordsIn(request.language)
  if (!imported.ok) {
    request.log.info({ operator: keyName, problem: imported.problem }, 'bundle refused')
    return reply
      .code(422)
      .send({ html: writeProblem(words.problems[imported.problem]).text, answer: null } satisfies BundleAnswer)
  }
  request.log.info({ operator: keyName, bundle: imported.header.id, writer: imported.header.writer }, 'bundle taken')
  return reply.send({
    html: (await describeImport(context.store, imported, wordsIn(request.language))).text,
    answer: { name: imported.answerName, content: imported.answer, parts: imported.parts, scans: countScans(imported) },
  } satisfies BundleAnswer)
}

/** Of the scans that lie in this part: at the province now, and refused. */
function countScans(imported: Imported): { taken: number; refused: number } {
  if (imported.kind === 'push') return { taken: 0, refused: 0 }
  const refused = imported.scans.filter(({ kind }) => kind === 'refused').length
  return { taken: imported.scans.length - refused, refused }
}

function writeProblem(problem: string): Html {
  return html`<p class="bad" role="alert">${problem}</p>`
}

function writeBody(formToken: string, { bundles: words, frame }: Words): Html {
  return html`<p>${words.about}</p>
    <noscript><p class="bad">${withCode(words.needsScript)}</p></noscript>
    <form
      id="bundles"
      class="drop"
      data-form-token="${formToken}"
      data-limit="${bundleByteLimit}"
      data-sending="${words.sending}"
      data-empty="${words.empty}"
      data-too-large="${words.tooLarge(megabytes)}"
      data-unreadable="${words.unreadable}"
      data-failed="${words.failed}"
      data-sign-in="${frame.signInAgain}"
      data-sign-in-path="${signInPath}?next=${encodeURIComponent(path)}"
      data-save="${words.save}"
      data-save-part="${words.savePart}"
      data-part="${words.part}"
      data-scans="${words.scans}"
      data-cut="${words.cut}"
    >
      <p id="drop-hint">${withCode(words.drop)}</p>
      <input id="files" class="hidden" type="file" multiple accept=".motcua" aria-describedby="drop-hint" />
      <label for="files" class="button">${words.choose}</label>
    </form>
    <div id="results" role="log" aria-label="${words.results}"></div>`
}
