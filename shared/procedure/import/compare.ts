/** What a new catalogue changes, procedure by procedure and field by field, in the words of the sheets. */
import { dateOf, dayOf } from '../../deadline/working-time.ts'
import { isInEffect } from '../catalogue.ts'
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

/**
 * For a decision that changes some procedures: all others stay, and a version that the file's one follows stays in force until
 * the day before. What the file says anew under the same decision, or from an earlier day on, takes its place.
 */
export function mergeInto(current: Catalogue, file: Catalogue): Catalogue {
  const starts = new Map<string, string>()
  for (const { code, effectiveFrom } of file.procedures) {
    const known = starts.get(code)
    if (known === undefined || effectiveFrom < known) starts.set(code, effectiveFrom)
  }
  const kept = current.procedures.flatMap((procedure) => {
    const start = starts.get(procedure.code)
    if (start === undefined) return [procedure]
    if (procedure.effectiveFrom >= start || file.procedures.some((one) => isSameVersion(one, procedure))) return []
    const last = dateOf(dayOf(start) - 1)
    const endsBefore = procedure.effectiveTo !== null && procedure.effectiveTo < last
    return [endsBefore ? procedure : { ...procedure, effectiveTo: last }]
  })
  return { ...file, procedures: [...kept, ...file.procedures] }
}

export interface Gap {
  code: string
  name: string
  /** From when on it can be taken in again. */
  from: string
}

/** Procedures that can be taken in on `day` and no longer could, because the new version only begins later. */
export function findGaps(before: Catalogue | null, after: Catalogue, day: string): Gap[] {
  const offered = (before?.procedures ?? []).filter((procedure) => isInEffect(procedure, day))
  return offered.flatMap(({ code }) => {
    const versions = after.procedures.filter((procedure) => procedure.code === code)
    if (versions.some((procedure) => isInEffect(procedure, day))) return []
    const next = versions
      .filter(({ effectiveFrom }) => effectiveFrom > day)
      .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))[0]
    return next === undefined ? [] : [{ code, name: next.name, from: next.effectiveFrom }]
  })
}
