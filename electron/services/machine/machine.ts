/** What the IT officer sets on this one machine. Holds from the next start on: a desk's way and copies are opened once. */
import { access, constants, stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import type { BridgeParams, BridgeResult } from '../../../shared/bridge/contract.ts'
import type { MachineSettings } from '../../../shared/bridge/machine.ts'
import type { DeskServices } from '../desk-services.ts'
import { backupFolderOf, type DeskContext } from '../desk-storage.ts'
import { readDeskFile, writeDeskFile, type DeskFile } from '../desk-file.ts'
import { writeDurably } from '../disk/durable-file.ts'
import { HostStartError } from '../host-error.ts'
import { errorName } from '../log.ts'
import { readExtraCa } from '../province/http.ts'
import { restoreDesk } from '../backup/restore-desk.ts'
import { shortestPassphrase, writeRecoveryCopy } from '../vault/recovery.ts'
import { readCa } from './own-ca.ts'

export const ownCaFile = 'own-ca.pem'
/** Whoever answers for the desk; an officer at the counter can look, and change nothing. */
const allowedRoles = ['it', 'leader'] as const
const notAllowed = { kind: 'failed', code: 'NOT_ALLOWED' } as const
const saved = { kind: 'saved' } as const

export async function readSettings(context: DeskContext, desk: DeskServices): Promise<MachineSettings> {
  const { disk, dataFolder, now } = context
  const file = (await readDeskFile(disk, dataFolder)) ?? desk.desk
  const pem = await readExtraCa(extraCaPath(dataFolder, file)).catch(() => null)
  // An expired one is shown with its date, and what cannot be read as nothing at all.
  const ca = pem === null ? null : readCa(pem, -Infinity)
  const recovery = await stat(join(dataFolder, 'vault', 'recovery.json')).catch(() => null)
  return {
    gatewayUrl: file.gatewayUrl ?? '',
    dataFolder,
    backupFolder: backupFolderOf(dataFolder, file),
    backupIsDefault: file.backupFolder === null,
    scannerFolder: file.scannerFolder,
    ownCa: ca === null ? null : ca.ok ? ca.certificates : [],
    recoveryCopyAt: recovery === null ? null : new Date(Math.min(recovery.mtimeMs, now())).toISOString(),
    restartNeeded: file.backupFolder !== desk.desk.backupFolder || file.extraCaFile !== desk.desk.extraCaFile,
  }
}

export async function setBackupFolder(
  context: DeskContext,
  desk: DeskServices,
  { folder }: BridgeParams<'machine.setBackupFolder'>,
): Promise<BridgeResult<'machine.setBackupFolder'>> {
  if (!mayChange(desk)) return notAllowed
  if (folder !== null) {
    const code = await findFault(context.dataFolder, folder)
    if (code !== null) return { kind: 'failed', code }
  }
  await changeFile(context, desk, { backupFolder: folder })
  return saved
}

export async function setScannerFolder(
  context: DeskContext,
  desk: DeskServices,
  { folder }: BridgeParams<'machine.setScannerFolder'>,
): Promise<BridgeResult<'machine.setScannerFolder'>> {
  if (!mayChange(desk)) return notAllowed
  const code = folder === null ? null : await findFault(context.dataFolder, folder)
  if (code !== null) return { kind: 'failed', code }
  await changeFile(context, desk, { scannerFolder: folder })
  return saved
}

async function findFault(dataFolder: string, folder: string) {
  if (!isAbsolute(folder)) return 'NOT_A_FOLDER'
  if (!relative(dataFolder, folder).startsWith('..')) return 'INSIDE_DATA'
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) return 'NOT_A_FOLDER'
  return access(folder, constants.W_OK).then(
    () => null,
    () => 'NOT_WRITABLE' as const,
  )
}

export async function setOwnCa(
  context: DeskContext,
  desk: DeskServices,
  { pem }: BridgeParams<'machine.setOwnCa'>,
): Promise<BridgeResult<'machine.setOwnCa'>> {
  if (!mayChange(desk)) return notAllowed
  if (pem !== null) {
    const failure = await keepCa(context, pem)
    if (failure !== null) return { kind: 'failed', code: failure }
  }
  await changeFile(context, desk, { extraCaFile: pem === null ? null : ownCaFile })
  return saved
}

/** null: it lies on the disk. */
export async function keepCa(
  { disk, dataFolder, now, log }: Pick<DeskContext, 'disk' | 'dataFolder' | 'now' | 'log'>,
  pem: string,
) {
  const ca = readCa(pem, now())
  if (!ca.ok) return ca.code
  try {
    await writeDurably(disk, join(dataFolder, ownCaFile), Buffer.from(ca.pem))
    return null
  } catch (error) {
    log.error({ error: errorName(error) }, 'own certificate authorities not written')
    return 'IO' as const
  }
}

export async function keepRecoveryCopy(
  { disk, dataFolder, shell, log }: DeskContext,
  desk: DeskServices,
  { passphrase }: BridgeParams<'machine.writeRecoveryCopy'>,
): Promise<BridgeResult<'machine.writeRecoveryCopy'>> {
  if (!mayChange(desk)) return notAllowed
  if (passphrase.normalize('NFKC').trim().length < shortestPassphrase) return { kind: 'failed', code: 'TOO_SHORT' }
  try {
    await writeRecoveryCopy(
      { disk, folder: join(dataFolder, 'vault'), protector: shell.protector },
      desk.vault,
      passphrase,
    )
  } catch (error) {
    log.error({ error: errorName(error) }, 'recovery copy not written')
    return { kind: 'failed', code: 'IO' }
  }
  await desk.backup.run()
  return saved
}

export async function restoreHere(
  { disk, dataFolder, shell, log }: DeskContext,
  { backupFolder, passphrase }: BridgeParams<'desk.restore'>,
): Promise<BridgeResult<'desk.restore'>> {
  const found = isAbsolute(backupFolder) ? await stat(backupFolder).catch(() => null) : null
  if (!found?.isDirectory()) return { kind: 'failed', code: 'NOT_A_FOLDER' }
  try {
    const lines = await restoreDesk({ backupFolder, dataFolder, passphrase, shell, disk })
    return { kind: 'restored', lines }
  } catch (error) {
    log.error({ error: errorName(error) }, 'desk not restored')
    return { kind: 'failed', code: restoreFailure(error) }
  }
}

function restoreFailure(error: unknown) {
  const code = error instanceof HostStartError ? error.code : null
  if (code === 'RECOVERY_MISSING') return 'NO_COPY'
  return code === 'ALREADY_A_DESK' || code === 'RECOVERY_DAMAGED' || code === 'WRONG_PASSPHRASE' ? code : 'IO'
}

/** Whether who is signed in answers for the desk. */
export function mayChange({ session }: Pick<DeskServices, 'session'>): boolean {
  const roles = session.listOfficers().find(({ id }) => id === session.officerId)?.roles ?? []
  return allowedRoles.some((role) => roles.includes(role))
}

async function changeFile(
  { disk, dataFolder }: DeskContext,
  desk: DeskServices,
  change: Partial<DeskFile>,
): Promise<void> {
  const file = (await readDeskFile(disk, dataFolder)) ?? desk.desk
  await writeDeskFile(disk, dataFolder, { ...file, ...change })
}

function extraCaPath(dataFolder: string, { extraCaFile }: DeskFile): string | null {
  return extraCaFile === null || isAbsolute(extraCaFile) ? extraCaFile : join(dataFolder, extraCaFile)
}
