/** Bridge calls of closed books (khóa sổ): which dossier stands at which number is kept by the host of one desk. */
import { z } from 'zod'
import { bookRefusals, closeCommandSchema, closedBookSchema, reopenCommandSchema } from '../register/closing.ts'

const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

const changed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), book: closedBookSchema }),
  z.object({
    kind: z.literal('refused'),
    code: z.enum([...bookRefusals, 'NOT_SIGNED_IN', 'NOT_ALLOWED', 'DAMAGED', 'IO']),
  }),
])

export const bridgeBookCalls = {
  /** Closings that were opened again come without their lines. */
  'books.read': call(
    z.object({ year: closedBookSchema.shape.year }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('book'), book: closedBookSchema }),
      /** No copy can be read: nobody knows which numbers stand. */
      z.object({ kind: z.literal('damaged') }),
      z.object({ kind: z.literal('notSignedIn') }),
    ]),
  ),
  /** Answered once it is on the disk. Only a leader may. */
  'books.close': call(closeCommandSchema.omit({ kind: true }), changed),
  'books.reopen': call(reopenCommandSchema.omit({ kind: true }), changed),
} as const
