/** One rule of a fee, from a row of its own or an item within the procedure's cell. */
import { foldWords, isBlank } from '../../table/cell.ts'
import { bad, good, listItems, money, oneOf, text, whole } from '../../table/readings.ts'
import type { Reader } from '../../table/readings.ts'
import type { Fields } from '../../table/table.ts'
import type { Channel, FeeRule } from '../catalogue.ts'
import { exemptionGroups } from '../fees.ts'
import type { FeeColumn } from './columns.ts'
import { allChannels, channelWords, feeKindWords, perWords, timingWords } from './words.ts'

type FeeField = Exclude<FeeColumn, 'code' | 'version'>

/** The officer works it out. */
export const openAmount = 'tự tính'
const openWords = new Set([openAmount, 'cán bộ tính', 'theo thực tế', 'theo quy định'].map(foldWords))
export const nobodyExempt = 'không'

const amount: Reader<number | null> = (cell) =>
  typeof cell === 'string' && openWords.has(foldWords(cell)) ? good(null) : money(cell)

const channel: Reader<Channel | null> = (cell) =>
  typeof cell === 'string' && allChannels.map(foldWords).includes(foldWords(cell))
    ? good(null)
    : oneOf(channelWords)(cell)

/** Names of the law's groups, or ids of a province's own. */
const groups: Reader<string[]> = (cell) => {
  if (typeof cell !== 'string') return bad('DATE_IN_TEXT')
  if (foldWords(cell) === foldWords(nobodyExempt)) return good([])
  const ids: string[] = []
  for (const item of listItems(cell.replaceAll(',', ';'))) {
    const known = exemptionGroups.find(({ id, name }) => id === item || foldWords(name) === foldWords(item))
    if (known === undefined && !/^[a-z0-9-]{1,80}$/.test(item))
      return bad('UNKNOWN_WORD', {
        word: item.slice(0, 80),
        allowed: exemptionGroups.map(({ name }) => name).join(', '),
      })
    ids.push(known?.id ?? item)
  }
  return ids.length > 40 ? bad('TOO_MANY_ITEMS', { limit: 40 }) : good(ids)
}

/** null: reported. */
export function readFee(fields: Fields<FeeField>): FeeRule | null {
  const sum = fields.need('amount', amount)
  const per = fields.read('per', oneOf(perWords)) ?? 'dossier'
  const timing = fields.read('timing', oneOf(timingWords)) ?? 'atIntake'
  const only = fields.read('channel', channel) ?? null
  const note = fields.read('note', text(500)) ?? ''
  const from = fields.read('reducedFrom', whole(2, 10_000))
  const reducedAmount = fields.read('reducedAmount', money)
  const maximum = fields.read('maximum', money)
  const exemptGroups = fields.read('exempt', groups)
  const kind = fields.read('kind', oneOf(feeKindWords))
  if (isBlank(fields.cell('reducedFrom')) !== isBlank(fields.cell('reducedAmount')))
    fields.add('reducedFrom', 'REDUCED_INCOMPLETE')
  if (fields.failed || sum === undefined) return null
  return {
    amount: sum,
    per,
    timing,
    channel: only,
    note,
    ...(from === undefined || reducedAmount === undefined ? {} : { reduced: { from, amount: reducedAmount } }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(exemptGroups === undefined ? {} : { exemptGroups }),
    ...(kind === undefined ? {} : { kind }),
  }
}
