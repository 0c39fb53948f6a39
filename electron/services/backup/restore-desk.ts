/** Sets a desk up again on another machine from its backup and the passphrase of its recovery copy. */
import { dirname, join } from 'node:path'
import type { Shell } from '../../shell/shell.ts'
import { bookFile } from '../books/book-copies.ts'
import type { Disk } from '../disk/disk.ts'
import { writeDurably } from '../disk/durable-file.ts'
import { nodeDisk } from '../disk/node-disk.ts'
import { HostStartError } from '../host-error.ts'
import { restoreVault } from '../vault/recovery.ts'
import { openVault } from '../vault/vault.ts'
import { listReferenceFiles } from './carried-references.ts'
import { restoreJournal } from './heal.ts'
import { restoreUnsentScans } from './unsent-scans.ts'

export interface RestoreOptions {
  backupFolder: string
  /** Must hold no desk yet. */
  dataFolder: string
  passphrase: string
  shell: Pick<Shell, 'protector'>
  disk?: Disk
}

/**
 * Resolves with the number of journal lines brought back. Numbers go on where the journal ends; leased ones are not reused.
 * Throws HostStartError: `ALREADY_A_DESK`, and what restoring a vault or reading the copy throws; the folder is a desk only
 * once all is there.
 */
export async function restoreDesk(options: RestoreOptions): Promise<number> {
  const { backupFolder, dataFolder, passphrase, shell, disk = nodeDisk } = options
  if ((await disk.readFile(join(dataFolder, 'desk.json'))) !== null) throw new HostStartError('ALREADY_A_DESK')
  await copy(disk, join(backupFolder, 'vault/recovery.json'), join(dataFolder, 'vault/recovery.json'))
  const vault = { disk, folder: join(dataFolder, 'vault'), protector: shell.protector }
  await restoreVault(vault, passphrase)
  const dataKey = (await openVault(vault))?.dataKey
  if (dataKey !== undefined) await restoreUnsentScans({ disk, dataFolder, backupFolder, dataKey })
  const lines = await restoreJournal({ disk, journalFolder: join(dataFolder, 'journal'), backupFolder })
  for (const name of await disk.list(join(backupFolder, 'books')))
    if (bookFile.test(name)) await copy(disk, join(backupFolder, 'books', name), join(dataFolder, 'books', name))
  // An older copy has none; they then come with the first link.
  for (const name of await listReferenceFiles(disk, backupFolder))
    await copyIfThere(disk, backupFolder, dataFolder, name)
  await copy(disk, join(backupFolder, 'desk.json'), join(dataFolder, 'desk.json'))
  return lines
}

async function copyIfThere(disk: Disk, backupFolder: string, dataFolder: string, name: string): Promise<void> {
  if ((await disk.readFile(join(backupFolder, name))) !== null)
    await copy(disk, join(backupFolder, name), join(dataFolder, name))
}

async function copy(disk: Disk, from: string, to: string): Promise<void> {
  const content = await disk.readFile(from)
  if (content === null) throw new HostStartError('RECOVERY_MISSING')
  await disk.makeFolder(dirname(to))
  await writeDurably(disk, to, content)
}
