/** What a new catalogue changes, procedure by procedure and field by field, in the words of the sheets. */
import type { Catalogue, Procedure } from '../catalogue.ts'
import { infoFields, procedureColumns } from './columns.ts'
import type { ProcedureColumn } from './columns.ts'
import { writeComponents, writeFees, writeInfo, writeProcedure } from './write-catalogue.ts'

export interface FieldChange {
  title: string
  /** Lines that were there, and are no more; and the new ones. */
  before: string[]
  after: string[]
}
export interface ProcedureChange {
  code: string
  version: string
  name: string
  changes: FieldChange[]
  /** Another content under the same decision: dossiers taken in under it keep the old one. */
  sameDecision: boolean
}
export interface CatalogueComparison {
  info: FieldChange[]
  added: Procedure[]
  changed: ProcedureChange[]
  /** Offered no more. What was taken in under them goes on. */
  withdrawn: Procedure[]
  unchanged: number
}

/** @param before null: there is none yet */
export function compareCatalogues(before: Catalogue | null, after: Catalogue): CatalogueComparison {
  const old = before?.procedures ?? []
  const left = new Set(old)
  const comparison: CatalogueComparison = {
    info: compareInfo(before, after),
    added: [],
    changed: [],
    withdrawn: [],
    unchanged: 0,
  }
  const exact = new Map(
    after.procedures.map((procedure) => [procedure, old.find((one) => isSameVersion(one, procedure))]),
  )
  for (const found of exact.values()) if (found !== undefined) left.delete(found)
  for (const procedure of after.procedures) {
    // A new decision follows the version that the file no longer names.
    const previous = exact.get(procedure) ?? [...left].find(({ code }) => code === procedure.code)
    if (previous === undefined) comparison.added.push(procedure)
    else {
      left.delete(previous)
      const changes = compareProcedures(previous, procedure)
      const { code, version, name } = procedure
      if (changes.length === 0) comparison.unchanged += 1
      else comparison.changed.push({ code, version, name, changes, sameDecision: previous.version === version })
    }
  }
  comparison.withdrawn = [...left]
  return comparison
}

export function changesNothing({ info, added, changed, withdrawn }: CatalogueComparison): boolean {
  return info.length + added.length + changed.length + withdrawn.length === 0
}

function isSameVersion(a: Procedure, b: Procedure): boolean {
  return a.code === b.code && a.version === b.version
}

function compareProcedures(before: Procedure, after: Procedure): FieldChange[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const columns = Object.keys(procedureColumns) as ProcedureColumn[]
  return columns.flatMap((key) => compareField(procedureColumns[key].title, old[key] ?? '', now[key] ?? ''))
}

function linesOf(procedure: Procedure): Partial<Record<ProcedureColumn, string>> {
  return {
    ...writeProcedure(procedure),
    components: writeComponents(procedure.components),
    fees: writeFees(procedure.fees),
  }
}

function compareField(title: string, before: string, after: string): FieldChange[] {
  if (before === after) return []
  const [old, now] = [before.split('\n'), after.split('\n')]
  const gone = old.filter((line) => !now.includes(line))
  const come = now.filter((line) => !old.includes(line))
  // Nothing but the order, or how often a line stands there.
  return gone.length + come.length === 0 ? [{ title, before: old, after: now }] : [{ title, before: gone, after: come }]
}

function compareInfo(before: Catalogue | null, after: Catalogue): FieldChange[] {
  if (before === null) return []
  const [old, now] = [writeInfo(before), writeInfo(after)]
  const keys = ['province', 'numbering', 'formSet'] as const
  return keys.flatMap((key) => compareField(infoFields[key].title, old[key], now[key]))
}

/** The file's procedures in place of those of the same codes; all others stay. For a decision that changes some of them. */
export function mergeInto(current: Catalogue, file: Catalogue): Catalogue {
  const codes = new Set(file.procedures.map(({ code }) => code))
  const kept = current.procedures.filter(({ code }) => !codes.has(code))
  return { ...file, procedures: [...kept, ...file.procedures] }
}
