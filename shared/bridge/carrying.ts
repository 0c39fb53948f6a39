/** Bridge calls that carry events without a link (USB bundles), and that keep a second copy of the journal. */
import { z } from 'zod'
import { attachmentIdSchema } from '../wire/attachments.ts'
import { scanOutcomesSchema } from '../wire/bundle.ts'
import { pushOutcomeSchema, pushRequestSchema } from '../wire/messages.ts'
import { scanPartLimits } from '../wire/scan-part.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected')
const none = z.object({})
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

export const backupProblemSchema = z.enum(['DISK_FULL', 'IO', 'DIFFERENT'])
export const backupStatusSchema = z.object({
  folder: z.string(),
  /** When the last copy was compared with the journal and found whole; null: never. */
  verifiedAt: z.iso.datetime().nullable(),
  /** Why the last attempt did not end well; null: it did. */
  problem: backupProblemSchema.nullable(),
  /** Of the journal's copy. */
  bytes: z.int(),
  /** Scans in the copy that the province did not have yet. */
  scans: z.int(),
  /** Files of the journal compared or copied by the run under way; null or absent: none is. */
  progress: z.object({ done: z.int(), total: z.int() }).nullable().optional(),
})
export type BackupStatus = z.infer<typeof backupStatusSchema>

export const bridgeCarryingCalls = {
  /** Seals what waits for the province into one file, which the renderer then saves to a stick. */
  'bundle.export': call(
    z.object({ requests: z.array(pushRequestSchema).min(1).max(200) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('sealed'), id: z.uuid(), file: bytes, suggestedName: z.string() }),
      z.object({ kind: z.literal('failed'), code: z.enum(['NOT_ENROLLED', 'NO_PROVINCE_KEY', 'TOO_LARGE']) }),
    ]),
  ),
  /** Seals scans that wait into one part of a file. What is sent by now, or not to be read on this disk, is not in it. */
  'bundle.exportScans': call(
    z.object({ ids: z.array(attachmentIdSchema).min(1).max(scanPartLimits.scans) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('sealed'), file: bytes, scans: z.int(), missing: z.int() }),
      z.object({ kind: z.literal('failed'), code: z.enum(['NOT_ENROLLED', 'NO_PROVINCE_KEY', 'TOO_LARGE']) }),
    ]),
  ),
  /** Opens the province's answer to a bundle. Nothing is changed by opening one twice. */
  'bundle.import': call(
    z.object({ file: bytes }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('answer'),
        epoch: z.string(),
        /** Id of the bundle that is answered. */
        answers: z.string(),
        outcomes: z.array(pushOutcomeSchema),
        /** Of an answer to scans only. */
        scans: scanOutcomesSchema.nullable(),
      }),
      z.object({
        kind: z.literal('failed'),
        problem: z.enum([
          'NOT_A_BUNDLE',
          'NEWER_VERSION',
          'WRONG_READER',
          'BAD_SIGNATURE',
          'DAMAGED',
          'NOT_AN_ANSWER',
          'NOT_ENROLLED',
        ]),
      }),
    ]),
  ),
  'backup.status': call(none, backupStatusSchema.nullable()),
  /** Makes and checks a copy now. */
  'backup.run': call(none, backupStatusSchema.nullable()),
} as const
