/**
 * The host's own log: one JSON line a happening, from closed words only. An error's message may quote what it choked on
 * (a name, an ID number), so of an error only its class, code and stack positions are written.
 */
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

export function createLineLog(write: (line: string) => void, now: () => number = Date.now): HostLog {
  const line = (level: string, happening: string, facts: object) =>
    write(JSON.stringify({ time: new Date(now()).toISOString(), level, happening, ...facts }))
  return {
    info: (happening, facts) => line('info', happening, facts ?? {}),
    error: (happening, facts, error) =>
      line('error', happening, { ...facts, ...(error === undefined ? {} : describeError(error)) }),
  }
}
