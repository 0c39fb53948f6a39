/** Calls of the room's queue. The board is public; everything else belongs to whoever is signed in. */
import type { HandlerContext, Part } from './host-handlers.ts'

export function queueHandlers({ desk, shell }: HandlerContext): Part<'queue'> {
  return {
    'queue.state': async () => {
      const services = desk()
      return services === null || services.session.officerId === null ? null : services.queue.state
    },
    'queue.board': async () => desk()?.queue.board ?? null,
    'queue.act': async ({ command }) => {
      const services = desk()
      const officerId = services?.session.officerId ?? null
      if (services === null || officerId === null) return { kind: 'refused', code: 'NOT_SIGNED_IN' }
      return services.queue.act(command, officerId)
    },
    'queue.openBoard': () => shell.openBoard(),
  }
}
