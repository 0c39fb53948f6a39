/** What the browser host and the program that started it say to each other over Node's own channel. */
import { z } from 'zod'

export const toHostSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mintAddress') }),
  z.object({
    kind: z.literal('enrol'),
    gatewayUrl: z.string(),
    code: z.string(),
    deskName: z.string(),
  }),
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
  z.object({ kind: z.literal('address'), address: z.string() }),
  z.object({ kind: z.literal('enrolment'), result: z.enum(['enrolled', 'failed']), code: z.string().nullable() }),
  /** The host cannot start; `message` is for people. */
  z.object({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
])
export type FromHost = z.infer<typeof fromHostSchema>
