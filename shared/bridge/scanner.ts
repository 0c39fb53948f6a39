/** Bridge calls for the folder that a scanner writes into. Nothing leaves it before its scan is sealed and saved. */
import { z } from 'zod'
import { attachmentIdSchema } from '../wire/attachments.ts'

const none = z.object({})
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected')
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })
/** A file as it was when it was listed: another version is another scan under the same name. */
const file = { name: z.string().min(1).max(500), version: z.string().min(1).max(100) }

export const scannerFileSchema = z.object({
  ...file,
  bytes: z.number(),
  state: z.enum([
    /** Still growing, or its end is not there yet. */
    'writing',
    'ready',
    /** These are no scans, and stay where they are. */
    'empty',
    'tooLarge',
    'wrongType',
    'incomplete',
  ]),
})
export type ScannerFile = z.infer<typeof scannerFileSchema>

export const bridgeScannerCalls = {
  'scanner.list': call(
    none,
    z.discriminatedUnion('kind', [
      /** No folder is set. */
      z.object({ kind: z.literal('off') }),
      z.object({ kind: z.literal('unreachable') }),
      /** Oldest first; `more`: there are more than are listed. */
      z.object({ kind: z.literal('open'), files: z.array(scannerFileSchema), more: z.boolean() }),
    ]),
  ),
  'scanner.read': call(
    z.object(file),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('found'), content: bytes }),
      z.object({ kind: z.enum(['changed', 'gone', 'unreadable']) }),
    ]),
  ),
  /** Takes the file out of the folder; only once the scan `savedAs` is sealed here and a saved dossier names it. */
  'scanner.forget': call(
    z.object({ ...file, savedAs: attachmentIdSchema }),
    z.object({ kind: z.enum(['removed', 'changed', 'notSaved', 'failed']) }),
  ),
} as const
