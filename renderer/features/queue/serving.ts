/** The number that is at this officer's window: what is taken in meanwhile carries it. */
import { create } from 'zustand'
import type { PayloadOf } from '../../../shared/dossier/event.ts'
import type { QueueState, Ticket } from '../../../shared/queue/queue.ts'
import type { Desk } from '../../app/desk-context.tsx'

/** Numbers that the officer does not want on the next dossier (a paper that came by another way in between). */
export const useUnlinked = create<{ numbers: readonly string[]; leaveOut: (number: string) => void }>((set) => ({
  numbers: [],
  leaveOut: (number) => set(({ numbers }) => ({ numbers: [...numbers.slice(-20), number] })),
}))

export function ticketOf(state: QueueState, officerId: string): Ticket | null {
  return state.tickets.findLast((ticket) => ticket.state === 'called' && ticket.officerId === officerId) ?? null
}

/** null also when the queue cannot be asked: an intake never fails for a number. */
export async function servedTicket({ bridge, officer }: Pick<Desk, 'bridge' | 'officer'>): Promise<Ticket | null> {
  try {
    const state = await bridge.call('queue.state', {})
    const ticket = state === null ? null : ticketOf(state, officer.id)
    return ticket === null || useUnlinked.getState().numbers.includes(ticket.number) ? null : ticket
  } catch {
    return null
  }
}

export async function linkTicket(
  { bridge }: Pick<Desk, 'bridge'>,
  dossierId: string,
  receipt: PayloadOf<'received'> | null,
): Promise<void> {
  if (receipt?.ticket === undefined) return
  const command = { kind: 'link', number: receipt.ticket, dossierId } as const
  // The dossier names the number already; the figures alone would miss the link.
  await bridge.call('queue.act', { command }).catch(() => undefined)
}
