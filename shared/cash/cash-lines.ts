/** Every movement of money in a dossier, as its history tells it; and who was exempt. Pure. */
import type { Dossier } from '../dossier/dossier.ts'
import type { DossierEvent } from '../dossier/event.ts'
import { asKnownEvent } from '../dossier/event.ts'
import type { Procedure } from '../procedure/catalogue.ts'
import { moneyKindOf } from './money-kind.ts'
import type { MoneyKind } from './money-kind.ts'

export const payWays = ['cash', 'transfer', 'online', 'unstated'] as const
/** `unstated`: whoever took the money did not say how. */
export type PayWay = (typeof payWays)[number]

interface Line {
  dossierId: string
  eventId: string
  /** ISO instant with offset. */
  at: string
  officerId: string
  deskId: string
  code: string
  procedureCode: string
  procedure: string
  person: string
}

export interface CashLine extends Line {
  /** Đồng; negative: given back. */
  amount: number
  when: 'intake' | 'paid' | 'return' | 'refund'
  way: PayWay
  kind: MoneyKind
  receiptNumber: string | null
  /** What it was for, or why it was given back. */
  what: string
}

export interface ExemptLine extends Line {
  /** The group, or the reason. */
  exemption: string
}

export interface DossierCash {
  lines: CashLine[]
  exempt: ExemptLine | null
}

/** @param procedure of the catalogue; null: this desk does not know it */
export function cashOf(
  dossier: Dossier,
  events: readonly DossierEvent[],
  procedure: Pick<Procedure, 'fees'> | null,
): DossierCash {
  const byId = new Map(events.map((event) => [event.id, event]))
  const base = (event: DossierEvent): Line => ({
    dossierId: dossier.id,
    eventId: event.id,
    at: event.at,
    officerId: event.officerId,
    deskId: event.deskId,
    code: dossier.number.code,
    procedureCode: dossier.procedure.code,
    procedure: dossier.procedure.name,
    person: dossier.submitter.name,
  })
  const lines = dossier.payments.flatMap(({ eventId, amount, kind }): CashLine[] => {
    const event = byId.get(eventId)
    if (event === undefined) return []
    const said = factsOf(event)
    const signed = kind === 'refund' ? -amount : amount
    return [{ ...base(event), ...said, amount: signed, when: kind, kind: moneyKindOf(said.what, procedure) }]
  })
  return { lines, exempt: exemptOf(dossier, byId, base) }
}

function factsOf(event: DossierEvent): Pick<CashLine, 'way' | 'receiptNumber' | 'what'> {
  const known = asKnownEvent(event)
  switch (known?.type) {
    case 'paid': {
      const { method, receiptNumber, what } = known.payload
      return { way: method, receiptNumber, what }
    }
    case 'received': {
      const { method, receiptNumber } = known.payload.charge
      return { way: method ?? 'unstated', receiptNumber, what: '' }
    }
    case 'registeredOnline':
    case 'papersFiledOnline':
      return { way: 'online', receiptNumber: null, what: '' }
    case 'returned':
      return { way: known.payload.method ?? 'unstated', receiptNumber: known.payload.receiptNumber ?? null, what: '' }
    case 'refunded':
      return { way: 'unstated', receiptNumber: null, what: known.payload.reason }
    default:
      return { way: 'unstated', receiptNumber: null, what: '' }
  }
}

/** Counted on the day of receipt, by the officer who granted it. */
function exemptOf(
  dossier: Dossier,
  byId: ReadonlyMap<string, DossierEvent>,
  base: (event: DossierEvent) => Line,
): ExemptLine | null {
  const { timing, exemption } = dossier.charge
  if (timing !== 'exempt' && (exemption ?? '') === '') return null
  const receipt = [...byId.values()].find((event) => event.type === 'received' && event.at === dossier.receivedAt)
  return receipt === undefined ? null : { ...base(receipt), exemption: exemption ?? '' }
}
