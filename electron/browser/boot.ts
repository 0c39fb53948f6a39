/** The browser host's boot plan. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createDispatch } from '../boot/dispatch.ts'
import { mustClaimData } from '../boot/data-version.ts'
import type { HostLog } from '../boot/log.ts'
import type { BootPhase } from '../boot/plan.ts'
import type { Host, HostOptions } from '../services/host.ts'
import { createBrowserShell } from '../shell/browser.ts'
import { listenOnDeskPort } from './desk-port.ts'
import { startBrowserServer, type BrowserServer } from './server.ts'
import { createPracticeProcess } from './practice-process.ts'
import { openSessions } from './sessions.ts'

export interface BrowserHostOptions {
  dataFolder: string
  rendererFolder: string
  keyFile: string
  /** null: the desk's kept port. */
  port: number | null
  development: boolean
  checkResults: boolean
  version: string
  /** Major version of the Chromium that will show the desk; null: the officer opens a browser of their own. */
  chromium: number | null
  /** Where the sample's reference data lie; null: a real desk. */
  practice: { sampleFolder: string } | null
  /** Started again for practice. */
  entry: string
}

export interface BrowserBoot {
  readonly options: BrowserHostOptions
  readonly createHost: (options: HostOptions) => Promise<Host>
  readonly log: HostLog
  host?: Host
  server?: BrowserServer
  /** The desk's own port, when it was taken. */
  takenPort?: number | null
}

/** Services come before the server: they hold the lock on the data folder, so no second host ever listens for it. */
export const browserBootPhases: readonly BootPhase<BrowserBoot>[] = [
  {
    name: 'dataFolder',
    async run({ options }) {
      await mkdir(options.dataFolder, { recursive: true, mode: 0o700 })
    },
  },
  {
    name: 'dataVersion',
    run: ({ options }) =>
      mustClaimData(join(options.dataFolder, 'version.json'), { app: options.version, chromium: options.chromium }),
  },
  {
    name: 'services',
    async run(boot) {
      const { dataFolder, keyFile, development, version, practice } = boot.options
      const beside = createPracticeProcess(boot.options)
      const shell = createBrowserShell(keyFile, () => beside.open())
      const host = await boot.createHost({ dataFolder, shell, development, version, practice })
      boot.host = host
      return async () => {
        beside.stop()
        await host.stop()
      }
    },
  },
  {
    name: 'server',
    async run(boot) {
      const { options, log } = boot
      const host = must(boot.host)
      const dispatch = createDispatch({ handlers: host.handlers, log, checkResults: options.checkResults })
      const sessions = await openSessions(join(options.dataFolder, 'browser-sessions.json'))
      const choice = await listenOnDeskPort({
        file: join(options.dataFolder, 'browser-port.json'),
        wanted: options.port,
        listen: (port) =>
          startBrowserServer({
            port,
            rendererFolder: options.rendererFolder,
            dispatch,
            host,
            sessions,
            log,
            openedFromBeside: options.practice !== null,
          }),
      })
      boot.server = choice.listening
      boot.takenPort = choice.insteadOf
      return () => choice.listening.close()
    },
  },
]

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The boot plan is out of order.')
  return value
}
