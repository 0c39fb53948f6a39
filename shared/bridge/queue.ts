/** Bridge calls of the room's queue. */
import { z } from 'zod'
import { queueBoardSchema } from '../queue/board.ts'
import { queueCommandSchema, queueRefusals, queueStateSchema, ticketSchema } from '../queue/queue.ts'

const none = z.object({})
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

export const shownBoardSchema = queueBoardSchema.extend({
  /** false: the desk that keeps the queue cannot be reached; this is how it stood then. */
  isCurrent: z.boolean(),
})
export type ShownBoard = z.infer<typeof shownBoardSchema>

const actRefusals = [
  ...queueRefusals,
  'IO',
  'NOT_SIGNED_IN',
  /** Another desk keeps the queue and cannot be reached: nothing was done. */
  'NO_KEEPER',
  /** The line broke in between: whether it was done shows once there is a line again. */
  'NO_ANSWER',
] as const

export const bridgeQueueCalls = {
  /** null: nobody is signed in. */
  'queue.state': call(none, queueStateSchema.nullable()),
  /** For the screen above the counter, which nobody signs in to. */
  'queue.board': call(none, shownBoardSchema.nullable()),
  /** Answered once the change is on the disk of whoever keeps the queue. */
  'queue.act': call(
    /** `id`: of the officer's one press; sent again with the same, it counts once. */
    z.object({ command: queueCommandSchema, id: z.uuid().optional() }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), state: queueStateSchema, ticket: ticketSchema.nullable() }),
      z.object({ kind: z.literal('refused'), code: z.enum(actRefusals) }),
    ]),
  ),
  /** `usePage`: this host opens windows through the page. */
  'queue.openBoard': call(none, z.object({ kind: z.enum(['opened', 'usePage']) })),
} as const
