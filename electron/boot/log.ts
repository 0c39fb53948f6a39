/**
 * The host's own log: one JSON line a happening, from closed words only. An error's message may quote what it choked on
 * (a name, an ID number), so of an error only its class, code and stack positions are written.
 */
import type { Log } from '../services/log.ts'

export interface HostLog {
  info(happening: string, facts?: LogFacts): void
  error(happening: string, facts?: LogFacts, error?: unknown): void
}
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>

export interface ErrorFacts {
  error: string
  code: string | null
  at: string
}

export function describeError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { error: typeof error, code: null, at: '' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code.slice(0, 60) : null
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' < ')
  return { error: error.constructor.name, code, at }
}

/** Writes through the services' logger, whose lines already carry time and level. */
export function createHostLog(log: Pick<Log, 'info' | 'error'>): HostLog {
  return {
    info: (happening, facts) => log.info({ ...facts, happening }),
    error: (happening, facts, error) =>
      log.error({ ...facts, ...(error === undefined ? {} : describeError(error)), happening }),
  }
}
