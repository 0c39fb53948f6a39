/**
 * Which event is expected in which state, and the state it leads to (the national states; DOMAIN: 1→2|3|5, 2→4, …).
 * `none` is a history whose receipt has not arrived yet.
 */
import type { DossierStatus } from './dossier.ts'
import type { EventType, KnownEvent } from './event.ts'

export type MachineState = DossierStatus | 'none'

const worked: readonly MachineState[] = ['accepted', 'processing', 'awaitingPayment']
const pending: readonly MachineState[] = [...worked, 'awaitingSupplement', 'withdrawalRequested']

/** States in which the event is expected; null: it is a remark that fits any state. */
const expectedIn: Record<EventType, readonly MachineState[] | null> = {
  received: ['none', 'registered'],
  registeredOnline: ['none'],
  papersFiledOnline: null,
  numberAssigned: null,
  forwarded: worked,
  handedBack: ['processing', 'awaitingPayment'],
  resultArrived: worked,
  supplementRequested: worked,
  supplemented: ['awaitingSupplement'],
  /** Also while another duty is unpaid: land papers owe tax and a fee, told one after the other. */
  financialDutyRaised: worked,
  paid: null,
  refunded: null,
  refused: ['registered', 'accepted'],
  refusedAtCounter: ['none'],
  withdrawalRequested: [...worked, 'awaitingSupplement'],
  withdrawalAnswered: ['withdrawalRequested'],
  stopped: pending,
  apologised: [...worked, 'awaitingSupplement'],
  returned: ['finished'],
  postReported: null,
  originalsGivenBack: null,
  corrected: null,
  noted: null,
  handoverOffered: null,
  handoverAnswered: null,
  scansAdded: null,
  scanRefiled: null,
  printed: null,
  undone: null,
}

export function isAllowed(state: MachineState, type: EventType): boolean {
  return expectedIn[type]?.includes(state) ?? true
}

/** What an event finds, beside the state. */
export interface Found {
  resultsWaiting: number
  /** An online filing that the desk has not accepted yet. */
  isUnaccepted: boolean
}

/** As `isAllowed`, where more than the state decides. */
export function isEventAllowed(state: MachineState, event: KnownEvent, found: Found): boolean {
  if (found.isUnaccepted && expectedIn[event.type] !== null) return isAnswer(state, event.type)
  if (isAllowed(state, event.type)) return true
  // Part of the results may be handed over while the rest is worked on.
  if (event.type !== 'returned' || event.payload.complete) return false
  return found.resultsWaiting > 0 && event.payload.handedOver !== undefined && isWorkedOn(state)
}

/** A filing may be asked to be completed before it is accepted; it is accepted or refused, unless the citizen withdraws it. */
function isAnswer(state: MachineState, type: EventType): boolean {
  if (state === 'withdrawalRequested') return type === 'withdrawalAnswered'
  if (type === 'supplementRequested') return state === 'registered'
  return type === 'received' || type === 'refused' || type === 'withdrawalRequested'
}

export function isWorkedOn(state: MachineState): boolean {
  return pending.includes(state)
}

/** What an allowed event leaves open. */
export interface OpenEnds {
  /** Financial duty still unpaid once this event counts, in đồng. */
  debt: number
  /** A request for papers is unanswered. */
  awaitsPapers: boolean
  /** Everything that arrived was handed over, and nothing more is awaited. */
  isHandedOver: boolean
  /** An online filing that the desk has not accepted. */
  isUnaccepted: boolean
}

/** The state after an allowed event. */
export function statusAfter(state: MachineState, event: KnownEvent, open: OpenEnds): DossierStatus {
  const unchanged = state === 'none' ? 'registered' : state
  switch (event.type) {
    case 'received':
      return 'accepted'
    case 'forwarded':
    case 'handedBack':
    case 'supplemented':
      return resume(open)
    case 'resultArrived':
      return event.payload.moreExpected === true ? resume(open) : 'finished'
    case 'supplementRequested':
      return 'awaitingSupplement'
    case 'papersFiledOnline':
      return state === 'awaitingSupplement' ? resume(open) : unchanged
    case 'financialDutyRaised':
      return resume(open)
    case 'paid':
      return state === 'awaitingPayment' ? resume(open) : unchanged
    case 'refused':
    case 'refusedAtCounter':
      return 'notAccepted'
    case 'withdrawalRequested':
      return 'withdrawalRequested'
    case 'withdrawalAnswered':
      return event.payload.agreed ? 'stopped' : resume(open)
    case 'stopped':
      return 'stopped'
    case 'returned':
      return open.isHandedOver ? 'returned' : unchanged
    case 'postReported':
      return state === 'returned' && !open.isHandedOver ? 'finished' : unchanged
    default:
      return unchanged
  }
}

/** Work goes on, unless papers or money are still missing: forwarding a dossier pays no debt. */
function resume({ debt, awaitsPapers, isUnaccepted }: OpenEnds): DossierStatus {
  if (awaitsPapers) return 'awaitingSupplement'
  if (isUnaccepted) return 'registered'
  return debt > 0 ? 'awaitingPayment' : 'processing'
}
