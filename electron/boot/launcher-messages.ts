/**
 * What a host and the program that started it (`npm start`, a test) say to each other over Node's own channel. The code of
 * enrolment goes this way and not on a command line, which every program on the machine can read.
 */
import { z } from 'zod'

export const toHostSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enrol'), gatewayUrl: z.string(), code: z.string(), deskName: z.string() }),
  /** Electron shows its window; the browser host answers with an address that opens the desk once. */
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('stop') }),
])
export type ToHost = z.infer<typeof toHostSchema>

export const fromHostSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    origin: z.string(),
    enrolled: z.boolean(),
    /** The desk's own port, when it was taken and this start runs on another. */
    takenPort: z.number().nullable(),
  }),
  z.object({ kind: z.literal('opened'), address: z.string().nullable() }),
  z.object({ kind: z.literal('enrolment'), result: z.enum(['enrolled', 'failed']), code: z.string().nullable() }),
  /** The host cannot start; `message` is for people. */
  z.object({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
])
export type FromHost = z.infer<typeof fromHostSchema>
