/**
 * The one way an officer's act is saved: journal first, then database; "saved" only after both. Keeps the journal's mark,
 * from which a start recovers.
 */
import type { Bridge, BridgeResult } from '../../shared/bridge/contract.ts'
import type { EventDraft } from '../../shared/dossier/event.ts'
import { laterStamp, type HybridStamp } from '../../shared/dossier/hybrid-clock.ts'
import type { PinRefusal, SaveResult, Signer } from './desk-database.ts'
import type { DossierStore } from './dossier-store.ts'
import type { JournalMark } from './recovery.ts'
import { withWatchdog } from './watchdog.ts'

export interface EventSaverOptions {
  bridge: Pick<Bridge, 'call'>
  store: Pick<DossierStore, 'change' | 'getMany'>
  mark: JournalMark
  /** Something waits for the province. */
  onSaved: () => void
  /** Runs `task` after `ms`; the answer cancels it. */
  schedule: (task: () => void, ms: number) => () => void
}

type Committed = Extract<BridgeResult<'journal.commit'>, { kind: 'committed' }>

const markDelayMs = 1000

export class EventSaver {
  readonly #options: EventSaverOptions
  #markWritten: Promise<void> = Promise.resolve()
  #saving = 0
  #highestSeq = 0
  #markedSeq = 0
  #cancelMark: (() => void) | null = null
  /** An event is in the journal but not in the database: the mark may not pass it before a restart brought it in. */
  #markHeld = false

  constructor(options: EventSaverOptions) {
    this.#options = options
  }

  save(drafts: readonly EventDraft[]): Promise<SaveResult> {
    const { bridge } = this.#options
    return this.#counted(async () => {
      const observed = await this.#latestStamp(drafts)
      const result = await bridge.call('journal.commit', { drafts: [...drafts], observed })
      return result.kind === 'committed' ? this.#store(result) : result
    })
  }

  saveAs(signer: Signer, drafts: readonly EventDraft[]): Promise<SaveResult | PinRefusal> {
    const { bridge } = this.#options
    return this.#counted(async () => {
      const observed = await this.#latestStamp(drafts)
      const result = await bridge.call('journal.commitAs', { ...signer, drafts: [...drafts], observed })
      return result.kind === 'committed' ? this.#store(result) : result
    })
  }

  async #counted<T>(save: () => Promise<T>): Promise<T> {
    this.#saving += 1
    try {
      return await save()
    } finally {
      this.#saving -= 1
      this.#noteMark()
    }
  }

  /** Writes the mark if it may move; for closing. */
  async settle(): Promise<void> {
    this.#writeMark()
    await this.#markWritten
  }

  async #store({ events, seq }: Committed): Promise<SaveResult> {
    const { store, onSaved } = this.#options
    try {
      const byDossier = Map.groupBy(events, (event) => event.dossierId)
      const changes = [...byDossier].map(([dossierId, group]) => ({ dossierId, events: group, areUnsent: true }))
      await withWatchdog(store.change(changes), 'storing a dossier')
    } catch (error) {
      this.#markHeld = true
      return { kind: 'journalledOnly', events, reason: error instanceof Error ? error.name : 'unknown' }
    }
    this.#highestSeq = Math.max(this.#highestSeq, seq)
    onSaved()
    return { kind: 'saved', events }
  }

  async #latestStamp(drafts: readonly EventDraft[]): Promise<HybridStamp | null> {
    const documents = await this.#options.store.getMany([...new Set(drafts.map(({ dossierId }) => dossierId))])
    let latest: HybridStamp | null = null
    for (const { body } of documents.values()) latest = laterStamp(latest, body.events.at(-1)?.clock ?? null)
    return latest
  }

  /**
   * The mark may lag: what lies after it is applied again at the next start, which changes nothing. It may not pass an event
   * that another save has in the journal only, so it is written when no save is under way.
   */
  #noteMark(): void {
    if (!this.#mayMark() || this.#cancelMark !== null) return
    // A strict write of its own for each save would make every officer wait for it.
    this.#cancelMark = this.#options.schedule(() => this.#writeMark(), markDelayMs)
  }

  #mayMark(): boolean {
    return this.#saving === 0 && !this.#markHeld && this.#highestSeq !== this.#markedSeq
  }

  #writeMark(): void {
    this.#cancelMark?.()
    this.#cancelMark = null
    if (!this.#mayMark()) return
    const seq = this.#highestSeq
    this.#markedSeq = seq
    this.#markWritten = this.#markWritten.then(() => this.#options.mark.write(seq)).catch(() => undefined)
  }
}
