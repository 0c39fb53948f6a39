/** What a desk keeps on its disk, opened in order: keys, journal, reference data, officers' lock-out, numbers, scans, backup. */
import { join } from 'node:path'
import type { Shell } from '../shell/shell.ts'
import { Backup } from './backup/backup.ts'
import { askForHealing, healJournal } from './backup/heal.ts'
import { CarriedBooks } from './backup/carried-books.ts'
import { UnsentScans } from './backup/unsent-scans.ts'
import type { Background } from './background.ts'
import { BooksDesk } from './books/books-desk.ts'
import type { DeskFile } from './desk-file.ts'
import type { Disk } from './disk/disk.ts'
import type { FreeSpace } from './disk/free-space.ts'
import { HostStartError } from './host-error.ts'
import type { HostEvents } from './host-events.ts'
import { Journal } from './journal/journal.ts'
import { readUsedCodes } from './journal/used-codes.ts'
import type { Log } from './log.ts'
import { Numbers } from './numbers/numbers.ts'
import type { Link } from './province/link.ts'
import { QueueDesk } from './queue/queue-desk.ts'
import { ReferenceStore } from './reference/reference-store.ts'
import { LockOut } from './session/lock-out.ts'
import { Session } from './session/session.ts'
import { openVault, type Vault } from './vault/vault.ts'

export interface DeskContext {
  dataFolder: string
  disk: Disk
  shell: Shell
  events: HostEvents
  log: Log
  now: () => number
  freeSpace: FreeSpace
  /** Milliseconds from a commit to its copy; absent: the usual. */
  copyDelay?: number
}

export interface DeskStorage {
  readonly vault: Vault
  readonly journal: Journal
  readonly references: ReferenceStore
  readonly session: Session
  readonly numbers: Numbers
  readonly backup: Backup
  readonly copiedScans: UnsentScans
  readonly queue: QueueDesk
  readonly books: BooksDesk
}

/** Milliseconds of a clock that only runs forward. */
export const monotonic = () => performance.now()

/** Throws HostStartError when the vault or the journal cannot be opened. */
export async function openStorage(context: DeskContext, desk: DeskFile, link: Link): Promise<DeskStorage> {
  const { dataFolder, disk, log, now } = context
  const vault = await openVault({ disk, folder: join(dataFolder, 'vault'), protector: context.shell.protector })
  if (vault === null) throw new HostStartError('VAULT_MISSING')
  const folders = { journalFolder: join(dataFolder, 'journal'), backupFolder: backupFolderOf(dataFolder, desk) }
  await healJournal({ disk, log, ...folders })
  const journal = await openJournal(context, desk, vault, link)
  const hasRoom = () => context.freeSpace.check()
  const { dataKey } = vault
  const places = { disk, dataFolder, backupFolder: folders.backupFolder, dataKey }
  const scans = new UnsentScans(places)
  const backup = await Backup.open({
    disk,
    dataFolder,
    folder: folders.backupFolder,
    journal,
    scans,
    books: new CarriedBooks(places),
    log,
    now,
    hasRoom,
  })
  const folder = join(dataFolder, 'reference')
  const references = await ReferenceStore.open({ disk, folder, dataKey, log, now })
  const session = await openSession(context, desk, vault, references)
  const numbers = await openNumbers(context, desk, journal, references)
  const onChange = () => context.events.emit('queue.changed', {})
  const queue = await QueueDesk.open({ disk, folder: join(dataFolder, 'queue'), now, log, onChange })
  const books = openBooks(context, folders.backupFolder, vault)
  return { vault, journal, references, session, numbers, backup, copiedScans: scans, queue, books }
}

/** Damage that the check of older segments finds is healed at the next start. Runs beside the officer's work. */
export function healLater({ disk, dataFolder }: DeskContext, journal: Journal, background: Background): void {
  void background.run(async () => {
    const { quarantined } = await journal.status()
    const damage = quarantined.filter(({ reason }) => reason !== 'torn')
    const findings = JSON.stringify(damage.map(({ file, line, keptIn }) => [file, line, keptIn]))
    if (damage.length > 0) await askForHealing({ disk, journalFolder: join(dataFolder, 'journal') }, findings)
  })
}

export function backupFolderOf(dataFolder: string, desk: DeskFile): string {
  return desk.backupFolder ?? join(dataFolder, 'backup')
}

function openJournal(context: DeskContext, desk: DeskFile, vault: Vault, link: Link): Promise<Journal> {
  const { deskId, deskName, communeId } = desk
  return Journal.open({
    folder: join(context.dataFolder, 'journal'),
    disk: context.disk,
    dataKey: vault.dataKey,
    desk: { deskId, deskName, communeId, sign: vault.sign },
    log: context.log,
    now: context.now,
    skewMs: () => link.state.skewMs ?? 0,
    hasRoom: () => context.freeSpace.check(),
  })
}

async function openSession(context: DeskContext, desk: DeskFile, vault: Vault, references: ReferenceStore) {
  const { disk, dataFolder, events, log } = context
  const lockOut = await LockOut.open({ disk, file: join(dataFolder, 'lock-out.json'), log, monotonic })
  return new Session({
    organisationId: desk.organisationId,
    dataKey: vault.dataKey,
    officers: () => references.inForce('officers')?.body.officers ?? [],
    tree: () => references.inForce('organisations')?.body ?? null,
    lockOut,
    events,
    log,
  })
}

function openBooks(
  { disk, dataFolder, log, events }: DeskContext,
  backupFolder: string,
  { dataKey }: Vault,
): BooksDesk {
  const places = { folder: join(dataFolder, 'books'), backupFolder: join(backupFolder, 'books') }
  return new BooksDesk({ disk, ...places, dataKey, log, onChange: (year) => events.emit('books.changed', { year }) })
}

function openNumbers(context: DeskContext, desk: DeskFile, journal: Journal, references: ReferenceStore) {
  return Numbers.open({
    disk: context.disk,
    file: join(context.dataFolder, 'numbers.json'),
    deskId: desk.deskId,
    log: context.log,
    policy: () => references.inForce('catalogue')?.body.numbering ?? 'provisional',
    usedCodes: () => readUsedCodes(journal),
  })
}
