/**
 * What anybody may ask: how far the dossier with this number is. Number and progress only (TT 01/2018 Đ16.2.d), no name, no
 * procedure; looked up by the exact code, so that nothing can be listed.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { DossierStatus } from '../../shared/dossier/dossier.ts'
import { recogniseCode } from '../../shared/dossier/numbers.ts'
import type { Store } from '../store/store.ts'
import { mustMatch } from './checked.ts'
import type { GatewayContext } from './context.ts'
import { pageHeaders } from './page-headers.ts'

const words: Record<DossierStatus, string> = {
  registered: 'Mới đăng ký',
  accepted: 'Được tiếp nhận',
  notAccepted: 'Không được tiếp nhận',
  processing: 'Đang xử lý',
  awaitingSupplement: 'Yêu cầu bổ sung giấy tờ',
  awaitingPayment: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  withdrawalRequested: 'Công dân yêu cầu rút hồ sơ',
  stopped: 'Dừng xử lý',
  finished: 'Đã xử lý xong',
  returned: 'Đã trả kết quả',
}

interface Progress {
  /** As the paper in the citizen's hand states it. */
  asked: string
  number: string
  status: DossierStatus
  receivedAt: string
  dueAt: string | null
}

const querySchema = z.object({ so: z.string().max(300).optional() })

export function addStatusPage(app: FastifyInstance, { store, limits }: GatewayContext): void {
  const config = { rateLimit: { max: limits.status, timeWindow: 60_000 } }
  app.get('/tra-cuu', { config }, async (request, reply) => {
    const { so = '' } = mustMatch(querySchema, request.query)
    const found = so === '' ? null : await findProgress(store, so)
    const page = writePage(so, found)
    return reply
      .code(so !== '' && found === null ? 404 : 200)
      .type('text/html; charset=utf-8')
      .headers(pageHeaders)
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      )
      .send(page)
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

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? '')

/** `2026-11-27T17:00:00+07:00` → `17 giờ 00, ngày 27/11/2026` */
function writeInstant(instant: string): string {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(instant) ?? []
  return year === undefined ? '' : `${hour} giờ ${minute}, ngày ${day}/${month}/${year}`
}

function writeProgress({ number, status, receivedAt, dueAt }: Progress): string {
  const rows = [
    ['Mã hồ sơ', number],
    ['Tình trạng', words[status] ?? ''],
    ['Tiếp nhận lúc', writeInstant(receivedAt)],
    ['Hẹn trả kết quả', dueAt === null ? '' : writeInstant(dueAt)],
  ]
  const cells = rows
    .filter(([, value]) => value !== '')
    .map(([name = '', value = '']) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`)
  return `<dl>${cells.join('')}</dl>`
}

const style = `body{font:1.125rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.5rem}label{display:block;font-weight:600}input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;margin:.25rem 0 .75rem}
button{font:inherit;padding:.5rem 1.25rem}dl{border-top:1px solid #bbb}dt{font-weight:600;margin-top:.75rem}dd{margin:0}`

function writePage(asked: string, found: Progress | null): string {
  const answer =
    asked === ''
      ? ''
      : found === null
        ? '<p role="status">Không tìm thấy hồ sơ có mã này. Xin kiểm tra lại mã in trên giấy tiếp nhận; hồ sơ mới nhận có thể chưa được chuyển về tỉnh.</p>'
        : writeProgress(found)
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Tra cứu tình trạng hồ sơ</title><style>${style}</style></head>
<body><main><h1>Tra cứu tình trạng hồ sơ</h1>
<form action="/tra-cuu" method="get"><label for="so">Mã hồ sơ trên giấy tiếp nhận</label>
<input id="so" name="so" value="${escape(asked)}" maxlength="300" autocomplete="off" required>
<button>Tra cứu</button></form>
${answer}</main></body></html>
`
}
