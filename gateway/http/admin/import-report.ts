/** What an import found and what it would change, as HTML. */
import type { Catalogue, Procedure } from '../../../shared/procedure/catalogue.ts'
import type { CatalogueComparison, FieldChange } from '../../../shared/procedure/import/compare.ts'
import { describeComparison, isMassWithdrawal, massWithdrawal } from '../../../shared/procedure/import/preview.ts'
import type { TableProblem } from '../../../shared/table/report.ts'
import { wordMove } from '../../import/moved-dossiers.ts'
import type { MovedDossier } from '../../import/moved-dossiers.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** Beyond this a page is no longer read, and the same mistake repeats itself. */
const shown = 500

function showRest(count: number, unit: string): Html | '' {
  return count > shown ? html`<p class="soft">… và ${count - shown} ${unit} nữa.</p>` : ''
}

export function showProblems(problems: readonly TableProblem[]): Html[] {
  const of = (severity: TableProblem['severity']) => problems.filter((problem) => problem.severity === severity)
  return [showTable('Lỗi', 'bad', of('error')), showTable('Cảnh báo', 'soft', of('warning'))].filter(
    (part) => part !== null,
  )
}

function showTable(title: string, tone: string, problems: readonly TableProblem[]): Html | null {
  if (problems.length === 0) return null
  const rows = problems.slice(0, shown).map(
    ({ sheet, row, column, header, value, message }) =>
      html`<tr>
        <td>${sheet}</td>
        <td class="code">${row}</td>
        <td>${[column, header].filter((part) => part !== null).join(' · ')}</td>
        <td>${message}</td>
        <td>${value}</td>
      </tr>`,
  )
  return html`<section class="panel">
    <h2 class="${tone}">${title} (${problems.length})</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Trang</th>
          <th scope="col">Dòng</th>
          <th scope="col">Cột</th>
          <th scope="col">Vấn đề</th>
          <th scope="col">Trong ô</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${showRest(problems.length, 'vấn đề')}
  </section>`
}

export function showLines(lines: readonly string[]): Html {
  const [first = '', ...others] = lines
  const items = others.slice(0, shown).map((line) => html`<li>${line.trim()}</li>`)
  return html`<section class="panel">
    <h2>${first}</h2>
    ${
      items.length === 0
        ? ''
        : html`<ul>
            ${items}
          </ul>`
    }${showRest(others.length, 'dòng')}
  </section>`
}

export function showWarnings(lines: readonly string[]): Html[] {
  return lines.map((line) => html`<p class="bad" role="alert">${line}</p>`)
}

export function showCatalogueChanges(comparison: CatalogueComparison, after: Catalogue): Html[] {
  const { info, added, changed, withdrawn } = comparison
  const [summary = ''] = describeComparison(comparison, after)
  const changes = changed.slice(0, shown).map(
    ({ code, version, name, changes, sameDecision }) =>
      html`<tr>
        <td class="code">${code}</td>
        <td>${name}${sameDecision ? html`<br /><span class="soft">vẫn quyết định ${version}</span>` : ''}</td>
        <td>${changes.map(showChange)}</td>
      </tr>`,
  )
  const parts = [
    html`<section class="panel">
      <h2>${summary}</h2>
      ${info.map(showChange)}
      ${isMassWithdrawal(comparison) ? html`<p class="bad" role="alert">${massWithdrawal}</p>` : ''}
    </section>`,
    changed.length === 0
      ? null
      : html`<section class="panel">
          <h2>Thay đổi (${changed.length})</h2>
          <table>
            <tbody>
              ${changes}
            </tbody>
          </table>
          ${showRest(changed.length, 'thủ tục')}
        </section>`,
    showProcedures('Thêm', added),
    showProcedures('Bãi bỏ: không tiếp nhận nữa, hồ sơ đã nhận vẫn giải quyết tiếp', withdrawn),
  ]
  return parts.filter((part) => part !== null)
}

function showChange({ title, before, after }: FieldChange): Html {
  const lines = (some: readonly string[], mark: string, tone: string) =>
    some.filter((line) => line !== '').map((line) => html`<div class="${tone}">${mark} ${line}</div>`)
  return html`<div><strong>${title}</strong>${lines(before, '−', 'bad')}${lines(after, '+', 'good')}</div>`
}

function showProcedures(title: string, procedures: readonly Procedure[]): Html | null {
  if (procedures.length === 0) return null
  const rows = procedures.slice(0, shown).map(
    ({ code, version, name }) =>
      html`<tr>
        <td class="code">${code}</td>
        <td>${name}</td>
        <td>${version}</td>
      </tr>`,
  )
  return html`<section class="panel">
    <h2>${title} (${procedures.length})</h2>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${showRest(procedures.length, 'thủ tục')}
  </section>`
}

export function showMoved(moved: readonly MovedDossier[]): Html {
  if (moved.length === 0) return html`<p>Không hồ sơ đang giải quyết nào có ngày hẹn khác đi.</p>`
  const rows = moved.slice(0, shown).map(
    (dossier) =>
      html`<tr>
        <td class="code">${dossier.number}</td>
        <td>${wordMove(dossier)}</td>
      </tr>`,
  )
  return html`<section class="panel">
    <h2 class="bad">${moved.length} hồ sơ đang giải quyết có ngày hẹn khác đi theo lịch mới</h2>
    <p>Ngày đã hẹn giữ nguyên; nếu cần, cán bộ xin lỗi và hẹn lại.</p>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${showRest(moved.length, 'hồ sơ')}
  </section>`
}
