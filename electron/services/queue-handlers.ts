/** Calls of the room's queue. The board is public; everything else belongs to whoever is signed in. */
import type { HandlerContext, Part } from './host-handlers.ts'

export function queueHandlers({ desk, shell }: HandlerContext): Part<'queue'> {
  return {
    'queue.state': async () => {
      const services = desk()
      return services === null || services.session.officerId === null ? null : services.room.state
    },
    'queue.board': async () => desk()?.room.board ?? null,
    'queue.act': async ({ command, id }) => {
      const services = desk()
      const officerId = services?.session.officerId ?? null
      if (services === null || officerId === null) return { kind: 'refused', code: 'NOT_SIGNED_IN' }
      return services.room.act(command, officerId, id)
    },
    'queue.openBoard': () => shell.openBoard(),
  }
}
