/** A province's catalogue from the sheets of a spreadsheet. All or nothing: one error, and there is no catalogue. */
import { canonicalJson } from '../../dossier/canonical.ts'
import { foldWords } from '../../table/cell.ts'
import type { Sheet } from '../../table/cell.ts'
import { text } from '../../table/readings.ts'
import { hasErrors, Report, sortProblems } from '../../table/report.ts'
import type { TableProblem } from '../../table/report.ts'
import { readTable } from '../../table/table.ts'
import type { Columns, Table, TableRow } from '../../table/table.ts'
import { catalogueSchema } from '../catalogue.ts'
import type { Catalogue, FeeRule } from '../catalogue.ts'
import { checkProcedures } from './check-procedures.ts'
import type { Placed } from './check-procedures.ts'
import { componentColumns, feeColumns, procedureColumns, sheetNames } from './columns.ts'
import type { ProcedureColumn, SheetRole } from './columns.ts'
import { giveIds, readComponent } from './read-component.ts'
import type { ReadComponent } from './read-component.ts'
import { readFee } from './read-fee.ts'
import { readInfo } from './read-info.ts'
import type { Info } from './read-info.ts'
import { readProcedure } from './read-procedure.ts'
import type { ProcedureRow, Unit } from './read-procedure.ts'
import { procedureCode } from './readings.ts'

export interface CatalogueContext {
  /** In force; what the file leaves out is as there. */
  current: Catalogue | null
  /** The province's tree; null: not known. */
  units: readonly Unit[] | null
  /** Said beside the file, for a CSV cannot hold them: they win over what is in force, the file over them. */
  said: Partial<Info>
  /** Every version there is. */
  knownVersions: readonly string[]
}

export interface CatalogueReading {
  /** null: there is an error. */
  catalogue: Catalogue | null
  problems: TableProblem[]
}

export function readCatalogue(sheets: readonly Sheet[], context: CatalogueContext): CatalogueReading {
  const report = new Report()
  const { current, said } = context
  const chosen = chooseSheets(sheets, report)
  const inForce: Partial<Info> =
    current === null ? {} : { province: current.province, numbering: current.numbering, formSet: current.formSet }
  const info = readInfo(chosen.info ?? null, { ...inForce, ...said }, report)
  const procedures = chosen.procedures === undefined ? [] : readProcedures(chosen, chosen.procedures, context, report)
  if (procedures.length === 0 && !hasErrors(report.problems))
    report.add({ sheet: chosen.procedures?.name ?? '' }, 'NO_PROCEDURE')
  const catalogue = info === null ? null : { ...info, procedures: procedures.map(({ procedure }) => procedure) }
  return settle(catalogue, context, report, chosen.info?.name ?? '')
}

/** The last checks, the same for every kind of file. */
export function settle(
  catalogue: Catalogue | null,
  { current, knownVersions }: CatalogueContext,
  report: Report,
  sheet: string,
): CatalogueReading {
  if (catalogue !== null && knownVersions.includes(catalogue.version) && !isSame(catalogue, current))
    report.add({ sheet }, 'VERSION_EXISTS', { version: catalogue.version })
  // What every column allows the whole must allow: a gap between the two is reported instead of published.
  const checked = catalogueSchema.safeParse(catalogue)
  if (!checked.success && !hasErrors(report.problems))
    report.add({ sheet }, 'BAD_VALUE', { reason: checked.error.issues[0]?.path.join('.') ?? '' })
  const problems = sortProblems(report.problems)
  return { catalogue: hasErrors(problems) ? null : (checked.data ?? null), problems }
}

function isSame(catalogue: Catalogue, current: Catalogue | null): boolean {
  return current !== null && canonicalJson(catalogue) === canonicalJson(current)
}

type Chosen = Partial<Record<SheetRole, Sheet>>

function chooseSheets(sheets: readonly Sheet[], report: Report): Chosen {
  const chosen: Chosen = {}
  const [only] = sheets
  if (sheets.length === 1 && only !== undefined) return { procedures: only }
  for (const sheet of sheets) {
    const role = roleOf(sheet.name)
    if (role === null) report.add({ sheet: sheet.name }, 'UNKNOWN_SHEET')
    else if (chosen[role] === undefined) chosen[role] = sheet
    else report.add({ sheet: sheet.name }, 'SHEET_TWICE', { sheet: chosen[role].name })
  }
  if (chosen.procedures === undefined) report.add({ sheet: '' }, 'NO_SHEET', { sheet: sheetNames.procedures[0] })
  return chosen
}

function roleOf(name: string): SheetRole | null {
  const words = foldWords(name)
  const roles = Object.keys(sheetNames) as SheetRole[]
  return roles.find((role) => sheetNames[role].some((known) => foldWords(known) === words)) ?? null
}

function readProcedures(chosen: Chosen, sheet: Sheet, context: CatalogueContext, report: Report): Placed[] {
  const table = readTable(sheet, procedureColumns, report)
  if (table === null) return []
  const rows = table.rows.flatMap((row) => readProcedure(row, context.units) ?? [])
  const codes = codesOf(table)
  const components = new Map<ProcedureRow, ReadComponent[]>(rows.map((row) => [row, [...row.components]]))
  const fees = new Map<ProcedureRow, FeeRule[]>(rows.map((row) => [row, [...row.fees]]))
  const owners = { rows, codes }
  join(chosen.components, componentColumns, owners, report, (owner, row) => {
    const component = readComponent(row)
    if (component === null || owner === null) return
    if (owner.components.length > 0) row.add(null, 'COMPONENTS_TWICE')
    components.get(owner)?.push(component)
  })
  join(chosen.fees, feeColumns, owners, report, (owner, row) => {
    const fee = readFee(row)
    if (fee === null || owner === null) return
    if (owner.fees.length > 0) row.add(null, 'FEES_TWICE')
    fees.get(owner)?.push(fee)
  })
  const placed = rows.map((read) => place(read, components.get(read) ?? [], fees.get(read) ?? [], context.current))
  checkProcedures(placed)
  return placed
}

function place(
  { procedure, row }: ProcedureRow,
  components: ReadComponent[],
  fees: FeeRule[],
  current: Catalogue | null,
) {
  const before = (current?.procedures ?? [])
    .filter(({ code }) => code === procedure.code)
    .flatMap((one) => one.components)
  return {
    procedure: { ...procedure, components: giveIds(components, before), fees },
    row: row.number,
    add: row.add.bind(row),
  } satisfies Placed
}

/** Of every row, also those that are wrong: their papers are no orphans. */
function codesOf(table: Table<ProcedureColumn>): Set<string> {
  return new Set(
    table.rows.flatMap((row) => {
      const read = procedureCode(row.cell('code'))
      return read.ok ? [read.value] : []
    }),
  )
}

interface Owners {
  rows: readonly ProcedureRow[]
  codes: ReadonlySet<string>
}

/** Rows of a sheet of its own, each with the procedure that it belongs to; null: that procedure is wrong itself. */
function join<K extends string>(
  sheet: Sheet | undefined,
  columns: Columns<K | 'code' | 'version'>,
  owners: Owners,
  report: Report,
  take: (owner: ProcedureRow | null, row: TableRow<K | 'code' | 'version'>) => void,
): void {
  if (sheet === undefined) return
  const table = readTable(sheet, columns, report, { mayBeEmpty: true })
  for (const row of table?.rows ?? []) {
    const code = row.need('code', procedureCode)
    const version = row.read('version', text(80))
    take(code === undefined ? null : findOwner(row, { code, version }, owners), row)
  }
}

function findOwner<K extends string>(
  row: TableRow<K | 'code' | 'version'>,
  { code, version }: { code: string; version: string | undefined },
  { rows, codes }: Owners,
): ProcedureRow | null {
  if (!codes.has(code)) {
    row.add('code', 'ORPHAN', { code })
    return null
  }
  const fitting = rows.filter(
    ({ procedure }) => procedure.code === code && [undefined, procedure.version].includes(version),
  )
  if (fitting.length > 1) row.add('code', 'WHICH_VERSION', { code })
  if (fitting.length === 0 && version !== undefined && rows.some(({ procedure }) => procedure.code === code))
    row.add('version', 'ORPHAN', { code: `${code}, quyết định ${version}` })
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}
