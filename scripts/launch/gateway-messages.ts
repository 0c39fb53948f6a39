/** What the gateway's process and the program that started it say to each other. */
import { z } from 'zod'

export const toGatewaySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mintCode') }),
  /** For a system of the province that files online dossiers. */
  z.object({ kind: z.literal('makeCoreKey') }),
  /** Changes are told to this address from now on. */
  z.object({ kind: z.literal('addConnector'), url: z.url() }),
  z.object({ kind: z.literal('stop') }),
])
export type ToGateway = z.infer<typeof toGatewaySchema>

export const fromGatewaySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    url: z.string(),
    /** The commune was made by this start: show who may sign in. */
    fresh: z.boolean(),
  }),
  z.object({ kind: z.literal('code'), code: z.string() }),
  z.object({ kind: z.literal('coreKey'), key: z.string() }),
  z.object({ kind: z.literal('connector'), secret: z.string() }),
  z.object({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
])
export type FromGateway = z.infer<typeof fromGatewaySchema>
