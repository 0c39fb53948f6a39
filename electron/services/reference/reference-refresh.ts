/** Brings the desk's reference data up to what the province has in force. */
import { referenceKindSchema, type ReferenceKind } from '../../../shared/wire/messages.ts'
import type { Log } from '../log.ts'
import type { Province } from '../province/client.ts'
import type { ReferenceStore } from './reference-store.ts'
import { Rerun } from '../rerun.ts'

export interface ReferenceRefreshOptions {
  store: ReferenceStore
  province: Pick<Province, 'referenceIndex' | 'reference'>
  onChanged: (kind: ReferenceKind) => void
  log: Log
  now: () => number
}

/** A body that was refused is not fetched again at once: it would cost its whole size each time. */
const refusalLasts = 60 * 60_000

export class ReferenceRefresh {
  readonly #options: ReferenceRefreshOptions
  readonly #refused = new Map<string, number>()
  readonly #rerun = new Rerun(() => this.#once())

  constructor(options: ReferenceRefreshOptions) {
    this.#options = options
  }

  /** Runs once at a time; a call meanwhile runs it again, since the province may have changed in between. */
  run(): Promise<void> {
    return this.#rerun.run()
  }

  async #once(): Promise<void> {
    const index = await this.#options.province.referenceIndex()
    if (!index.ok) return
    // Organisations before officers: who may sign in is judged by the tree.
    for (const kind of referenceKindSchema.options.toReversed()) {
      const version = index.value.versions[kind]
      if (version === undefined || this.#options.store.inForce(kind)?.version === version) continue
      if (!(await this.#bring(kind, version))) return
    }
  }

  /** false: the link is gone, the rest is not worth trying. */
  async #bring(kind: ReferenceKind, version: string): Promise<boolean> {
    const { store, province, onChanged, log, now } = this.#options
    const name = `${kind} ${version}`
    if ((this.#refused.get(name) ?? 0) > now()) return true
    let changed = await store.reinstate(kind, version)
    if (!changed) {
      const answer = await province.reference(kind, version)
      if (!answer.ok) return answer.code === 'REFUSED' || answer.code === 'SERVER'
      changed = await store.put(kind, version, answer.value.body)
    }
    if (changed) {
      log.info({ kind, version }, 'reference in force')
      onChanged(kind)
    } else {
      log.error({ kind, version }, 'reference refused: not of its kind')
      this.#refused.set(name, now() + refusalLasts)
    }
    return true
  }
}
