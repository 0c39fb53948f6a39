/** What an import did, dossier by dossier, in words. Codes only: who administers a gateway need not read names. */
import type { Rejection } from '../../../shared/wire/messages.ts'
import type { Imported, ImportedPush, ImportedScans } from '../../bundles/import-bundle.ts'
import { anyOf } from '../../store/arrays.ts'
import type { Store } from '../../store/store.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

const mostRows = 500

interface Row {
  code: string
  /** New events of the desk. */
  added: number
  rejection: Rejection | null
}

export async function describeImport(store: Store, imported: Imported): Promise<Html> {
  const { writer, communeId, createdAt } = imported.header
  const said =
    imported.kind === 'push' ? await listRows(store, imported).then(writeDossiers) : await writeScans(store, imported)
  const place = await store.db
    .selectFrom('desk')
    .innerJoin('commune', 'commune.commune_id', 'desk.commune_id')
    .select(['desk.name as desk', 'commune.name as commune'])
    .where('desk.commune_id', '=', communeId)
    .where('desk.id', '=', writer)
    .executeTakeFirst()
  return html`<p>
      Gói của ${place?.desk ?? writer}, ${place?.commune ?? communeId} (máy <code>${writer}</code>), lập lúc
      ${writeInstant(createdAt)}.
    </p>
    ${said}`
}

const writeDossiers = (rows: readonly Row[]): Html => html`${writeSummary(rows)} ${writeTable(rows)}`

/** Refused ones one by one, by the code of their dossier; of the others only how many. */
async function writeScans(store: Store, { header, scans }: ImportedScans): Promise<Html> {
  const count = (kind: string) => scans.filter((one) => one.kind === kind).length
  const refused = scans.flatMap((one) => (one.kind === 'refused' ? [one] : []))
  const codes = new Map(
    await codesStored(store, header.communeId, [...new Set(refused.map(({ dossierId }) => dossierId))]),
  )
  return html`<p>
      <strong class="good">Đã nhận ${count('kept')} bản quét.</strong>
      ${count('known') === 0 ? '' : html`Đã có từ trước ${count('known')} bản quét.`}
      ${refused.length === 0 ? '' : html`<strong class="bad">Không nhận ${refused.length} bản quét.</strong>`}
    </p>
    ${refused.map(
      ({ dossierId, reason }) =>
        html`<p class="bad">
          Hồ sơ <span class="code">${codes.get(dossierId) ?? dossierId}</span>: ${refusalWords[reason]}
        </p>`,
    )}`
}

const refusalWords = {
  CHECKSUM: 'nội dung bản quét không khớp mã kiểm tra.',
  MEDIA_TYPE: 'bản quét không đúng với loại tệp đã khai.',
}

/** Refused ones first: somebody has to do something about them. */
async function listRows(store: Store, { header, requests, outcomes, added }: ImportedPush): Promise<Row[]> {
  const refusals = new Map(
    outcomes.flatMap((one) => (one.outcome === 'rejected' ? [[one.dossierId, one.rejection]] : [])),
  )
  const ids = [...new Set(outcomes.map(({ dossierId }) => dossierId))]
  const codes = new Map([...codesOffered(requests), ...(await codesStored(store, header.communeId, ids))])
  const rows = ids.map((id): Row => ({
    code: codes.get(id) ?? id,
    added: added.get(id) ?? 0,
    rejection: refusals.get(id) ?? null,
  }))
  const rank = ({ rejection, added }: Row) => (rejection !== null ? 0 : added > 0 ? 1 : 2)
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

async function codesStored({ db }: Store, communeId: string, ids: string[]): Promise<[string, string][]> {
  const rows = await db
    .selectFrom('dossier')
    .select(['id', 'number'])
    .where('commune_id', '=', communeId)
    .where('id', '=', anyOf(ids))
    .execute()
  return rows.flatMap(({ id, number }): [string, string][] => (number === '' ? [] : [[id, number]]))
}

/** Of dossiers that were refused: nothing of theirs is stored, and nothing of what they claim is checked. */
function codesOffered(requests: ImportedPush['requests']): [string, string][] {
  return requests
    .flatMap(({ dossiers }) => dossiers)
    .flatMap(({ dossierId, events }) =>
      events.flatMap((event): [string, string][] => {
        const code = (event as { payload?: { number?: { code?: unknown } | null } } | null)?.payload?.number?.code
        return typeof code === 'string' && code.length <= 60 ? [[dossierId, code]] : []
      }),
    )
}

function writeSummary(rows: readonly Row[]): Html {
  const refused = rows.filter(({ rejection }) => rejection !== null).length
  const fresh = rows.filter(({ rejection, added }) => rejection === null && added > 0).length
  const known = rows.length - refused - fresh
  if (fresh === 0 && refused === 0)
    return html`<p><strong>Không có gì mới:</strong> tỉnh đã có đủ ${known} hồ sơ trong gói này từ trước.</p>`
  return html`<p>
    ${fresh === 0 ? '' : html`<strong class="good">Đã nhận ${fresh} hồ sơ.</strong>`}
    ${known === 0 ? '' : html`Đã có từ trước ${known} hồ sơ.`}
    ${refused === 0 ? '' : html`<strong class="bad">Không nhận ${refused} hồ sơ</strong>; quầy sẽ thấy lý do khi nhập tệp phản hồi.`}
  </p>`
}

function writeTable(rows: readonly Row[]): Html {
  const shown = rows.slice(0, mostRows)
  const more = rows.length - shown.length
  return html`<table>
      <thead>
        <tr>
          <th scope="col">Mã hồ sơ</th>
          <th scope="col">Kết quả</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (row) =>
            html`<tr>
              <td class="code">${row.code}</td>
              <td>${writeOutcome(row)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more === 0 ? '' : html`<p class="soft">Còn ${more} hồ sơ nữa không liệt kê ở đây.</p>`}`
}

function writeOutcome({ added, rejection }: Row): Html {
  if (rejection !== null) return html`<span class="bad">Không nhận:</span> ${rejection.message}`
  return added === 0
    ? html`Đã có từ trước, không có gì mới`
    : html`<span class="good">Đã nhận</span> ${added} sự việc mới`
}

/** Hanoi's clock, wherever the gateway runs. */
function writeInstant(instant: string): string {
  const at = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString()
  return `${at.slice(11, 16)} ngày ${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`
}
