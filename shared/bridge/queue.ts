/** Bridge calls of the room's queue. */
import { z } from 'zod'
import { queueBoardSchema } from '../queue/board.ts'
import { queueCommandSchema, queueRefusals, queueStateSchema, ticketSchema } from '../queue/queue.ts'

const none = z.object({})
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

export const bridgeQueueCalls = {
  /** null: nobody is signed in. */
  'queue.state': call(none, queueStateSchema.nullable()),
  /** For the screen above the counter, which nobody signs in to. */
  'queue.board': call(none, queueBoardSchema.nullable()),
  /** Answered once the change is on the disk. */
  'queue.act': call(
    z.object({ command: queueCommandSchema }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), state: queueStateSchema, ticket: ticketSchema.nullable() }),
      z.object({ kind: z.literal('refused'), code: z.enum([...queueRefusals, 'IO', 'NOT_SIGNED_IN']) }),
    ]),
  ),
  /** `usePage`: this host opens windows through the page. */
  'queue.openBoard': call(none, z.object({ kind: z.enum(['opened', 'usePage']) })),
} as const
