/** Bridge calls for the IT officer of this one machine: its second copy, its recovery key, the province's own certificates. */
import { z } from 'zod'

const none = z.object({})
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

const folder = z.string().min(1).max(1000)
/** PEM text of certificate authorities. */
export const caPemSchema = z.string().max(200_000)

export const certificateSchema = z.object({ subject: z.string(), validTo: z.iso.datetime() })

export const machineSettingsSchema = z.object({
  gatewayUrl: z.string(),
  dataFolder: z.string(),
  backupFolder: z.string(),
  /** `backup` in the data folder: it dies with this disk. */
  backupIsDefault: z.boolean(),
  /** Where a scanner writes; null: none. */
  scannerFolder: z.string().nullable(),
  /** Certificate authorities that the province added to those of the system; null: none. */
  ownCa: z.array(certificateSchema).nullable(),
  /** When the copy of the keys under a passphrase was written; null: there is none. */
  recoveryCopyAt: z.iso.datetime().nullable(),
  /** Something was set that holds from the next start on. */
  restartNeeded: z.boolean(),
})
export type MachineSettings = z.infer<typeof machineSettingsSchema>

const saved = z.object({ kind: z.literal('saved') })
const failed = <const C extends readonly [string, ...string[]]>(codes: C) =>
  z.object({ kind: z.literal('failed'), code: z.enum(codes) })
const savedOr = <const C extends readonly [string, ...string[]]>(codes: C) =>
  z.discriminatedUnion('kind', [saved, failed(codes)])

export const bridgeMachineCalls = {
  /** A machine that is no desk yet becomes one that was lost, from its second copy and the passphrase of its keys. */
  'desk.restore': call(
    z.object({ backupFolder: folder, passphrase: z.string().max(500) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('restored'), lines: z.int() }),
      failed(['ALREADY_A_DESK', 'NO_COPY', 'RECOVERY_DAMAGED', 'WRONG_PASSPHRASE', 'NOT_A_FOLDER', 'IO']),
    ]),
  ),
  'machine.settings': call(none, machineSettingsSchema.nullable()),
  /** null: back to `backup` in the data folder. Holds from the next start on. */
  'machine.setBackupFolder': call(
    z.object({ folder: folder.nullable() }),
    savedOr(['NOT_ALLOWED', 'NOT_A_FOLDER', 'NOT_WRITABLE', 'INSIDE_DATA']),
  ),
  /** null: none. Holds at once. The desk takes files out of it, so it must be allowed to. */
  'machine.setScannerFolder': call(
    z.object({ folder: folder.nullable() }),
    savedOr(['NOT_ALLOWED', 'NOT_A_FOLDER', 'NOT_WRITABLE', 'INSIDE_DATA']),
  ),
  /** null: only those of the system. Holds from the next start on. */
  'machine.setOwnCa': call(
    z.object({ pem: caPemSchema.nullable() }),
    savedOr(['NOT_ALLOWED', 'NOT_A_CERTIFICATE', 'EXPIRED', 'IO']),
  ),
  /** Replaces an earlier copy, and takes it along to the second copy of the journal. */
  'machine.writeRecoveryCopy': call(
    z.object({ passphrase: z.string().max(500) }),
    savedOr(['NOT_ALLOWED', 'TOO_SHORT', 'IO']),
  ),
} as const
