/**
 * Phí pays for a service, lệ phí is due for a state act (Luật Phí và lệ phí 97/2015/QH13, Điều 3); both have their own line in
 * the books. What the payment says of itself comes first, then what the procedure's fee rules say; a doubt stays one.
 */
import type { Procedure } from '../procedure/catalogue.ts'

export const moneyKinds = ['serviceFee', 'stateFee', 'unclassified'] as const
export type MoneyKind = (typeof moneyKinds)[number]

const saysStateFee = /lệ\s+phí/iu
const saysServiceFee = /(^|[^\p{L}])phí([^\p{L}]|$)/iu

/** @param procedure of the catalogue; null: this desk does not know it */
export function moneyKindOf(what: string, procedure: Pick<Procedure, 'fees'> | null): MoneyKind {
  const fees = procedure?.fees ?? []
  const own = kindInWords(what)
  if (own !== null) return own
  const kinds = new Set(fees.map((rule) => rule.kind ?? kindInWords(rule.note)))
  const [only] = kinds
  return kinds.size === 1 && only !== null && only !== undefined ? only : 'unclassified'
}

function kindInWords(text: string): Exclude<MoneyKind, 'unclassified'> | null {
  const words = text.normalize('NFC')
  const state = saysStateFee.test(words)
  const service = saysServiceFee.test(words.replace(new RegExp(saysStateFee, 'giu'), ' '))
  if (state === service) return null
  return state ? 'stateFee' : 'serviceFee'
}
