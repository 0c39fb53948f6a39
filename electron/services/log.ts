/** The host's log: one JSON line a happening, codes and ids only. No names, ID numbers, addresses or free text. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { destination, pino, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

const keptFiles = 14
const namePattern = /^host-\d{4}-\d{2}-\d{2}\.log$/

/** A log that cannot be written (full disk) is given up silently: it must never stop the desk. */
export function openLog(dataFolder: string, now: () => number): { log: Log; close(): void } {
  const folder = join(dataFolder, 'logs')
  const fileOfToday = () => join(folder, `host-${new Date(now()).toISOString().slice(0, 10)}.log`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  dropOldFiles(folder)
  let current = fileOfToday()
  const target = destination({ dest: current, mkdir: true, sync: true, append: true })
  target.on('error', () => undefined)
  const rollover = setInterval(() => {
    if (fileOfToday() === current) return
    current = fileOfToday()
    target.reopen(current)
    dropOldFiles(folder)
  }, 60_000)
  rollover.unref()
  let closed = false
  const whileOpen = { write: (line: string) => void (closed || target.write(line)) }
  const log = pino({ base: null, timestamp: () => `,"time":"${new Date(now()).toISOString()}"` }, whileOpen)
  return {
    log,
    close() {
      closed = true
      clearInterval(rollover)
      target.end()
    },
  }
}

export const silentLog: Log = pino({ level: 'silent' })

function dropOldFiles(folder: string): void {
  const files = readdirSync(folder).filter((name) => namePattern.test(name))
  for (const name of files.sort().slice(0, -keptFiles)) rmSync(join(folder, name), { force: true })
}

/** What may be said of an error in a log: its code or kind. Messages can hold paths, names and what was typed. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
