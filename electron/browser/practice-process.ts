/**
 * The practice desk beside a real one: a process of its own over a folder of its own, so that neither can touch the
 * other's data, keys or session. It ends with the desk that opened it.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { fromHostSchema, type FromHost } from '../boot/launcher-messages.ts'
import type { BridgeResult } from '../../shared/bridge/contract.ts'

export interface PracticeProcessOptions {
  /** `browser-host.ts`, as this process was started. */
  entry: string
  dataFolder: string
  rendererFolder: string
  keyFile: string
}

export interface PracticeProcess {
  open(): Promise<BridgeResult<'practice.open'>>
  stop(): void
}

const patienceMs = 30_000

export function createPracticeProcess(options: PracticeProcessOptions): PracticeProcess {
  let child: Promise<ChildProcess | null> | null = null
  const start = async (): Promise<ChildProcess | null> => {
    const args = ['--practice', '--data', `${options.dataFolder}-practice`, '--renderer', options.rendererFolder]
    const started = fork(options.entry, [...args, '--key-file', `${options.keyFile}-practice`], { stdio: 'ignore' })
    started.once('exit', () => (child = null))
    const first = await hear(started, ({ kind }) => kind === 'ready' || kind === 'failed')
    if (first?.kind === 'ready') return started
    started.kill()
    return null
  }
  return {
    async open() {
      child ??= start()
      const running = await child
      if (running === null) {
        child = null
        return { kind: 'failed' }
      }
      const answer = hear(running, ({ kind }) => kind === 'opened')
      running.send({ kind: 'open' })
      const opened = await answer
      return opened?.kind === 'opened' && opened.address !== null
        ? { kind: 'address', address: opened.address }
        : { kind: 'failed' }
    },
    stop() {
      void child?.then((running) => running?.kill())
    },
  }
}

/** null: the process ended, or said nothing for too long. */
function hear(child: ChildProcess, pick: (message: FromHost) => boolean): Promise<FromHost | null> {
  return new Promise((resolve) => {
    const done = (message: FromHost | null) => {
      clearTimeout(timer)
      child.off('message', listen)
      child.off('exit', gone)
      resolve(message)
    }
    const listen = (raw: unknown) => {
      const message = fromHostSchema.safeParse(raw).data
      if (message !== undefined && pick(message)) done(message)
    }
    const gone = () => done(null)
    const timer = setTimeout(gone, patienceMs)
    child.on('message', listen)
    child.on('exit', gone)
  })
}
