/** What an import did, dossier by dossier, in words. Codes only: who administers a gateway need not read names. */
import type { Rejection } from '../../../shared/wire/messages.ts'
import type { Imported, ImportedPush, ImportedScans } from '../../bundles/import-bundle.ts'
import { anyOf } from '../../store/arrays.ts'
import type { Store } from '../../store/store.ts'
import type { Words } from '../../words/vi.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

const mostRows = 500

interface Row {
  code: string
  /** New events of the desk. */
  added: number
  rejection: Rejection | null
}

export async function describeImport(store: Store, imported: Imported, words: Words): Promise<Html> {
  const { writer, communeId, createdAt } = imported.header
  const said =
    imported.kind === 'push'
      ? writeDossiers(await listRows(store, imported), words)
      : await writeScans(store, imported, words)
  const place = await store.db
    .selectFrom('desk')
    .innerJoin('commune', 'commune.commune_id', 'desk.commune_id')
    .select(['desk.name as desk', 'commune.name as commune'])
    .where('desk.commune_id', '=', communeId)
    .where('desk.id', '=', writer)
    .executeTakeFirst()
  const { outcome } = words
  return html`<p>
      ${outcome.bundleOf(place?.desk ?? writer, place?.commune ?? communeId)} (${outcome.machine}
      <code>${writer}</code>), ${writeInstant(createdAt, words)}.
    </p>
    ${said}`
}

const writeDossiers = (rows: readonly Row[], words: Words): Html =>
  html`${writeSummary(rows, words)} ${writeTable(rows, words)}`

/** Refused ones one by one, by the code of their dossier; of the others only how many. */
async function writeScans(store: Store, { header, scans }: ImportedScans, { outcome: words }: Words): Promise<Html> {
  const count = (kind: string) => scans.filter((one) => one.kind === kind).length
  const refused = scans.flatMap((one) => (one.kind === 'refused' ? [one] : []))
  const codes = new Map(
    await codesStored(store, header.communeId, [...new Set(refused.map(({ dossierId }) => dossierId))]),
  )
  return html`<p>
      <strong class="good">${words.scansTaken(count('kept'))}</strong>
      ${count('known') === 0 ? '' : words.scansKnown(count('known'))}
      ${refused.length === 0 ? '' : html`<strong class="bad">${words.scansRefused(refused.length)}</strong>`}
    </p>
    ${refused.map(
      ({ dossierId, reason }) =>
        html`<p class="bad">
          ${words.dossier} <span class="code">${codes.get(dossierId) ?? dossierId}</span>: ${words.scanRefusals[reason]}
        </p>`,
    )}`
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

function writeSummary(rows: readonly Row[], { outcome: words }: Words): Html {
  const refused = rows.filter(({ rejection }) => rejection !== null).length
  const fresh = rows.filter(({ rejection, added }) => rejection === null && added > 0).length
  const known = rows.length - refused - fresh
  if (fresh === 0 && refused === 0) return html`<p><strong>${words.nothingNew}</strong> ${words.allKnown(known)}</p>`
  return html`<p>
    ${fresh === 0 ? '' : html`<strong class="good">${words.taken(fresh)}</strong>`}
    ${known === 0 ? '' : words.known(known)}
    ${refused === 0 ? '' : html`<strong class="bad">${words.refused(refused)}</strong>${words.reasonAtDesk}`}
  </p>`
}

function writeTable(rows: readonly Row[], all: Words): Html {
  const words = all.outcome
  const shown = rows.slice(0, mostRows)
  const more = rows.length - shown.length
  return html`<table>
      <thead>
        <tr>
          <th scope="col">${words.code}</th>
          <th scope="col">${words.result}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (row) =>
            html`<tr>
              <td class="code">${row.code}</td>
              <td>${writeOutcome(row, all)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more === 0 ? '' : html`<p class="soft">${words.more(more)}</p>`}`
}

function writeOutcome({ added, rejection }: Row, { outcome: words, rejections }: Words): Html {
  if (rejection !== null) return html`<span class="bad">${words.rowRefused}</span> ${rejections[rejection.code]}`
  return added === 0
    ? html`${words.rowKnown}`
    : html`<span class="good">${words.rowTaken}</span> ${words.rowAdded(added)}`
}

/** Hanoi's clock, wherever the gateway runs. */
function writeInstant(instant: string, { outcome: words }: Words): string {
  const at = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString()
  return words.made(at.slice(11, 16), `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`)
}
