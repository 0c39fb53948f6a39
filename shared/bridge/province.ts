/**
 * Bridge calls that end at the province: the host adds address, proxy, certificates and the desk's own key. A failure is a
 * value: sync decides by `code` and `retryAfterMs` what to do, and no network error ever reaches a screen as an exception.
 */
import { z } from 'zod'
import {
  checkpointSchema,
  pullResponseSchema,
  pushRequestSchema,
  pushResponseSchema,
  reconcileRequestSchema,
  reconcileResponseSchema,
  wireLimits,
} from '../wire/messages.ts'

export const provinceFailureSchema = z.object({
  ok: z.literal(false),
  code: z.enum([
    /** No link, name not found, connection refused or cut. */
    'OFFLINE',
    'TIMEOUT',
    'TOO_LARGE',
    'RATE_LIMITED',
    /** 5xx, or an answer that is not of the contract. */
    'SERVER',
    /** The desk's key is not accepted: it was never enrolled, or withdrawn. */
    'NOT_ENROLLED',
    /** 4xx with a stable problem code in `detail`. */
    'REFUSED',
  ]),
  retryAfterMs: z.number().nullable(),
  detail: z.string().max(500),
})
export type ProvinceFailure = z.infer<typeof provinceFailureSchema>

const answer = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), provinceFailureSchema])
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, value: R) => ({ params, result: answer(value) })

export const bridgeProvinceCalls = {
  'province.push': call(pushRequestSchema, pushResponseSchema),
  'province.pull': call(
    z.object({
      checkpoint: checkpointSchema.nullable(),
      /** `seen` of the last push that was answered. */
      seen: checkpointSchema.nullable().optional(),
      limit: z.int().min(1).max(wireLimits.pullDossiers),
    }),
    pullResponseSchema,
  ),
  'province.reconcile': call(reconcileRequestSchema, reconcileResponseSchema),
} as const
