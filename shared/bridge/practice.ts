/** Bridge calls of the practice desk: to open one from a real desk, and to begin it anew. */
import { z } from 'zod'

/** Shown on the practice desk's sign-in screen: nobody's real one. */
export const practicePin = '1111'

const none = z.object({})
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

export const bridgePracticeCalls = {
  /** Starts the practice desk as a process of its own. `address`: to be opened by the page. */
  'practice.open': call(
    none,
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('opened') }),
      z.object({ kind: z.literal('address'), address: z.url() }),
      z.object({ kind: z.literal('failed') }),
    ]),
  ),
  /** Erases the practice desk's data and makes it anew; a real desk refuses. The page reloads afterwards. */
  'practice.reset': call(none, z.object({ kind: z.enum(['reset', 'refused']) })),
} as const
