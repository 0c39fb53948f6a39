/** A catalogue as JSON, in the shape in which it is published; rows are the procedures, from 1. */
import { showCell } from '../../table/cell.ts'
import type { Cell } from '../../table/cell.ts'
import { Report } from '../../table/report.ts'
import { catalogueSchema } from '../catalogue.ts'
import type { Procedure } from '../catalogue.ts'
import { checkProcedures } from './check-procedures.ts'
import { procedureColumns, sheetNames } from './columns.ts'
import { settle } from './read-catalogue.ts'
import type { CatalogueContext, CatalogueReading } from './read-catalogue.ts'

const [procedureSheet] = sheetNames.procedures
const [infoSheet] = sheetNames.info

export function readCatalogueJson(value: unknown, context: CatalogueContext): CatalogueReading {
  const report = new Report()
  if (typeof value !== 'object' || value === null || !Array.isArray((value as { procedures?: unknown }).procedures)) {
    report.add({ sheet: '' }, 'NOT_A_CATALOGUE')
    return settle(null, context, report, '')
  }
  const parsed = catalogueSchema.safeParse(value)
  if (!parsed.success) {
    for (const { path } of parsed.error.issues) reportIssue(path, value, report)
    return settle(null, context, report, '')
  }
  const { procedures } = parsed.data
  if (procedures.length === 0) report.add({ sheet: procedureSheet }, 'NO_PROCEDURE')
  checkProcedures(procedures.map((procedure, index) => place(procedure, index + 1, report)))
  reportUnknownUnits(procedures, context, report)
  return settle(parsed.data, context, report, infoSheet)
}

function place(procedure: Procedure, row: number, report: Report) {
  return {
    procedure,
    row,
    add: (column: keyof typeof procedureColumns | null, code: Parameters<Report['add']>[1], details = {}) =>
      report.add(
        {
          sheet: procedureSheet,
          row,
          header: column === null ? null : procedureColumns[column].title,
          value: procedure.code,
        },
        code,
        details,
      ),
  }
}

function reportIssue(path: readonly PropertyKey[], value: unknown, report: Report): void {
  const [first, index, ...rest] = path
  const shown = showCell(plain(path.reduce<unknown>(memberOf, value)))
  if (first === 'procedures' && typeof index === 'number')
    report.add({ sheet: procedureSheet, row: index + 1, value: shown }, 'BAD_VALUE', {
      reason: rest.map(String).join('.'),
    })
  else report.add({ sheet: infoSheet, value: shown }, 'BAD_VALUE', { reason: path.map(String).join('.') })
}

function memberOf(holder: unknown, key: PropertyKey): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Record<PropertyKey, unknown>)[key]
    : undefined
}

function plain(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value === undefined || value === null ? null : JSON.stringify(value)
}

function reportUnknownUnits(procedures: readonly Procedure[], { units }: CatalogueContext, report: Report): void {
  if (units === null) return
  const known = new Set(units.flatMap(({ id }) => [id, id.slice(id.indexOf('.') + 1)]))
  for (const [index, { resolvingUnitId: unit }] of procedures.entries())
    if (unit !== null && !known.has(unit))
      report.add(
        { sheet: procedureSheet, row: index + 1, header: procedureColumns.resolvingUnit.title, value: unit },
        'UNIT_ID_UNKNOWN',
        { unit },
      )
}
