/** What is wrong with procedures although each value can be read: against themselves and against each other. */
import { foldWords } from '../../table/cell.ts'
import type { Details, ProblemCode } from '../../table/messages.ts'
import type { Channel, Procedure } from '../catalogue.ts'
import type { ProcedureColumn } from './columns.ts'
import { channelWords, wordOf } from './words.ts'

export interface Placed {
  procedure: Procedure
  /** As its author counts. */
  row: number
  add(column: ProcedureColumn | null, code: ProblemCode, details?: Details): void
}

export function checkProcedures(all: readonly Placed[]): void {
  for (const placed of all) {
    checkPeriod(placed)
    checkChannels(placed)
    checkComponents(placed)
    checkFees(placed)
  }
  checkAgainstEachOther(all)
}

function checkPeriod({ procedure: { effectiveFrom, effectiveTo }, add }: Placed): void {
  if (effectiveTo !== null && effectiveTo < effectiveFrom) add('effectiveTo', 'ENDS_BEFORE_START')
}

const limitColumns = { atDesk: 'limitAtDesk', byPost: 'limitByPost', online: 'limitOnline' } as const

function checkChannels({ procedure, add }: Placed): void {
  const isClosed = (channel: Channel | null) => channel !== null && !procedure.channels.includes(channel)
  for (const channel of Object.keys(procedure.timeLimitByChannel) as Channel[])
    if (isClosed(channel))
      add(limitColumns[channel], 'LIMIT_OF_CLOSED_CHANNEL', { channel: wordOf(channelWords, channel) })
  for (const { channel } of procedure.fees)
    if (channel !== null && isClosed(channel))
      add('fees', 'FEE_OF_CLOSED_CHANNEL', { channel: wordOf(channelWords, channel) })
}

function checkComponents({ procedure: { code, components }, add }: Placed): void {
  if (components.length === 0) add('components', 'NO_COMPONENT', { code })
  if (components.length > 200) add('components', 'TOO_MANY_ITEMS', { limit: 200 })
  const names = new Set<string>()
  const ids = new Set<string>()
  for (const { id, name, condition } of components) {
    const key = `${foldWords(name)}/${condition ?? ''}`
    if (names.has(key)) add('components', 'COMPONENT_TWICE', { name, code })
    if (ids.has(id)) add('components', 'COMPONENT_ID_TWICE', { id, code })
    names.add(key)
    ids.add(id)
  }
}

function checkFees({ procedure: { code, fees }, add }: Placed): void {
  if (fees.length > 40) add('fees', 'TOO_MANY_ITEMS', { limit: 40 })
  const seen = new Set<string>()
  for (const fee of fees) {
    const key = JSON.stringify(fee)
    if (seen.has(key)) add('fees', 'FEE_TWICE', { code })
    seen.add(key)
    if (fee.amount === null && fee.note === '') add('fees', 'AMOUNT_WITHOUT_NOTE')
    if (fee.amount !== null && fee.reduced !== undefined && fee.reduced.amount >= fee.amount)
      add('fees', 'REDUCED_NOT_LESS')
  }
}

function checkAgainstEachOther(all: readonly Placed[]): void {
  const byCode = Map.groupBy(all, ({ procedure }) => procedure.code)
  for (const versions of byCode.values())
    for (const [index, one] of versions.entries())
      for (const other of versions.slice(0, index)) checkVersions(one, other)
  const byName = new Map<string, Placed>()
  for (const placed of all) {
    const name = foldWords(placed.procedure.name)
    const other = byName.get(name)
    if (other === undefined) byName.set(name, placed)
    else if (other.procedure.code !== placed.procedure.code)
      placed.add('name', 'SAME_NAME', { code: other.procedure.code, row: other.row })
  }
}

function checkVersions(one: Placed, other: Placed): void {
  const { code, version } = one.procedure
  const { row } = other
  if (version === other.procedure.version) one.add('version', 'PROCEDURE_TWICE', { code, version, row })
  else if (overlap(one.procedure, other.procedure)) one.add('effectiveFrom', 'PROCEDURES_OVERLAP', { code, row })
}

function overlap(a: Procedure, b: Procedure): boolean {
  const startsBeforeEnd = (x: Procedure, y: Procedure) => y.effectiveTo === null || x.effectiveFrom <= y.effectiveTo
  return startsBeforeEnd(a, b) && startsBeforeEnd(b, a)
}
