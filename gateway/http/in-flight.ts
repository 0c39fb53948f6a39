/** Requests being answered, so that a stop can wait for them and for nothing else. */
import type { FastifyInstance } from 'fastify'

export interface InFlight {
  readonly count: number
  /** Resolves when nothing is being answered, or when the time is over. */
  drained(withinMs: number): Promise<void>
}

export function countInFlight(app: FastifyInstance): InFlight {
  const active = new Set<unknown>()
  let onEmpty: () => void = () => undefined
  const end = (request: unknown) => {
    active.delete(request)
    if (active.size === 0) onEmpty()
  }
  app.addHook('onRequest', async (request, reply) => {
    // Earlier hooks take their time: a client that is gone by now tells so no more.
    if (reply.raw.closed || reply.raw.destroyed) return
    active.add(request)
    // Also when the client is gone, or the answer was taken over by a stream.
    reply.raw.once('close', () => end(request))
  })
  return {
    get count() {
      return active.size
    },
    drained: (withinMs) =>
      new Promise((resolve) => {
        if (active.size === 0) return resolve()
        const timer = setTimeout(resolve, withinMs)
        onEmpty = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}
