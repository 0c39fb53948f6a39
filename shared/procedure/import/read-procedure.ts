/** One row of the sheet of procedures. */
import type { TimeLimit } from '../../deadline/due.ts'
import { foldWords, isBlank } from '../../table/cell.ts'
import { bad, clock, date, good, listItems, oneOf, text, yesNo } from '../../table/readings.ts'
import type { Reader } from '../../table/readings.ts'
import type { TableRow } from '../../table/table.ts'
import type { Channel, FeeRule, Procedure } from '../catalogue.ts'
import { componentColumns, componentPieces, feeColumns, feePieces } from './columns.ts'
import type { ProcedureColumn } from './columns.ts'
import { readItems } from './pieces.ts'
import { readComponent } from './read-component.ts'
import type { ReadComponent } from './read-component.ts'
import { readFee } from './read-fee.ts'
import { checkLimit, limitText, procedureCode } from './readings.ts'
import { channelWords, routeWords, statusWords, supplementWords, unitWords } from './words.ts'

type Row = TableRow<ProcedureColumn>
export interface Unit {
  id: string
  name: string
}

/** What one row says; papers and fees may yet come from sheets of their own. */
export interface ProcedureRow {
  row: Row
  procedure: Omit<Procedure, 'components' | 'fees'>
  components: ReadComponent[]
  fees: FeeRule[]
}

/** null: reported. @param units null: the tree is not known, and nothing is said of it */
export function readProcedure(row: Row, units: readonly Unit[] | null): ProcedureRow | null {
  const code = row.need('code', procedureCode)
  const version = row.need('version', text(80))
  const name = row.need('name', text(500))
  const field = row.need('field', text(200))
  const period = readPeriod(row)
  const timeLimit = readTimeLimit(row)
  const channels = readChannels(row)
  const terms = readTerms(row, units)
  const components = readItems(row, 'components', componentPieces, componentColumns).flatMap(
    (item) => readComponent(item) ?? [],
  )
  const fees = readItems(row, 'fees', feePieces, feeColumns).flatMap((item) => readFee(item) ?? [])
  const source = row.need('source', text(500))
  if (row.failed || period === null || channels === null) return null
  if (code === undefined || version === undefined || name === undefined) return null
  if (field === undefined || source === undefined) return null
  const procedure = { code, version, name, field, ...period, ...timeLimit, channels, ...terms, source }
  return { row, procedure, components, fees }
}

function readPeriod(row: Row): Pick<Procedure, 'effectiveFrom' | 'effectiveTo'> | null {
  const effectiveFrom = row.need('effectiveFrom', date)
  const effectiveTo = row.read('effectiveTo', date) ?? null
  const status = row.read('status', oneOf(statusWords))
  if (status === 'withdrawn' && isBlank(row.cell('effectiveTo'))) row.add('status', 'WITHDRAWN_WITHOUT_DATE')
  return effectiveFrom === undefined ? null : { effectiveFrom, effectiveTo }
}

function readTerms(
  row: Row,
  units: readonly Unit[] | null,
): Pick<Procedure, 'supplementPolicy' | 'answeredAtOnce' | 'results' | 'resolvingUnitId' | 'route' | 'verified'> {
  return {
    supplementPolicy: row.read('supplement', oneOf(supplementWords)) ?? 'RESTART',
    answeredAtOnce: row.read('atOnce', yesNo) ?? false,
    results: row.read('results', results) ?? [],
    resolvingUnitId: row.read('resolvingUnit', unitReader(units)) ?? null,
    route: row.read('route', oneOf(routeWords)) ?? 'province',
    verified: row.read('verified', yesNo) ?? false,
  }
}

const results: Reader<string[]> = (cell) => {
  if (cell instanceof Date) return bad('DATE_IN_TEXT')
  const items: string[] = []
  for (const item of listItems(cell)) {
    const read = text(500)(item)
    if (!read.ok) return read
    items.push(read.value)
  }
  return items.length > 40 ? bad('TOO_MANY_ITEMS', { limit: 40 }) : good(items)
}

function readChannels(row: Row): Channel[] | null {
  const cell = row.cell('channels')
  if (isBlank(cell)) row.need('channels', good)
  const found = new Set<Channel>()
  for (const item of listItems(typeof cell === 'string' ? cell.replaceAll(',', ';') : cell)) {
    const read = oneOf(channelWords)(item)
    if (read.ok) found.add(read.value)
    else row.add('channels', read.problem.code, read.problem.details)
  }
  return found.size === 0 ? null : [...found]
}

function readTimeLimit(row: Row): Pick<Procedure, 'timeLimit' | 'timeLimitByChannel'> {
  if (isBlank(row.cell('limit'))) row.add('limit', 'NO_TIME_LIMIT')
  const timeLimit = withCutOff(row, readLimit(row, 'limit') ?? null)
  const named = { atDesk: 'limitAtDesk', byPost: 'limitByPost', online: 'limitOnline' } as const
  const timeLimitByChannel: Procedure['timeLimitByChannel'] = {}
  for (const channel of Object.keys(named) as Channel[]) {
    const limit = readLimit(row, named[channel])
    if (limit !== undefined && limit !== null) timeLimitByChannel[channel] = limit
  }
  return { timeLimit, timeLimitByChannel }
}

/** undefined: nothing stands there, or it is reported. */
function readLimit(row: Row, key: ProcedureColumn): TimeLimit | null | undefined {
  const said = row.read(key, limitText)
  const unit = key === 'limit' ? row.read('unit', oneOf(unitWords)) : undefined
  if (said === undefined) return undefined
  if ('limit' in said) {
    if (said.limit !== null && unit !== undefined && unit !== said.limit.unit) row.add(key, 'UNITS_DIFFER')
    return said.limit
  }
  const usual = unit ?? (key === 'limit' ? undefined : row.read('unit', oneOf(unitWords)))
  if (usual === undefined) {
    row.add(key, 'UNIT_MISSING')
    return undefined
  }
  return row.read(key, () => checkLimit({ value: said.value, unit: usual, cutOff: null }))?.limit
}

function withCutOff(row: Row, limit: TimeLimit | null): TimeLimit | null {
  const cutOff = row.read('cutOff', clock)
  if (cutOff === undefined) return limit
  if (limit?.unit !== 'sameDay') {
    row.add('cutOff', 'CUT_OFF_UNUSED')
    return limit
  }
  if (limit.cutOff !== null && limit.cutOff !== cutOff) row.add('cutOff', 'CUT_OFF_TWICE')
  return { ...limit, cutOff }
}

/** By id, or by name; a name that every commune has means each one's own (see `findResolvingUnit`). */
function unitReader(units: readonly Unit[] | null): Reader<string> {
  return (cell) => {
    const read = text(200)(cell)
    if (!read.ok) return read
    const wanted = read.value
    const isId = /^[\w.-]{1,80}$/.test(wanted)
    if (units === null) return isId ? read : bad('UNIT_UNKNOWN', { unit: wanted })
    if (units.some(({ id }) => id === wanted || keyOf(id) === wanted)) return read
    const named = units.filter(({ name }) => foldWords(name) === foldWords(wanted))
    const [first] = named
    const keys = new Set(named.map(({ id }) => keyOf(id)))
    if (first !== undefined && keys.size === 1) return good(named.length === 1 ? first.id : keyOf(first.id))
    return isId
      ? good(wanted, { code: 'UNIT_ID_UNKNOWN', details: { unit: wanted } })
      : bad('UNIT_UNKNOWN', { unit: wanted })
  }
}

function keyOf(id: string): string {
  return id.slice(id.indexOf('.') + 1)
}
