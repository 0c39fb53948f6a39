/** A child process with Node's message channel: one reply awaited at a time, its death seen by whoever waits. */
import { spawn, type ChildProcess } from 'node:child_process'

export interface ChildOptions {
  command: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  /** What it prints: shown on this terminal, or kept for an error's message. */
  output?: 'inherit' | 'keep'
}

export interface Child<Message> {
  readonly process: ChildProcess
  /** The next message that `pick` accepts, also one that came before; rejects when the child ends first. */
  expect<T extends Message>(pick: (message: Message) => message is T): Promise<T>
  send(message: object): void
  /** Resolves when it has ended, with its exit code; null: by a signal. */
  readonly ended: Promise<number | null>
  /** What it printed lately, with `output: 'keep'`. */
  printed(): string
}

interface Waiting<Message> {
  pick: (message: Message) => boolean
  resolve: (message: Message) => void
  reject: (error: Error) => void
}

export function startChild<Message>(
  options: ChildOptions,
  parse: (message: unknown) => Message | null,
): Child<Message> {
  const output = options.output === 'keep' ? 'pipe' : 'inherit'
  const child = spawn(options.command, options.args, {
    // Of its own group, so that Ctrl+C reaches the launcher alone, which then stops its children in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', output, output, 'ipc'],
    env: { ...process.env, ...options.env },
  })
  let printed = ''
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-20_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const early: Message[] = []
  let waiting: Waiting<Message>[] = []
  child.on('message', (raw) => {
    const message = parse(raw)
    if (message === null) return
    const served = waiting.find(({ pick }) => pick(message))
    if (served === undefined) early.push(message)
    else served.resolve(message)
    waiting = waiting.filter((one) => one !== served)
  })
  let gone: Error | null = null
  const ended = new Promise<number | null>((resolve) => {
    const end = (code: number | null, error: Error) => {
      gone ??= error
      for (const one of waiting) one.reject(gone)
      waiting = []
      resolve(code)
    }
    child.on('error', (error) => end(null, error))
    child.on('close', (code, signal) => end(code, new Error(`The process ended (${signal ?? code}).\n${printed}`)))
  })
  return {
    process: child,
    ended,
    printed: () => printed,
    send(message) {
      if (child.connected) child.send(message)
    },
    expect<T extends Message>(pick: (message: Message) => message is T) {
      const at = early.findIndex(pick)
      if (at >= 0) return Promise.resolve(early.splice(at, 1)[0] as T)
      if (gone !== null) return Promise.reject(gone)
      return new Promise<T>((resolve, reject) => {
        waiting.push({ pick, resolve: (message) => resolve(message as T), reject })
      })
    },
  }
}

/** Asks it to end, waits, and ends it by force if it does not. */
export async function stopChild(child: Child<unknown>, patienceMs = 10_000): Promise<void> {
  child.process.kill('SIGTERM')
  const late = setTimeout(() => child.process.kill('SIGKILL'), patienceMs)
  await child.ended
  clearTimeout(late)
}
