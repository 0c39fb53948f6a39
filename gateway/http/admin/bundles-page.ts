/** A desk's bundle, brought on a stick: taken here like a push, answered with a file for the way back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bundleByteLimit } from '../../../shared/wire/bundle.ts'
import type { Imported, ImportProblem } from '../../bundles/import-bundle.ts'
import { bundleRateLimit, importFrom, readBundleBodies } from '../bundle-routes.ts'
import type { GatewayContext } from '../context.ts'
import { describeImport } from './bundle-outcome.ts'
import { html } from './html.ts'
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
    return sendPage(reply, {
      title: 'Nhập gói chuyển bằng USB',
      path,
      body: writeBody(formToken),
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
  if (!imported.ok) {
    request.log.info({ operator: keyName, problem: imported.problem }, 'bundle refused')
    return reply.code(422).send({ html: writeProblem(imported.problem).text, answer: null } satisfies BundleAnswer)
  }
  request.log.info({ operator: keyName, bundle: imported.header.id, writer: imported.header.writer }, 'bundle taken')
  return reply.send({
    html: (await describeImport(context.store, imported)).text,
    answer: { name: imported.answerName, content: imported.answer, parts: imported.parts, scans: countScans(imported) },
  } satisfies BundleAnswer)
}

/** Of the scans that lie in this part: at the province now, and refused. */
function countScans(imported: Imported): { taken: number; refused: number } {
  if (imported.kind === 'push') return { taken: 0, refused: 0 }
  const refused = imported.scans.filter(({ kind }) => kind === 'refused').length
  return { taken: imported.scans.length - refused, refused }
}

const problemWords: Record<ImportProblem, string> = {
  NOT_A_BUNDLE: 'Tệp này không phải gói do một quầy xuất ra, hoặc đã bị cắt cụt khi chép. Hãy chép lại từ USB.',
  NEWER_VERSION: 'Gói này do phiên bản mới hơn lập. Hãy cập nhật cổng tiếp nhận rồi nhập lại.',
  WRONG_READER: 'Gói này không gửi cho cổng tiếp nhận của tỉnh.',
  BAD_SIGNATURE: 'Chữ ký của quầy trên gói này không đúng: tệp bị hỏng hoặc bị sửa. Không có gì được nhập.',
  DAMAGED: 'Tệp bị hỏng, hoặc được niêm phong cho một cổng khác. Hãy chép lại từ USB. Không có gì được nhập.',
  UNKNOWN_DESK: 'Gói này của một quầy chưa đăng ký với tỉnh. Không có gì được nhập.',
  DESK_REVOKED: 'Quầy lập gói này đã bị thu hồi quyền kết nối. Không có gì được nhập.',
  NOT_A_PUSH: 'Đây không phải gói quầy gửi lên tỉnh; có thể là tệp phản hồi để mang về quầy.',
  SEVERAL_PARTS: 'Tệp này gồm nhiều phần. Hãy tải lại trang này rồi nhập lại.',
  SCANS_NOT_OFFERED:
    'Cổng này chưa được cấu hình thư mục chứa bản quét nên không nhận bản quét. Bản quét vẫn còn ở quầy.',
  NO_SUCH_PART: 'Tệp phản hồi không còn phần này. Hãy nhập lại gói.',
}

function writeProblem(problem: ImportProblem): Html {
  return html`<p class="bad" role="alert">${problemWords[problem]}</p>`
}

function writeBody(formToken: string): Html {
  return html`<p>
      Quầy không có mạng xuất hồ sơ và bản quét chưa gửi ra USB. Nhập tệp ấy ở đây, rồi chép tệp phản hồi vào USB để
      mang về quầy. Nhập lại một gói, nhập muộn, hay nhập khi quầy đã có mạng trở lại đều không làm thay đổi gì.
    </p>
    <noscript
      ><p class="bad">Trang này cần JavaScript. Có thể dùng lệnh <code>import-bundle</code> thay thế.</p></noscript
    >
    <form
      id="bundles"
      class="drop"
      data-form-token="${formToken}"
      data-limit="${bundleByteLimit}"
      data-sending="Đang nhập…"
      data-empty="Tệp rỗng."
      data-too-large="Tệp lớn hơn ${megabytes} MB nên không phải gói do một quầy xuất ra."
      data-unreadable="Không đọc được tệp. Hãy kiểm tra USB rồi chọn lại."
      data-failed="Không kết nối được với cổng tiếp nhận. Hãy thử lại; nhập lại một gói không làm thay đổi gì."
      data-sign-in="Đăng nhập lại"
      data-sign-in-path="${signInPath}?next=${encodeURIComponent(path)}"
      data-save="Tải tệp phản hồi"
      data-save-part="Tải tệp phản hồi, phần "
      data-part="Phần {part} / {parts}"
      data-scans="Tổng cộng {part} bản quét đã về tỉnh, {parts} bản quét không được nhận."
      data-cut="Tệp bị cắt cụt khi chép: chỉ đọc được {part} trong {parts} phần. Những phần đọc được đã nhập; hãy chép lại từ USB rồi nhập lại để nhận phần còn thiếu."
    >
      <p id="drop-hint">Kéo tệp <code>.motcua</code> từ USB thả vào khung này, hoặc</p>
      <input id="files" class="hidden" type="file" multiple accept=".motcua" aria-describedby="drop-hint" />
      <label for="files" class="button">Chọn tệp</label>
    </form>
    <div id="results" role="log" aria-label="Kết quả nhập"></div>`
}
