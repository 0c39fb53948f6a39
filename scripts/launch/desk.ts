/** One desk of the sample commune: its host, its enrolment, its window. Lives until its window is closed. */
import { mkdirSync } from 'node:fs'
import { stopChild, type ChildOptions } from './child.ts'
import { openChromiumWindow } from './chromium-window.ts'
import type { RunningGateway } from './gateway.ts'
import { startHost, type RunningHost } from './host.ts'

export interface DeskOptions {
  index: number
  dataFolder: string
  browserFolder: string
  /** null: no window; the address is printed. */
  chromium: string | null
  command: ChildOptions
  /** null: practice, which is a desk by itself. */
  gateway: RunningGateway | null
  say: (text: string) => void
}

export interface RunningDesk {
  /** Resolves when the desk was ended: its window closed, or its host gone for good. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** More deaths than this within a minute and the host is not started again. */
const mostRestarts = 3

export async function openDesk(options: DeskOptions): Promise<RunningDesk> {
  const { say, index } = options
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 })
  let host = await startHost(options.command)
  const { takenPort } = host.ready
  if (takenPort !== null)
    say(`Desk ${index}: its port ${takenPort} is taken; on another one the database is rebuilt from the journal.`)
  if (!host.ready.enrolled && options.gateway !== null)
    await host.enrol(options.gateway.url, await options.gateway.mintCode(), `Quầy số ${index}`)
  const show = await showDesk(options, host)
  let leaving = false
  const watch = async () => {
    const deaths: number[] = []
    while ((await Promise.race([show.closed, host.child.ended.then(() => 'died' as const)])) === 'died') {
      // An Electron host is its own window: its end is the end of the desk.
      if (leaving || show.kind === 'electron') break
      deaths.push(Date.now())
      if (deaths.filter((at) => Date.now() - at < 60_000).length > mostRestarts) {
        say(`Desk ${index}: its host keeps ending; given up.`)
        break
      }
      say(`Desk ${index}: its host ended unexpectedly and is started again; the window stays.`)
      host = await startHost(options.command)
      if (show.kind === 'none') await printAddress(options, host)
    }
    leaving = true
    show.close()
    await stopChild(host.child)
  }
  const ended = watch()
  // Its failure is heard by whoever awaits it, which may be later than it fails.
  ended.catch(() => undefined)
  return {
    ended,
    async stop() {
      leaving = true
      await stopChild(host.child)
      await ended
    },
  }
}

interface Shown {
  kind: 'electron' | 'chromium' | 'none'
  closed: Promise<'closed'>
  close(): void
}

async function showDesk(options: DeskOptions, host: RunningHost): Promise<Shown> {
  const { say, index, chromium } = options
  const never = new Promise<'closed'>(() => undefined)
  if (chromium === null) {
    const kind = (await printAddress(options, host)) ? 'none' : 'electron'
    return { kind, closed: never, close: () => undefined }
  }
  const address = (await host.open()) ?? ''
  const window = openChromiumWindow(chromium, address, options.browserFolder)
  const closed = new Promise<'closed'>((resolve) => {
    window.on('close', () => resolve('closed'))
    window.on('error', () => resolve('closed'))
  })
  say(`Desk ${index} is open.`)
  return { kind: 'chromium', closed, close: () => void window.kill() }
}

/** false: there is none, for the host has opened a window of its own. */
async function printAddress({ say, index }: DeskOptions, host: RunningHost): Promise<boolean> {
  const address = await host.open()
  if (address === null) return false
  say(`Desk ${index}: open ${address}`)
  say('        (works once; reloading its page is fine)')
  return true
}
