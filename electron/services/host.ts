/** The host's services behind the bridge: plain Node, the same in Electron and in the browser host. */
import { mkdir } from 'node:fs/promises'
import type {
  BridgeEvent,
  BridgeEventName,
  BridgeHandlers,
  BridgeParams,
  BridgeResult,
} from '../../shared/bridge/contract.ts'
import type { Shell } from '../shell/shell.ts'
import { readDeskFile } from './desk-file.ts'
import { startDesk, type DeskServices } from './desk-services.ts'
import type { DeskContext } from './desk-storage.ts'
import { lockFolder } from './disk/folder-lock.ts'
import { FreeSpace, freeBytesOf } from './disk/free-space.ts'
import { nodeDisk } from './disk/node-disk.ts'
import { enrol, type EnrolRequest, type EnrolResult } from './enrol.ts'
import { createHandlers } from './host-handlers.ts'
import { HostEvents } from './host-events.ts'
import { openLog } from './log.ts'
import { HostStartError } from './host-error.ts'
import { restoreHere } from './machine/machine.ts'
import { erasePracticeDesk, mustOpenPracticeDesk } from './practice/practice-desk.ts'
import { Serial } from './serial.ts'

export interface HostOptions {
  /** Everything the desk keeps lies below it: journal/, vault/, reference/, desk.json. */
  dataFolder: string
  shell: Shell
  /** Offers the development menu and its network switch. */
  development: boolean
  version: string
  /** A practice desk is opened, or made from these reference data; null: a real desk. */
  practice?: { sampleFolder: string } | null
  /** Milliseconds since the epoch. */
  now?: () => number
  /** Free bytes on the data folder's disk; null: unknown. */
  freeBytes?: () => Promise<number | null>
  /** Milliseconds from a commit to its second copy; absent: a minute. */
  copyDelay?: number
}

export interface Host {
  /** One per bridge call; parameters are checked by the transport before they arrive here. */
  readonly handlers: BridgeHandlers
  on<E extends BridgeEventName>(event: E, listener: (payload: BridgeEvent<E>) => void): () => void
  stop(): Promise<void>
}

/** Throws HostStartError, with words for the officer, when the folder is in use or its vault or journal cannot be opened. */
export async function createHost(options: HostOptions): Promise<Host> {
  const { dataFolder, shell, development, version, now = Date.now, copyDelay } = options
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const lock = await lockFolder(dataFolder)
  const { log, close: closeLog } = openLog(dataFolder, now)
  const events = new HostEvents(log)
  const freeSpace = new FreeSpace(options.freeBytes ?? (() => freeBytesOf(dataFolder)), events)
  const context: DeskContext = { dataFolder, disk: nodeDisk, shell, events, log, now, freeSpace, copyDelay }
  let desk: DeskServices | null = null
  const { practice = null } = options
  const startHere = () => (practice === null ? startIfEnrolled(context) : startPractice(context, practice.sampleFolder))
  const release = async () => {
    freeSpace.stop()
    closeLog()
    await lock.release()
  }
  try {
    desk = await startHere()
  } catch (error) {
    await release()
    throw error
  }
  const serial = new Serial()
  const enrolHere = (request: EnrolRequest): Promise<EnrolResult> =>
    serial.run(async () => {
      // Whatever state its folder is in, a practice host makes no real desk of it.
      if (practice !== null) return { kind: 'failed', code: 'ALREADY_ENROLLED' } as const
      const result = await enrol(context, request)
      if (result.kind === 'enrolled') desk = await startIfEnrolled(context)
      if (result.kind === 'enrolled') await desk?.catchUp()
      return result
    })
  const restore = (request: BridgeParams<'desk.restore'>) =>
    serial.run(async () => {
      if (practice !== null) return { kind: 'failed', code: 'ALREADY_A_DESK' } as const
      const result = await restoreHere(context, request)
      if (result.kind === 'restored') desk = await startIfEnrolled(context)
      if (result.kind === 'restored') void desk?.catchUp()
      return result
    })
  const resetPractice = () =>
    serial.run(async (): Promise<BridgeResult<'practice.reset'>> => {
      if (practice === null) return { kind: 'refused' }
      await desk?.stop()
      desk = null
      await erasePracticeDesk(context)
      desk = await startHere()
      return { kind: 'reset' }
    })
  const parts = { development, version, isPractice: practice !== null, desk: () => desk }
  const handlers = createHandlers({ ...context, ...parts, enrol: enrolHere, restore, resetPractice })
  let stopping: Promise<void> | null = null
  const stop = async () => {
    await desk?.stop()
    await release()
  }
  log.info({ version, enrolled: desk !== null }, 'host started')
  return {
    handlers,
    on: (event, listener) => events.on(event, listener),
    stop: () => (stopping ??= serial.run(stop)),
  }
}

async function startPractice(context: DeskContext, sampleFolder: string): Promise<DeskServices> {
  return startDesk(context, await mustOpenPracticeDesk(context, sampleFolder))
}

async function startIfEnrolled(context: DeskContext): Promise<DeskServices | null> {
  const desk = await readDeskFile(context.disk, context.dataFolder)
  // Given an address by hand, it would carry practice dossiers to the province.
  if (desk !== null && (desk.practice || desk.gatewayUrl === null)) throw new HostStartError('PRACTICE_DESK')
  return desk === null ? null : startDesk(context, desk)
}
