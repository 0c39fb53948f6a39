/** The list of everything that is wrong with a table, each by sheet, row and column as its author sees them. */
import { problemWords, wordProblem } from './messages.ts'
import type { Details, ProblemCode, Severity } from './messages.ts'

export interface TableProblem {
  severity: Severity
  code: ProblemCode
  sheet: string
  /** As the spreadsheet numbers it; null: the whole sheet. */
  row: number | null
  /** `C`; null: the whole row. */
  column: string | null
  /** What stands above the column; null where nothing does. */
  header: string | null
  /** What the cell holds, shortened. */
  value: string
  /** In Vietnamese; `code` and `details` say the same in any language. */
  message: string
  details: Details
}
export type Place = Pick<TableProblem, 'sheet'> & Partial<Pick<TableProblem, 'row' | 'column' | 'header' | 'value'>>

export class Report {
  readonly problems: TableProblem[] = []

  add(place: Place, code: ProblemCode, details: Details = {}): void {
    const { severity } = problemWords[code]
    const where = { row: null, column: null, header: null, value: '', ...place }
    this.problems.push({ severity, code, ...where, message: wordProblem(code, details), details })
  }
}

export function hasErrors(problems: readonly TableProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}

/** By sheet as they came, then down the rows; within one, the whole before its cells. */
export function sortProblems(problems: readonly TableProblem[]): TableProblem[] {
  const sheets = [...new Set(problems.map(({ sheet }) => sheet))]
  const key = (problem: TableProblem) => [
    sheets.indexOf(problem.sheet),
    problem.row ?? 0,
    problem.column?.length ?? 0,
    problem.column ?? '',
  ]
  return [...problems].sort((a, b) => compareKeys(key(a), key(b)))
}

function compareKeys(a: (string | number)[], b: (string | number)[]): number {
  const at = a.findIndex((part, index) => part !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1
}

/** `Thủ tục, dòng 7, cột D (Thời hạn): Không hiểu thời hạn. [5 hôm]` */
export function describeProblem(problem: TableProblem): string {
  const place = [
    problem.sheet,
    problem.row === null ? '' : `dòng ${problem.row}`,
    problem.column === null ? '' : `cột ${problem.column}`,
  ].filter((part) => part !== '')
  const header = problem.header === null ? '' : ` (${problem.header})`
  const value = problem.value === '' ? '' : ` [${problem.value}]`
  return `${place.length === 0 ? '' : `${place.join(', ')}${header}: `}${problem.message}${value}`
}
