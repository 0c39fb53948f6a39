/** One command of the gateway's command line. */
import type { Store } from './store/store.ts'

export interface Flags {
  /** `yyyy-mm-dd`, from when on desks get it. */
  from?: string
  'dry-run'?: boolean
  commune?: string
  yes?: boolean
  /** The file holds only what changes. */
  add?: boolean
  version?: string
}

export interface Surroundings {
  flags: Flags
  /** Where scans lie; null or left out: none are taken. */
  attachmentsFolder?: string | null
  /** null: nobody is there to answer. */
  ask: ((question: string) => Promise<string>) | null
}
export const silent: Surroundings = { flags: {}, ask: null }

export interface Command {
  usage: string
  about: string
  /** @returns lines to print */
  run(store: Store, args: readonly string[], around?: Surroundings): Promise<string[]>
}

export class UsageError extends Error {}

export function need(args: readonly string[], count: number): string[] {
  if (args.length !== count) throw new UsageError()
  return [...args]
}
