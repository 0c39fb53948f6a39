/** From an online filing to the receipt that accepts it: its time limit begins with the acceptance, not with the filing. */
import type { WorkingCalendar } from '../../../shared/deadline/calendar.ts'
import { computeDue } from '../../../shared/deadline/compute-due.ts'
import type { Due } from '../../../shared/deadline/due.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { PayloadOf } from '../../../shared/dossier/event.ts'
import { isInEffect } from '../../../shared/procedure/catalogue.ts'
import type { Catalogue, Charge, Procedure } from '../../../shared/procedure/catalogue.ts'
import { singleQuantities, workOutFees } from '../../../shared/procedure/fees.ts'
import type { Organisation } from '../../../shared/reference/organisation.ts'
import { findResolvingUnit } from '../../../shared/reference/units.ts'

export interface AcceptanceFacts {
  dossier: Dossier
  catalogue: Catalogue | null
  calendar: WorkingCalendar | null
  organisations: readonly Organisation[]
  communeId: string
  /** Local instant. */
  at: string
}

export type AcceptanceProblem = 'noCatalogue' | 'noProcedure' | 'noCalendar' | 'outsideCalendar' | 'badLimit'
export type AcceptancePlan =
  | { kind: 'ready'; procedure: Procedure; due: Due; catalogue: Catalogue; calendar: WorkingCalendar }
  | { kind: 'problem'; code: AcceptanceProblem }

/** The first eight characters are the national code; a province may have put its own behind. */
const nationalCode = (code: string) => code.slice(0, 8)

export function findProcedure(dossier: Dossier, catalogue: Catalogue, date: string): Procedure | null {
  const { code, version } = dossier.procedure
  const fitting = catalogue.procedures.filter(
    (one) => one.code === nationalCode(code) && isInEffect(one, date) && one.channels.includes('online'),
  )
  return fitting.find((one) => one.version === version) ?? fitting[0] ?? null
}

export function planAcceptance({ dossier, catalogue, calendar, at }: AcceptanceFacts): AcceptancePlan {
  if (catalogue === null) return { kind: 'problem', code: 'noCatalogue' }
  const procedure = findProcedure(dossier, catalogue, at.slice(0, 10))
  if (procedure === null) return { kind: 'problem', code: 'noProcedure' }
  if (calendar === null) return { kind: 'problem', code: 'noCalendar' }
  const result = computeDue(at, procedure.timeLimitByChannel.online ?? procedure.timeLimit, calendar)
  if (result.ok) return { kind: 'ready', procedure, due: result.due, catalogue, calendar }
  return { kind: 'problem', code: result.code === 'OUTSIDE_CALENDAR' ? 'outsideCalendar' : 'badLimit' }
}

/** By the fee rules; what was paid on the portal at the least. Đồng. */
export function suggestedCharge(procedure: Procedure, paidOnline: number): number {
  const { atIntake, atReturn } = workOutFees(procedure, 'online', singleQuantities, null)
  return Math.max(atIntake + atReturn, paidOnline)
}

function toCharge(amount: number, paidOnline: number): Charge {
  const timing = amount === 0 ? 'none' : amount > paidOnline ? 'atReturn' : 'atIntake'
  // What was paid on the portal stands in the filing; said here again it would count twice.
  return { amount, timing, exemption: null, paidAtIntake: 0, receiptNumber: null }
}

type PaidOnPortal = Pick<Dossier, 'payments' | 'online' | 'papersFiled'>

export interface Accepted {
  /** Ids of the papers that the desk takes over. */
  componentIds: readonly string[]
  amount: number
  note: string
  /** Ids of the deliveries of further papers that were looked at. */
  papersSeen?: readonly string[]
}

export function toReceipt(
  plan: Extract<AcceptancePlan, { kind: 'ready' }>,
  { dossier, organisations, communeId }: AcceptanceFacts,
  { componentIds, amount, note, papersSeen = [] }: Accepted,
): PayloadOf<'received'> {
  const { procedure, due, catalogue, calendar } = plan
  const tree = { version: '', organisations: [...organisations] }
  const unit = findResolvingUnit(tree, communeId, procedure.resolvingUnitId)
  return {
    number: { code: dossier.number.code, kind: 'official' },
    procedure: { code: procedure.code, version: procedure.version, name: procedure.name, field: procedure.field },
    catalogueVersion: catalogue.version,
    calendarVersion: calendar.version,
    formSet: catalogue.formSet,
    submitter: dossier.submitter,
    owner: dossier.owner,
    request: dossier.request,
    components: dossier.components.filter(({ id }) => componentIds.includes(id)),
    sets: 1,
    channel: 'online',
    delivery: dossier.delivery,
    charge: toCharge(amount, paidOnPortal(dossier)),
    supplementPolicy: procedure.supplementPolicy,
    due,
    resolvingUnit: unit === null ? null : { id: unit.id, name: unit.name },
    note,
    ...(papersSeen.length === 0 ? {} : { papersSeen: [...papersSeen] }),
  }
}

/** With the filing and with the papers that followed it. Đồng. */
export function paidOnPortal({ payments, online, papersFiled }: PaidOnPortal): number {
  const deliveries = new Set([online?.eventId, ...papersFiled.map(({ eventId }) => eventId)])
  return payments.reduce((sum, { eventId, amount }) => sum + (deliveries.has(eventId) ? amount : 0), 0)
}
