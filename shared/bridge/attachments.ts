/** Bridge calls for scans. The host keeps them sealed, sends them when there is a link, and fetches those of other desks. */
import { z } from 'zod'
import { attachmentIdSchema, attachmentLimits, mediaTypeSchema } from '../wire/attachments.ts'
import { scanPartLimits } from '../wire/scan-part.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected')
const upTo = (limit: number) => bytes.refine((value) => value.length > 0 && value.length <= limit, 'too large')
const id = attachmentIdSchema
const none = z.object({})
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

export const attachmentStateSchema = z.object({
  id,
  dossierId: z.uuid(),
  state: z.enum([
    /** For its turn, or for the link. */
    'waiting',
    'sending',
    'atProvince',
    /** The province does not take it; `detail` says why. Sent again when asked for. */
    'rejected',
  ]),
  bytes: z.int(),
  sentBytes: z.int(),
  detail: z.string().max(200),
})
export type AttachmentState = z.infer<typeof attachmentStateSchema>

const failed = z.object({
  kind: z.literal('failed'),
  code: z.enum(['NOT_SIGNED_IN', 'DISK_FULL', 'IO', 'NOT_THAT_TYPE']),
})

export const bridgeAttachmentCalls = {
  /** Keeps a scan sealed on the disk; the same content twice is kept once. It is not sent before `attachments.send`. */
  'attachments.put': call(
    z.object({ content: upTo(attachmentLimits.bytes), mediaType: mediaTypeSchema }),
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('kept'), id, bytes: z.int() }), failed]),
  ),
  /** After the dossier that names them was saved. What is on its way or at the province already is left alone. */
  'attachments.send': call(
    z.object({ dossierId: z.uuid(), ids: z.array(id).min(1).max(200) }),
    z.object({ unknown: z.array(id) }),
  ),
  /** From this disk, or from the province. */
  'attachments.get': call(
    z.object({ id }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('found'), content: bytes, mediaType: mediaTypeSchema }),
      /** Neither here nor at the province. */
      z.object({ kind: z.literal('missing') }),
      /** Not here, and the province could not be asked. */
      z.object({ kind: z.literal('unreachable') }),
    ]),
  ),
  /** A small picture that the renderer made; kept on this disk only. */
  'attachments.putThumbnail': call(z.object({ id, content: upTo(attachmentLimits.thumbnailBytes) }), none),
  'attachments.thumbnail': call(z.object({ id }), z.object({ content: bytes.nullable() })),
  /** What was to be sent and is not at the province yet. */
  'attachments.status': call(none, z.array(attachmentStateSchema)),
  /** What the province said on a stick; of what waits no more nothing changes. */
  'attachments.confirm': call(
    z.object({
      atProvince: z.array(id).max(scanPartLimits.scans),
      refused: z.array(z.object({ id, reason: z.string().max(60) })).max(scanPartLimits.scans),
    }),
    /** How many of them changed. */
    z.object({ sent: z.int(), refused: z.int() }),
  ),
  /** Tries waiting and rejected ones again, now. */
  'attachments.retry': call(none, none),
} as const
