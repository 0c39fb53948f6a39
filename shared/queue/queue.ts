/**
 * Who waits at the counter, and in which order they are called. One desk of a room keeps its queue; the state is small, is
 * written whole before anything of it is shown, and holds no personal data: a number, a service, a window.
 *
 * Order: those whom the law lets go first (Luật Người cao tuổi 2009, Luật Người khuyết tật 2010 and what the commune's own
 * rules add) before the others, each group as it came.
 */
import { z } from 'zod'

export const priorities = ['elderly', 'disabled', 'pregnant', 'withChild', 'merit'] as const
export const prioritySchema = z.enum(priorities)
export type Priority = z.infer<typeof prioritySchema>

/** Printed before the number; a service's counter belongs to its letter, whatever the service is called later. */
const letter = z.string().regex(/^[A-Z]$/)
export const queueServiceSchema = z.object({ letter, name: z.string().trim().min(1).max(80) })
export type QueueService = z.infer<typeof queueServiceSchema>
export const queueServicesSchema = z
  .array(queueServiceSchema)
  .min(1)
  .max(9)
  .refine((services) => new Set(services.map((service) => service.letter)).size === services.length, 'a letter twice')

const instant = z.iso.datetime({ offset: true })
export const windowSchema = z.int().min(1).max(99)

export const ticketSchema = z.object({
  /** `A007`, or `2A007` given out by a desk that took the queue over; unique within its day and room. */
  number: z.string().max(12),
  letter,
  priority: prioritySchema.nullable(),
  /** `called`: at a window, being served; `skipped`: did not come, may be called again. */
  state: z.enum(['waiting', 'called', 'skipped', 'finished']),
  issuedAt: instant,
  firstCalledAt: instant.nullable(),
  lastCalledAt: instant.nullable(),
  endedAt: instant.nullable(),
  calls: z.int().min(0),
  window: windowSchema.nullable(),
  officerId: z.string().max(64).nullable(),
  /** Taken in from this ticket. */
  dossierIds: z.array(z.uuid()).max(50),
})
export type Ticket = z.infer<typeof ticketSchema>

/** Another desk's word is bounded, too: a number has to fit a slip, the board and its own check. */
export const highestSequence = 99_999

export const queueStateSchema = z.object({
  version: z.literal(1),
  /** Counts the changes: of two copies the higher one is the newer. */
  revision: z.int().min(0),
  date: z.iso.date(),
  services: queueServicesSchema,
  /**
   * The last number of each series and letter (`A`, `2A`) on each day. Kept, so that a clock set back gives no number out
   * again.
   */
  counters: z.record(z.iso.date(), z.record(z.string().regex(/^\d{0,2}[A-Z]$/), z.int().min(0).max(highestSequence))),
  tickets: z.array(ticketSchema),
  /** Of whoever gives numbers out. Each desk of a room has its own, so two that cannot hear each other collide in none. */
  series: z.int().min(1).max(99).default(1),
  /** Commands that were carried out, and with which number: one that is sent again changes nothing. */
  applied: z.array(z.object({ id: z.uuid(), number: z.string().max(12).nullable() })).default([]),
})
export type QueueState = z.infer<typeof queueStateSchema>

export const queueCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('issue'), letter, priority: prioritySchema.nullable() }),
  /**
   * Ends the ticket at the window, if there is one, and calls who is next; `letters` null: of all services. `seen`: the
   * number that the officer saw at the window; another desk may have called there in the meantime.
   */
  z.object({
    kind: z.literal('callNext'),
    window: windowSchema,
    letters: z.array(letter).max(9).nullable(),
    seen: z.string().max(12).nullable().optional(),
  }),
  /** Once more, also one who did not come before. */
  z.object({ kind: z.literal('recall'), number: z.string().max(12), window: windowSchema }),
  z.object({ kind: z.literal('skip'), number: z.string().max(12) }),
  z.object({ kind: z.literal('finish'), number: z.string().max(12) }),
  z.object({ kind: z.literal('link'), number: z.string().max(12), dossierId: z.uuid() }),
  z.object({ kind: z.literal('configure'), services: queueServicesSchema }),
])
export type QueueCommand = z.infer<typeof queueCommandSchema>

export const queueRefusals = ['NO_SERVICE', 'NOBODY_WAITS', 'NO_TICKET', 'NOT_NOW', 'CHANGED', 'FULL'] as const
export type QueueRefusal = (typeof queueRefusals)[number]
export type QueuePlan =
  { kind: 'done'; state: QueueState; ticket: Ticket | null } | { kind: 'refused'; code: QueueRefusal }

export const usualServices: QueueService[] = [
  { letter: 'A', name: 'Nộp hồ sơ' },
  { letter: 'B', name: 'Nhận kết quả' },
  { letter: 'C', name: 'Chứng thực' },
  { letter: 'D', name: 'Hướng dẫn, việc khác' },
]

const mostTicketsADay = 5000
const datesKept = 60

/** @param date `yyyy-mm-dd` of the desk */
export function emptyQueue(date: string, services: readonly QueueService[] = usualServices): QueueState {
  return { version: 1, revision: 0, date, services: [...services], counters: {}, tickets: [], series: 1, applied: [] }
}

/** Another day begins with nobody waiting; counters of days stay. */
export function onDate(state: QueueState, date: string): QueueState {
  if (state.date === date) return state
  const kept = Object.entries(state.counters)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, datesKept)
  return { ...state, revision: state.revision + 1, date, counters: Object.fromEntries(kept), tickets: [] }
}

/** @param at instant with the desk's offset: its first ten characters are the date */
export function planQueue(before: QueueState, command: QueueCommand, at: string, officerId: string): QueuePlan {
  const state = onDate(before, at.slice(0, 10))
  switch (command.kind) {
    case 'issue':
      return issue(state, command, at)
    case 'callNext':
      return callNext(state, command, at, officerId)
    case 'recall':
      return recall(state, command, at, officerId)
    case 'skip':
      return end(state, command.number, 'skipped', at)
    case 'finish':
      return end(state, command.number, 'finished', at)
    case 'link':
      return link(state, command)
    case 'configure':
      return done({ ...state, services: command.services }, null)
  }
}

function issue(
  state: QueueState,
  { letter, priority }: Extract<QueueCommand, { kind: 'issue' }>,
  at: string,
): QueuePlan {
  if (!state.services.some((service) => service.letter === letter)) return refuse('NO_SERVICE')
  if (state.tickets.length >= mostTicketsADay) return refuse('FULL')
  const today = state.counters[state.date] ?? {}
  const key = seriesKey(state.series, letter)
  const sequence = (today[key] ?? 0) + 1
  if (sequence > highestSequence) return refuse('FULL')
  const ticket: Ticket = {
    number: formatTicket(key, sequence),
    letter,
    priority,
    state: 'waiting',
    issuedAt: at,
    firstCalledAt: null,
    lastCalledAt: null,
    endedAt: null,
    calls: 0,
    window: null,
    officerId: null,
    dossierIds: [],
  }
  const counters = { ...state.counters, [state.date]: { ...today, [key]: sequence } }
  return done({ ...state, counters, tickets: [...state.tickets, ticket] }, ticket)
}

/** What stands before a number: the letter alone in the first series. */
export function seriesKey(series: number, letter: string): string {
  return series === 1 ? letter : `${series}${letter}`
}

export function formatTicket(key: string, sequence: number): string {
  return `${key}${String(sequence).padStart(3, '0')}`
}

/** Whose turn it is; null: nobody waits. */
export function nextWaiting(state: QueueState, letters: readonly string[] | null): Ticket | null {
  const waiting = state.tickets.filter((one) => one.state === 'waiting' && (letters?.includes(one.letter) ?? true))
  return waiting.find(({ priority }) => priority !== null) ?? waiting[0] ?? null
}

export function atWindow(state: QueueState, window: number): Ticket | null {
  return state.tickets.find((one) => one.state === 'called' && one.window === window) ?? null
}

function callNext(
  state: QueueState,
  { window, letters, seen }: Extract<QueueCommand, { kind: 'callNext' }>,
  at: string,
  officerId: string,
): QueuePlan {
  const current = atWindow(state, window)
  if (seen !== undefined && seen !== (current?.number ?? null)) return refuse('CHANGED')
  const next = nextWaiting(state, letters)
  if (next === null) return refuse('NOBODY_WAITS')
  const freed = current === null ? state : replace(state, { ...current, state: 'finished', endedAt: at })
  return call(freed, next, { window, at, officerId })
}

function recall(
  state: QueueState,
  { number, window }: Extract<QueueCommand, { kind: 'recall' }>,
  at: string,
  officerId: string,
): QueuePlan {
  const ticket = find(state, number)
  if (ticket === null) return refuse('NO_TICKET')
  const there = atWindow(state, window)
  if (ticket.state === 'called' && ticket.window === window) return call(state, ticket, { window, at, officerId })
  // Somebody is being served there: two people at one window help nobody.
  if (ticket.state === 'finished' || ticket.state === 'called' || there !== null) return refuse('NOT_NOW')
  return call(state, ticket, { window, at, officerId })
}

function call(state: QueueState, ticket: Ticket, by: { window: number; at: string; officerId: string }): QueuePlan {
  const called: Ticket = {
    ...ticket,
    state: 'called',
    window: by.window,
    officerId: by.officerId,
    firstCalledAt: ticket.firstCalledAt ?? by.at,
    lastCalledAt: by.at,
    endedAt: null,
    calls: ticket.calls + 1,
  }
  return done(replace(state, called), called)
}

function end(state: QueueState, number: string, as: 'skipped' | 'finished', at: string): QueuePlan {
  const ticket = find(state, number)
  if (ticket === null) return refuse('NO_TICKET')
  if (ticket.state !== 'called') return refuse('NOT_NOW')
  const ended: Ticket = { ...ticket, state: as, endedAt: at }
  return done(replace(state, ended), ended)
}

function link(state: QueueState, { number, dossierId }: Extract<QueueCommand, { kind: 'link' }>): QueuePlan {
  const ticket = find(state, number)
  if (ticket === null) return refuse('NO_TICKET')
  if (ticket.dossierIds.includes(dossierId)) return done(state, ticket)
  if (ticket.dossierIds.length >= 50) return refuse('FULL')
  const linked = { ...ticket, dossierIds: [...ticket.dossierIds, dossierId] }
  return done(replace(state, linked), linked)
}

function find(state: QueueState, number: string): Ticket | null {
  return state.tickets.find((ticket) => ticket.number === number) ?? null
}

function replace(state: QueueState, ticket: Ticket): QueueState {
  return { ...state, tickets: state.tickets.map((one) => (one.number === ticket.number ? ticket : one)) }
}

function done(state: QueueState, ticket: Ticket | null): QueuePlan {
  return { kind: 'done', state: { ...state, revision: state.revision + 1 }, ticket }
}

function refuse(code: QueueRefusal): QueuePlan {
  return { kind: 'refused', code }
}

/**
 * After both copies of the state were lost: numbers go on above any that may have been given out. With less than one ticket
 * a minute and service, the minutes of the day are ahead of every number, also when it is lost a second time.
 */
export function queueAfterLoss(at: string, series = 1): QueueState {
  const [hours = 0, minutes = 0] = at.slice(11, 16).split(':').map(Number)
  const ahead = hours * 60 + minutes
  const letters = Array.from({ length: 26 }, (_, i) => [seriesKey(series, String.fromCharCode(65 + i)), ahead] as const)
  const date = at.slice(0, 10)
  return { ...emptyQueue(date), series, counters: { [date]: Object.fromEntries(letters) } }
}
