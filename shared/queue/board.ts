/** What the screen above the counter shows: numbers and windows, nothing of anybody. */
import { z } from 'zod'
import { onDate } from './queue.ts'
import type { QueueState } from './queue.ts'

export const queueBoardSchema = z.object({
  date: z.iso.date(),
  /** The latest calls, newest first, one line a ticket. */
  calls: z.array(
    z.object({ number: z.string(), window: z.int(), at: z.string(), times: z.int(), isPriority: z.boolean() }),
  ),
  waiting: z.array(z.object({ letter: z.string(), name: z.string(), waiting: z.int() })),
  /** Above 1: new numbers begin with it, for another desk gives them out than in the morning. */
  series: z.int(),
})
export type QueueBoard = z.infer<typeof queueBoardSchema>

const callsShown = 6

/** @param date today: a board left on over night must not show yesterday's calls */
export function boardOf(before: QueueState, date: string): QueueBoard {
  const state = onDate(before, date)
  const calls = state.tickets
    .flatMap(({ number, window, lastCalledAt, calls: times, priority, state: now }) =>
      window === null || lastCalledAt === null || now === 'skipped'
        ? []
        : [{ number, window, at: lastCalledAt, times, isPriority: priority !== null }],
    )
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, callsShown)
  const waiting = state.services.map(({ letter, name }) => ({
    letter,
    name,
    waiting: state.tickets.filter((ticket) => ticket.letter === letter && ticket.state === 'waiting').length,
  }))
  return { date, calls, waiting, series: state.series }
}
