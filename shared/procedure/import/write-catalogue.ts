/** A catalogue as sheets that `readCatalogue` reads as the same: to correct it in a spreadsheet and bring it back. */
import type { Cell, Sheet } from '../../table/cell.ts'
import { formatDate, formatMoney, writeList } from '../../table/readings.ts'
import type { Column, Columns } from '../../table/table.ts'
import type { Catalogue, FeeRule, Procedure, ProcedureComponent } from '../catalogue.ts'
import { exemptionGroups } from '../fees.ts'
import {
  componentColumns,
  componentPieces,
  feeColumns,
  feePieces,
  infoFields,
  procedureColumns,
  sheetNames,
} from './columns.ts'
import type { ComponentColumn, FeeColumn, InfoField, ProcedureColumn } from './columns.ts'
import { writeItems } from './pieces.ts'
import { nobodyExempt, openAmount } from './read-fee.ts'
import { writeLimit } from './readings.ts'
import {
  allChannels,
  channelWords,
  feeKindWords,
  formSetWords,
  kindWords,
  numberingWords,
  perWords,
  routeWords,
  supplementWords,
  timingWords,
  wordOf,
} from './words.ts'

type Line<K extends string> = Partial<Record<K, string>>
const yesOrNo = (value: boolean) => (value ? 'có' : 'không')

export function writeProcedure(procedure: Procedure): Line<ProcedureColumn> {
  const { timeLimit, timeLimitByChannel, effectiveTo } = procedure
  const limitOf = (channel: keyof typeof timeLimitByChannel) => {
    const limit = timeLimitByChannel[channel]
    return limit === undefined ? '' : writeLimit(limit)
  }
  return {
    code: procedure.code,
    version: procedure.version,
    name: procedure.name,
    field: procedure.field,
    effectiveFrom: formatDate(procedure.effectiveFrom),
    effectiveTo: effectiveTo === null ? '' : formatDate(effectiveTo),
    limit: writeLimit(timeLimit),
    limitAtDesk: limitOf('atDesk'),
    limitByPost: limitOf('byPost'),
    limitOnline: limitOf('online'),
    supplement: wordOf(supplementWords, procedure.supplementPolicy),
    atOnce: yesOrNo(procedure.answeredAtOnce),
    channels: procedure.channels.map((channel) => wordOf(channelWords, channel)).join('; '),
    results: writeList(procedure.results),
    resolvingUnit: procedure.resolvingUnitId ?? '',
    route: wordOf(routeWords, procedure.route),
    source: procedure.source,
    verified: yesOrNo(procedure.verified),
  }
}

export function writeComponent(
  component: ProcedureComponent,
): Record<Exclude<ComponentColumn, 'code' | 'version'>, string> {
  return {
    name: component.name,
    kind: wordOf(kindWords, component.kind),
    count: String(component.count),
    required: yesOrNo(component.required),
    condition: component.condition ?? '',
    id: component.id,
  }
}

export function writeFee(fee: FeeRule): Record<Exclude<FeeColumn, 'code' | 'version'>, string> {
  const nameOf = (id: string) => exemptionGroups.find((group) => group.id === id)?.name ?? id
  const { exemptGroups, reduced, maximum } = fee
  return {
    amount: fee.amount === null ? openAmount : formatMoney(fee.amount),
    per: wordOf(perWords, fee.per),
    timing: wordOf(timingWords, fee.timing),
    channel: fee.channel === null ? (allChannels[0] ?? '') : wordOf(channelWords, fee.channel),
    note: fee.note,
    reducedFrom: reduced === undefined ? '' : String(reduced.from),
    reducedAmount: reduced === undefined ? '' : formatMoney(reduced.amount),
    maximum: maximum === undefined ? '' : formatMoney(maximum),
    exempt: exemptGroups === undefined ? '' : exemptGroups.map(nameOf).join(', ') || nobodyExempt,
    kind: fee.kind === undefined ? '' : wordOf(feeKindWords, fee.kind),
  }
}

export function writeComponents(components: readonly ProcedureComponent[]): string {
  return writeItems(components.map(writeComponent).map((line) => componentPieces.map((key) => line[key])))
}

export function writeFees(fees: readonly FeeRule[]): string {
  return writeItems(fees.map(writeFee).map((line) => feePieces.map((key) => line[key])))
}

function writeSheet<K extends string>(
  name: string,
  columns: Columns<K>,
  lines: readonly Line<K>[],
  leave: readonly K[],
): Sheet {
  const entries = (Object.entries(columns) as [K, Column][]).filter(([key]) => !leave.includes(key))
  const rows: Cell[][] = lines.map((line) => entries.map(([key]) => line[key] ?? ''))
  return { name, rows: [entries.map(([, { title }]) => title), ...rows] }
}

/** Said another way in an export: withdrawn by its date, the unit and cut-off within the limit. */
const unwritten = ['status', 'unit', 'cutOff'] as const

/** Papers and fees on sheets of their own. */
export function writeCatalogue(catalogue: Catalogue): Sheet[] {
  const { procedures } = catalogue
  const ofOwn = <T, L>(list: (procedure: Procedure) => readonly T[], write: (item: T) => L) =>
    procedures.flatMap((procedure) =>
      list(procedure).map((item) => ({ code: procedure.code, version: procedure.version, ...write(item) })),
    )
  return [
    writeInfoSheet(catalogue),
    writeSheet(sheetNames.procedures[0], procedureColumns, procedures.map(writeProcedure), [
      ...unwritten,
      'components',
      'fees',
    ]),
    writeSheet(
      sheetNames.components[0],
      componentColumns,
      ofOwn(({ components }) => components, writeComponent),
      [],
    ),
    writeSheet(
      sheetNames.fees[0],
      feeColumns,
      ofOwn(({ fees }) => fees, writeFee),
      [],
    ),
  ]
}

/** One sheet, for a CSV: papers and fees within their cells. */
export function writeCatalogueFlat({ procedures }: Catalogue): Sheet {
  const lines = procedures.map((procedure) => ({
    ...writeProcedure(procedure),
    components: writeComponents(procedure.components),
    fees: writeFees(procedure.fees),
  }))
  return writeSheet(sheetNames.procedures[0], procedureColumns, lines, unwritten)
}

export function writeInfo({
  version,
  province,
  publishedAt,
  numbering,
  formSet,
}: Catalogue): Record<InfoField, string> {
  return {
    version,
    province,
    publishedAt,
    numbering: wordOf(numberingWords, numbering),
    formSet: wordOf(formSetWords, formSet),
  }
}

function writeInfoSheet(catalogue: Catalogue): Sheet {
  const values = writeInfo(catalogue)
  const keys = Object.keys(infoFields) as InfoField[]
  return { name: sheetNames.info[0], rows: keys.map((key) => [infoFields[key].title, values[key]]) }
}
