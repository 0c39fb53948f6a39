/** `desk.json`: which desk of which commune this data folder is, and where its province answers. No secrets. */
import { join } from 'node:path'
import { z } from 'zod'
import type { Disk } from './disk/disk.ts'
import { writeDurably } from './disk/durable-file.ts'
import { HostStartError } from './host-error.ts'

export const deskFileSchema = z.looseObject({
  version: z.literal(1),
  deskId: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  deskName: z.string().min(1).max(100),
  communeId: z.string().regex(/^\d{5}$/),
  organisationId: z.string().min(1).max(80),
  /** null: a practice desk, which has no province. */
  gatewayUrl: z.url().max(300).nullable(),
  gatewayPublicKey: z.string(),
  practice: z.boolean().default(false),
  /** PEM file of certificate authorities that the province added to those of the system; relative to the data folder. */
  extraCaFile: z.string().nullable().default(null),
  /** Where the journal's second copy lies: another disk or a share; null: `backup` in the data folder. */
  backupFolder: z.string().nullable().default(null),
  /** Where a scanner writes; null: none. */
  scannerFolder: z.string().nullable().default(null),
})
export type DeskFile = z.infer<typeof deskFileSchema>

/** null: this machine is no desk yet. Throws HostStartError `DESK_DAMAGED`. Meant to be edited by hand, so without checksum. */
export async function readDeskFile(disk: Disk, dataFolder: string): Promise<DeskFile | null> {
  const bytes = await disk.readFile(join(dataFolder, 'desk.json'))
  if (bytes === null) return null
  try {
    return deskFileSchema.parse(JSON.parse(bytes.toString('utf8')))
  } catch (error) {
    throw new HostStartError('DESK_DAMAGED', { cause: error })
  }
}

export async function writeDeskFile(disk: Disk, dataFolder: string, desk: DeskFile): Promise<void> {
  await writeDurably(disk, join(dataFolder, 'desk.json'), Buffer.from(`${JSON.stringify(desk, null, 2)}\n`))
}
