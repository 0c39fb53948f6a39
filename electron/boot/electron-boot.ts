/** Electron's boot plan, over the few things it needs of Electron; electron/main.ts supplies the real ones. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Host, HostOptions } from '../services/host.ts'
import type { Shell } from '../shell/shell.ts'
import { appOrigin } from './app-scheme.ts'
import { mustClaimData, type RunningVersions } from './data-version.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { joinLauncher, type ChannelProcess } from './launcher-channel.ts'
import type { HostLog } from './log.ts'
import type { BootPhase, Undo } from './plan.ts'

export interface ElectronParts {
  /** false: the desk is open already, and was asked to come to the front. */
  claimInstance(): boolean
  whenReady(): Promise<void>
  /** Content policy, permissions, navigation and requests of every page there will ever be. */
  hardenPages(): void
  createShell(): Shell
  answerCalls(dispatch: Dispatch): Undo
  forwardEvents(host: Pick<Host, 'on'>): Undo
  openWindow(): Promise<void>
}

export interface ElectronBoot {
  readonly parts: ElectronParts
  readonly createHost: (options: HostOptions) => Promise<Host>
  readonly log: HostLog
  readonly dataFolder: string
  readonly practice: { sampleFolder: string } | null
  readonly development: boolean
  readonly versions: RunningVersions
  /** Null when nobody but the officer started the desk. */
  readonly launcher: ChannelProcess | null
  readonly stop: () => Promise<void>
  host?: Host
}

export class AlreadyOpenError extends Error {
  readonly code = 'ALREADY_OPEN'
}

export const electronBootPhases: readonly BootPhase<ElectronBoot>[] = [
  {
    name: 'instance',
    run({ parts }) {
      if (!parts.claimInstance()) throw new AlreadyOpenError('Bàn làm việc này đang mở.')
    },
  },
  {
    name: 'dataVersion',
    async run({ dataFolder, versions }) {
      await mkdir(dataFolder, { recursive: true, mode: 0o700 })
      await mustClaimData(join(dataFolder, 'version.json'), versions)
    },
  },
  { name: 'ready', run: ({ parts }) => parts.whenReady() },
  { name: 'pages', run: ({ parts }) => parts.hardenPages() },
  {
    name: 'services',
    async run(boot) {
      const { dataFolder, development, versions, practice } = boot
      const shell = boot.parts.createShell()
      const host = await boot.createHost({ dataFolder, shell, development, version: versions.app, practice })
      boot.host = host
      return () => host.stop()
    },
  },
  {
    name: 'bridge',
    run(boot) {
      const host = mustHost(boot)
      const stopEvents = boot.parts.forwardEvents(host)
      const stopCalls = boot.parts.answerCalls(createDispatch({ handlers: host.handlers, log: boot.log }))
      return async () => {
        await stopCalls()
        await stopEvents()
      }
    },
  },
  {
    name: 'window',
    async run(boot) {
      const { parts, launcher, log, stop } = boot
      if (launcher === null) return parts.openWindow()
      // A launcher enrols a fresh desk first, then asks for the window.
      const open = () => parts.openWindow().then(() => null)
      return joinLauncher(launcher, { host: mustHost(boot), log, origin: appOrigin, takenPort: null, open, stop })
    },
  },
]

function mustHost(boot: ElectronBoot): Host {
  if (boot.host === undefined) throw new Error('The boot plan is out of order.')
  return boot.host
}
