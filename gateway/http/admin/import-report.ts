/** What an import found and what it would change, as HTML. */
import type { Catalogue, Procedure } from '../../../shared/procedure/catalogue.ts'
import type { CatalogueComparison, FieldChange } from '../../../shared/procedure/import/compare.ts'
import { comparisonWords } from '../../../shared/procedure/import/messages.ts'
import { describeComparison, isMassWithdrawal } from '../../../shared/procedure/import/preview.ts'
import { englishProblems } from '../../../shared/table/messages-en.ts'
import { fillIn } from '../../../shared/table/messages.ts'
import type { TableProblem } from '../../../shared/table/report.ts'
import type { Language } from '../../../shared/text/language.ts'
import { wordMove } from '../../import/moved-dossiers.ts'
import type { MovedDossier } from '../../import/moved-dossiers.ts'
import { wordsIn } from '../../words/language.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** Beyond this a page is no longer read, and the same mistake repeats itself. */
const shown = 500

function showRest(count: number, word: (rest: number) => string): Html | '' {
  return count > shown ? html`<p class="soft">${word(count - shown)}</p>` : ''
}

export function showProblems(problems: readonly TableProblem[], language: Language): Html[] {
  const { errors, warnings } = wordsIn(language).report
  const of = (severity: TableProblem['severity']) => problems.filter((problem) => problem.severity === severity)
  return [
    showTable({ title: errors, tone: 'bad' }, of('error'), language),
    showTable({ title: warnings, tone: 'soft' }, of('warning'), language),
  ].filter((part) => part !== null)
}

interface Heading {
  title: (count: number) => string
  tone: string
}

const wordIn = (language: Language, { code, details, message }: TableProblem) =>
  language === 'en' ? fillIn(englishProblems[code], details) : message

function showTable({ title, tone }: Heading, problems: readonly TableProblem[], language: Language): Html | null {
  if (problems.length === 0) return null
  const words = wordsIn(language).report
  const rows = problems.slice(0, shown).map((problem) => {
    const { sheet, row, column, header, value } = problem
    return html`<tr>
      <td>${sheet}</td>
      <td class="code">${row}</td>
      <td>${[column, header].filter((part) => part !== null).join(' · ')}</td>
      <td>${wordIn(language, problem)}</td>
      <td>${value}</td>
    </tr>`
  })
  return html`<section class="panel">
    <h2 class="${tone}">${title(problems.length)}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.sheet}</th>
          <th scope="col">${words.row}</th>
          <th scope="col">${words.column}</th>
          <th scope="col">${words.problem}</th>
          <th scope="col">${words.cell}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${showRest(problems.length, words.moreProblems)}
  </section>`
}

export function showLines(lines: readonly string[], language: Language): Html {
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
    }${showRest(others.length, wordsIn(language).report.moreLines)}
  </section>`
}

export function showWarnings(lines: readonly string[]): Html[] {
  return lines.map((line) => html`<p class="bad" role="alert">${line}</p>`)
}

export function showCatalogueChanges(comparison: CatalogueComparison, after: Catalogue, language: Language): Html[] {
  const words = wordsIn(language).report
  const { info, added, changed, withdrawn } = comparison
  const [summary = ''] = describeComparison(comparison, after, language)
  const changes = changed.slice(0, shown).map(
    ({ code, version, name, changes, sameDecision }) =>
      html`<tr>
        <td class="code">${code}</td>
        <td>${name}${sameDecision ? html`<br /><span class="soft">${words.sameDecision(version)}</span>` : ''}</td>
        <td>${changes.map(showChange)}</td>
      </tr>`,
  )
  const parts = [
    html`<section class="panel">
      <h2>${summary}</h2>
      ${info.map(showChange)}
      ${isMassWithdrawal(comparison) ? html`<p class="bad" role="alert">${comparisonWords[language].massWithdrawal}</p>` : ''}
    </section>`,
    changed.length === 0
      ? null
      : html`<section class="panel">
          <h2>${words.changed(changed.length)}</h2>
          <table>
            <tbody>
              ${changes}
            </tbody>
          </table>
          ${showRest(changed.length, words.moreProcedures)}
        </section>`,
    showProcedures(words.added, added, language),
    showProcedures(words.withdrawn, withdrawn, language),
  ]
  return parts.filter((part) => part !== null)
}

function showChange({ title, before, after }: FieldChange): Html {
  const lines = (some: readonly string[], mark: string, tone: string) =>
    some.filter((line) => line !== '').map((line) => html`<div class="${tone}">${mark} ${line}</div>`)
  return html`<div><strong>${title}</strong>${lines(before, '−', 'bad')}${lines(after, '+', 'good')}</div>`
}

function showProcedures(
  title: (count: number) => string,
  procedures: readonly Procedure[],
  language: Language,
): Html | null {
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
    <h2>${title(procedures.length)}</h2>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${showRest(procedures.length, wordsIn(language).report.moreProcedures)}
  </section>`
}

export function showMoved(moved: readonly MovedDossier[], language: Language): Html {
  const words = wordsIn(language).report
  if (moved.length === 0) return html`<p>${words.noneMoved}</p>`
  const rows = moved.slice(0, shown).map(
    (dossier) =>
      html`<tr>
        <td class="code">${dossier.number}</td>
        <td>${wordMove(dossier, language)}</td>
      </tr>`,
  )
  return html`<section class="panel">
    <h2 class="bad">${words.moved(moved.length)}</h2>
    <p>${words.promiseStands}</p>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${showRest(moved.length, words.moreDossiers)}
  </section>`
}
