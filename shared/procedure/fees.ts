/** What a dossier costs by the rules of its procedure: pure sums, in đồng. */
import type { Channel, FeeRule, Procedure } from './catalogue.ts'

/** Who pays no fee unless a rule says otherwise (NĐ 61/2018 Đ22; a province's own groups come with its rules). */
export const exemptionGroups = [
  { id: 'nguoi-co-cong', name: 'Người có công với cách mạng' },
  { id: 'ho-ngheo', name: 'Người thuộc hộ nghèo' },
  { id: 'nguoi-khuyet-tat', name: 'Người khuyết tật' },
] as const

/** Whole and not negative; `pages` are those of one copy. */
export interface FeeQuantities {
  copies: number
  pages: number
  cases: number
}
export const singleQuantities: FeeQuantities = { copies: 1, pages: 1, cases: 1 }

export interface FeeLine {
  rule: FeeRule
  /** Place of the rule in the procedure. */
  index: number
  /** null: the rule leaves it to the officer. */
  amount: number | null
  exempt: boolean
}
export interface FeeWorkingOut {
  lines: FeeLine[]
  atIntake: number
  atReturn: number
  /** Some line's amount is the officer's to say. */
  open: boolean
}

/** null: the rule leaves the amount to the officer, or a quantity is no whole number from 0 to 10 000. */
export function amountOf(rule: FeeRule, quantities: FeeQuantities): number | null {
  if (rule.amount === null || !Object.values(quantities).every(isQuantity)) return null
  switch (rule.per) {
    case 'dossier':
      return atMost(rule, rule.amount)
    case 'copy':
      return atMost(rule, ofUnits(rule, rule.amount, quantities.copies))
    case 'case':
      return atMost(rule, ofUnits(rule, rule.amount, quantities.cases))
    case 'page':
      return atMost(rule, ofUnits(rule, rule.amount, quantities.pages)) * quantities.copies
  }
}

function isQuantity(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 10_000
}

function ofUnits({ reduced }: FeeRule, amount: number, units: number): number {
  if (reduced === undefined) return amount * units
  const full = Math.min(units, reduced.from - 1)
  return amount * full + reduced.amount * (units - full)
}

function atMost({ maximum }: FeeRule, amount: number): number {
  return maximum === undefined ? amount : Math.min(amount, maximum)
}

/** @param groupId of the exemption the submitter proves; null: none */
export function workOutFees(
  procedure: Pick<Procedure, 'fees'>,
  channel: Channel,
  quantities: FeeQuantities,
  groupId: string | null,
): FeeWorkingOut {
  const lines = procedure.fees
    .map((rule, index): FeeLine => {
      const exempt = isExempt(rule, groupId)
      return { rule, index, exempt, amount: exempt || rule.timing === 'none' ? 0 : amountOf(rule, quantities) }
    })
    .filter(({ rule }) => rule.channel === null || rule.channel === channel)
  const sum = (timing: FeeRule['timing']) =>
    lines.reduce((total, line) => total + (line.rule.timing === timing ? (line.amount ?? 0) : 0), 0)
  const open = lines.some(({ amount }) => amount === null)
  return { lines, atIntake: sum('atIntake'), atReturn: sum('atReturn'), open }
}

function isExempt(rule: FeeRule, groupId: string | null): boolean {
  const groups: readonly string[] = rule.exemptGroups ?? exemptionGroups.map((group) => group.id)
  return groupId !== null && groups.includes(groupId)
}
