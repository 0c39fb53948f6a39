/** What a dossier's history adds up to. Screens read this; only `fold` makes one. */
import type { Due, TimeLimit } from '../deadline/due.ts'
import type { Channel, Charge } from '../procedure/catalogue.ts'
import type { Delivery, DossierNumber, EventType, FormSet, PayloadOf, SubmittedComponent, Unit } from './event.ts'
import type { Handover } from './handover.ts'
import type { Person } from './person.ts'

/** The ten national states (TT 22/2019/TT-VPCP Đ4), with their numbers in `nationalStatusCode`. */
export const dossierStatuses = [
  'registered',
  'accepted',
  'notAccepted',
  'processing',
  'awaitingSupplement',
  'awaitingPayment',
  'withdrawalRequested',
  'stopped',
  'finished',
  'returned',
] as const
export type DossierStatus = (typeof dossierStatuses)[number]

export const nationalStatusCode: Record<DossierStatus, number> = {
  registered: 1,
  accepted: 2,
  notAccepted: 3,
  processing: 4,
  awaitingSupplement: 5,
  awaitingPayment: 6,
  withdrawalRequested: 7,
  stopped: 8,
  finished: 9,
  returned: 10,
}

/** The clock of the law still runs, or the citizen still waits for papers. */
export const openStatuses: readonly DossierStatus[] = [
  'registered',
  'accepted',
  'processing',
  'awaitingSupplement',
  'awaitingPayment',
  'withdrawalRequested',
  'finished',
]

export interface Leg {
  eventId: string
  from: Unit
  to: Unit
  at: string
  legDueAt: string | null
  limit: TimeLimit | null
  endedAt: string | null
}
export interface SupplementRound {
  eventId: string
  requestedAt: string
  items: string[]
  reason: string
  deadline: string | null
  completedAt: string | null
}
export interface Apology {
  eventId: string
  at: string
  reason: string
  agency: string
  oldDueAt: string | null
  newDueAt: string
}
export interface Payment {
  eventId: string
  at: string
  amount: number
  kind: 'intake' | 'paid' | 'return' | 'refund'
}
export interface FinancialDuty {
  eventId: string
  at: string
  amount: number
  what: string
  payBy: string | null
}
export interface Print {
  eventId: string
  at: string
  form: string
  formSet: FormSet
  number: string | null
  reprint: boolean
  /** Of the form's definition; null: an older desk did not say. */
  version: string | null
  /** Of a handover slip; null: another paper. */
  batchId: string | null
}
export interface Correction extends Pick<PayloadOf<'corrected'>, 'field' | 'from' | 'to' | 'reason'> {
  eventId: string
  at: string
}
export interface ArrivedResult {
  eventId: string
  /** Place among the results of that event. */
  index: number
  at: string
  name: string
  number: string | null
  count: number
  /** The event that handed it over; null: it waits for the citizen. */
  returnedBy: string | null
}
export interface ReturnRecord {
  eventId: string
  at: string
  recipientName: string
  relation: PayloadOf<'returned'>['recipient']['relation']
  way: Delivery['way']
  collected: number
  complete: boolean
  trackingNumber: string | null
  /** `yyyy-mm-dd` */
  postedOn: string | null
  /** Of a return by post, once it is known what became of it. */
  post: { eventId: string; outcome: PayloadOf<'postReported'>['outcome']; on: string } | null
}

export interface Reminder extends NonNullable<PayloadOf<'noted'>['reminder']> {
  eventId: string
  at: string
}

/** Papers that went back to the citizen, by whichever event says so. */
export interface GivenBack {
  eventId: string
  at: string
  papers: string[]
  recipient: string
}

export interface Step {
  eventId: string
  type: string
  status: DossierStatus
  /** The event that took this one back: it does not count. */
  undoneBy?: string
}

/** Something the state machine does not allow; kept and shown, with every event that takes part. */
export interface Attention {
  kind:
    | 'eventOutOfOrder'
    | 'secondReturn'
    | 'resultReturnedTwice'
    | 'secondReceipt'
    | 'correctionOfOtherValue'
    | 'secondReappointment'
    /** The receipt bears a number that another dossier has: to be printed again. */
    | 'numberReplaced'
    | 'withoutReceipt'
    /** The citizen filed papers online and nobody has looked at them. */
    | 'papersNotSeen'
    /** Something else had happened before it was taken back: it stands. */
    | 'undoneTooLate'
    | 'fromNewerVersion'
  eventIds: string[]
  type: EventType | string
  status: DossierStatus
  /** The note that says how it was settled; absent: nobody has yet. */
  settledBy?: string
}

/** What the citizen filed on the national portal, before the desk accepts it. */
export interface OnlineFiling {
  eventId: string
  at: string
  code: string
  components: readonly SubmittedComponent[]
}

/** Papers that the citizen filed on the portal after the filing itself, or to a dossier of the counter. */
export interface FiledPapers {
  eventId: string
  at: string
  reference: string
  components: readonly SubmittedComponent[]
  note: string
  /** The event by which an officer said to have looked at them; null: nobody has yet. */
  seenBy: string | null
}

export interface Dossier {
  id: string
  communeId: string
  /** The code to show: the official one as soon as there is one. */
  number: DossierNumber
  /** Every code this dossier ever had; all stay searchable for ever. */
  codes: string[]
  procedure: PayloadOf<'received'>['procedure']
  catalogueVersion: string
  calendarVersion: string
  formSet: FormSet
  supplementPolicy: 'RESTART' | 'PAUSE'
  submitter: Person
  owner: Person | null
  request: string
  components: SubmittedComponent[]
  sets: number
  channel: Channel
  /** null: it did not come by post, or its desk did not yet say how. */
  inbound: { trackingNumber: string | null; postmarkedOn: string | null; arrivedOn: string } | null
  delivery: Delivery
  charge: Charge
  note: string
  status: DossierStatus
  /** null: handed in at the desk or by post. */
  online: OnlineFiling | null
  papersFiled: FiledPapers[]
  /** When it was refused at the counter without ever being received; null: it was not. */
  turnedAwayAt: string | null
  /** Empty while an online filing waits to be accepted, and for what was turned away at the counter. */
  receivedAt: string
  receivedBy: { officerId: string; deskId: string }
  due: Due
  /** What the citizen was promised now: moved only by a supplement or by an apology. */
  dueAt: string | null
  /** Moved only by a supplement: lateness is judged on this. */
  judgedDueAt: string | null
  originalDueAt: string | null
  /** End of processing as the law counts it; null while it runs. */
  finishedAt: string | null
  returnedAt: string | null
  outcome: 'granted' | 'refused' | null
  /** Where the papers are; null: at the desk. */
  holder: Unit | null
  resolvingUnit: Unit | null
  legs: Leg[]
  handovers: Handover[]
  /** The officer who took the papers over last; null: whoever took the dossier in. */
  keeper: { id: string; name: string } | null
  supplements: SupplementRound[]
  apologies: Apology[]
  payments: Payment[]
  duties: FinancialDuty[]
  /** What a stop promised to give back, đồng; `payments` has what was. */
  feesToReturn: number
  results: ArrivedResult[]
  returns: ReturnRecord[]
  givenBack: GivenBack[]
  reminders: Reminder[]
  prints: Print[]
  corrections: Correction[]
  attention: Attention[]
  /** One line an event, in clock order: what it was and the state it led to. */
  steps: Step[]
  eventCount: number
  lastEventAt: string
}
