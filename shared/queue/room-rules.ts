/**
 * One queue for several desks. Whoever keeps it puts all commands in one order; the others hold a copy. These are the rules
 * by which a command that is sent twice counts once, a copy follows, and two queues that grew apart become one again.
 */
import { atWindow, onDate, planQueue } from './queue.ts'
import type { QueueCommand, QueuePlan, QueueState, Ticket } from './queue.ts'

const appliedKept = 100

export interface RoomCommand {
  /** Drawn once by whoever wants it; a repeated try carries the same. */
  id: string
  command: QueueCommand
  officerId: string
}

/** As `planQueue`, once per id: the answer to a repeated try is the ticket as it is now. */
export function planOnce(before: QueueState, { id, command, officerId }: RoomCommand, at: string): QueuePlan {
  const state = onDate(before, at.slice(0, 10))
  const known = state.applied.find((one) => one.id === id)
  if (known !== undefined) return { kind: 'done', state, ticket: findTicket(state, known.number) }
  const plan = planQueue(state, command, at, officerId)
  if (plan.kind === 'refused') return plan
  const applied = [...plan.state.applied.slice(1 - appliedKept), { id, number: plan.ticket?.number ?? null }]
  return { ...plan, state: { ...plan.state, applied } }
}

function findTicket(state: QueueState, number: string | null): Ticket | null {
  return state.tickets.find((ticket) => ticket.number === number) ?? null
}

/** What a desk other than the keeper holds: the keeper's state, with no counter below one that this desk knows of. */
export function followState(own: QueueState, kept: QueueState): QueueState {
  // Revisions choose the newer of two copies on this disk; those of another desk count from elsewhere.
  const revision = Math.max(own.revision + 1, kept.revision)
  return { ...kept, revision, counters: mergeCounters(own.counters, kept.counters) }
}

/** From now on this desk gives numbers out, in its own series. */
export function takeOver(state: QueueState, series: number): QueueState {
  return { ...state, revision: state.revision + 1, series }
}

type Counters = QueueState['counters']

export function mergeCounters(a: Counters, b: Counters): Counters {
  const merged: Counters = { ...a }
  for (const [date, letters] of Object.entries(b)) {
    const known = { ...merged[date] }
    for (const [key, last] of Object.entries(letters)) known[key] = Math.max(last, known[key] ?? 0)
    merged[date] = known
  }
  return merged
}

/**
 * Takes in what a desk did that kept the queue without hearing of this one: tickets that nobody here knows, and the end of
 * those that still wait here. Nobody at a window is moved.
 */
export function adoptTickets(state: QueueState, other: Pick<QueueState, 'date' | 'tickets' | 'counters'>): QueueState {
  const counters = mergeCounters(state.counters, other.counters)
  const base = { ...state, revision: state.revision + 1, counters }
  if (other.date !== state.date) return base
  return other.tickets.reduce((sum, ticket) => adopt(sum, ticket), base)
}

function adopt(state: QueueState, theirs: Ticket): QueueState {
  const ours = findTicket(state, theirs.number)
  if (ours !== null && (ours.state !== 'waiting' || theirs.state === 'waiting')) return state
  const taken = settle(state, theirs)
  if (ours === null) return { ...state, tickets: insertByTime(state.tickets, taken) }
  return { ...state, tickets: state.tickets.map((one) => (one.number === taken.number ? taken : one)) }
}

/** Two people at one window help nobody: who was called to a window that is taken here has been there long enough. */
function settle(state: QueueState, ticket: Ticket): Ticket {
  const { window } = ticket
  if (ticket.state !== 'called' || window === null || atWindow(state, window) === null) return ticket
  return { ...ticket, state: 'finished', endedAt: ticket.lastCalledAt }
}

/** Their place in the row is when they came, not when this desk heard of them. */
function insertByTime(tickets: readonly Ticket[], ticket: Ticket): Ticket[] {
  const at = Date.parse(ticket.issuedAt)
  const after = tickets.findLastIndex((one) => Date.parse(one.issuedAt) <= at) + 1
  return tickets.toSpliced(after, 0, ticket)
}

export interface QueueDelta extends Omit<QueueState, 'tickets'> {
  /** New or changed. */
  tickets: Ticket[]
  /** In their order. */
  numbers: string[]
}

/** What changed since `before`: a busy day's whole state would cross the room's network with every call. */
export function deltaOf(before: QueueState | null, after: QueueState): QueueDelta {
  const known = new Set(before?.tickets)
  const { tickets, ...rest } = after
  return { ...rest, tickets: tickets.filter((ticket) => !known.has(ticket)), numbers: tickets.map((one) => one.number) }
}

/** null: the delta names a ticket that is neither here nor in it, so it followed another state. */
export function applyDelta(before: QueueState | null, { tickets, numbers, ...rest }: QueueDelta): QueueState | null {
  const known = new Map([...(before?.tickets ?? []), ...tickets].map((ticket) => [ticket.number, ticket]))
  const inOrder = numbers.flatMap((number) => known.get(number) ?? [])
  return inOrder.length === numbers.length ? { ...rest, tickets: inOrder } : null
}
