/** How long people wait today. Waiting ends with the first call; serving with the end of the ticket. Milliseconds. */
import type { QueueState, Ticket } from './queue.ts'

export interface WaitFigures {
  /** Tickets whose waiting is over. */
  called: number
  averageMs: number | null
  /** Nine in ten waited no longer (nearest rank). */
  p90Ms: number | null
}
export interface QueueFigures extends WaitFigures {
  waiting: number
  /** Of those who still wait. */
  longestMs: number | null
  issued: number
  skipped: number
  byService: ({ letter: string; name: string; waiting: number } & WaitFigures)[]
  byOfficer: { officerId: string; served: number; averageServiceMs: number | null }[]
  /** From the first hour with a ticket to the last; hours between them are there, too. */
  byHour: { hour: number; issued: number; averageMs: number | null }[]
}

export function figuresOf(state: QueueState, nowMs: number): QueueFigures {
  const { tickets, services } = state
  const waiting = tickets.filter((ticket) => ticket.state === 'waiting')
  const longest = waiting.map(({ issuedAt }) => Math.max(0, nowMs - Date.parse(issuedAt)))
  return {
    ...waitsOf(tickets),
    waiting: waiting.length,
    longestMs: longest.length === 0 ? null : Math.max(...longest),
    issued: tickets.length,
    skipped: tickets.filter((ticket) => ticket.state === 'skipped').length,
    byService: services.map(({ letter, name }) => {
      const own = tickets.filter((ticket) => ticket.letter === letter)
      return { letter, name, waiting: own.filter((one) => one.state === 'waiting').length, ...waitsOf(own) }
    }),
    byOfficer: byOfficer(tickets),
    byHour: byHour(tickets),
  }
}

export function waitsOf(tickets: readonly Ticket[]): WaitFigures {
  const waits = tickets.flatMap(({ issuedAt, firstCalledAt }) =>
    firstCalledAt === null ? [] : [Math.max(0, Date.parse(firstCalledAt) - Date.parse(issuedAt))],
  )
  return { called: waits.length, averageMs: average(waits), p90Ms: percentile(waits, 0.9) }
}

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The smallest value that at least `share` of all do not exceed. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null
}

function byOfficer(tickets: readonly Ticket[]): QueueFigures['byOfficer'] {
  const served = tickets.filter(({ officerId, state }) => officerId !== null && state === 'finished')
  return [...Map.groupBy(served, ({ officerId }) => officerId ?? '')].map(([officerId, own]) => ({
    officerId,
    served: own.length,
    averageServiceMs: average(
      own.flatMap(({ firstCalledAt, endedAt }) =>
        firstCalledAt === null || endedAt === null
          ? []
          : [Math.max(0, Date.parse(endedAt) - Date.parse(firstCalledAt))],
      ),
    ),
  }))
}

function byHour(tickets: readonly Ticket[]): QueueFigures['byHour'] {
  const hourOf = ({ issuedAt }: Ticket) => Number(issuedAt.slice(11, 13))
  const hours = tickets.map(hourOf)
  if (hours.length === 0) return []
  const first = Math.min(...hours)
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, i) => {
    const own = tickets.filter((ticket) => hourOf(ticket) === first + i)
    return { hour: first + i, issued: own.length, averageMs: waitsOf(own).averageMs }
  })
}
